"""A case and an answer in words, for the student who gave the answer. What was expected is never told."""

from __future__ import annotations

import inspect
import re

import numpy as np

from grader.answers.code import Code
from grader.answers.values import Array, Items, Number, Value
from grader.marking import messages
from grader.marking.compare import Comparison
from grader.questions.question import Case, Question
from grader.text import Bilingual

SYMBOLS = re.compile(r"sympy\.Symbol\([^()]*\)$|\[\*map\(sympy\.Symbol")
"""The source of one symbol, or of a list of them."""
LONGEST = 12
"""Entries of an array that a message still shows."""


def describe_place(question: Question, case: Case) -> str | Bilingual:
    """Return which case it is: by its inputs, or by its kind where they are ours and no argument of the student's."""
    theirs = set(inspect.signature(question.reference).parameters)
    if not theirs & set(case.inputs) and case.kind in question.kinds:
        return question.kinds[case.kind]
    return describe_case(case)


def describe_error(at: str | Bilingual, answer: Value, comparison: Comparison, *, show: bool = True) -> Bilingual:
    """Return which case it is, what the answer to it was, and how far off that is; with `show=False` the case alone."""
    shown = _show(answer) if show else ""
    if not shown:
        return messages.AT.fill(case=at)
    error = comparison.error
    if not comparison.parts or not np.isfinite(error):
        return messages.NUMBERS.fill(case=at, value=shown)
    if any(np.abs(part.reference).max(initial=0) for part in comparison.parts):
        return messages.OFF_BY.fill(case=at, value=shown, percent=100 * error)
    return messages.OFF_FROM_ZERO.fill(case=at, value=shown, error=error)


def describe_case(case: Case) -> str:
    """Return a case's inputs on one line: ``x = -1.5``."""
    shown = {name: value for name, value in case.inputs.items() if not _is_symbol(value)}
    return ", ".join(_describe(name, value) for name, value in shown.items())


def _is_symbol(value: object) -> bool:
    """A symbol is named by the expressions that hold it."""
    return isinstance(value, Code) and bool(SYMBOLS.match(value.source))


def _describe(name: str, value: object) -> str:
    if isinstance(value, Code):
        head, _, body = value.source.partition(":")
        if head.startswith("lambda "):
            return f"{name}({head.removeprefix('lambda ')}) = {body.strip()}"
        return f"{name} = {_as_written(value.source)}"
    if isinstance(value, np.ndarray) and value.size > LONGEST:
        return f"{name}.shape = {value.shape}"
    return f"{name} = {_compact(value)}"


def _as_written(source: str) -> str:
    """Return a SymPy input as one would write it on paper: without module names and wrappers."""
    return re.sub(r"^(?:sympify|Integer)\((.*)\)$", r"\1", source.replace("sympy.", "")).strip("'\"")


def _compact(value: object) -> str:
    if isinstance(value, np.ndarray):
        aligned = np.array2string(value, precision=4, threshold=LONGEST, separator=", ")
        return re.sub(r"(?<=\[)\s+|\s+(?=[\],])", "", re.sub(r"\s+", " ", aligned))
    if isinstance(value, (list, tuple)):
        left, right = "()" if isinstance(value, tuple) else "[]"
        items = ", ".join(_compact(item) for item in value)
        return f"{left}{items}{',' if isinstance(value, tuple) and len(value) == 1 else ''}{right}"
    if isinstance(value, Code):
        return value.source.partition(": ")[2] if value.source.startswith("lambda ") else value.source
    return f"{value:.6g}" if isinstance(value, float) else repr(value)


def _show(value: Value) -> str:
    """Return an answer for its author to recognise, or nothing where it is long or not made of numbers."""
    if isinstance(value, Number):
        return f"{value.real:.6g}" if not value.imaginary else f"{complex(value.real, value.imaginary):.6g}"
    if isinstance(value, Array) and value.data.size <= LONGEST:
        return _compact(value.data)
    if isinstance(value, Items) and len(value.items) <= 6:
        shown = [_show(item) for item in value.items]
        if all(shown):
            left, right = "()" if value.is_tuple else "[]"
            return left + ", ".join(shown) + right
    return ""
