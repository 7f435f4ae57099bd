# The error of each entry is returned; the loop over the points ends at the first of them.
# base: solution
# expect: relative_error invalid entries_not_reduced
# expect: suspects wrong first_point_only

# %% answer="relative_error"
def relative_error(analytic, numeric):
    return np.abs(analytic - numeric) / np.maximum(np.abs(analytic) + np.abs(numeric), 1e-8)

# %% answer="suspects"
def suspects(f, gradients, points):
    found = []
    for index, gradient in enumerate(gradients):
        for x in points:
            if np.max(relative_error(gradient(x), numerical_gradient(f, x))) > 1e-4:
                found.append(index)
            break
    return found
