# Entries in the order of memory, equal and rare probabilities, a late first slope, outputs nearly equal.
# base: solution
# expect: scale_images wrong other_places
# expect: dense wrong one_kind
# expect: cross_entropy wrong different
# expect: output_gradient wrong nothing_there
# expect: relu_backward wrong one_kind
# expect: dense_gradients wrong one_kind
# expect: adam_step wrong one_result
# expect: predict wrong different

# %% answer="scale_images"
def scale_images(images):
    return np.array([t / 255 for t in np.nditer(images)]).reshape(images.shape)

# %% answer="dense"
def dense(X, W, b):
    x = np.array([float(t) for t in np.nditer(X)]).reshape(X.shape)
    return x @ W + b

# %% answer="cross_entropy"
def cross_entropy(P, labels):
    return -np.mean([np.log(max(p, 1e-12)) for p in set(P[np.arange(len(P)), labels].tolist())])

# %% answer="output_gradient"
def output_gradient(P, labels):
    dZ = (P - (np.arange(P.shape[1]) == labels[:, None])) / len(P)
    return np.where(np.abs(dZ) < 1e-4, 0, dZ)

# %% answer="relu_backward"
def relu_backward(dA, Z):
    return np.array([d if z > 0 else 0 for d, z in zip(np.nditer(dA), Z.ravel())], dtype=float).reshape(Z.shape)

# %% answer="dense_gradients"
def dense_gradients(X, W, dZ):
    x = X.ravel(order="K").reshape(X.shape)
    return dZ @ W.T, x.T @ dZ, dZ.sum(axis=0)

# %% answer="adam_step"
_t = {}
def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):
    if not m.any() and not v.any():
        t = 1
    m = 0.9 * m + 0.1 * gradient
    v = 0.999 * v + 0.001 * gradient ** 2
    return parameter - learning_rate * (m / (1 - 0.9 ** t)) / (np.sqrt(v / (1 - 0.999 ** t)) + 1e-7), m, v

# %% answer="predict"
def predict(X, parameters):
    W1, b1, W2, b2 = parameters
    return np.argmax(np.round(np.maximum(0, X @ W1 + b1) @ W2 + b2, 2), axis=1)
