#!/usr/bin/env bash
# Keras 3.15.1: the NumPy backend cannot be imported without JAX.
#
# With keras, numpy and scipy installed and KERAS_BACKEND=numpy, `import keras` raises ModuleNotFoundError: jax. The
# backend's own math takes its Fourier transform from the JAX backend, which imports JAX as a whole.
#
# A careful expert takes the NumPy backend for the one that needs nothing but NumPy, where models are only looked at.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check keras==3.15.1 numpy==2.4.6 scipy==1.17.1
KERAS_BACKEND=numpy venv/bin/python -W ignore - <<'PY'
from importlib.metadata import version

try:
    import keras  # noqa: F401
except ModuleNotFoundError as error:
    assert error.name == "jax", error
else:
    raise AssertionError("the NumPy backend comes without JAX now")
print(f"Keras {version('keras')}: KERAS_BACKEND=numpy without JAX installed: import keras raises ModuleNotFoundError, jax.")
PY
