# Right for ordinary numbers; small ones are rounded, refused or taken for zero, and equal products count once.
# base: solution
# expect: dfx wrong rounded
# expect: linear_change wrong some_kinds
# expect: directional_derivative wrong nearly_zero_refused
# expect: steepest_ascent wrong almost_zero_as_zero
# expect: numerical_gradient wrong nothing_there
# expect: suspects wrong once_for_each_point

# %% answer="dfx"
def dfx(x, y):
    return round(6 * x * y, 6)

# %% answer="linear_change"
def linear_change(gradient, step):
    return sum({g * s for g, s in zip(gradient, step)})

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    norm = np.linalg.norm(direction)
    if norm < 1e-16:
        raise ValueError("zero")
    return gradient @ direction / norm

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    return gradient / (np.linalg.norm(gradient) + 1e-15)

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    out = np.zeros(len(x))
    for i in range(min(len(x), 10)):
        e = np.zeros(len(x)); e[i] = h
        out[i] = (f(x + e) - f(x - e)) / (2 * h)
    return out

# %% answer="suspects"
def _ng(f, x, h=1e-5):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])
def _re(a, n):
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8))
def suspects(f, gradients, points):
    found = []
    for k, g in enumerate(gradients):
        for p in points:
            if _re(g(p), _ng(f, p)) > 1e-4:
                found.append(k)
    return found
