"""Values against a mark scheme: right, a known mistake, a mistake with a shape, or merely different.

Pure: no process, no file. `grader.marking.mark` decides what becomes of calls that did not return.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.answers.values import Array, Number, Other, Value
from grader.marking import messages
from grader.marking.compare import Mismatch, Refusal, compare, find_pattern, normalise
from grader.marking.compare.closeness import agrees
from grader.marking.compare.normalise import Part
from grader.marking.compare.pattern import Seen
from grader.marking.outcome import Outcome
from grader.questions.question import Mistake, Rules
from grader.questions.scheme import Scheme
from grader.text import NOTHING, Bilingual
from grader.verdict import Verdict

REFUSAL_CREDIT = 0.5
"""What is kept of an answer that does not refuse what it should."""


def diagnose(scheme: Scheme, expected: Sequence[Value], values: Sequence[Value], printed: bool) -> Outcome:
    """Return the outcome for one value a case, held against what is expected.

    Inputs that must be refused are looked at last: an answer that refuses wrongly keeps half of what its values earn.
    """
    outcome = _diagnose_values(scheme, expected, values, printed)
    for index, case in enumerate(scheme.cases):
        mismatch = compare(values[index], expected[index], scheme.rules) if case.refused else None
        if mismatch:
            return _not_refused(outcome, mismatch, messages.AT.fill(case=messages.describe_case(case)))
    return outcome


def _not_refused(outcome: Outcome, mismatch: Mismatch, at: Bilingual) -> Outcome:
    message = (mismatch.message or NOTHING) + at
    if outcome.verdict is Verdict.CORRECT:
        return Outcome(Verdict.WRONG, mismatch.code, message, REFUSAL_CREDIT)
    return Outcome(outcome.verdict, outcome.code, outcome.message + message, outcome.credit * REFUSAL_CREDIT)


def _diagnose_values(scheme: Scheme, expected: Sequence[Value], values: Sequence[Value], printed: bool) -> Outcome:
    mismatches = {index: compare(values[index], expected[index], scheme.rules) for index in scheme.value_cases}
    off = [(index, mismatch) for index, mismatch in mismatches.items() if mismatch]
    if not off:
        return Outcome(Verdict.CORRECT, "correct", messages.CORRECT, 1.0)
    first, mismatch = off[0]
    numbers = messages.numbers(scheme.cases[first], values[first], mismatch)
    known = known_mistake(scheme, values)
    if known:
        return Outcome(mismatch.verdict, known.code, known.hint + numbers, known.credit)
    if mismatch.verdict is Verdict.INVALID:
        at = messages.AT.fill(case=messages.describe_case(scheme.cases[first]))
        return _invalid(mismatch, at, printed)
    pattern = find_pattern(_seen(scheme, expected, values, mismatches), scheme.rules)
    if pattern:
        return Outcome(Verdict.WRONG, pattern.code, pattern.message + numbers)
    return Outcome(Verdict.WRONG, "different", (scheme.rules.different or messages.DIFFERENT) + numbers)


def known_mistake(scheme: Scheme, values: Sequence[Value]) -> Mistake | None:
    """Return the misconception that answers as the student does on every case that asks for a value."""
    for mistake, wrong_answers in zip(scheme.question.mistakes, scheme.wrong_answers, strict=True):
        if all(
            _same(values[index], wrong_answers(index), scheme.expected[index], scheme.rules)
            for index in scheme.value_cases
        ):
            return mistake
    return None


def _same(answer: Value, wrong_answers: Value, reference: Value, rules: Rules) -> bool:
    """Do an answer and a mistaken one agree, each read as the reference's kind of value where it can be?"""
    if isinstance(wrong_answers, Other):
        return False
    if rules.constant and isinstance(wrong_answers, Number) and isinstance(reference, Array):
        wrong_answers = Array(np.full(reference.data.shape, wrong_answers.real))
    mismatch = compare(answer, wrong_answers, rules)
    return mismatch is None or bool(mismatch.parts and all(_fails_alike(part, rules) for part in mismatch.parts))


def _fails_alike(part: Part, rules: Rules) -> bool:
    """Let a mistake that gives NaN or infinity somewhere be recognised by just that."""
    both_nan = np.isnan(part.answer) & np.isnan(part.reference)
    return bool((agrees(part, rules) | both_nan | (part.answer == part.reference)).all())


def _invalid(mismatch: Mismatch, at: Bilingual, printed: bool) -> Outcome:
    if mismatch.code == "none" and printed:
        return Outcome(Verdict.INVALID, "printed_not_returned", messages.PRINTED_NOT_RETURNED + at)
    return Outcome(Verdict.INVALID, mismatch.code, (mismatch.message or NOTHING) + at)


def _seen(
    scheme: Scheme, expected: Sequence[Value], values: Sequence[Value], mismatches: dict[int, Mismatch | None]
) -> list[Seen]:
    """Return all cases side by side, or nothing where one of them is not made of numbers."""
    seen: list[Seen] = []
    for index, mismatch in mismatches.items():
        try:
            parts = normalise(values[index], expected[index], scheme.rules)
        except Refusal:
            return []
        seen.append(Seen(parts, scheme.cases[index].kind, mismatch is None))
    return seen
