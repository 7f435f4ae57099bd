# Divided by the larger of two entries; then differences are compared as they are.
# base: solution
# expect: relative_error wrong over_larger
# expect: suspects wrong absolute_error

# %% answer="relative_error"
def relative_error(analytic, numeric):
    return max(abs(a - n) / max(abs(a), abs(n), 1e-8) for a, n in zip(analytic, numeric))

# %% answer="suspects"
def suspects(f, gradients, points):
    return [
        index
        for index, gradient in enumerate(gradients)
        if any(np.any(np.abs(gradient(x) - numerical_gradient(f, x)) > 1e-4) for x in points)
    ]
