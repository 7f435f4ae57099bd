# Right in the middle, wrong at the edges: overflow, the logarithm of 0, the gate at 0, a dark image, the first step.
# base: solution
# expect: scale_images wrong divided_by_own_maximum
# expect: softmax invalid overflow
# expect: cross_entropy invalid infinite_at_zero
# expect: relu_backward wrong open_at_zero
# expect: adam_step wrong no_correction
# expect: accuracy wrong percent

# %% answer="scale_images"
def scale_images(images):
    return images / np.max(images)

# %% answer="softmax"
def softmax(Z):
    return np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)

# %% answer="cross_entropy"
def cross_entropy(P, labels):
    return -np.mean(np.log(P[np.arange(len(labels)), labels]))

# %% answer="relu_backward"
def relu_backward(dA, Z):
    return np.where(Z < 0, 0, dA)

# %% answer="adam_step"
def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):
    m = 0.9 * m + 0.1 * gradient
    v = 0.999 * v + 0.001 * gradient**2
    return parameter - learning_rate * m / (np.sqrt(v) + 1e-8), m, v

# %% answer="accuracy"
def accuracy(predictions, labels):
    return (predictions == labels).mean() * 100
