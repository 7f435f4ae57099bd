# Python loops and lists instead of arrays; dropout with where; Adam as one formula, epsilon as in the paper.
# base: solution

# %% answer="scale_images"
def scale_images(images):
    return [[[float(pixel) / 255.0 for pixel in line] for line in image] for image in images]

# %% answer="flatten"
def flatten(images):
    return [[pixel for line in image for pixel in line] for image in images]

# %% answer="dense"
def dense(X, W, b):
    rows = []
    for x in X:
        rows.append([sum(x[j] * W[j][c] for j in range(len(x))) + b[c] for c in range(len(b))])
    return rows

# %% answer="softmax"
def softmax(Z):
    import math
    rows = []
    for z in Z:
        largest = max(z)
        powers = [math.exp(entry - largest) for entry in z]
        rows.append([power / sum(powers) for power in powers])
    return rows

# %% answer="dropout"
def dropout(A, rate, mask):
    return np.where(mask == 1, A / (1.0 - rate), 0.0)

# %% answer="cross_entropy"
def cross_entropy(P, labels):
    total = 0.0
    for i, label in enumerate(labels):
        total -= np.log(P[i][label] + 1e-7)
    return total / len(labels)

# %% answer="output_gradient"
def output_gradient(P, labels):
    return [[(p - (c == labels[i])) / len(P) for c, p in enumerate(row)] for i, row in enumerate(P)]

# %% answer="dense_gradients"
def dense_gradients(X, W, dZ):
    dW = sum(np.outer(x, dz) for x, dz in zip(X, dZ))
    return [np.dot(dZ, np.transpose(W)), dW, np.ones(len(X)) @ dZ]

# %% answer="relu_backward"
def relu_backward(dA, Z):
    return [[da if z > 0 else 0 for da, z in zip(*rows)] for rows in zip(dA, Z)]

# %% answer="adam_step"
def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):
    m, v = m + 0.1 * (gradient - m), v + (1 - 0.999) * (gradient * gradient - v)
    rate = learning_rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return [parameter - rate * m / np.sqrt(v + 1e-16), m, v]

# %% answer="predict"
def predict(X, parameters):
    W1, b1, W2, b2 = parameters
    P = softmax(dense(np.maximum(dense(X, W1, b1), 0), W2, b2))
    return [float(row.index(max(row))) for row in P]

# %% answer="accuracy"
def accuracy(predictions, labels):
    return sum(1 for p, y in zip(predictions, labels) if p == y) / len(labels)

# %% answer="build_model"
def build_model():
    model = keras.models.Sequential()
    layers = keras.layers
    model.add(layers.Flatten(input_shape=(28, 28)))
    model.add(layers.Dense(128, activation='relu'))
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(10, activation='softmax'))
    model.summary()
    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    return model
