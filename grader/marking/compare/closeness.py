"""One answer compared with one reference, within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from grader.answers.values import Array, Expression, ExpressionMatrix, Items, Number, RaisedError, Tree, Value
from grader.marking import messages
from grader.marking.compare.align import NotComparable, Part, align
from grader.questions.question import Rules
from grader.text import NOTHING, Bilingual
from grader.verdict import Verdict

T = TypeVar("T")
KEPT_SIZE = 100
"""Numbers in an answer whose comparison is kept."""


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """An answer beside its reference.

    `verdict` is ``correct`` where they agree, ``wrong`` where they do not, and ``invalid`` where the answer is not
    the kind of value that the reference is. `parts` is empty for an invalid answer and where either is an exception.
    """

    verdict: Verdict
    code: str = "correct"
    message: Bilingual = NOTHING
    parts: tuple[Part, ...] = ()
    rules: Rules | None = None
    """What a wrong one was compared with."""

    @property
    def agrees(self) -> bool:
        """Is the answer right?"""
        return self.verdict is Verdict.CORRECT

    @property
    def error(self) -> float:
        """The largest relative error of any part; infinite where there are no parts."""
        return max(map(relative_error, self.parts), default=float("inf"))


def compare(answer: Value, reference: Value, rules: Rules) -> Comparison:
    """Return how one answer compares with one reference, two values of any shape.

    The parts of an answer that is made of numbers have the shapes of the reference's parts, whether it is right or
    not. Raises `TypeError` for a reference that is no value to compare with, which is a mistake in a question.
    """
    if isinstance(reference, RaisedError) or isinstance(answer, RaisedError):
        return _compare_exceptions(answer, reference)
    if isinstance(reference, Number) and isinstance(answer, Number) and _numbers_agree(answer, reference, rules):
        return Comparison(Verdict.CORRECT, parts=(Part(np.asarray(answer.real), np.asarray(reference.real)),))
    try:
        parts = align(answer, reference, rules)
    except NotComparable as reason:
        return Comparison(Verdict.INVALID, reason.code, reason.message)
    if all(within_tolerance(part, rules).all() for part in parts):
        return Comparison(Verdict.CORRECT, parts=parts)
    return Comparison(Verdict.WRONG, "different", parts=parts, rules=rules)


def compare_once(answer: Value, reference: Value, rules: Rules) -> Comparison:
    """Return what `compare` returns, kept for small answers: the same object is compared with the same one once.

    Equal answers of a class are one object (`grader.answers.parse`), and each is looked at more than once.
    """
    if _size(answer) > KEPT_SIZE:
        return compare(answer, reference, rules)
    return _compare_same(_Same(answer), _Same(reference), _Same(rules))


class _Same(Generic[T]):
    """An object as a key, equal to itself alone. The key holds it, so that no other object gets its id."""

    __slots__ = ("item",)

    def __init__(self, item: T) -> None:
        self.item = item

    def __hash__(self) -> int:
        return id(self.item)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.item is other.item


@lru_cache(maxsize=4096)
def _compare_same(answer: _Same[Value], reference: _Same[Value], rules: _Same[Rules]) -> Comparison:
    return compare(answer.item, reference.item, rules.item)


def _size(value: Value) -> int:
    """Return how many numbers and names a value holds, or a number over `KEPT_SIZE`."""
    match value:
        case Array(data):
            return data.size
        case Items(items) if len(items) <= KEPT_SIZE:
            return sum(map(_size, items))
        case Expression(tree):
            return _leaves(tree, KEPT_SIZE + 1)
        case Items() | ExpressionMatrix():
            return KEPT_SIZE + 1
    return 1


def _leaves(tree: Tree, most: int) -> int:
    """Return how many leaves a tree has, counted up to `most`."""
    if not isinstance(tree, tuple):
        return 1
    found = 0
    for part in tree[1:]:
        if found >= most:
            break
        found += _leaves(part, most - found)
    return found or 1


def _numbers_agree(answer: Number, reference: Number, rules: Rules) -> bool:
    """Return quickly what `within_tolerance` returns for two real numbers: most answers are such, and right."""
    if answer.imaginary or reference.imaginary:
        return False
    error = abs(answer.real - reference.real)
    return error <= rules.atol + rules.rtol * abs(reference.real) and isfinite(error)


def _compare_exceptions(answer: Value, reference: Value) -> Comparison:
    if answer == reference:
        return Comparison(Verdict.CORRECT)
    if isinstance(answer, RaisedError) and isinstance(reference, RaisedError):
        message = messages.WRONG_EXCEPTION.fill(raised=answer.kind, expected=reference.kind)
        return Comparison(Verdict.WRONG, "wrong_exception", message)
    return Comparison(Verdict.WRONG, "not_refused", messages.NOT_REFUSED)


def within_tolerance(part: Part, rules: Rules) -> NDArray[np.bool_]:
    """Return, in the part's shape, whether each entry is close: ``|answer - reference| <= atol + rtol*|reference|``.

    This is the rule of `numpy.isclose` with the reference as its ``b``: the reference scales the tolerance, so that an
    answer cannot widen it. NaN and infinity are close to nothing.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        error = np.abs(part.answer - part.reference)
        return np.asarray(np.isfinite(error) & (error <= rules.atol + rules.rtol * np.abs(part.reference)))


def relative_error(part: Part) -> float:
    """Return the largest ``|answer - reference|`` over the largest ``|reference|``, or absolute where that is 0."""
    with np.errstate(invalid="ignore", over="ignore"):
        error = float(np.max(np.abs(part.answer - part.reference), initial=0.0))
    scale = float(np.max(np.abs(part.reference), initial=0.0))
    return error / scale if scale else error
