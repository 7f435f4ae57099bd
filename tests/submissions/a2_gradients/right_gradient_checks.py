# Gradient checks in other forms: loops over entries and points, a set for the positions, an array, a generator.
# base: solution

# %% answer="relative_error"
def relative_error(analytic, numeric):
    largest = 0.0
    for a, n in zip(analytic, numeric):
        size = abs(a) + abs(n)
        if size < 1e-8:
            size = 1e-8
        if abs(a - n) / size > largest:
            largest = abs(a - n) / size
    return largest

# %% answer="suspects"
def suspects(f, gradients, points):
    found = set()
    for x in points:
        measured = numerical_gradient(f, x)
        for position in range(len(gradients)):
            if relative_error(gradients[position](x), measured) > 1e-4:
                found.add(position)
    return found
