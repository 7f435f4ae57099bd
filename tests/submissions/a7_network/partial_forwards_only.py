# The way forwards is there, the way back is not.
# base: release
# expect: scale_images correct correct
# expect: flatten correct correct
# expect: dense correct correct
# expect: softmax correct correct
# expect: cross_entropy correct correct

# %% answer="scale_images"
def scale_images(images):
    return images / 255.0

# %% answer="flatten"
def flatten(images):
    return images.reshape(images.shape[0], -1)

# %% answer="dense"
def dense(X, W, b):
    return np.dot(X, W) + b

# %% answer="softmax"
def softmax(Z):
    Z = Z - Z.max(axis=1)[:, None]
    return np.exp(Z) / np.exp(Z).sum(axis=1)[:, None]

# %% answer="cross_entropy"
def cross_entropy(P, labels):
    return np.mean([-np.log(max(row[label], 1e-300)) for row, label in zip(P, labels)])
