"""Which inputs are answered wrongly: a condition that holds for all of these and for none that is answered right.

Said of an answer whose errors have no pattern. The condition is counted, not guessed: it is true of every case asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real

import numpy as np

from grader.marking import messages
from grader.text import Bilingual

FEW = 3
"""Right cases, and wrong ones, that it takes to see where an answer changes from right to wrong."""
Inputs = Mapping[str, object]


def split(inputs: Sequence[Inputs], right: Sequence[bool]) -> Bilingual | None:
    """Return the condition that all cases meet which are wrong, and no other, as a sentence; None if there is none.

    Parameters
    ----------
    inputs
        Of each case, by name.
    right
        Is the answer right, case by case?
    """
    if min(sum(right), len(right) - sum(right)) < FEW:
        return None
    names = [name for name in inputs[0] if all(name in given for given in inputs)]
    for name in names:
        values = [given[name] for given in inputs]
        for found in (_text, _sign, _whole, _repeated, _limit):
            if condition := found(name, values, right):
                wrong = len(right) - sum(right)
                return messages.SPLIT.fill(condition=condition, wrong=wrong, right=sum(right))
    return None


def _text(name: str, values: Sequence[object], right: Sequence[bool]) -> str:
    """Is one text always wrong, and each other one right?"""
    if not all(isinstance(value, str) for value in values):
        return ""
    wrong = {value for value, fits in zip(values, right, strict=True) if not fits}
    return f"{name} = {wrong.pop()!r}" if len(wrong) == 1 and _told([v in wrong for v in values], right) else ""


def _sign(name: str, values: Sequence[object], right: Sequence[bool]) -> str:
    """Is it wrong where a number is negative, or one in an array is?"""
    if numbers := _real(values):
        return f"{name} < 0" if _told([value < 0 for value in numbers], right) else ""
    arrays = [value for value in values if isinstance(value, np.ndarray) and value.size and value.dtype.kind in "fi"]
    if len(arrays) < len(values):
        return ""
    return f"min({name}) < 0" if _told([bool((array < 0).any()) for array in arrays], right) else ""


def _whole(name: str, values: Sequence[object], right: Sequence[bool]) -> str:
    numbers = _real(values)
    return f"{name} % 1 != 0" if numbers and _told([value % 1 != 0 for value in numbers], right) else ""


def _repeated(name: str, values: Sequence[object], right: Sequence[bool]) -> str:
    """Is it wrong where an entry is there twice?"""
    lists = [value.tolist() if isinstance(value, np.ndarray) else value for value in values]
    plain = [
        list(one) for one in lists if isinstance(one, list | tuple) and all(isinstance(e, str | Real) for e in one)
    ]
    if len(plain) < len(values):
        return ""
    return f"len(set({name})) < len({name})" if _told([len({*one}) < len(one) for one in plain], right) else ""


def _limit(name: str, values: Sequence[object], right: Sequence[bool]) -> str:
    """Is it wrong from some number on, or up to one?"""
    for shown, number in _numbers(name, values):
        fits = [value for value, one in zip(number, right, strict=True) if one]
        fails = [value for value, one in zip(number, right, strict=True) if not one]
        if max(fits) < min(fails):
            return f"{shown} >= {_between(max(fits), min(fails)):g}"
        if max(fails) < min(fits):
            return f"{shown} <= {-_between(-min(fits), -max(fails)):g}"
    return ""


def _told(met: Sequence[bool], right: Sequence[bool]) -> bool:
    """Is a condition met by the wrong cases and by no other?"""
    return all(bool(one) != fits for one, fits in zip(met, right, strict=True))


def _numbers(name: str, values: Sequence[object]) -> list[tuple[str, list[float]]]:
    """Return what can be counted of an input, as Python writes it, each with its number case by case."""
    if numbers := _real(values):
        return [(name, numbers)]
    sizes = [
        float(len(value))
        for value in values
        if isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim)
    ]
    return [(f"len({name})", sizes)] if len(sizes) == len(values) else []


def _real(values: Sequence[object]) -> list[float]:
    """Return the numbers if all are real numbers, else an empty list."""
    numbers = [float(value) for value in values if isinstance(value, Real) and not isinstance(value, bool)]
    return numbers if len(numbers) == len(values) else []


def _between(below: float, first: float) -> float:
    """Return a number with few digits above `below` and at most `first`."""
    if float(first).is_integer():
        return first
    for digits in range(1, 7):
        number = float(f"{first - (first - below) / 3:.{digits}g}")
        if below < number <= first:
            return number
    return first
