# The axes of size 1 are lost.
# base: solution
# expect: unbroadcast invalid axes_dropped
# expect: dense_gradients correct follow_through

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):
    gradient = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    return gradient.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1))
