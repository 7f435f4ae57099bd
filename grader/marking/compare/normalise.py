"""What counts as a number, a vector, a matrix, a pair, an expression, and what is said to everything else.

`normalise` lays an answer beside the reference, part by part, as arrays of one shape. Wide in form (lists, tuples,
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
from grader.marking.compare import expressions
from grader.questions.question import Rules
from grader.text import NOTHING, Bilingual


@dataclass(frozen=True, eq=False)
class Part:
    """An answer and its reference, as arrays of the same shape."""

    answer: NDArray[Any]
    reference: NDArray[Any]


class Refusal(Exception):
    """The answer is no number, vector, … at all: what came, and what was expected."""

    def __init__(self, code: str, message: Bilingual) -> None:
        super().__init__(code)
        self.code, self.message = code, message


def normalise(answer: Value, reference: Value, rules: Rules) -> tuple[Part, ...]:
    """Return the parts to compare.

    Raises `Refusal` where the answer is not the kind of thing the reference is.
    """
    if isinstance(reference, Items):
        return _parts(answer, reference, rules)
    if isinstance(reference, (Expression, ExpressionMatrix)):
        return (_symbolic(answer, reference, rules),)
    if not isinstance(reference, (Number, Array)):
        raise TypeError(f"a reference may not return {reference}")
    return (_numeric(answer, to_array(reference), rules),)


# ── several results ────────────────────────────────────────────────────────────────────────────────────────


def _parts(answer: Value, reference: Items, rules: Rules) -> tuple[Part, ...]:
    wanted = len(reference.items)
    items = _split(answer)
    if isinstance(answer, Other) and answer.type in _REFUSED:
        raise Refusal(*_REFUSED[answer.type])
    if items is None:
        raise Refusal("not_a_tuple", NOT_A_TUPLE.fill(count=wanted, came=name_kind(answer)))
    if len(items) != wanted:
        raise Refusal("number_of_results", NUMBER_OF_RESULTS.fill(count=wanted, came=len(items)))
    return tuple(
        part for item, expected in zip(items, reference.items, strict=True) for part in normalise(item, expected, rules)
    )


def _split(answer: Value) -> tuple[Value, ...] | None:
    if isinstance(answer, Items):
        return answer.items
    if isinstance(answer, Array) and answer.data.ndim:
        return tuple(Array(row) for row in answer.data)
    return None


# ── numbers and arrays ─────────────────────────────────────────────────────────────────────────────────────


def to_array(value: Value) -> NDArray[Any]:
    """Return a value as a float or complex array.

    Raises `Refusal` where it is not made of numbers.
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
    assert isinstance(value, Other)  # a refusal is compared before anything is normalised
    raise Refusal(*_REFUSED.get(value.type, ("not_a_number", NOT_A_NUMBER.fill(came=name_kind(value)))))


def _stack(value: Items) -> NDArray[Any]:
    parts = [to_array(item) for item in value.items]
    if len({part.shape for part in parts}) > 1:
        parts = [part.reshape(()) if part.size == 1 else part for part in parts]  # [1.0, array([2.0])]
    if len({part.shape for part in parts}) > 1:
        raise Refusal("ragged", RAGGED)
    return np.array(parts)


def _constant(tree: Tree) -> NDArray[Any]:
    if expressions.symbols(tree):
        raise Refusal("symbolic", SYMBOLIC)
    try:
        value = complex(expressions.evaluate(tree, {})[0])
    except expressions.Unevaluated as error:
        raise Refusal("unevaluated", UNEVALUATED.fill(name=str(error))) from error
    return np.asarray(value if value.imag else value.real)


def _numeric(answer: Value, reference: NDArray[Any], rules: Rules) -> Part:
    array = to_array(answer)
    if not array.size and reference.size:
        raise Refusal("empty", EMPTY)
    array = _fit(array, reference, rules)
    if not np.isfinite(array).all() and np.isfinite(reference).all():
        code = "nan" if np.isnan(array).any() else "infinite"
        if rules.nan_hint:
            raise Refusal("not_shown", rules.nan_hint)
        raise Refusal(code, NAN if code == "nan" else INFINITE)
    if np.iscomplexobj(array):
        if np.abs(array.imag).max(initial=0) > rules.atol + rules.rtol * np.abs(array).max(initial=0):
            raise Refusal("complex", COMPLEX)
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
    raise Refusal(*_wrong_shape(array.shape, reference, rules))


def _wrong_shape(shape: tuple[int, ...], reference: NDArray[Any], rules: Rules) -> tuple[str, Bilingual]:
    code = "shape"
    if reference.ndim == 2 and shape == reference.shape[::-1]:
        code = "transposed_shape"
    elif reference.ndim == 1 and shape == (reference.size, reference.size):
        code = "outer_product_shape"
    expected = _SHAPES.get(reference.ndim, A_SCALAR).fill(shape=show_shape(reference.shape), count=reference.size)
    message = SHAPE.fill(came=_name_shape(shape), expected=expected)
    if code == "outer_product_shape":
        message = message + OUTER
    return code, message + (rules.shape_hint or NOTHING)


# ── expressions ────────────────────────────────────────────────────────────────────────────────────────────


def _symbolic(answer: Value, reference: Expression | ExpressionMatrix, rules: Rules) -> Part:
    wanted = _grid(reference)
    came = _grid(answer)
    if came.shape != wanted.shape and not (wanted.ndim == 0 and came.size == 1):
        raise Refusal(*_wrong_shape(came.shape, np.empty(wanted.shape), rules))
    came = came.reshape(wanted.shape)
    expected, inside = _expected(reference, rules.seed)
    try:
        values = _at_points(came, rules.seed)
    except expressions.Unevaluated as error:
        raise Refusal("unevaluated", UNEVALUATED.fill(name=str(error))) from error
    return Part(values[:, inside], expected)


@lru_cache(maxsize=2048)
def _expected(reference: Expression | ExpressionMatrix, seed: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return a reference's values where it is a real number, a row an entry, and which of the points these are.

    An entry of a matrix may have a smaller domain than another. A whole class is held against the same ones.
    """
    values = _at_points(_grid(reference), seed)
    inside = (np.isfinite(values) & (np.abs(values.imag) < 1e-9)).all(axis=0)
    expected = values[:, inside].real
    expected.flags.writeable = inside.flags.writeable = False
    return expected, inside


def _at_points(grid: NDArray[Any], seed: int) -> NDArray[Any]:
    points = expressions.sample({name for tree in grid.flat for name in expressions.symbols(tree)}, seed)
    return np.array([expressions.evaluate(tree, points) for tree in grid.flat])


def _grid(value: Value) -> NDArray[Any]:
    """Return trees as an object array: 0-d for an expression, 2-d for a matrix or nested lists."""
    if isinstance(value, (Number, Expression)):
        grid = np.empty((), dtype=object)
        grid[()] = value.real if isinstance(value, Number) else value.tree
        return grid
    if isinstance(value, ExpressionMatrix):
        return _object_array([entry for row in value.rows for entry in row], value.shape)
    if isinstance(value, Array):
        return _object_array([float(entry.real) for entry in value.data.flat], value.data.shape)
    if isinstance(value, Items):
        grids = [_grid(item) for item in value.items]
        if len({grid.shape for grid in grids}) > 1:
            raise Refusal("ragged", RAGGED)
        inner = grids[0].shape if grids else ()
        return _object_array([entry for grid in grids for entry in grid.flat], (len(grids), *inner))
    assert isinstance(value, Other)
    if value.type in _REFUSED:
        raise Refusal(*_REFUSED[value.type])
    raise Refusal("not_an_expression", NOT_AN_EXPRESSION.fill(came=name_kind(value)))


def _object_array(entries: list[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    grid = np.empty(len(entries), dtype=object)
    for index, entry in enumerate(entries):
        grid[index] = entry
    return grid.reshape(shape)


# ── what is said ───────────────────────────────────────────────────────────────────────────────────────────


def show_shape(shape: tuple[int, ...]) -> str:
    """Return a shape as numpy writes it."""
    return str(tuple(int(size) for size in shape))


def _name_shape(shape: tuple[int, ...]) -> Bilingual:
    return HAS_SHAPE.fill(shape=show_shape(shape)) if shape else IS_A_NUMBER


def name_kind(value: Value) -> Bilingual:
    """Return a name for what came: ``a number``, ``a list``, ``a function`` and so on."""
    if isinstance(value, Number):
        return Bilingual("a number", "수")
    if isinstance(value, Array):
        return Bilingual("an array of shape {s}", "모양이 {s}인 배열").fill(s=show_shape(value.data.shape))
    if isinstance(value, Items):
        return Bilingual("a tuple", "튜플") if value.is_tuple else Bilingual("a list", "리스트")
    if isinstance(value, (Expression, ExpressionMatrix)):
        return Bilingual("a SymPy expression", "SymPy 식")
    named = {
        "function": Bilingual("a function", "함수"),
        "none": Bilingual("None", "None"),
        "bool": Bilingual("True or False", "True 또는 False"),
        "text": Bilingual("a string", "문자열"),
    }
    assert isinstance(value, Other)
    return named.get(value.type, Bilingual("an object of type {t}", "{t} 객체").fill(t=value.type))


NONE = Bilingual(
    "Your function returned None. Does every path through it end with a return?",
    "함수가 None을 반환했습니다. 모든 경로가 return으로 끝납니까?",
)
BOOLEAN = Bilingual(
    "Your answer is True or False; a number is expected. Multiplying by 1.0 or np.where turns a condition into one.",
    "답이 True 또는 False입니다. 여기서는 수가 필요합니다. 1.0을 곱하거나 np.where를 쓰면 조건을 수로 바꿀 수 있습니다.",
)
TEXT = Bilingual("Your answer is a string; a number is expected.", "답이 문자열입니다. 수를 반환해야 합니다.")
MASKED = Bilingual(
    "Your answer is a masked array, which hides entries; return a plain array.",
    "답이 일부 원소를 가리는 마스크 배열입니다. 일반 배열을 반환하세요.",
)
TOO_LARGE = Bilingual(
    "Your answer is far larger than expected and was not read to its end.",
    "답이 예상보다 훨씬 커서 끝까지 읽지 않았습니다.",
)
EMPTY = Bilingual("Your answer is empty.", "답이 비어 있습니다.")
NAN = Bilingual(
    "Your answer is not a number (NaN) here. Where could 0/0 or the logarithm of a negative number arise?",
    "여기서 답이 수가 아닙니다(NaN). 0/0이나 음수의 로그가 생길 수 있는 곳은 어디입니까?",
)
INFINITE = Bilingual(
    "Your answer is infinite here. Where do you divide by something that can be 0?",
    "여기서 답이 무한대입니다. 0이 될 수 있는 값으로 나누는 곳은 어디입니까?",
)
COMPLEX = Bilingual(
    "Your answer is a complex number; a real one is expected.", "답이 복소수입니다. 실수를 반환해야 합니다."
)
RAGGED = Bilingual("The rows of your answer differ in length.", "답의 행마다 길이가 다릅니다.")
SYMBOLIC = Bilingual(
    "Your answer still holds a symbol; a number is expected.", "답에 아직 기호가 남아 있습니다. 수를 반환해야 합니다."
)
UNEVALUATED = Bilingual(
    "Your answer holds {name}, which is not worked out yet.", "답에 아직 계산되지 않은 {name}이(가) 들어 있습니다."
)
NOT_A_NUMBER = Bilingual(
    "Your answer is {came}; a number or an array is expected.", "답이 {came}입니다. 수나 배열이 필요합니다."
)
NOT_AN_EXPRESSION = Bilingual(
    "Your answer is {came}; a SymPy expression is expected.", "답이 {came}입니다. SymPy 식이 필요합니다."
)
NOT_A_TUPLE = Bilingual(
    "Your answer is {came}; {count} results are expected.", "답이 {came}입니다. 결과 {count}개가 필요합니다."
)
NUMBER_OF_RESULTS = Bilingual(
    "Your answer holds {came} results; {count} are expected.", "답에 결과가 {came}개 있습니다. {count}개가 필요합니다."
)
SHAPE = Bilingual("Your answer {came}; expected is {expected}.", "답은 {came}. 기대하는 것은 {expected}입니다.")
HAS_SHAPE = Bilingual("has shape {shape}", "모양이 {shape}입니다")
IS_A_NUMBER = Bilingual("is a single number", "수 하나입니다")
A_SCALAR = Bilingual("a single number", "수 하나")
_SHAPES = {
    0: A_SCALAR,
    1: Bilingual("a vector of {count}", "원소가 {count}개인 벡터"),
    2: Bilingual("a matrix of shape {shape}", "모양이 {shape}인 행렬"),
    3: Bilingual("an array of shape {shape}", "모양이 {shape}인 배열"),
}
OUTER = Bilingual(
    "A column minus or plus a row fills a whole table: which of your vectors is a column?",
    "열에 행을 더하거나 빼면 표 전체가 채워집니다. 어느 벡터가 열입니까?",
)
_REFUSED = {
    "none": ("none", NONE),
    "bool": ("boolean", BOOLEAN),
    "text": ("text", TEXT),
    "masked": ("masked", MASKED),
    "too_large": ("too_large", TOO_LARGE),
}
