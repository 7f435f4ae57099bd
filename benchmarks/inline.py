"""What the hidden tests of a stock notebook call. `hidden` copies the source of these functions into its cells.

They hold an answer to what `grader.marking.compare` and `grader.marking.mark` hold it to, as far as a test cell
can: numbers within the same tolerance, in any fair form; inputs left alone; the same answer twice.
"""

import copy
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import sympy


def numbers(value: Any) -> Any:
    assert not isinstance(value, (str, bytes, bool, type(None), np.ma.MaskedArray)), "not a number"
    if isinstance(value, sympy.MatrixBase):
        value = value.tolist()
    if not hasattr(value, "__array__") and hasattr(value, "__iter__"):
        value = [numbers(item) for item in value]
    array = np.asarray(value)
    assert array.dtype.kind in "iufcO", "not numbers"
    assert not any(isinstance(item, (str, bool, type(None))) for item in array.flat), "not numbers"
    return array.astype(complex)


def agrees(value: Any, wanted: Any, rtol: float, atol: float, exact_shape: bool, constant: bool) -> None:
    if isinstance(wanted, tuple):
        parts = list(value)
        assert len(parts) == len(wanted), "number of results"
        for part, expected in zip(parts, wanted, strict=True):
            agrees(part, expected, rtol, atol, exact_shape, constant)
        return
    wanted, array = np.asarray(wanted), numbers(value)
    if array.shape != wanted.shape:
        n = wanted.size
        flat = wanted.ndim == 1 and array.shape in ((1, n), (n, 1))
        if constant and array.size == 1:
            array = np.broadcast_to(array.reshape(()), wanted.shape)
        else:
            assert not exact_shape, "shape"
            assert flat or array.size == n == 1, "shape"
            array = array.reshape(wanted.shape)
    assert np.all(np.abs(array - wanted) <= atol + rtol * np.abs(wanted)), "different"


def agrees_at(points: Any, value: Any, wanted: Any, rtol: float, atol: float) -> None:
    wanted = np.asarray(wanted)
    entries = np.array(value.tolist() if isinstance(value, sympy.MatrixBase) else value, dtype=object)
    assert entries.shape == wanted.shape[:-1] or (wanted.ndim == 1 and entries.size == 1), "shape"
    for entry, row in zip(entries.flat, wanted.reshape(-1, wanted.shape[-1]), strict=True):
        assert isinstance(entry, (int, float, sympy.Expr)), "not an expression"
        assert not isinstance(entry, bool), "not an expression"
        free = sorted(sympy.sympify(entry).free_symbols, key=str)
        places = [np.array(points[symbol.name], dtype=complex) for symbol in free]
        at_points = sympy.lambdify(free, entry, "numpy")(*places)
        assert np.all(np.abs(at_points - row) <= atol + rtol * np.abs(row)), "different"


def refuses(call: Callable[[], Any], kind: str) -> None:
    try:
        call()
    except Exception as error:
        came = [base.__name__ for base in type(error).__mro__]
    else:
        came = []
    assert kind in came, "not refused"


@contextmanager
def unchanged(*inputs: Any) -> Iterator[None]:
    before = repr(copy.deepcopy(inputs))
    yield
    assert repr(inputs) == before, "changes its input"


def forbid_aliasing(value: Any, *inputs: Any) -> Any:
    for part in value if isinstance(value, (list, tuple)) else [value]:
        for given in inputs:
            both = isinstance(part, np.ndarray) and isinstance(given, np.ndarray)
            assert not (both and np.may_share_memory(part, given)), "shares memory"
    return value


@contextmanager
def without(*names: str) -> Iterator[None]:
    inside = str(Path(sympy.__file__).parent)
    seen: list[str] = []
    wrappers = ("core/cache.py", "core/decorators.py", "utilities/decorator.py")

    def watch(frame: Any, event: str, _: object) -> None:
        if event != "call" or not frame.f_code.co_filename.startswith(inside):
            return
        caller = frame.f_back
        while caller and caller.f_code.co_filename.endswith(wrappers):
            caller = caller.f_back
        if not (caller and caller.f_code.co_filename.startswith(inside)):
            seen.extend(set(names).intersection(frame.f_code.co_qualname.split(".")))

    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)
    assert not seen, "forbidden means"
