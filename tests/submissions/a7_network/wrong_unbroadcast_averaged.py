# Averages where it should add up; the layer's gradients are right for that.
# base: solution
# expect: unbroadcast wrong mean_in_place_of_sum
# expect: dense_gradients correct follow_through

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):
    gradient = gradient.mean(axis=tuple(range(gradient.ndim - len(shape))))
    return gradient.mean(axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)

# %% answer="dense_gradients"
def dense_gradients(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, unbroadcast(dZ, (dZ.shape[1],))
