"""The types of answer that marking knows, and the parser that makes them from plain data.

The data comes from a student's process and may be forged: anything that is not exactly as `grader.answers.codec` writes
it raises `MalformedValue`.
"""

from __future__ import annotations

import base64
import binascii
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_NODES = 200_000
"""Items in one list, and the largest size of an array along one axis."""
MAX_DEPTH = 200
"""How deep lists and expressions may be nested."""

Tree = Any
"""A symbolic expression: a float, or ``(name, argument, …)``; a symbol is ``("Symbol", name)``."""


class MalformedValue(Exception):
    """What a student's process sent does not follow the format."""


@dataclass(frozen=True)
class Number:
    """A plain number; `imaginary` is 0 for a real one."""

    real: float
    imaginary: float = 0.0


@dataclass(frozen=True, eq=False)
class Array:
    """A numeric array, float64 or complex128, of any shape."""

    data: NDArray[Any]


@dataclass(frozen=True)
class Items:
    """A list or a tuple."""

    items: tuple[Value, ...]
    is_tuple: bool


@dataclass(frozen=True)
class Expression:
    """A SymPy expression."""

    tree: Tree


@dataclass(frozen=True)
class ExpressionMatrix:
    """A SymPy Matrix, row by row; `shape` is (rows, columns)."""

    rows: tuple[tuple[Tree, ...], ...]
    shape: tuple[int, int]


@dataclass(frozen=True)
class Other:
    """A value that no question asks for: ``none``, ``bool``, ``text``, ``masked``, ``too_large`` or a type's name."""

    type: str


@dataclass(frozen=True)
class RaisedError:
    """The function raised an exception of this kind instead of returning. Never on the wire: the grader makes it."""

    kind: str


Value = Number | Array | Items | Expression | ExpressionMatrix | Other | RaisedError


def identical(left: Value, right: Value) -> bool:
    """Are two values of the same kind equal, up to a relative difference of 1e-12? NaN equals NaN."""
    if isinstance(left, Number) and isinstance(right, Number):
        return _alike(left.real, right.real) and _alike(left.imaginary, right.imaginary)
    if isinstance(left, Array) and isinstance(right, Array):
        if left.data.shape != right.data.shape:
            return False
        equal = bool((left.data == right.data).all())  # as a rule; `allclose` takes ten times as long
        return equal or bool(np.allclose(left.data, right.data, rtol=1e-12, atol=0, equal_nan=True))
    if isinstance(left, Items) and isinstance(right, Items):
        return len(left.items) == len(right.items) and all(map(identical, left.items, right.items))
    return left == right


def _alike(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-12) or (math.isnan(one) and math.isnan(other))


def parse_value(plain: Any) -> Value:
    """Return the value that `plain` describes.

    Raises `MalformedValue` for anything that `codec.encode` does not write.
    """
    try:
        return _parse(plain, 0)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError, binascii.Error) as error:
        raise MalformedValue(str(error)[:200]) from error


def _parse(plain: Any, depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise MalformedValue("nested too deep")
    kind = plain["kind"]
    if kind == "number":
        return Number(_real(plain["value"]), _real(plain.get("imaginary", 0.0)))
    if kind == "array":
        return Array(_array(plain["dtype"], plain["shape"], plain["data"]))
    if kind in ("list", "tuple"):
        return Items(tuple(_parse(item, depth + 1) for item in _list(plain["items"])), kind == "tuple")
    if kind == "expression":
        return Expression(_tree(plain["tree"], 0))
    if kind == "matrix":
        return _matrix(plain["shape"], plain["entries"])
    if kind in ("none", "bool", "text", "masked", "too_large"):
        return Other(kind)
    if kind == "other":
        return Other(_word(plain["type"]))
    raise MalformedValue("unknown kind")


def _real(plain: Any) -> float:
    if isinstance(plain, bool) or not isinstance(plain, (int, float)):
        raise MalformedValue("not a number")
    return float(plain)


def _list(plain: Any) -> list[Any]:
    if not isinstance(plain, list) or len(plain) > MAX_NODES:
        raise MalformedValue("not a list")
    return plain


def _word(plain: Any) -> str:
    if not isinstance(plain, str) or len(plain) > 80:
        raise MalformedValue("not a name")
    return plain.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written to any file


def _shape(plain: Any) -> tuple[int, ...]:
    shape = tuple(_list(plain))
    if len(shape) > 32 or not all(type(size) is int and 0 <= size <= MAX_NODES for size in shape):
        raise MalformedValue("not a shape")
    return shape


def _array(dtype: Any, plain_shape: Any, data: Any) -> NDArray[Any]:
    if dtype not in ("<f8", "<c16"):
        raise MalformedValue("unknown dtype")
    shape = _shape(plain_shape)
    array = np.frombuffer(base64.b64decode(data, validate=True), dtype=dtype)
    if array.size != math.prod(shape):
        raise MalformedValue("shape and data disagree")
    return array.reshape(shape)


def _matrix(plain_shape: Any, entries: Any) -> ExpressionMatrix:
    rows, columns = _shape(plain_shape)
    parsed = tuple(tuple(_tree(entry, 0) for entry in _list(row)) for row in _list(entries))
    if len(parsed) != rows or any(len(row) != columns for row in parsed):
        raise MalformedValue("shape and entries disagree")
    return ExpressionMatrix(parsed, (rows, columns))


def _tree(plain: Any, depth: int) -> Tree:
    if depth > MAX_DEPTH:
        raise MalformedValue("nested too deep")
    if not isinstance(plain, list):
        return _real(plain)
    if plain[0] == "Symbol":
        return ("Symbol", _word(plain[1]))
    return (_word(plain[0]), *(_tree(argument, depth + 1) for argument in plain[1:]))


def real_parts(value: Value) -> NDArray[np.float64]:
    """Return the real parts of all numbers in a value, one after the other: ``(n,)``, empty for what is no number."""
    match value:
        case Number(real):
            return np.array([real])
        case Array(data):
            return np.ravel(data.real).astype(float)
        case Items(items):
            return np.concatenate([np.empty(0), *map(real_parts, items)])
    return np.empty(0)
