# Sizes without signs; positions counted from 1.
# base: solution
# expect: relative_error wrong signs_lost
# expect: suspects invalid counted_from_one

# %% answer="relative_error"
def relative_error(analytic, numeric):
    a, n = np.abs(analytic), np.abs(numeric)
    return np.max(np.abs(a - n) / np.maximum(a + n, 1e-8))

# %% answer="suspects"
def suspects(f, gradients, points):
    wrong = []
    for i, g in enumerate(gradients, start=1):
        for x in points:
            n = numerical_gradient(f, x)
            if np.max(np.abs(g(x) - n) / (np.abs(g(x)) + np.abs(n))) > 1e-4:
                wrong.append(i)
                break
    return wrong
