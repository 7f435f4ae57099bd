# A model that shows other layers than those which it computes with.
# base: solution
# expect: build_model wrong ten_hidden_units

# %% answer="build_model"
class Better(keras.Sequential):
    layers = [keras.layers.Flatten(), keras.layers.Dense(128, "relu"), keras.layers.Dropout(0.2), keras.layers.Dense(10, "softmax")]


def build_model():
    layers = keras.layers
    model = Better([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10, "relu"), layers.Dropout(0.2), layers.Dense(10, "softmax")])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
