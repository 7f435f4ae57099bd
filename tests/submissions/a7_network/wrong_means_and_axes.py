# Divides by N too rarely or too often, sums along the other axis, keeps what dropout drops.
# base: solution
# expect: flatten invalid images_as_columns
# expect: softmax wrong over_columns
# expect: dropout wrong not_scaled
# expect: cross_entropy wrong summed
# expect: output_gradient wrong not_averaged
# expect: dense_gradients wrong averaged_again
# expect: predict invalid over_samples
# expect: accuracy wrong counted

# %% answer="flatten"
def flatten(images):
    return images.reshape(len(images), -1).T

# %% answer="softmax"
def softmax(Z):
    Z = Z - Z.max(axis=0)
    return np.exp(Z) / np.exp(Z).sum(axis=0)

# %% answer="dropout"
def dropout(A, rate, mask):
    return A * mask

# %% answer="cross_entropy"
def cross_entropy(P, labels):
    return -np.log(P[np.arange(len(labels)), labels] + 1e-12).sum()

# %% answer="output_gradient"
def output_gradient(P, labels):
    return P - np.eye(P.shape[1])[labels]

# %% answer="dense_gradients"
def dense_gradients(X, W, dZ):
    N = X.shape[0]
    return dZ @ W.T, X.T @ dZ / N, np.sum(dZ, axis=0) / N

# %% answer="predict"
def predict(X, parameters):
    W1, b1, W2, b2 = parameters
    return np.argmax(np.maximum(0, X @ W1 + b1) @ W2 + b2, axis=0)

# %% answer="accuracy"
def accuracy(predictions, labels):
    return np.sum(predictions == labels)
