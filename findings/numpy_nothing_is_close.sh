#!/usr/bin/env bash
# NumPy 2.4.6: an empty answer passes assert_allclose against any number, and allclose against any one-element array.
#
# np.allclose([], [7.0]) is True, so is an array of shape (0, 3) against ones((1, 3)) or ones(3): a length of 1
# is stretched to 0, and nothing differs from nothing. np.testing.assert_allclose([], 5.0), assert_array_equal and
# assert_almost_equal let an empty array pass against a number. strict=True, or a reference of two rows, finds it.
# assert_allclose([], [5.0]) does raise: the testing functions stretch numbers only, allclose stretches arrays.
#
# A careful expert knows that broadcasting stretches 1 to n, and forgets that n can be 0: a stub that returns
# np.zeros(0) or [] passes a visible check of that form.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check numpy==2.4.6
venv/bin/python - <<'PY'
import numpy as np

nothing = np.array([])
assert np.allclose(nothing, [7.0]) and np.allclose(np.zeros((0, 3)), np.ones(3)) and np.array_equiv(nothing, [7.0])
assert not np.array_equal(nothing, [7.0])


def passes(check, *arguments, **options):
    try:
        check(*arguments, **options)
    except AssertionError:
        return False
    return True


checks = [np.testing.assert_allclose, np.testing.assert_array_equal, np.testing.assert_almost_equal]
assert all(passes(check, nothing, 5.0) for check in checks)
assert not any(passes(check, nothing, np.array([5.0])) for check in checks)
assert not passes(np.testing.assert_allclose, nothing, 5.0, strict=True)
try:
    np.allclose(np.zeros((0, 3)), np.ones((2, 3)))
except ValueError:
    pass
else:
    raise AssertionError("allclose takes shapes that do not fit")
print(f"NumPy {np.__version__}: allclose([], [7.0]) is True and assert_allclose([], 5.0) passes.")
PY
