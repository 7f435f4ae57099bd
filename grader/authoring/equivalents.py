"""Equivalent representations of a right answer, which marking must accept, and invalid answers, which it must not.

`grader.authoring.verify_questions` tries all of them on every question.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

Equivalent = tuple[str, Callable[[Any], Any]]
"""A name, and a conversion of a reference's answer that returns None where it does not apply."""


def equivalents(*, exact_shape: bool) -> list[Equivalent]:
    """Return the conversions after which an answer is still right; no other shape where the shape is asked for."""
    chosen = [*ELEMENT_EQUIVALENTS, *CONTAINER_EQUIVALENTS, *([] if exact_shape else NUMBER_EQUIVALENTS)]
    return [
        *chosen,
        *([] if exact_shape else VECTOR_EQUIVALENTS),
        *((f"a list of results, each {name}", _each(convert, list)) for name, convert in chosen),
        *((f"a tuple of results, each {name}", _each(convert, tuple)) for name, convert in chosen[:2]),
    ]


def _each(convert: Callable[[Any], Any], container: type) -> Callable[[Any], Any]:
    """Return a conversion of each of several results, put into a container."""

    def apply(answer: Any) -> Any:
        if not isinstance(answer, tuple):
            return None
        converted = [convert(part) for part in answer]
        return container(part if new is None else new for part, new in zip(answer, converted, strict=True))

    return apply


def _elementwise(convert: Callable[[float], Any]) -> Callable[[Any], Any]:
    """Return a conversion of each number; an array ``(m, n)`` becomes nested lists."""

    def nested(numbers: Any) -> Any:
        return list(map(nested, numbers)) if isinstance(numbers, list) else convert(float(numbers))

    def apply(answer: Any) -> Any:
        if _is_scalar(answer) or (isinstance(answer, np.ndarray) and answer.size):
            return nested(np.asarray(answer).tolist())
        return None

    return apply


def _cast(dtype: Any) -> Callable[[Any], Any]:
    return lambda answer: np.asarray(answer, dtype=dtype) if _numeric(answer) else None


def _is_scalar(answer: Any) -> bool:
    return isinstance(answer, (int, float, np.integer, np.floating))


def _numeric(answer: Any) -> bool:
    return _is_scalar(answer) or (isinstance(answer, np.ndarray) and answer.dtype.kind in "iuf")


def _integers(answer: Any) -> Any:
    if not _numeric(answer) or not np.array_equal(np.round(answer), answer):
        return None
    return np.asarray(answer).astype(int).tolist()


ELEMENT_EQUIVALENTS: list[Equivalent] = [
    ("plain Python numbers", _elementwise(float)),
    ("Fractions", _elementwise(Fraction)),
    ("SymPy numbers", _elementwise(sympy.Float)),
    ("SymPy rationals", _elementwise(lambda number: sympy.Rational(Fraction(number)))),
    ("float32", _cast(np.float32)),
    ("longdouble", _cast(np.longdouble)),
    ("complex with zero imaginary part", _cast(np.complex128)),
    ("integers", _integers),
    ("numpy scalars", lambda answer: np.float64(answer) if _is_scalar(answer) else None),
]


def _array(answer: Any, *dimensions: int) -> bool:
    return isinstance(answer, np.ndarray) and answer.ndim in dimensions and answer.size > 0


CONTAINER_EQUIVALENTS: list[Equivalent] = [
    ("a 0-d array", lambda answer: np.array(answer) if _is_scalar(answer) else None),
    ("a tuple", lambda answer: tuple(answer.tolist()) if _array(answer, 1, 2) else None),
    ("a generator", lambda answer: (part for part in answer) if _array(answer, 1) else None),
    ("an object array", lambda answer: answer.astype(object) if _array(answer, 1, 2) else None),
    ("a list of arrays", lambda answer: list(answer) if _array(answer, 2) else None),
    ("a SymPy Matrix", lambda answer: sympy.Matrix(answer.tolist()) if _array(answer, 2) else None),
    ("np.matrix", lambda answer: np.asmatrix(answer) if _array(answer, 2) else None),
    ("nested lists of expressions", lambda answer: answer.tolist() if isinstance(answer, sympy.MatrixBase) else None),
    ("an immutable Matrix", lambda answer: answer.as_immutable() if isinstance(answer, sympy.MatrixBase) else None),
    ("an expanded expression", lambda answer: sympy.expand(answer) if isinstance(answer, sympy.Expr) else None),
    ("an expression in floats", lambda answer: answer.evalf() if isinstance(answer, sympy.Expr) else None),
]
NUMBER_EQUIVALENTS: list[Equivalent] = [
    ("an array of one", lambda answer: np.array([answer]) if _is_scalar(answer) else None),
]
VECTOR_EQUIVALENTS: list[Equivalent] = [
    ("a column", lambda answer: answer.reshape(-1, 1) if _array(answer, 1) else None),
    ("a row", lambda answer: answer.reshape(1, -1) if _array(answer, 1) else None),
]


class _FailingArray:
    """An object whose `__array__` raises."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        raise RuntimeError("no array in here")


class _EqualsEverything:
    """An object that says it is a float and equals everything."""

    __class__ = float  # type: ignore[assignment]  # a false claim

    def __eq__(self, other: object) -> bool:
        return True

    def __float__(self) -> float:
        raise RuntimeError("no number in here")

    __hash__ = None  # type: ignore[assignment]


INVALID_ANSWERS: list[tuple[str, Callable[[], Any]]] = [
    ("None", lambda: None),
    ("NaN", lambda: float("nan")),
    ("inf", lambda: float("inf")),
    ("text", lambda: "42"),
    ("a bool", lambda: True),
    ("an empty list", list),
    ("an empty array", lambda: np.array([])),
    ("a dict", lambda: {"answer": 1.0}),
    ("a set", lambda: {1.0}),
    ("a function", lambda: len),
    ("a type", lambda: float),
    ("nested empty lists", lambda: [[], [[]]]),
    ("a ragged list", lambda: [[1.0], [1.0, 2.0], 3.0]),
    ("an object array", lambda: np.array([None, "x", object()], dtype=object)),
    ("an array of text", lambda: np.array(["1.0", "2.0"])),
    ("a masked array", lambda: np.ma.masked_array([1.0, 2.0], mask=[True, False])),
    ("an array of bools", lambda: np.array([True, False])),
    ("a million numbers", lambda: np.ones(10**6)),
    ("a list of a million", lambda: [1.0] * 10**6),
    ("an endless generator", lambda: (float(number) for number in itertools.count())),
    ("an object with __array__", _FailingArray),
    ("an object that equals everything", _EqualsEverything),
    ("a huge integer", lambda: 10**5000),
    ("a symbol", lambda: sympy.Symbol("invalid")),
    ("an unevaluated derivative", lambda: sympy.Derivative(sympy.Function("f")(sympy.Symbol("x")), sympy.Symbol("x"))),
    ("a matrix of symbols", lambda: sympy.Matrix([[sympy.Symbol("invalid")]])),
    ("complex infinity", lambda: sympy.zoo),
    ("an array of NaN", lambda: np.full(3, np.nan)),
    ("a structured array", lambda: np.zeros(2, dtype=[("a", float)])),
    ("dates", lambda: np.array(["2026-01-01"], dtype="datetime64[D]")),
]
