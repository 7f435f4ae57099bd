#!/usr/bin/env bash
# scikit-learn 1.9.1: log_loss of the same probabilities is 15.9 or 36.0, by the type of the array that holds them.
#
# A model that is certain and wrong: targets 1, 0 and probabilities 0.0, 1.0. In float64 the loss is 36.04, in float32,
# which Keras returns, 15.94, in float16 6.93. All three arrays hold exactly 0 and 1. The loss would be infinite; it is
# cut at the type's own epsilon, -log(eps), and the parameter eps to choose one is gone.
#
# A careful expert knows that probabilities are clipped, and expects one clip for one set of numbers: the losses of two
# models are compared, and one of them answers in float32.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
venv/bin/python -W ignore - <<'PY'
import numpy as np
import sklearn
from sklearn.metrics import log_loss

seen = {}
for dtype in ("float16", "float32", "float64"):
    seen[dtype] = float(log_loss([1, 0], np.array([0.0, 1.0], dtype=dtype)))
    assert abs(seen[dtype] + np.log(float(np.finfo(dtype).eps))) < 0.01, seen
assert round(seen["float64"]) == 36 and round(seen["float32"]) == 16 and round(seen["float16"]) == 7, seen
try:
    log_loss([1, 0], [0.0, 1.0], eps=1e-15)
except TypeError:
    pass
else:
    raise AssertionError("eps is taken again")
print(f"scikit-learn {sklearn.__version__}: log_loss of [0, 1] for [1, 0] is {seen['float32']:.2f} in float32, "
      f"{seen['float64']:.2f} in float64.")
PY
