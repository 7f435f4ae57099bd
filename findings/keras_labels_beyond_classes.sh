#!/usr/bin/env bash
# Keras 3.15.1 on JAX 0.10.2: labels that no output stands for have the loss 0, the best there is.
#
# A softmax layer with 3 outputs, compiled with sparse_categorical_crossentropy, evaluated with labels that are all 3
# (classes counted from 1): loss 0.0 and accuracy 0.0, no error, no warning; fit moves no weight. The label is
# turned into a one-hot row, and outside 0..2 (negative ones too) that row is all zeros. With the labels 1, 2, 3 in
# equal shares the loss is just a third too small. With the same weights the NumPy backend raises IndexError for 3, but
# gives 0.0 for -1.
#
# A careful expert expects an error or nan, and never a loss of zero.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
cat > probe.py <<'PY'
import sys

import keras
import numpy as np

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3, activation="softmax")])
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
data = np.random.default_rng(0).normal(size=(6, 4)).astype("float32")


def loss(label):
    return model.evaluate(data, np.full(6, label), verbose=0)


if sys.argv[1] == "jax":
    assert loss(2)[0] > 0.1
    assert loss(3) == [0.0, 0.0] and loss(-1) == [0.0, 0.0], (loss(3), loss(-1))
    before = model.get_weights()[0].copy()
    model.fit(data, np.full(6, 3), verbose=0)
    assert (model.get_weights()[0] == before).all()
    shifted = model.evaluate(data, np.array([1, 2, 3, 1, 2, 3]), verbose=0)[0]
    right = model.evaluate(data[[0, 1, 3, 4]], np.array([1, 2, 1, 2]), verbose=0)[0]
    assert abs(shifted - right * 2 / 3) < 1e-5, (shifted, right)
    print(f"Keras {keras.__version__} on JAX: with 3 outputs, labels that are all 3 give the loss {loss(3)[0]}.")
else:
    try:
        loss(3)
    except IndexError:
        pass
    else:
        raise AssertionError("the NumPy backend takes the label now")
    assert loss(-1) == [0.0, 0.0], loss(-1)
PY
JAX_PLATFORMS=cpu KERAS_BACKEND=numpy venv/bin/python probe.py numpy
JAX_PLATFORMS=cpu KERAS_BACKEND=jax venv/bin/python probe.py jax
