# The shape is filled with ones in front, then every axis that differs is summed.
# base: solution

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):
    full = (1,) * (gradient.ndim - len(shape)) + tuple(shape)
    for axis, (had, has) in enumerate(zip(full, gradient.shape)):
        if had != has:
            gradient = gradient.sum(axis=axis, keepdims=True)
    return gradient.reshape(shape)
