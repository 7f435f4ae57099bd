#!/usr/bin/env bash
# SymPy 1.14.0: `equals` says a definite False, not None, about two expressions that are equal but for a float 1.0.
#
# diff(exp(1.0*x), x) is 1.0*exp(1.0*x). Its difference to exp(x) is 0 at each x, but `.equals(0)` returns False, and
# simplify does not reach 0. For x**2.0 against x**2 `equals` is None (undecided), simplify leaves x**2.0 - x**2, and
# `==` is False; substituting x=3 gives 0. A factor alone does no harm: (2.0*x).equals(2*x) is True.
#
# A careful expert expects that `equals`, which tries numbers, either finds out or says None: False should be a proof.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check sympy==1.14.0
venv/bin/python - <<'PY'
import sympy as sp

x = sp.symbols("x", real=True)
difference = sp.diff(sp.exp(1.0 * x), x) - sp.exp(x)
assert all(abs(difference.subs(x, place).evalf()) < 1e-12 for place in (-2, 0, sp.Rational(1, 3), 3))
assert difference.equals(0) is False, difference.equals(0)
assert sp.simplify(difference) != 0
power = x**2.0 - x**2
assert power.subs(x, 3) == 0
assert (x**2.0).equals(x**2) is None and sp.simplify(power) != 0 and x**2.0 != x**2
assert (2.0 * x).equals(2 * x) is True
print(f"SymPy {sp.__version__}: ({difference}).equals(0) is False, although it is 0 for each x.")
PY
