# 0 / 0 where both entries are 0; a gradient is accused only where it is wrong at every point.
# base: solution
# expect: relative_error invalid guard_lost
# expect: suspects wrong wrong_everywhere_only

# %% answer="relative_error"
def relative_error(analytic, numeric):
    with np.errstate(invalid="ignore"):
        return np.max(np.abs(analytic - numeric) / (np.abs(analytic) + np.abs(numeric)))

# %% answer="suspects"
def suspects(f, gradients, points):
    return [
        index
        for index, gradient in enumerate(gradients)
        if all(relative_error(gradient(x), numerical_gradient(f, x)) > 1e-4 for x in points)
    ]
