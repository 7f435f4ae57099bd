# The mean of the entries; True and False in place of positions.
# base: solution
# expect: relative_error wrong mean_of_entries
# expect: suspects invalid boolean

# %% answer="relative_error"
def relative_error(analytic, numeric):
    return np.mean(np.abs(analytic - numeric) / np.maximum(np.abs(analytic) + np.abs(numeric), 1e-8))

# %% answer="suspects"
def suspects(f, gradients, points):
    return [
        any(np.max(np.abs(g(x) - numerical_gradient(f, x)) / np.abs(g(x))) > 1e-4 for x in points) for g in gradients
    ]
