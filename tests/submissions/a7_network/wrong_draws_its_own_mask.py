# Draws a mask of its own; returns no model; mixes images; forgets to return the moments.
# base: solution
# expect: flatten wrong pixels_of_all_images_mixed
# expect: dropout wrong unstable
# expect: adam_step invalid text
# expect: predict wrong no_relu
# expect: build_model wrong no_model

# %% answer="flatten"
def flatten(images):
    return images.reshape(-1, len(images)).T

# %% answer="dropout"
def dropout(A, rate, mask):
    mask = np.random.random(A.shape) >= rate
    return A * mask / (1 - rate)

# %% answer="adam_step"
def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):
    m = 0.9 * m + 0.1 * gradient
    v = 0.999 * v + 0.001 * gradient**2
    return "updated"

# %% answer="predict"
def predict(X, parameters):
    W1, b1, W2, b2 = parameters
    return np.argmax(dense(dense(X, W1, b1), W2, b2), axis=1)

# %% answer="build_model"
def build_model():
    model = keras.Sequential([keras.layers.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(10)])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
