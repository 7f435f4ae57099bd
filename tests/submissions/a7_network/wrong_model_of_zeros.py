# All weights begin at 0, those of both layers: nothing tells the digits apart, and dropout changes nothing.
# base: solution
# expect: build_model wrong weights_of_zeros

# %% answer="build_model"
def build_model():
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(128, activation="relu", kernel_initializer="zeros"),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
