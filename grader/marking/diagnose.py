"""Values against a mark scheme: right, a known mistake, errors with a pattern, or merely different.

Pure: no process, no file. `grader.marking.mark` decides what becomes of calls that did not return.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from grader.answers.values import Array, Number, Other, Value
from grader.marking import messages
from grader.marking.compare import Comparison, Part, compare, compare_once, find_pattern, find_slip
from grader.marking.compare.closeness import within_tolerance
from grader.marking.compare.pattern import Pattern
from grader.marking.describe import describe_error, describe_place
from grader.marking.measured import first_measured
from grader.marking.outcome import Outcome
from grader.marking.split import split
from grader.questions.question import Mistake, Rules
from grader.questions.scheme import INTEGERS, Scheme
from grader.text import Bilingual
from grader.verdict import Verdict

REFUSAL_CREDIT = 0.5
"""What is kept of an answer that does not refuse what it should."""
MEASURED = "measured"
"""The code of such values."""
MEASURED_CREDIT = 0.25
"""What is kept of values that were measured or rounded where the rule is asked for."""
ORDINARY = "ordinary"
"""The kind of the probing input in which nothing is special."""
PLAIN_KINDS = frozenset(
    {"several", "several_images", ORDINARY, "other_values", "other_choice", "visible", "either_sign"}
)
"""Kinds of inputs in which nothing is special, so that no cause is seen in them."""
PART = 0.25
"""Of the numbers of an answer; one in which so many are right shows what was meant."""
OF_RESULTS = ("one_result", "one_entry", "imprecise", "rounded", "some_signs", "other_places", "nothing_there")
"""Patterns that look at the numbers of a result, or ask why they are near: not said where a question has a sentence of
its own for what differs."""
SHOW_NOTHING = ("ignores_input",)
"""Patterns of errors that an answer has which computes nothing."""


def compare_cases(scheme: Scheme, expected: Sequence[Value], values: Sequence[Value]) -> list[Comparison]:
    """Return how the values compare with what is expected, one comparison a case."""
    triples = zip(values, expected, scheme.rules_by_case, strict=True)
    return [compare_once(value, reference, rules) for value, reference, rules in triples]


def diagnose(
    scheme: Scheme,
    values: Sequence[Value],
    comparisons: Sequence[Comparison],
    mistake: Mistake | None = None,
    printed: bool = False,
    slip: bool = False,
    named: bool = True,
) -> Outcome:
    """Return the outcome for one value and one comparison a case.

    Inputs that must be refused are looked at last: an answer that refuses wrongly keeps half of what its values earn.

    Parameters
    ----------
    mistake
        The known mistake that gives these values, if there is one.
    printed
        Did a call print anything?
    slip
        Is the answer right for the question's own cases, which come first?
    named
        May a kind of input be named as what is special?
    """
    measured = None if mistake or slip else first_measured(scheme, comparisons)
    if measured is None:
        outcome = _diagnose_values(scheme, values, comparisons, mistake, printed, slip, named)
    else:
        error = _describe(scheme, measured, values, comparisons)
        outcome = Outcome(Verdict.WRONG, MEASURED, messages.MEASURED + error, MEASURED_CREDIT)
    if not outcome.credit:
        outcome = replace(outcome, near=outcome.near or _right_in_part(scheme, comparisons))
    for case, comparison in zip(scheme.cases, comparisons, strict=True):
        if case.must_raise and not comparison.agrees:
            return _not_refused(outcome, comparison, messages.AT.fill(case=describe_place(scheme.question, case)))
    return outcome


def _right_in_part(scheme: Scheme, comparisons: Sequence[Comparison]) -> bool:
    """Is the answer comparable everywhere, and are `PART` of its numbers right, not counting those that should be 0?"""
    of_values = [comparisons[index] for index in scheme.value_cases]
    if any(comparison.verdict is Verdict.INVALID for comparison in of_values):
        return False
    parts = [part for comparison in of_values for part in comparison.parts]
    right = [within_tolerance(part, scheme.rules)[part.reference != 0] for part in parts]
    return bool(0 < sum(map(np.count_nonzero, right)) >= PART * sum(map(np.size, right)))


def _not_refused(outcome: Outcome, comparison: Comparison, at: Bilingual) -> Outcome:
    message = comparison.message + at
    if outcome.verdict is Verdict.CORRECT:
        return Outcome(Verdict.WRONG, comparison.code, message, REFUSAL_CREDIT)
    return replace(outcome, message=outcome.message + message, credit=outcome.credit * REFUSAL_CREDIT)


def _diagnose_values(
    scheme: Scheme,
    values: Sequence[Value],
    comparisons: Sequence[Comparison],
    mistake: Mistake | None,
    printed: bool,
    slip: bool,
    named: bool,
) -> Outcome:
    first = next((index for index in scheme.value_cases if not comparisons[index].agrees), None)
    if first is None:
        return Outcome(Verdict.CORRECT, "correct", messages.CORRECT, 1.0)
    case, comparison = scheme.cases[first], comparisons[first]
    if comparison.verdict is Verdict.INVALID and not mistake:
        return _invalid(comparison, messages.AT.fill(case=describe_place(scheme.question, case)), printed)
    error = _describe(scheme, first, values, comparisons)
    if mistake:
        return Outcome(comparison.verdict, mistake.code, mistake.hint + error, mistake.credit, near=True)
    pattern = _pattern(scheme, comparisons, slip, named)
    if pattern and not (scheme.rules.different and pattern.code in OF_RESULTS):
        near = pattern.code not in SHOW_NOTHING
        return Outcome(Verdict.WRONG, pattern.code, pattern.message + error, near=near)
    if where := None if scheme.rules.different else _split(scheme, comparisons):
        return Outcome(Verdict.WRONG, "some_inputs", where + error)
    return Outcome(Verdict.WRONG, "different", (scheme.rules.different or messages.DIFFERENT) + error)


def _split(scheme: Scheme, comparisons: Sequence[Comparison]) -> Bilingual | None:
    """Return for which inputs the answer is wrong, where every case got a value to compare."""
    of_values = [comparisons[index] for index in scheme.value_cases]
    if any(comparison.verdict is Verdict.INVALID for comparison in of_values):
        return None
    inputs = [scheme.cases[index].inputs for index in scheme.value_cases]
    return split(inputs, [comparison.agrees for comparison in of_values])


def _describe(scheme: Scheme, index: int, values: Sequence[Value], comparisons: Sequence[Comparison]) -> Bilingual:
    place = describe_place(scheme.question, scheme.cases[index])
    return describe_error(place, values[index], comparisons[index], show=scheme.rules.shown)


def _invalid(comparison: Comparison, at: Bilingual, printed: bool) -> Outcome:
    if comparison.code == "none" and printed:
        return Outcome(Verdict.INVALID, "printed_not_returned", messages.PRINTED_NOT_RETURNED + at)
    return Outcome(Verdict.INVALID, comparison.code, comparison.message + at)


def _pattern(scheme: Scheme, comparisons: Sequence[Comparison], slip: bool, named: bool) -> Pattern | None:
    """Return what the errors have in common, where every case that asks for a value got one to compare."""
    of_values = [comparisons[index] for index in scheme.value_cases]
    if any(comparison.verdict is Verdict.INVALID for comparison in of_values):
        return None
    if any(scheme.cases[i].kind == ORDINARY and not comparisons[i].agrees for i in scheme.value_cases):
        named = False  # every other probing input differs from it in what its kind says: that is not the cause
    kinds = [
        scheme.kinds[index] if named and scheme.cases[index].kind not in PLAIN_KINDS else None
        for index in scheme.value_cases
    ]
    seen = _seen(scheme.asked)
    if not slip:
        return find_pattern(of_values, kinds, scheme.rules, seen)
    integers = [scheme.cases[i].kind in INTEGERS for i in scheme.value_cases]
    return find_slip(of_values, kinds, scheme.rules, integers, seen)


@lru_cache(maxsize=512)
def _seen(asked: Scheme) -> tuple[tuple[Part, ...], ...]:
    """Return the right answers to what the check in the notebook asks: a function was called there first."""
    visible = [index for index in asked.value_cases if asked.cases[index].kind == "visible"]
    pairs = [(asked.expected[index], asked.rules_by_case[index]) for index in visible]
    return tuple(compare_once(value, value, rules).parts for value, rules in pairs)


# ── known mistakes ─────────────────────────────────────────────────────────────────────────────────────────


def known_mistake(scheme: Scheme, values: Sequence[Value]) -> Mistake | None:
    """Return the first known mistake that answers as the student does in every case that asks for a value."""
    for mistake, wrong_answer in zip(scheme.question.mistakes, scheme.wrong_answers, strict=True):
        if all(
            _same_mistake(values[index], wrong_answer(index), scheme.expected[index], scheme.rules)
            for index in scheme.value_cases
        ):
            return mistake
    return None


def _same_mistake(answer: Value, wrong_answer: Value, reference: Value, rules: Rules) -> bool:
    """Is an answer what a mistake gives, NaN and infinity included?

    The reference says where a mistake's plain number stands for an array of equal numbers.
    """
    if isinstance(wrong_answer, Other):
        return False
    if rules.constant and isinstance(wrong_answer, Number) and isinstance(reference, Array):
        wrong_answer = Array(np.full(reference.data.shape, wrong_answer.real))
    comparison = compare(answer, wrong_answer, rules)
    if comparison.agrees:
        return True
    return bool(comparison.parts) and all(_same_entries(part, rules) for part in comparison.parts)


def _same_entries(part: Part, rules: Rules) -> bool:
    """Is each entry close to the mistake's, or NaN or infinite as that is?"""
    both_nan = np.isnan(part.answer) & np.isnan(part.reference)
    return bool((within_tolerance(part, rules) | both_nan | (part.answer == part.reference)).all())
