# The sums by other ways: one axis at a time, and the biases' gradient by ones in front of it.
# base: solution

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = sum(gradient)
    for axis in range(len(shape)):
        if shape[axis] == 1:
            gradient = np.add.reduce(gradient, axis=axis, keepdims=True)
    return gradient

# %% answer="dense_gradients"
def dense_gradients(X, W, dZ):
    return dZ.dot(W.T), X.T.dot(dZ), np.ones(len(dZ)) @ dZ
