# Names a backend that is not installed where the class is graded, and imports parts of Keras by name.
# base: solution

# %% answer="build_model"
import os
os.environ["KERAS_BACKEND"] = "tensorflow"
from keras import Input, Sequential
from keras.layers import Dense, Dropout, Flatten

def build_model():
    model = Sequential([Input(shape=(28, 28, 1)), Flatten(), Dense(128, "relu"), Sequential([Dropout(0.2)]), Dense(10, "softmax")])
    model.compile(loss=["sparse_categorical_crossentropy"], optimizer="Adam", metrics=["sparse_categorical_accuracy"])
    return model
