# Only the axes in front are summed.
# base: solution
# expect: unbroadcast invalid added_axes_only

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    return gradient
