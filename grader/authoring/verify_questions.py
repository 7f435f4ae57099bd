"""Does a question hold? Its reference must be right, each mistake be recognised, and no invalid answer be accepted.

Each check yields problems, one sentence each, for `grader verify`. No student's process is started.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import inf, nan

import numpy as np

from grader import catalog
from grader.answers import codec
from grader.answers.answer import Returned
from grader.answers.values import Number, Other, RaisedError, Value, parse_value
from grader.authoring.equivalents import INVALID_ANSWERS, equivalents
from grader.errors import UserError
from grader.marking.inspection import mark_inspection
from grader.marking.mark import mark
from grader.marking.outcome import Outcome
from grader.questions.authored import in_words, place_of_function
from grader.questions.probe_code import Probed, missing_names
from grader.questions.question import Assignment, Case, Inspection, Mistake, Question
from grader.questions.scheme import EXPECTED_EXCEPTION, Scheme, call, draw, make_scheme
from grader.verdict import Verdict


def check_question(question: Question, seeds: Sequence[int]) -> Iterator[str]:
    """Is the reference right, each mistake recognised, each equivalent answer accepted, and no invalid one?

    What the random cases could change is checked for each seed.
    """
    yield from _check_probes(question.ask.by, question.follow_through.by if question.follow_through else None)
    try:
        if _inputs(question, seeds[0]) != _inputs(question, seeds[0]):
            where = place_of_function(question.cases)
            yield f"{where + ': ' if where else ''}the cases are others each time; draw them with `rng` alone"
            return
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            drawn = [make_scheme(question, seed) for seed in _telling(question, seeds)]
    except UserError as error:
        yield f"the reference fails or warns: {error}"
        return
    for scheme in drawn:
        yield from _check_reference(scheme.asked)
        yield from _check_mistakes(scheme)
    yield from _check_equivalents(drawn[0].asked)
    yield from _check_invalid(drawn[0])


def _telling(question: Question, seeds: Sequence[int]) -> list[int]:
    """Return the seeds that give other cases than those before them: not all questions have random ones."""
    drawn = {_inputs(question, seed): seed for seed in reversed(seeds)}
    return sorted(drawn.values(), key=seeds.index)


def _inputs(question: Question, seed: int) -> str:
    """Return the inputs of a question's own cases, to be compared."""
    return repr([codec.encode_inputs(case.inputs) for case in draw(question, seed)])


def outcome_of(scheme: Scheme, values: Sequence[Value], earlier: Sequence[Value] | None = None) -> Outcome:
    """Return what a student gets who answers these values, having the earlier step right."""
    scheme = replace(scheme, whole=None)
    followed: Sequence[Value] = ()
    if scheme.question.follow_through:
        followed = earlier or [Other("none")] * len(values)
    again = [values[index] for index in scheme.repeated]
    return mark(scheme, [Returned(value) for value in (*values, *followed, *again)], {})


def _check_probes(*functions: Probed | None) -> Iterator[str]:
    """Do functions that are sent to the sandbox as their source use only names that exist there?"""
    for function in filter(None, functions):
        if names := missing_names(function):
            yield f"{function.__name__} runs in the sandbox, where {', '.join(names)} is not defined; import it inside"


def _check_reference(scheme: Scheme) -> Iterator[str]:
    outcome = outcome_of(scheme, scheme.expected)
    if outcome.verdict is not Verdict.CORRECT:
        yield f"the reference is marked {outcome.verdict} ({outcome.code})"
    for case, value in zip(scheme.cases, scheme.expected, strict=True):
        if case.must_raise != (value == RaisedError(EXPECTED_EXCEPTION)):
            yield f"the reference gives {value} where a refusal is {'' if case.must_raise else 'not '}asked for"
    if len(scheme.cases) < 2:
        yield "one case is too few: a constant would pass; yield a second one with other inputs, best from `rng`"


def _check_mistakes(scheme: Scheme) -> Iterator[str]:
    for mistake, wrong_answers in zip(scheme.question.mistakes, scheme.wrong_answers, strict=True):
        judged = scheme
        values = [wrong_answers(index) for index in range(len(scheme.cases))]
        outcome = outcome_of(scheme, values)
        if outcome.verdict is Verdict.CORRECT:  # it shows at probing inputs alone
            judged = scheme.asked
            values = [wrong_answers(index) for index in range(len(judged.cases))]
            outcome = outcome_of(judged, values)
        if any(isinstance(value, Other) for value in values):
            kinds = sorted({value.type for value in values if isinstance(value, Other)})
            yield (
                _why_it_raises(scheme.question, mistake, judged.cases)
                or f"the mistake {mistake.code} cannot be recognised: it gives {', '.join(kinds)}"
            )
            continue
        if outcome.verdict is Verdict.CORRECT:
            yield f"the mistake {mistake.code} is accepted as right; yield a case in which it gives another answer"
        elif outcome.code != mistake.code:
            yield f"the mistake {mistake.code} is taken for {outcome.code}; yield a case in which the two differ"


def _why_it_raises(question: Question, mistake: Mistake, cases: Sequence[Case]) -> str:
    """Return, with file and line, what a mistake's function raises at the first of these cases where it does."""
    try:
        with in_words(f"the mistake {mistake.code}", mistake.function), np.errstate(all="ignore"):
            for case in cases:
                call(mistake.function, question, case)
    except UserError as error:
        return str(error)
    return ""


def check_kinds(assignment: Assignment, own: Collection[str], seeds: Sequence[int]) -> Iterator[str]:
    """Has every kind of input that a case names a sentence, and every kind in the assignment's own file a case?"""
    file = catalog.shown(assignment.name, ".toml")
    used: set[str] = set()
    for question in assignment.functions:
        named = {case.kind for seed in seeds for case in draw(question, seed)} - {""}
        used |= named
        for kind in sorted(named - set(question.kinds)):
            yield f"{question.name}: a case is of the kind {kind}; write [kinds.{kind}] in {file}, with en and ko"
    for kind in sorted(set(own) - used):
        yield f"{file}: [kinds.{kind}] is the kind of no case; delete it, or mend its name"


def _check_equivalents(scheme: Scheme) -> Iterator[str]:
    """Is the reference's answer marked right in every equivalent representation?"""
    raw = [None if case.must_raise else call(scheme.question.reference, scheme.question, case) for case in scheme.cases]
    right: list[list[object]] = []  # answers as they arrive: plain numbers and Fractions, say, arrive as the same
    for name, convert in equivalents(exact_shape=scheme.rules.exact_shape):
        converted = [convert(value) for value in raw]
        if all(value is None for value in converted):
            continue
        plain = [None if value is None else codec.encode(value) for value in converted]
        if plain in right:
            continue
        values = [
            expected if one is None else parse_value(one) for one, expected in zip(plain, scheme.expected, strict=True)
        ]
        outcome = outcome_of(scheme, values)
        if outcome.verdict is Verdict.CORRECT:
            right.append(plain)
        else:
            yield f"a right answer as {name} is marked {outcome.verdict} ({outcome.code}: {outcome.message.en})"


@functools.cache
def _invalid_answers() -> tuple[tuple[str, Value], ...]:
    """Return every invalid answer as it arrives from a student's process."""
    return tuple((name, parse_value(codec.encode(make()))) for name, make in INVALID_ANSWERS)


def _check_invalid(scheme: Scheme) -> Iterator[str]:
    for name, value in _invalid_answers():
        try:
            outcome = outcome_of(scheme, [value] * len(scheme.cases))
        except Exception as error:
            yield f"the invalid answer {name} breaks the marking: {type(error).__name__}: {error}"
            continue
        if outcome.credit or outcome.verdict in (Verdict.CORRECT, Verdict.GRADER_ERROR):
            yield f"the invalid answer {name} is marked {outcome.verdict} and earns {outcome.credit}"


# ── inspections ────────────────────────────────────────────────────────────────────────────────────────────


def check_inspection(inspection: Inspection) -> Iterator[str]:
    """Can its code run alone, does each finding have numbers of its own, and do more points need no worse ones?"""
    yield from _check_probes(inspection.measure)
    codes = [finding.code for finding in inspection.findings]
    for code in {code for code in codes if codes.count(code) > 1}:
        yield f"two findings are called {code}"
    for finding in inspection.findings:
        inside = (finding.least + finding.most) / 2 if finding.most < inf else finding.least + 1
        seen = mark_inspection(inspection, Returned(Number(inside)))
        if (seen.code, seen.credit) != (finding.code, finding.credit):
            yield f"the finding {finding.code} is taken for {seen.code}"
        if not 0 <= finding.credit <= 1 or (finding.credit == 1) != (finding.verdict is Verdict.CORRECT):
            yield f"the finding {finding.code} is {finding.verdict} and keeps a share of {finding.credit}"
    for number in (nan, -inf, -1e9):
        if mark_inspection(inspection, Returned(Number(number))).credit:
            yield f"{number} earns points"
