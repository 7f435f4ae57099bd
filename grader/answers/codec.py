"""Python values as plain data, inputs built from plain data, and running a probe's code between the two.

`encode` runs in the student's process on an answer of any type. It says what the value *is*, and leaves every judgement
to the grader; `parse_value` in `grader.answers.values` is its counterpart on the grader's side.
"""

from __future__ import annotations

import ast
import binascii
import itertools
import math
from array import ArrayType
from collections import deque
from collections.abc import Iterator, KeysView, Mapping, ValuesView
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import CodeType
from typing import Any

import numpy as np

from grader.answers.code import Code

MAX_ITEMS = 100_000
"""Numbers, list items or tree nodes in one answer. A larger answer is encoded as ``too_large``."""
MAX_DEPTH = 40
"""How deep lists may be nested; expressions may be four times as deep."""

FLOAT = np.dtype("<f8")

Plain = Any
"""What JSON can hold: None, bool, int, float, str, list, dict."""


class TooLarge(Exception):
    """The answer holds more than `MAX_ITEMS` numbers or nests deeper than `MAX_DEPTH`."""


# ── answers: from a value to plain data ────────────────────────────────────────────────────────────────────


def encode(value: object) -> Plain:
    """Return plain data that says what `value` is. It never raises: a value of another type is named by its type."""
    try:
        return _encode(value, itertools.count(), 0)
    except (TooLarge, RecursionError):
        return {"kind": "too_large"}
    except Exception:  # such as an object that lies about its type, or a generator that raises
        return {"kind": "other", "type": type(value).__name__[:60]}


def _encode(value: object, counter: Iterator[int], depth: int) -> Plain:
    if next(counter) > MAX_ITEMS or depth > MAX_DEPTH:
        raise TooLarge
    simple = _encode_number(value)
    if simple is not None:
        return simple
    if isinstance(value, np.ndarray):
        return _encode_array(value, counter, depth)
    import sympy  # half a second, and who only hands out inputs needs none of it

    if isinstance(value, sympy.MatrixExpr) and _is_small(value.shape):
        value = value.as_explicit()  # an unevaluated sum or product is the matrix that it stands for
    if isinstance(value, sympy.MatrixBase):
        rows = [[_entire_tree(entry, counter, depth) for entry in row] for row in value.tolist()]
        return {"kind": "matrix", "shape": list(value.shape), "entries": rows}
    if isinstance(value, sympy.NDimArray):
        return _encode(value.tolist(), counter, depth + 1)
    if isinstance(value, sympy.Basic):
        return {"kind": "expression", "tree": _entire_tree(value, counter, depth)}
    if isinstance(value, (list, tuple, range, deque, ArrayType, KeysView, ValuesView, Iterator)):
        kind = "tuple" if isinstance(value, tuple) else "list"
        return {"kind": kind, "items": [_encode(item, counter, depth + 1) for item in value]}
    return {"kind": "other", "type": _type_name(value)}


def _is_small(shape: tuple[Any, ...]) -> bool:
    """Has a matrix so many entries, in numbers, that they can be written out?"""
    import sympy

    rows, columns = shape
    known = all(isinstance(number, (int, sympy.Integer)) for number in shape)
    return bool(known and rows * columns <= MAX_ITEMS)


def _encode_number(value: object) -> Plain:
    if type(value) in (float, np.float64):  # most are such; to ask for all the others takes ten times as long
        return {"kind": "number", "value": float(value)}  # type: ignore[arg-type]  # asked just above
    if type(value) is np.ndarray:
        return None
    if type(value) is int:
        return {"kind": "number", "value": _as_float(value)}
    if value is None:
        return {"kind": "none"}
    if isinstance(value, (bool, np.bool_)):
        return {"kind": "bool"}
    if isinstance(value, (str, bytes)):
        return {"kind": "text"}
    if isinstance(value, (int, np.integer)):
        return {"kind": "number", "value": _as_float(value)}
    if isinstance(value, (float, np.floating, Fraction, Decimal)):
        return {"kind": "number", "value": _as_float(value)}
    if isinstance(value, (complex, np.complexfloating)):
        return {"kind": "number", "value": float(value.real), "imaginary": float(value.imag)}
    return None


def _as_float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, 1 if value > 0 else -1)


def _encode_array(value: np.ndarray[Any, Any], counter: Iterator[int], depth: int) -> Plain:
    if value.size > MAX_ITEMS:
        raise TooLarge
    if type(value) is np.ndarray and value.dtype == FLOAT:
        return _numbers(value, "<f8")
    if isinstance(value, np.ma.MaskedArray):
        return {"kind": "masked"}
    kind = value.dtype.kind
    if kind == "b":
        return {"kind": "bool", "shape": list(value.shape)}
    if kind in "iuf":
        return _numbers(np.asarray(value, dtype="<f8"), "<f8")
    if kind == "c":
        return _numbers(np.asarray(value, dtype="<c16"), "<c16")
    if kind == "O" and value.ndim:
        return _encode(value.tolist(), counter, depth + 1)
    if kind == "O":
        return _encode(value.item(), counter, depth + 1)
    return {"kind": "other", "type": f"array of {value.dtype.name}"}


def _numbers(array: np.ndarray[Any, Any], dtype: str) -> Plain:
    data = binascii.b2a_base64(array.tobytes(), newline=False).decode("ascii")
    return {"kind": "array", "dtype": dtype, "shape": list(array.shape), "data": data}


def _type_name(value: object) -> str:
    if callable(value) and not isinstance(value, type):
        return "function"
    return type(value).__name__[:60]


def _entire_tree(node: Any, counter: Iterator[int], depth: int) -> Plain:
    """Return `_tree` of an expression. One that is too large only for its shared parts is found so without the walk."""
    _size(node, {}, depth)
    return _tree(node, counter, depth)


def _size(node: Any, known: dict[int, tuple[int, Any]], depth: int) -> int:
    """Return how many nodes `_tree` visits below a node, which looks into a part again wherever it is met again.

    `known` has the sizes of the parts met so far by their ids, and the parts, so that no id is given to another.
    """
    if depth > 4 * MAX_DEPTH or len(known) > MAX_ITEMS:
        raise TooLarge
    import sympy

    if id(node) not in known:
        size = 1
        if isinstance(node, sympy.Basic) and not isinstance(node, (sympy.Symbol, sympy.Number, sympy.NumberSymbol)):
            for argument in node.args:
                size += _size(argument, known, depth + 1)
                if size > MAX_ITEMS:
                    raise TooLarge
        known[id(node)] = (size, node)
    return known[id(node)][0]


def _tree(node: Any, counter: Iterator[int], depth: int) -> Plain:
    """Return a SymPy expression as nested lists, ``[name, argument, …]``; numbers as numbers."""
    if next(counter) > MAX_ITEMS or depth > 4 * MAX_DEPTH:
        raise TooLarge
    import sympy

    if isinstance(node, sympy.Symbol):
        return ["Symbol", node.name[:60]]
    if node is sympy.I:
        return ["I"]
    if isinstance(node, (sympy.Number, sympy.NumberSymbol)):
        try:
            return float(node)
        except (OverflowError, TypeError, ValueError):
            return ["nan"]
    if not isinstance(node, sympy.Basic):  # a matrix may hold anything
        return float(node) if isinstance(node, (int, float)) else [_type_name(node)]
    return [type(node).__name__[:60], *(_tree(argument, counter, depth + 1) for argument in node.args)]


# ── inputs: from plain data to values ──────────────────────────────────────────────────────────────────────


def encode_inputs(given: Mapping[str, object]) -> Plain:
    """Return a case's inputs, by name, as plain data. They may be numbers, strings, lists, tuples, arrays and `Code`.

    Raises TypeError for an input of another type.
    """
    return [[name, _encode_input(value)] for name, value in given.items()]


def _encode_input(value: object) -> Plain:
    if isinstance(value, Code):
        return {"code": value.source}
    if isinstance(value, np.ndarray):
        plain = {"array": value.tolist(), "dtype": value.dtype.str, "shape": list(value.shape)}
        return plain if value.flags.c_contiguous else plain | {"slice": True}
    if isinstance(value, (list, tuple)):
        return {"tuple" if isinstance(value, tuple) else "list": [_encode_input(item) for item in value]}
    if value is None or isinstance(value, (bool, int, float, str)):
        return {"plain": value}
    raise TypeError(f"a case cannot hand {type(value).__name__} to a student; write it as Code(...)")


def build_inputs(plain: Plain) -> dict[str, Any]:
    """Return new inputs, by name, from what `encode_inputs` returned."""
    import sympy

    scope: dict[str, Any] = {"np": np, "sympy": sympy, "math": math}
    inputs: dict[str, Any] = {}
    for name, item in plain:
        inputs[name] = scope[name] = _build(item, scope)
    return inputs


def decode_inputs(plain: Plain) -> dict[str, object]:
    """Return the inputs that `encode_inputs` was given, by name: a `Code` stays one."""
    return {name: _decode(item) for name, item in plain}


def _decode(item: Plain) -> object:
    if "code" in item:
        return Code(item["code"])
    for kind, made in (("list", list), ("tuple", tuple)):
        if kind in item:
            return made(map(_decode, item[kind]))
    return _build(item, {})


def _build(item: Plain, scope: dict[str, Any]) -> Any:
    if "plain" in item:
        return item["plain"]
    if "bytes" in item or "array" in item:
        array = _array(item)
        return np.repeat(array.T, 2, axis=-1)[..., ::2].T if "slice" in item else array  # and column by column
    if "list" in item:
        return [_build(part, scope) for part in item["list"]]
    if "tuple" in item:
        return tuple(_build(part, scope) for part in item["tuple"])
    if "code" in item:
        return eval(_expression(item["code"]), scope)  # the text of an author, never of a student
    raise KeyError(*item)


def _array(item: Plain) -> np.ndarray[Any, Any]:
    if "bytes" in item:
        return np.frombuffer(item["bytes"], item["dtype"]).reshape(item["shape"]).copy()
    return np.array(item["array"], dtype=item["dtype"]).reshape(item["shape"])


@lru_cache(maxsize=256)
def _expression(source: str) -> CodeType:
    return compile(source, "<input>", "eval")


# ── probes: the same code on either side of the boundary ───────────────────────────────────────────────────


def evaluate(source: str, scope: dict[str, Any]) -> object:
    """Run `source` in `scope` and return the value of its last expression.

    Raises TypeError if the last statement is no expression, and whatever the code raises.
    """
    before, last = _compiled(source)
    if before:
        exec(before, scope)
    return eval(last, scope)


@lru_cache(maxsize=64)
def _compiled(source: str) -> tuple[CodeType | None, CodeType]:
    module = ast.parse(source)
    last = module.body.pop()
    if not isinstance(last, ast.Expr):
        raise TypeError("a probe must end with an expression")
    before = compile(module, "<probe>", "exec") if module.body else None
    return before, compile(ast.Expression(last.value), "<probe>", "eval")
