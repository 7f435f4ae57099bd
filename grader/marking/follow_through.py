"""Consequential marking (error carried forward): what a later step should give for the student's own earlier values.

Pure. Earlier functions can be chosen so that whatever follows from them is simple; a later step that computes nothing
would then be right. So nothing is expected from earlier values that cannot tell a right step from none (`is_telling`),
nor from an answer that does not show what was meant (`Outcome.near`). And where a later step is right for earlier
values, it is asked once more while the first earlier function answers differently, and has to follow (`follows`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from grader.answers import codec
from grader.answers.values import Value, identical, parse_value, real_parts
from grader.marking import messages
from grader.marking.compare import compare
from grader.marking.compare.align import to_array
from grader.marking.outcome import Outcome
from grader.questions.scheme import Scheme

NOISE = 10.0
"""Two numbers differ only if they are further apart than so many tolerances."""
MOST_FOLLOWED = 5 / 6
"""The share of an assignment's points that steps which follow can earn: one mistake at the head of a long chain."""


def expected_after(scheme: Scheme, own: Sequence[Value]) -> list[Value]:
    """Return what each case should give after a student's own earlier values, one a case.

    Empty where nothing follows from these, or nothing that can tell a right step from none.
    """
    expected = _after(scheme, own)
    return expected if expected and is_telling(scheme, expected) else []


def _after(scheme: Scheme, own: Sequence[Value]) -> list[Value]:
    """Return what the rule's reference gives for these earlier values, one a case; empty where it gives nothing."""
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
    return expected


def is_telling(scheme: Scheme, followed: Sequence[Value]) -> bool:
    """Is a step that computes nothing wrong for these values, as it is for the reference's?

    They must be finite, at least half as varied as the reference's, and no copy of inputs unless the reference is.
    Half, because a student's earlier mistake may well make values coincide: a lost sign folds positive and negative
    numbers onto each other. What is less varied than that is close to a constant, which a step need not compute.
    """
    expected = [real_parts(scheme.expected[index]) for index in scheme.value_cases]
    values = [real_parts(followed[index]) for index in scheme.value_cases]
    inputs = [_inputs(scheme.cases[index].inputs) for index in scheme.value_cases]
    if not all(np.isfinite(part).all() for part in values):
        return False
    varied = 2 * _variety(scheme, values) >= _variety(scheme, expected)
    return varied and (_is_copy(expected, inputs) or not _is_copy(values, inputs))


def _inputs(given: Mapping[str, object]) -> NDArray[np.float64]:
    """Return all numbers of the inputs, ``(n,)``."""
    numbers = [value for value in given.values() if isinstance(value, (int, float, list, tuple, np.ndarray))]
    return np.concatenate([np.empty(0), *(real_parts(parse_value(codec.encode(value))) for value in numbers)])


def _variety(scheme: Scheme, parts: Sequence[NDArray[np.float64]]) -> int:
    """Return how many numbers can be told apart in all cases together, by `NOISE` tolerances or more."""
    ordered = np.sort(np.concatenate(parts))
    rules = scheme.rules
    apart = np.diff(ordered) > NOISE * (rules.atol + rules.rtol * np.abs(ordered[1:]))
    return int(np.sum(apart)) + 1


def _is_copy(values: Sequence[NDArray[np.float64]], inputs: Sequence[NDArray[np.float64]]) -> bool:
    """Are all numbers of the values, in every case, numbers of the inputs, but perhaps for their signs?

    That holds for a copy of an input, of any part of it, and of parts of several.
    """
    return all(_within(np.abs(value), np.abs(given)) for value, given in zip(values, inputs, strict=True))


def _within(numbers: NDArray[np.float64], given: NDArray[np.float64]) -> bool:
    return bool(np.isclose(numbers[:, None], given[None, :], rtol=1e-9, atol=1e-12).any(axis=1).all())


# ── does the step use the earlier one? ─────────────────────────────────────────────────────────────────────


def follows(
    scheme: Scheme, values: Sequence[Value], again: Sequence[Value], earlier: Sequence[Value], *, may_stand_alone: bool
) -> bool:
    """Does a later step's answer change with the first earlier function, as it should?

    A student may have written the earlier step into the later one, which then stands alone and does not change.

    Parameters
    ----------
    values
        The later step's answers, one a case, when it was asked first.
    again, earlier
        Its answers, and the student's earlier values, while the first earlier function gives `STAND_IN_FACTOR` times
        what it gave.
    may_stand_alone
        Is a step that does not change to be believed?
    """
    expected = _after(scheme, earlier)
    cases = scheme.value_cases
    if expected and all(compare(again[i], expected[i], scheme.rules).agrees for i in cases):
        return True
    return may_stand_alone and all(identical(again[i], values[i]) for i in cases)


def capped(outcomes: Mapping[str, Outcome], points: Mapping[str, float]) -> dict[str, Outcome]:
    """Return the outcomes of an assignment after a limit on what steps that follow earn together: `MOST_FOLLOWED`."""
    left = MOST_FOLLOWED * sum(points.values())
    kept = dict(outcomes)
    for name, outcome in outcomes.items():
        if not outcome.followed:
            continue
        earned = outcome.credit * points[name]
        if earned > left + 1e-9:
            message = outcome.message + messages.FOLLOWED_FAR
            kept[name] = replace(outcome, credit=left / points[name], message=message)
        left = max(0.0, left - earned)
    return kept
