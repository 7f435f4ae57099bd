"""Symbolic answers, evaluated at points.

A student's expression is never rebuilt as a SymPy object: SymPy would evaluate it while building, and
``10**10**10`` never ends. Here a tree of names and numbers is computed with numpy, where it merely overflows.
Comparing values also accepts what `simplify` refuses: ``x**2.0``, symbols with other assumptions, `Max` against
`Piecewise`.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.answers.values import Tree

CANDIDATES = 60
"""Points tried; those inside the reference's domain are used."""

Points = dict[str, NDArray[np.complex128]]
Numbers = NDArray[Any]


class Unevaluated(Exception):
    """The tree holds something that is no number at a point: a `Derivative`, an unknown function."""


def symbols(tree: Tree) -> set[str]:
    """Return the names of the symbols in a tree."""
    return set(_symbols(tree))


def _symbols(tree: Tree) -> Iterator[str]:
    if isinstance(tree, tuple):
        if tree[0] == "Symbol":
            yield tree[1]
        else:
            for argument in tree[1:]:
                yield from _symbols(argument)


def sample(names: set[str], seed: int) -> Points:
    """Return seeded points of both signs for each symbol: the same for the same name and seed."""
    return {name: _places(name, seed) for name in names}


@lru_cache(maxsize=256)
def _places(name: str, seed: int) -> NDArray[np.complex128]:
    random = np.random.default_rng([seed, zlib.crc32(name.encode())])
    places = random.uniform(-2.5, 2.5, CANDIDATES).astype(np.complex128)
    places.flags.writeable = False
    return places


def evaluate(tree: Tree, points: Points) -> NDArray[np.complex128]:
    """Return the tree's value at each point, ``(CANDIDATES,)`` complex; NaN or inf where it has none.

    Raises `Unevaluated` for what has no value.
    """
    with np.errstate(all="ignore"):
        value = np.asarray(_evaluate(tree, points), dtype=np.complex128)
    return np.broadcast_to(value, (CANDIDATES,))


def _evaluate(tree: Tree, points: Points) -> Numbers:
    if not isinstance(tree, tuple):
        return np.asarray(tree, dtype=np.complex128)
    name, arguments = tree[0], tree[1:]
    if name == "Symbol":
        return points[arguments[0]]
    if name == "Piecewise":
        return _piecewise(arguments, points)
    if name == "Derivative":
        return _derivative(arguments)
    operation = OPERATIONS.get(name)
    if operation is None:
        raise Unevaluated(name)
    try:
        return operation(*(_evaluate(argument, points) for argument in arguments))
    except TypeError as error:  # a forged tree: log of nothing
        raise Unevaluated(name) from error


def _piecewise(pairs: tuple[Tree, ...], points: Points) -> Numbers:
    value: Numbers = np.full(CANDIDATES, np.nan, dtype=np.complex128)
    for pair in reversed(pairs):
        if not isinstance(pair, tuple) or pair[0] != "ExprCondPair" or len(pair) != 3:
            raise Unevaluated("Piecewise")
        value = np.where(_evaluate(pair[2], points).astype(bool), _evaluate(pair[1], points), value)
    return value


def _derivative(arguments: tuple[Tree, ...]) -> Numbers:
    """Return what SymPy leaves of the derivative of ``Abs(x)`` or ``sign(x)``: it does not know that ``x`` is real."""
    match arguments:
        case (("re" | "im") as part, ("Symbol", name)), ("Tuple", ("Symbol", variable), 1.0):
            return np.asarray(float(part == "re" and name == variable))
        case ("sign", _), ("Tuple", ("Symbol", _), _):
            return np.asarray(0.0)
    raise Unevaluated("Derivative")


def _fold(operation: Callable[[Numbers, Numbers], Numbers]) -> Callable[..., Numbers]:
    return lambda *arguments: reduce(operation, arguments)


def _compare(operation: Callable[[Numbers, Numbers], Numbers]) -> Callable[[Numbers, Numbers], Numbers]:
    return lambda left, right: operation(left.real, right.real)


def _extreme(operation: Callable[[Numbers, Numbers], Numbers]) -> Callable[..., Numbers]:
    return _fold(lambda left, right: operation(left.real, right.real) + 0j)


ERF = np.vectorize(math.erf, otypes=[float])

OPERATIONS: dict[str, Callable[..., Numbers]] = {
    "Add": _fold(np.add),
    "Mul": _fold(np.multiply),
    "Pow": np.power,
    "exp": np.exp,
    "log": lambda value, base=None: np.log(value) if base is None else np.log(value) / np.log(base),
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "cot": lambda value: 1 / np.tan(value),
    "sec": lambda value: 1 / np.cos(value),
    "csc": lambda value: 1 / np.sin(value),
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "coth": lambda value: 1 / np.tanh(value),
    "sech": lambda value: 1 / np.cosh(value),
    "csch": lambda value: 1 / np.sinh(value),
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "acot": lambda value: np.arctan(1 / value),
    "atan2": lambda y, x: np.arctan2(y.real, x.real) + 0j,
    "sinc": lambda value: np.sinc(value / np.pi),
    "erf": lambda value: ERF(value.real) + 0j,
    "Abs": lambda value: np.abs(value) + 0j,
    "sign": lambda value: np.sign(value.real) + 0j,
    "conjugate": np.conj,
    "re": lambda value: value.real + 0j,
    "im": lambda value: value.imag + 0j,
    "floor": lambda value: np.floor(value.real) + 0j,
    "ceiling": lambda value: np.ceil(value.real) + 0j,
    "Mod": lambda value, by: np.mod(value.real, by.real) + 0j,
    "arg": np.angle,
    "Heaviside": lambda value, at_zero=0.5: np.heaviside(value.real, np.real(at_zero)) + 0j,
    "DiracDelta": lambda value, _order=0: np.where(value == 0, np.inf, 0) + 0j,
    "Max": _extreme(np.maximum),
    "Min": _extreme(np.minimum),
    "I": lambda: np.asarray(1j),
    "nan": lambda: np.asarray(np.nan + 0j),
    "Infinity": lambda: np.asarray(np.inf + 0j),
    "NegativeInfinity": lambda: np.asarray(-np.inf + 0j),
    "ComplexInfinity": lambda: np.asarray(np.inf + 0j),
    "NaN": lambda: np.asarray(np.nan + 0j),
    "UnevaluatedExpr": lambda value: value,
    "Poly": lambda value, *_generators: value,
    "StrictGreaterThan": _compare(np.greater),
    "GreaterThan": _compare(np.greater_equal),
    "StrictLessThan": _compare(np.less),
    "LessThan": _compare(np.less_equal),
    "Equality": _compare(np.equal),
    "Unequality": _compare(np.not_equal),
    "And": _fold(np.logical_and),
    "Or": _fold(np.logical_or),
    "Not": np.logical_not,
    "BooleanTrue": lambda: np.asarray(True),
    "BooleanFalse": lambda: np.asarray(False),
}
