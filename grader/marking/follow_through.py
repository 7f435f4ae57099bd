"""What a student's own earlier values ask of a later step, and whether a step shows itself in that.

Pure. Earlier functions can be chosen so that whatever follows from them is a constant or a copy of an input; a later
step that computes nothing would then be right. Such values are followed by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from grader.answers import codec
from grader.answers.values import Array, Items, Number, Value, parse_value
from grader.marking.compare.normalise import to_array
from grader.questions.scheme import Scheme

NOISE = 10.0
"""Two numbers differ only if they are further apart than so many tolerances."""


def expected_after(scheme: Scheme, own: Sequence[Value]) -> list[Value]:
    """Return what a student's own earlier values, one a case, ask for; nothing where no step can be seen in them."""
    step = scheme.question.follow_through
    assert step is not None
    expected = list(scheme.expected)
    try:
        for index in scheme.value_cases:
            inputs = codec.build_inputs(codec.encode_inputs(scheme.cases[index].given))
            with np.errstate(all="ignore"):
                value = step.reference(to_array(own[index]), **inputs)
            expected[index] = parse_value(codec.encode(value))
    except Exception:  # the earlier values may have any shape; then there is nothing to follow
        return []
    return expected if is_telling(scheme, expected) else []


def is_telling(scheme: Scheme, followed: Sequence[Value]) -> bool:
    """Is a step that computes nothing wrong for these values, as it is for the reference's?

    They must be finite, at least half as varied as the reference's, and no copy of an input.
    """
    due = [numbers(scheme.expected[index]) for index in scheme.value_cases]
    came = [numbers(followed[index]) for index in scheme.value_cases]
    given = [list(_inputs(scheme.cases[index].given)) for index in scheme.value_cases]
    if not all(np.isfinite(part).all() for part in came):
        return False
    return 2 * _variety(scheme, came) >= _variety(scheme, due) and (_is_copy(due, given) or not _is_copy(came, given))


def numbers(value: Value) -> NDArray[np.float64]:
    """Return all real parts in a value, one after the other; none of what is no number."""
    match value:
        case Number(real):
            return np.array([real])
        case Array(data):
            return np.ravel(data.real).astype(float)
        case Items(items):
            return np.concatenate([np.empty(0), *map(numbers, items)])
    return np.empty(0)


def _inputs(given: object) -> Iterator[NDArray[np.float64]]:
    """Yield each input that holds numbers, and each single number of it."""
    assert isinstance(given, dict)
    for value in given.values():
        if isinstance(value, (int, float, list, tuple, np.ndarray)):
            flat = numbers(parse_value(codec.encode(value)))
            yield flat
            yield from flat.reshape(-1, 1)


def _variety(scheme: Scheme, parts: Sequence[NDArray[np.float64]]) -> int:
    """Return how many numbers can be told apart in all cases together."""
    ordered = np.sort(np.concatenate(parts))
    rules = scheme.rules
    apart = np.diff(ordered) > NOISE * (rules.atol + rules.rtol * np.abs(ordered[1:]))
    return int(np.sum(apart)) + 1


def _is_copy(parts: Sequence[NDArray[np.float64]], given: Sequence[Sequence[NDArray[np.float64]]]) -> bool:
    """Is one and the same input, or one number of it, the value in every case?"""
    return any(
        all(place < len(inputs) and _same(part, inputs[place]) for part, inputs in zip(parts, given, strict=True))
        for place in range(max(map(len, given), default=0))
    )


def _same(left: NDArray[np.float64], right: NDArray[np.float64]) -> bool:
    return left.shape == right.shape and bool(np.allclose(left, right, rtol=1e-9, atol=1e-12))
