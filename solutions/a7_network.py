"""Reference solutions of a7_network: a digit classifier by hand in NumPy, and the same one in Keras.

The model is that of the second lecture's slides: Flatten, Dense 128 relu, Dropout 0.2, Dense 10 softmax, Adam, sparse
categorical cross-entropy. Adam: Kingma & Ba, arXiv 1412.6980, algorithm 1, with Keras's epsilon. Sums along expanded
axes: Parr & Howard, arXiv 1802.01528, sections 4.3 and 4.4; the rules of expansion are NumPy's.
"""

import numpy as np


def scale_images(images):
    return images / 255


def flatten(images):
    return images.reshape(len(images), -1)


def dense(X, W, b):
    return X @ W + b


def softmax(Z):
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def dropout(A, rate, mask):
    return A * mask / (1 - rate)


def cross_entropy(P, labels):
    chosen = P[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.maximum(chosen, 1e-12)))


def output_gradient(P, labels):
    dZ = np.array(P, dtype=float)
    dZ[np.arange(len(labels)), labels] -= 1
    return dZ / len(labels)


def unbroadcast(gradient, shape):
    """Return a gradient summed over the axes along which an array of this shape had been expanded."""
    added = gradient.ndim - len(shape)
    summed = gradient.sum(axis=tuple(range(added)))
    repeated = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return summed.sum(axis=repeated, keepdims=True)


def dense_gradients(X, W, dZ):
    return dZ @ W.T, X.T @ dZ, unbroadcast(dZ, W.shape[1:])


def relu_backward(dA, Z):
    return dA * (Z > 0)


def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):
    m = 0.9 * m + 0.1 * gradient
    v = 0.999 * v + 0.001 * gradient**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return parameter - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-7), m, v


def predict(X, parameters):
    W1, b1, W2, b2 = parameters
    hidden = np.maximum(0, dense(X, W1, b1))
    return np.argmax(dense(hidden, W2, b2), axis=1)


def accuracy(predictions, labels):
    return np.mean(predictions == labels)


def build_model():
    import keras

    model = keras.Sequential(
        [
            keras.layers.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
