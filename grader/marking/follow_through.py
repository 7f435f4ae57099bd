"""Consequential marking (error carried forward): what a later step should give for the student's own earlier values.

Pure. Earlier functions can be chosen so that whatever follows from them is a constant or a copy of an input; a later
step that computes nothing would then be right. Such earlier values cannot tell a right step from none, and nothing is
expected from them (`is_telling`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from grader.answers import codec
from grader.answers.values import Array, Items, Number, Value, parse_value
from grader.marking.compare.align import to_array
from grader.questions.scheme import Scheme

NOISE = 10.0
"""Two numbers differ only if they are further apart than so many tolerances."""


def expected_after(scheme: Scheme, own: Sequence[Value]) -> list[Value]:
    """Return what each case should give after a student's own earlier values, one a case.

    Empty where nothing follows from these, or nothing that can tell a right step from none.
    """
    rule = scheme.question.follow_through
    assert rule is not None
    expected = list(scheme.expected)
    try:
        for index in scheme.value_cases:
            inputs = codec.build_inputs(codec.encode_inputs(scheme.cases[index].inputs))
            with np.errstate(all="ignore"):
                value = rule.reference(to_array(own[index]), **inputs)
            expected[index] = parse_value(codec.encode(value))
    except Exception:  # the earlier values may have any shape; then there is nothing to follow
        return []
    return expected if is_telling(scheme, expected) else []


def is_telling(scheme: Scheme, followed: Sequence[Value]) -> bool:
    """Is a step that computes nothing wrong for these values, as it is for the reference's?

    They must be finite, at least half as varied as the reference's, and no copy of an input unless the reference is.
    Half, because a student's earlier mistake may well make values coincide: a lost sign folds positive and negative
    numbers onto each other. What is less varied than that is close to a constant, which a step need not compute.
    """
    expected = [real_parts(scheme.expected[index]) for index in scheme.value_cases]
    values = [real_parts(followed[index]) for index in scheme.value_cases]
    inputs = [list(_inputs(scheme.cases[index].inputs)) for index in scheme.value_cases]
    if not all(np.isfinite(part).all() for part in values):
        return False
    varied = 2 * _variety(scheme, values) >= _variety(scheme, expected)
    return varied and (_is_copy(expected, inputs) or not _is_copy(values, inputs))


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


def _inputs(given: object) -> Iterator[NDArray[np.float64]]:
    """Yield each input that holds numbers, and each single number of it."""
    assert isinstance(given, dict)
    for value in given.values():
        if isinstance(value, (int, float, list, tuple, np.ndarray)):
            flat = real_parts(parse_value(codec.encode(value)))
            yield flat
            yield from flat.reshape(-1, 1)


def _variety(scheme: Scheme, parts: Sequence[NDArray[np.float64]]) -> int:
    """Return how many numbers can be told apart in all cases together, by `NOISE` tolerances or more."""
    ordered = np.sort(np.concatenate(parts))
    rules = scheme.rules
    apart = np.diff(ordered) > NOISE * (rules.atol + rules.rtol * np.abs(ordered[1:]))
    return int(np.sum(apart)) + 1


def _is_copy(values: Sequence[NDArray[np.float64]], inputs: Sequence[Sequence[NDArray[np.float64]]]) -> bool:
    """Is one and the same input, or one number of it, the value in every case?"""
    return any(
        all(place < len(given) and _equal(value, given[place]) for value, given in zip(values, inputs, strict=True))
        for place in range(max(map(len, inputs), default=0))
    )


def _equal(left: NDArray[np.float64], right: NDArray[np.float64]) -> bool:
    return left.shape == right.shape and bool(np.allclose(left, right, rtol=1e-9, atol=1e-12))
