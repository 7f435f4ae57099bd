#!/usr/bin/env bash
# Keras 3.15.1 on JAX 0.10.2: to freeze a layer between two fits raises, and then the model has no weights any more.
#
# fit, `model.layers[0].trainable = False`, fit again, without compile between: the second fit raises ValueError
# (the optimizer was built for 4 variables and gets 2). After that error the model is lost: get_weights() and
# predict() raise TypeError ('NoneType' object is not callable), so a try/except round fit does not save it.
# The same two lines with compile between work, and a fit that is refused for targets of a wrong shape leaves the weights alone.
#
# A careful expert knows that a change of trainable wants a new compile, but not that a refused fit takes the trained
# weights along.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=jax venv/bin/python - <<'PY'
import keras
import numpy as np

data, target = np.ones((6, 4), dtype="float32"), np.eye(3)[[0, 1, 2, 0, 1, 2]]


def fitted(compile_again):
    layers = [keras.layers.Input((4,)), keras.layers.Dense(5), keras.layers.Dense(3, activation="softmax")]
    model = keras.Sequential(layers)
    model.compile("adam", "categorical_crossentropy")
    model.fit(data, target, verbose=0)
    model.layers[0].trainable = False
    if compile_again:
        model.compile("adam", "categorical_crossentropy")
    return model


fine = fitted(True)
kept = fine.layers[0].get_weights()[0].copy()
fine.fit(data, target, verbose=0)
assert (fine.layers[0].get_weights()[0] == kept).all()

model = fitted(False)
trained = [weight.copy() for weight in model.get_weights()]
try:
    model.fit(data, target, verbose=0)
except ValueError as error:
    assert "optimizer_variables" in str(error), error
else:
    raise AssertionError("fit goes on now")
for use in (model.get_weights, lambda: model.predict(data, verbose=0)):
    try:
        use()
    except TypeError as error:
        assert "NoneType" in str(error), error
    else:
        raise AssertionError("the weights are still there now")
print(f"Keras {keras.__version__} on JAX: freeze a layer after fit, fit again: ValueError, and the weights are gone.")
PY
