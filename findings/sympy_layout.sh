#!/usr/bin/env bash
# SymPy 1.14.0: two ways to differentiate A*v by v give matrices that are each other's transposes.
#
# diff(A*v, v) with MatrixSymbols is A.T (the layout with one column for each output), while jacobian() of the same
# product written out, by the same entries, is A (one row for each output). With a square A both have shape (3, 3), so
# a shape tells nothing; only their entries differ. The other differential rules follow the first layout:
# diff(v.T*A, v) is A.
#
# Seen: diff(A*v, v) == A.T; Matrix(A*v).jacobian(Matrix(v)) == A.
# A careful expert expects one library to keep to one layout, and most courses teach the Jacobian's.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check sympy==1.14.0
venv/bin/python - <<'PY'
import sympy as sp

A, v = sp.MatrixSymbol("A", 3, 3), sp.MatrixSymbol("v", 3, 1)
by_rule = sp.diff(A * v, v)
by_entries = sp.Matrix(A * v).jacobian(sp.Matrix(v))
assert by_rule == A.T, by_rule
assert sp.diff(v.T * A, v) == A
assert by_entries == sp.Matrix(A), by_entries
assert sp.Matrix(by_rule) != by_entries and by_rule.shape == by_entries.shape == (3, 3)
print(f"SymPy {sp.__version__}: diff(A*v, v) is {by_rule}, but jacobian() of the same product by the same v is A.")
PY
