# A single number that was expanded gets axes that it never had.
# base: solution
# expect: unbroadcast invalid number_keeps_axes

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):
    if shape == ():
        return gradient.sum(keepdims=True)
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    return gradient.sum(axis=tuple(np.flatnonzero(np.array(shape) == 1)), keepdims=True)
