# Measures an error beside the loss, and no accuracy; the loss makes its probabilities safe in the array that it was given.
# base: solution
# expect: build_model wrong another_metric
# expect: cross_entropy wrong changes_input

# %% answer="build_model"
def build_model():
    model = keras.Sequential()
    model.add(keras.layers.Input((28, 28)))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(128, activation="relu"))
    model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["mae"])
    return model

# %% answer="cross_entropy"
def cross_entropy(P, labels):
    P[P < 1e-12] = 1e-12
    return -np.mean(np.log(P[np.arange(len(labels)), labels]))
