"""Was a value computed by a rule, or measured with a small step?

A rule is exact to the last digits. A difference quotient is near: its step leaves an error, and so does what floating
point loses in the difference of two nearly equal numbers (Higham, Accuracy and Stability of Numerical Algorithms,
section 1.14).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from grader.marking.compare import Comparison, Part
from grader.questions.question import Case
from grader.questions.scheme import Scheme

NEAR, NEAR_SHARE, FARTHEST = 1e-4, 0.95, 1e-2
"""Largest error of so many measured values, relative to 1 + |reference|, and of all: some lie beside a pole."""
EXACT = 1e-12
"""Largest error of a value that follows a rule, relative to the same, in double precision."""
EXACT_SINGLE = 1e-6
"""Largest error of a value that follows a rule in single precision."""
INEXACT_SHARE = 0.25
"""Values are measured where more than this share of all entries is not exact."""
INEXACT_ENTRY = 0.5
"""So they are where one entry of the answer, the last of four say, is not exact in more than this share of cases."""
FAR = "far"
"""The kind of cases so far away that a small step loses all digits there; they say nothing about nearness."""


def first_measured(scheme: Scheme, comparisons: Sequence[Comparison]) -> int | None:
    """Return the first case whose value was measured where a rule is asked for; None: the values were not measured.

    `comparisons` has one a case.
    """
    counted = [index for index in scheme.value_cases if _counts(scheme.cases[index])]
    if not scheme.question.by_rule or not all(comparisons[index].parts for index in counted):
        return None
    errors = {index: _errors(comparisons[index]) for index in counted}
    everything = np.concatenate(list(errors.values()))
    near = (everything <= NEAR).mean() >= NEAR_SHARE and (everything <= FARTHEST).all()
    sizes = {len(each) for each in errors.values()}
    by_entry = np.array(list(errors.values())) if len(sizes) == 1 else everything[:, None]
    share = np.count_nonzero(by_entry > 0, axis=0) / len(by_entry)
    if not near or ((everything > 0).mean() <= INEXACT_SHARE and share.max(initial=0.0) <= INEXACT_ENTRY):
        return None
    return next(index for index in counted if errors[index].any())


def _counts(case: Case) -> bool:
    """Is the case an ordinary place, given in double precision?"""
    single = (np.floating, np.ndarray)
    return case.kind != FAR and not any(
        isinstance(value, single) and np.asarray(value).dtype.itemsize < 8 for value in case.inputs.values()
    )


@lru_cache(maxsize=1024)  # comparisons are kept, and the same for most of a class
def _errors(comparison: Comparison) -> NDArray[np.float64]:
    """Return the error of each entry, relative to 1 + |reference|: 0 where it is exact, NaN for no number."""
    return np.concatenate([np.ravel(_relative_error(part)) for part in comparison.parts])


def _relative_error(part: Part) -> NDArray[np.float64]:
    error = np.abs(part.answer - part.reference) / (1 + np.abs(part.reference))
    single = part.answer == part.answer.astype(np.complex64)
    return np.where(error <= np.where(single, EXACT_SINGLE, EXACT), 0.0, error)
