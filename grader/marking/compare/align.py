"""What counts as a number, a vector, a matrix, a pair, an expression.

`align` lays an answer beside the reference, part by part, as arrays of one shape. Wide in form (lists, tuples,
float32, Fractions, SymPy numbers, ``(n, 1)`` where layout is not taught), strict in meaning: no booleans, no
masked entries, no silent broadcasting.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.answers.values import Array, Expression, ExpressionMatrix, Items, Number, Other, Tree, Value
from grader.marking import messages
from grader.marking.compare import expressions
from grader.questions.question import Rules
from grader.text import NOTHING, Bilingual


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """One result of an answer beside the same one of the reference: two arrays of one shape, float64 or complex128.

    For an expression that shape is ``(1, points)``, for a matrix of expressions ``(entries, points)``: their values at
    those sampled points where the reference is a real number.
    """

    answer: NDArray[Any]
    reference: NDArray[Any]


class NotComparable(Exception):
    """The answer is not the kind of value that the reference is; `message` tells the student what it is instead."""

    def __init__(self, code: str, message: Bilingual) -> None:
        super().__init__(code)
        self.code, self.message = code, message


UNUSABLE = {
    "none": ("none", messages.NONE),
    "bool": ("boolean", messages.BOOLEAN),
    "text": ("text", messages.TEXT),
    "masked": ("masked", messages.MASKED),
    "too_large": ("too_large", messages.TOO_LARGE),
}
"""Types of `Other` that are told in words of their own, whatever the reference is: code and message."""


def _not_comparable(value: Other, code: str, message: Bilingual) -> NotComparable:
    return NotComparable(*UNUSABLE.get(value.type, (code, message.fill(kind=_name_kind(value)))))


def align(answer: Value, reference: Value, rules: Rules) -> tuple[Part, ...]:
    """Return an answer's parts beside the reference's.

    A number or an array of any shape gives one part of the reference's shape; a tuple gives the parts of its items, one
    after the other. Raises `NotComparable` where the answer is not the kind of value that the reference is.
    """
    if isinstance(reference, Items):
        return _align_items(answer, reference, rules)
    if isinstance(reference, (Expression, ExpressionMatrix)):
        return (_align_expressions(answer, reference, rules),)
    if not isinstance(reference, (Number, Array)):
        raise TypeError(f"a reference may not return {reference}")
    return (_align_arrays(answer, to_array(reference), rules),)


# ── several results ────────────────────────────────────────────────────────────────────────────────────────


def _align_items(answer: Value, reference: Items, rules: Rules) -> tuple[Part, ...]:
    count = len(reference.items)
    items = _split(answer)
    if isinstance(answer, Other) and answer.type in UNUSABLE:
        raise NotComparable(*UNUSABLE[answer.type])
    if items is None:
        raise NotComparable("not_a_tuple", messages.NOT_A_TUPLE.fill(count=count, kind=_name_kind(answer)))
    if len(items) != count:
        raise NotComparable("number_of_results", messages.NUMBER_OF_RESULTS.fill(count=count, number=len(items)))
    pairs = zip(items, reference.items, strict=True)
    return tuple(
        part for number, (item, expected) in enumerate(pairs, 1) for part in _align_one(number, item, expected, rules)
    )


def _align_one(number: int, item: Value, expected: Value, rules: Rules) -> tuple[Part, ...]:
    """Return the parts of one of several results; what cannot be compared is told with the result's number."""
    try:
        return align(item, expected, rules)
    except NotComparable as reason:
        raise NotComparable(reason.code, messages.OF_RESULT.fill(number=number) + reason.message) from reason


def _split(answer: Value) -> tuple[Value, ...] | None:
    if isinstance(answer, Items):
        return answer.items
    if isinstance(answer, Array) and answer.data.ndim:
        return tuple(Array(row) for row in answer.data)
    return None


# ── numbers and arrays ─────────────────────────────────────────────────────────────────────────────────────


def to_array(value: Value) -> NDArray[Any]:
    """Return a value as a float or complex array.

    Raises `NotComparable` where it is not made of numbers.
    """
    if isinstance(value, Number):
        return np.asarray(complex(value.real, value.imaginary) if value.imaginary else value.real)
    if isinstance(value, Array):
        return value.data
    if isinstance(value, Expression):
        return _constant(value.tree)
    if isinstance(value, ExpressionMatrix):
        entries = [[_constant(entry) for entry in row] for row in value.rows]
        return np.array(entries).reshape(value.shape)
    if isinstance(value, Items):
        return _stack(value)
    assert isinstance(value, Other)  # `compare` takes exceptions out first
    raise _not_comparable(value, "not_a_number", messages.NOT_A_NUMBER)


def _stack(value: Items) -> NDArray[Any]:
    parts = [to_array(item) for item in value.items]
    if len({part.shape for part in parts}) > 1:
        parts = [part.reshape(()) if part.size == 1 else part for part in parts]  # [1.0, array([2.0])]
    if len({part.shape for part in parts}) > 1:
        raise NotComparable("ragged", messages.RAGGED)
    return np.array(parts)


def _constant(tree: Tree) -> NDArray[Any]:
    if isinstance(tree, float):
        return np.asarray(tree)
    if expressions.symbols(tree):
        raise NotComparable("symbolic", messages.SYMBOLIC)
    try:
        value = complex(expressions.evaluate(tree, {})[0])
    except expressions.Unevaluated as error:
        raise NotComparable("unevaluated", messages.UNEVALUATED.fill(name=str(error))) from error
    return np.asarray(value if value.imag else value.real)


def _align_arrays(answer: Value, reference: NDArray[Any], rules: Rules) -> Part:
    array = to_array(answer)
    if not array.size and reference.size:
        raise NotComparable("empty", messages.EMPTY)
    array = _fit(array, reference, rules)
    if not np.isfinite(array).all() and np.isfinite(reference).all():
        if rules.nan_hint:
            raise NotComparable("not_shown", rules.nan_hint)
        if np.isnan(array).any():
            raise NotComparable("nan", messages.NAN)
        raise NotComparable("infinite", messages.INFINITE)
    if np.iscomplexobj(array):
        if np.abs(array.imag).max(initial=0) > rules.atol + rules.rtol * np.abs(array).max(initial=0):
            raise NotComparable("complex", messages.COMPLEX)
        array = array.real
    return Part(array, reference)


def _fit(array: NDArray[Any], reference: NDArray[Any], rules: Rules) -> NDArray[Any]:
    """Return the answer in the reference's shape where their shapes mean the same."""
    if array.shape == reference.shape:
        return array
    if rules.constant and array.size == 1:
        return np.broadcast_to(array.reshape(()), reference.shape)
    if not rules.exact_shape:
        if reference.size == 1 and array.size == 1:
            return array.reshape(reference.shape)
        if reference.ndim == 1 and array.shape in ((1, reference.size), (reference.size, 1)):
            return array.reshape(-1)
    raise NotComparable(*_wrong_shape(array.shape, reference, rules))


def _wrong_shape(shape: tuple[int, ...], reference: NDArray[Any], rules: Rules) -> tuple[str, Bilingual]:
    code = "shape"
    if reference.ndim == 2 and shape == reference.shape[::-1]:
        code = "transposed_shape"
    elif reference.ndim == 1 and shape == (reference.size, reference.size):
        code = "outer_product_shape"
    expected = messages.SHAPES.get(reference.ndim, messages.A_SCALAR)
    expected = expected.fill(shape=_show_shape(reference.shape), count=reference.size)
    message = messages.SHAPE.fill(actual=_name_shape(shape), expected=expected)
    if code == "outer_product_shape":
        message = message + messages.OUTER
    return code, message + (rules.shape_hint or NOTHING)


# ── expressions ────────────────────────────────────────────────────────────────────────────────────────────


def _align_expressions(answer: Value, reference: Expression | ExpressionMatrix, rules: Rules) -> Part:
    expected_grid, grid = _grid(reference), _grid(answer)
    if grid.shape != expected_grid.shape and not (expected_grid.ndim == 0 and grid.size == 1):
        raise NotComparable(*_wrong_shape(grid.shape, np.empty(expected_grid.shape), rules))
    expected, inside = _reference_values(reference, rules.seed)
    try:
        values = _at_points(grid.reshape(expected_grid.shape), rules.seed)
    except expressions.Unevaluated as error:
        raise NotComparable("unevaluated", messages.UNEVALUATED.fill(name=str(error))) from error
    return Part(values[:, inside], expected)


@lru_cache(maxsize=2048)
def _reference_values(reference: Expression | ExpressionMatrix, seed: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return a reference's values, ``(entries, points)``, where all are real numbers, and which points these are.

    The second array is ``(CANDIDATES,)``, boolean. Both are kept: a whole class is compared with the same reference.
    """
    values = _at_points(_grid(reference), seed)
    inside = (np.isfinite(values) & (np.abs(values.imag) < 1e-9)).all(axis=0)
    expected = values[:, inside].real
    expected.flags.writeable = inside.flags.writeable = False
    return expected, inside


def _at_points(grid: NDArray[Any], seed: int) -> NDArray[Any]:
    """Return the value of each tree at each point, ``(entries, CANDIDATES)`` complex."""
    points = expressions.sample({name for tree in grid.flat for name in expressions.symbols(tree)}, seed)
    return np.array([expressions.evaluate(tree, points) for tree in grid.flat])


def _grid(value: Value) -> NDArray[Any]:
    """Return trees as an object array: 0-d for an expression, 2-d for a matrix or nested lists."""
    if isinstance(value, (Number, Expression)):
        grid = np.empty((), dtype=object)
        grid[()] = value.tree if isinstance(value, Expression) else to_array(value).item()
        return grid
    if isinstance(value, ExpressionMatrix):
        return _object_array([entry for row in value.rows for entry in row], value.shape)
    if isinstance(value, Array):
        return _object_array(value.data.ravel().tolist(), value.data.shape)
    if isinstance(value, Items):
        grids = [_grid(item) for item in value.items]
        if len({grid.shape for grid in grids}) > 1:
            raise NotComparable("ragged", messages.RAGGED)
        inner = grids[0].shape if grids else ()
        return _object_array([entry for grid in grids for entry in grid.flat], (len(grids), *inner))
    assert isinstance(value, Other)
    raise _not_comparable(value, "not_an_expression", messages.NOT_AN_EXPRESSION)


def _object_array(entries: list[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    grid = np.empty(len(entries), dtype=object)
    for index, entry in enumerate(entries):
        grid[index] = entry
    return grid.reshape(shape)


# ── names for shapes and kinds ─────────────────────────────────────────────────────────────────────────────


def _show_shape(shape: tuple[int, ...]) -> str:
    """Return a shape as numpy writes it."""
    return str(tuple(int(size) for size in shape))


def _name_shape(shape: tuple[int, ...]) -> Bilingual:
    return messages.HAS_SHAPE.fill(shape=_show_shape(shape)) if shape else messages.IS_A_NUMBER


def _name_kind(value: Value) -> Bilingual:
    """Return a name for the kind of value: ``a number``, ``a list``, ``a function`` and so on."""
    match value:
        case Number():
            return messages.A_NUMBER
        case Array(data):
            return messages.AN_ARRAY.fill(shape=_show_shape(data.shape))
        case Items(is_tuple=is_tuple):
            return messages.A_TUPLE if is_tuple else messages.A_LIST
        case Expression() | ExpressionMatrix():
            return messages.A_SYMPY_EXPRESSION
        case Other(kind):
            return messages.KINDS.get(kind, messages.AN_OBJECT.fill(type=kind))
    raise TypeError(f"{value} is an exception, not a value")
