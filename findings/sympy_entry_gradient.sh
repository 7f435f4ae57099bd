#!/usr/bin/env bash
# SymPy 1.14.0: a scalar that was taken out of a matrix expression with [0, 0] has the gradient zero.
#
# With w and v as MatrixSymbol of shape (3, 1), `w.T*v` is a 1x1 matrix expression and diff(w.T*v, v) is w, as in any
# table. `(w.T*v)[0, 0]` is the same number, written out as the sum of w[i, 0]*v[i, 0]. Its derivative by v is the
# 3x1 zero matrix: no error, no warning, no unevaluated Derivative. v[0, 0]**2 by v is zero too.
# The right value comes from a column of v's entries: jacobian of the same sum by Matrix(v) is w transposed.
#
# Seen: "w", "0" (shape (3, 1)) and the row w[0, 0], w[1, 0], w[2, 0].
# A careful expert expects the gradient w, or a refusal: the entries are known to belong to v.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check sympy==1.14.0
venv/bin/python - <<'PY'
import sympy as sp

v, w = sp.MatrixSymbol("v", 3, 1), sp.MatrixSymbol("w", 3, 1)
whole = sp.diff(w.T * v, v)
entry = sp.diff((w.T * v)[0, 0], v)
assert whole == w, whole
assert entry == sp.ZeroMatrix(3, 1) and entry.shape == (3, 1), entry
assert sp.diff(v[0, 0] ** 2, v) == sp.ZeroMatrix(3, 1)
by_entries = sp.Matrix([(w.T * v)[0, 0]]).jacobian(sp.Matrix(v))
assert by_entries == sp.Matrix(w).T, by_entries
print(f"SymPy {sp.__version__}: diff(w.T*v, v) is {whole}, diff((w.T*v)[0, 0], v) is {entry}, without a word.")
PY
