# A layer without its bias, used by predict: that step is right for it. A loss that changes what it receives.
# base: solution
# expect: dense wrong bias_lost
# expect: predict correct follow_through
# expect: output_gradient wrong changes_input
# expect: adam_step wrong changes_input
# expect: build_model wrong no_dropout

# %% answer="dense"
def dense(X, W, b):
    return X @ W

# %% answer="output_gradient"
def output_gradient(P, labels):
    P[np.arange(len(labels)), labels] -= 1
    return P / len(labels)

# %% answer="adam_step"
def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):
    m *= 0.9
    m += 0.1 * gradient
    v *= 0.999
    v += 0.001 * gradient**2
    return parameter - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7), m, v

# %% answer="build_model"
def build_model():
    model = keras.Sequential([
        keras.layers.Input((28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
