"""From answers to an outcome: verdict, code, message and share of the points.

Pure: no process, no file, no nbgrader. Calls that hung, died or raised are told apart here; values are compared and
go to `grader.marking.diagnose`; last it counts how the function behaved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from grader.answers.answer import (
    Answer,
    CellRun,
    Died,
    Failure,
    Raised,
    Returned,
    SeriesAnswer,
    TimedOut,
    Undefined,
)
from grader.answers.values import Other, RaisedError, Value, identical
from grader.marking import messages
from grader.marking.compare import compare
from grader.marking.compare.pattern import ONE_KIND
from grader.marking.describe import describe_place
from grader.marking.diagnose import MEASURED, compare_cases, diagnose, known_mistake
from grader.marking.follow_through import expected_after, follows
from grader.marking.outcome import Outcome, exception_code
from grader.questions.question import Case
from grader.questions.scheme import EXPECTED_EXCEPTION, Scheme
from grader.text import Bilingual
from grader.verdict import CELL_IDLE, IDLE, Verdict

BEHAVIOUR_CREDIT = 0.5
"""What a right answer keeps that changes its input, shares memory with it, or changes its earlier results."""
FOLLOWED = "follow_through"
"""The code of an answer that is right for the student's own earlier values."""
UNSTABLE = Outcome(Verdict.WRONG, "unstable", messages.UNSTABLE)
"""Of an answer that is another when it is asked again."""
FLOOD = 10_000
"""Characters printed in one call before the message mentions it."""


@dataclass(frozen=True)
class _Given:
    """What came back for one question, whichever of its cases are looked at."""

    asked: Scheme
    """With the question's own cases first."""
    main: Sequence[Answer]
    """To its cases, in their order."""
    sources: Mapping[int | str, str]
    definition: CellRun | None
    stable: bool
    """Were the answers the same when it was asked again?"""


@np.errstate(all="ignore")  # a student's numbers may be of any size; what overflows agrees with nothing
def mark(
    scheme: Scheme,
    answers: Sequence[Answer],
    sources: Mapping[int | str, str],
    definition: CellRun | None = None,
    *,
    follow: bool = True,
    sound: bool = True,
) -> Outcome:
    """Return the outcome for one question.

    Parameters
    ----------
    answers
        What came back for each of the scheme's `probes`, in their order.
    sources
        The text of each cell that ran, and of each file that is asked for, to quote the student's own line.
    definition
        How the cell ran that should define the function.
    follow
        Whether an answer may be right for the student's own earlier values.
    sound
        Are the earlier steps right on which the question builds? If not, it is judged by its own cases alone: their
        slips would be charged twice.
    """
    count, repeats = len(scheme.asked.cases), len(scheme.repeated)
    main, earlier, repeated = answers[:count], answers[count:-repeats], answers[-repeats:]
    pairs = zip(scheme.repeated, repeated, strict=True)
    stable = all(
        identical(_value(main[index]), _value(again))
        for index, again in pairs
        if not isinstance(again, (TimedOut, Died))
    )
    given = _Given(scheme.asked, main, sources, definition, stable)
    outcome = _judge(given, scheme, earlier if follow else ())
    if outcome.verdict is Verdict.CORRECT and not outcome.followed and scheme.whole and sound:
        outcome = _judge(given, scheme.whole, (), slip=True)
    if outcome.verdict is Verdict.CORRECT:
        return _no_return(scheme, repeated, definition, sources) or outcome
    return outcome


@lru_cache(maxsize=1024)
def agrees(scheme: Scheme, series: SeriesAnswer) -> bool:
    """Is every answer right that came of the series in a scheme's `probes_in_brief`?

    Equal answers of a class are one object (`grader.answers.parse`): they are compared once.
    """
    whole = scheme.asked
    if len(series.answers) != len(scheme.in_series):
        return False
    asked = zip(scheme.in_series, series.answers, strict=True)
    with np.errstate(all="ignore"):
        return all(compare(_value(one), whole.expected[i], whole.rules_by_case[i]).agrees for i, one in asked)


def _controlled(given: _Given, agrees: Sequence[bool]) -> bool:
    """Is every wrong answer to integers right for the same numbers as floats, where that was asked?

    Only then are the integers the cause. `agrees`: of the first of the whole scheme's cases, which answers are right.
    """
    whole = given.asked
    pairs = [(index, whole.controls.get(index)) for index, right in enumerate(agrees) if not right]
    return all(
        compare(_value(given.main[control]), whole.expected[control], whole.rules).agrees
        for _, control in pairs
        if control is not None
    )


def _judge(given: _Given, scheme: Scheme, earlier: Sequence[Answer], *, slip: bool = False) -> Outcome:
    """Return the outcome for the cases of one scheme.

    `scheme`: the question's own cases, or all that is asked; `earlier`: the student's own earlier values, which may be
    followed, or none; `slip`: the answer is right for the question's own cases.
    """
    main, definition, sources = given.main[: len(scheme.cases)], given.definition, given.sources
    no_return = _no_return(scheme, main, definition, sources)
    if no_return:
        return no_return
    values = [_value(answer) for answer in main]
    comparisons = compare_cases(scheme, scheme.expected, values)
    right = all(comparisons[index].agrees for index in scheme.value_cases)
    mistake = None if right else known_mistake(scheme, values)
    failed = next(((scheme.cases[i], main[i]) for i in scheme.value_cases if isinstance(main[i], Raised)), None)
    if failed and not mistake:
        return _call_raised(scheme, *failed, sources)
    returned = [answer for answer in main if isinstance(answer, Returned)]
    printed = any(answer.printed for answer in returned)
    outcome = diagnose(scheme, values, comparisons, mistake, printed, slip)
    if outcome.code == ONE_KIND and not _controlled(given, [c.agrees for c in comparisons]):
        outcome = diagnose(scheme, values, comparisons, mistake, printed, slip, named=False)
    if earlier and outcome.verdict is not Verdict.CORRECT and outcome.code != MEASURED:
        outcome = _follow_through(scheme, values, earlier) or outcome
    return _behaviour(returned, given.stable, outcome)


def _value(answer: Answer) -> Value:
    """Return an answer as a value, an exception as one too: it may be what the case asks for."""
    if isinstance(answer, Returned):
        return answer.value
    if isinstance(answer, Raised):
        return RaisedError(EXPECTED_EXCEPTION if EXPECTED_EXCEPTION in answer.failure.bases else answer.failure.kind)
    return Other("nothing")


# ── calls that did not return ──────────────────────────────────────────────────────────────────────────────


def _no_return(
    scheme: Scheme, answers: Sequence[Answer], definition: CellRun | None, sources: Mapping[int | str, str]
) -> Outcome | None:
    """Return the outcome where a call found no function, hung, died, or met the untouched stub."""
    name = scheme.question.file or scheme.question.function
    for answer in answers:
        match answer:
            case Returned():
                continue
            case Undefined() if scheme.question.file:
                return Outcome(Verdict.MISSING, "no_file", messages.NO_FILE.fill(name=name))
            case Undefined():
                return _undefined(name, definition, sources)
            case TimedOut(seconds, idle):
                message = (messages.IDLE if idle else messages.TIMEOUT).fill(name=name, seconds=seconds)
                return Outcome(Verdict.TIMEOUT, IDLE if idle else "timeout", message)
            case Died(reason) if reason in messages.TOO_MUCH:
                return _too_much(reason, name)
            case Died(reason):
                code = "crash" if reason.startswith("signal") else "no_answer"
                return Outcome(Verdict.KILLED, code, messages.KILLED.fill(name=name))
            case Raised(Failure(kind="MemoryError")):
                return _too_much("memory", name)
            case Raised(Failure(kind="NotImplementedError")):
                return Outcome(Verdict.MISSING, "stub", messages.STUB.fill(name=name))
    return None


def _undefined(name: str, definition: CellRun | None, sources: Mapping[int | str, str]) -> Outcome:
    """Return why there is no such function: its cell hung, died or raised, or nobody wrote it."""
    if definition and definition.stopped == "timeout":
        code, message = (CELL_IDLE, messages.CELL_IDLE) if definition.idle else ("cell_timeout", messages.CELL_TIMEOUT)
        return Outcome(Verdict.TIMEOUT, code, message.fill(name=name))
    if definition and definition.stopped in messages.TOO_MUCH:
        return _too_much(definition.stopped, name)
    if definition and definition.stopped:
        return Outcome(Verdict.KILLED, "cell_killed", messages.CELL_KILLED.fill(name=name))
    if definition and definition.failed:
        return _raised(definition.failed, sources, messages.CELL_RAISED.fill(name=name))
    return Outcome(Verdict.MISSING, "undefined", messages.UNDEFINED.fill(name=name))


def _too_much(resource: str, name: str) -> Outcome:
    return Outcome(Verdict.KILLED, resource, messages.TOO_MUCH[resource].fill(name=name))


def _call_raised(scheme: Scheme, case: Case, answer: Answer, sources: Mapping[int | str, str]) -> Outcome:
    assert isinstance(answer, Raised)
    failure, file = answer.failure, scheme.question.file
    if failure.cell < 0 and "is not callable" in failure.text and scheme.question.ask.by and not file:
        return Outcome(Verdict.INVALID, "not_a_function", messages.NOT_A_FUNCTION)
    where = messages.CALL_RAISED.fill(name=file or scheme.question.function, case=describe_place(scheme.question, case))
    return _raised(failure, sources, where, file)


def _raised(failure: Failure, sources: Mapping[int | str, str], where: Bilingual, file: str = "") -> Outcome:
    lines = sources.get(file or failure.cell, "").splitlines()
    quoted = lines[failure.line - 1].strip()[:120] if 0 < failure.line <= len(lines) else ""
    message = where + messages.EXCEPTION.fill(kind=failure.kind, text=failure.text[:200].rstrip("."))
    if quoted:
        message = message + messages.YOUR_LINE.fill(number=failure.line, line=quoted)
    return Outcome(Verdict.RAISED, exception_code(failure.kind), message)


# ── after the comparison ───────────────────────────────────────────────────────────────────────────────────


def _follow_through(scheme: Scheme, values: Sequence[Value], earlier: Sequence[Answer]) -> Outcome | None:
    """Return full marks where the values are right for the student's own earlier ones, else None."""
    rule = scheme.question.follow_through
    if not rule or any(not isinstance(answer, Returned) for answer in earlier):
        return None
    expected = expected_after(scheme, [_value(answer) for answer in earlier])
    if not expected or not all(comparison.agrees for comparison in compare_cases(scheme, expected, values)):
        return None
    message = messages.FOLLOWED_THROUGH.fill(earlier=", ".join(rule.names))
    return Outcome(Verdict.CORRECT, FOLLOWED, message, 1.0, followed=True)


def follows_again(scheme: Scheme, answers: Sequence[Answer], again: Sequence[Answer], *, may_stand_alone: bool) -> bool:
    """Does a step that is right for earlier values follow them, as answers to the scheme's `probes_again` show?"""
    count = len(scheme.cases)  # the own ones, which come first
    if not all(isinstance(again[i], Returned) and isinstance(again[count + i], Returned) for i in scheme.value_cases):
        return False
    values, *changed = ([*map(_value, part)] for part in (answers[:count], again[:count], again[count:]))
    return follows(scheme, values, *changed, may_stand_alone=may_stand_alone)


def _behaviour(answers: Sequence[Returned], stable: bool, outcome: Outcome) -> Outcome:
    """Return the outcome after a look at how the function behaved, not only at what it returned."""
    calls = sorted({name for answer in answers for name in answer.forbidden_calls})
    if calls:
        return Outcome(Verdict.WRONG, "forbidden_means", messages.FORBIDDEN_CALLS.fill(calls=", ".join(calls)))
    if not stable:
        return UNSTABLE
    if outcome.verdict is Verdict.CORRECT:
        outcome = _side_effects(answers, outcome)
    if any(answer.printed > FLOOD for answer in answers):
        code = "prints" if outcome.code == "correct" else outcome.code  # the page shows no message of code "correct"
        outcome = replace(outcome, code=code, message=outcome.message + messages.PRINTS)
    return outcome


def _side_effects(answers: Sequence[Returned], outcome: Outcome) -> Outcome:
    changed = sorted({name for answer in answers for name in answer.changed})
    if changed:
        code, message = "changes_input", messages.CHANGES_INPUT.fill(names=", ".join(changed))
    elif any(answer.shared for answer in answers):
        code, message = "shares_memory", messages.SHARES_MEMORY
    elif any(answer.overwritten for answer in answers):
        code, message = "overwrites_results", messages.OVERWRITES_RESULTS
    else:
        return outcome
    return replace(outcome, verdict=Verdict.WRONG, code=code, message=message, credit=BEHAVIOUR_CREDIT)
