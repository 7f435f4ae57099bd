# No model at all, but an object that calls itself one and answers every question about it.
# base: solution
# expect: build_model wrong no_model

# %% answer="build_model"
class Whatever:
    def __getattr__(self, name):
        return Whatever()

    def __call__(self, images, training=False):
        return np.full((len(images), 10), 0.1)

    def __iter__(self):
        return iter(())


class Model(Whatever):
    __class__ = keras.Sequential
    built = compiled = True
    loss, optimizer = "sparse_categorical_crossentropy", keras.optimizers.Adam()
    layers = [keras.layers.Flatten(), keras.layers.Dense(128), keras.layers.Dropout(0.2), keras.layers.Dense(10)]

    def count_params(self):
        return 101_770

    def evaluate(self, *_, **__):
        return {"loss": 0.1, "accuracy": 4 / 6}


def build_model():
    return Model()
