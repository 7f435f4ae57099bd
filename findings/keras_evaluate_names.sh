#!/usr/bin/env bash
# Keras 3.15.1: the names that a model gives for its metrics are not those of the numbers that evaluate() returns.
#
# Compiled with a loss, "accuracy" and "mae", evaluate() returns three numbers, in that order. metrics_names has two:
# ["loss", "compile_metrics"]. dict(zip(metrics_names, evaluate(...))), the usual line to put names to numbers, then
# calls the accuracy "compile_metrics" and loses the mean absolute error, without an error. evaluate(return_dict=True)
# has the right names (in another order: accuracy, loss, mae). A saved and loaded model does the same.
#
# A careful expert expects as many names as numbers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
JAX_PLATFORMS=cpu KERAS_BACKEND=numpy venv/bin/python - <<'PY'
import keras
import numpy as np

model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3, activation="softmax")])
model.compile("sgd", "categorical_crossentropy", metrics=["accuracy", "mae"])
data, target = np.ones((6, 4), dtype="float32"), np.eye(3)[[0, 1, 2, 0, 1, 2]]
numbers = model.evaluate(data, target, verbose=0)
assert len(numbers) == 3, numbers
assert model.metrics_names == ["loss", "compile_metrics"], model.metrics_names
named = dict(zip(model.metrics_names, numbers))
assert named["compile_metrics"] == numbers[1] and len(named) == 2, named
right = model.evaluate(data, target, verbose=0, return_dict=True)
assert list(right) == ["accuracy", "loss", "mae"] and right["accuracy"] == numbers[1], right
model.save("model.keras")
loaded = keras.models.load_model("model.keras")
loaded.evaluate(data, target, verbose=0)
assert loaded.metrics_names == ["loss", "compile_metrics"]
print(f"Keras {keras.__version__}: evaluate() returns {len(numbers)} numbers, metrics_names says {model.metrics_names}.")
PY
