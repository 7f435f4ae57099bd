"""From answers to an outcome: verdict, code, message and share of the points.

Pure: no process, no file, no nbgrader. `make_scheme` draws a question's cases and computes what its reference and
its misconceptions answer, once for a whole class; `probes` is what to ask a student's process; `mark` compares.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader import messages
from grader.answer import Answer, CellRun, Died, Failure, Probe, Raised, Returned, TimedOut, Undefined
from grader.compare import Mismatch, Refusal, compare, find_pattern, normalise
from grader.compare.normalise import to_array
from grader.compare.pattern import Seen
from grader.question import Case, Misconception, Question, Rules
from grader.sandbox import codec
from grader.text import NOTHING, Text
from grader.values import Array, Number, Other, Refused, Value, identical, parse_value
from grader.verdict import Verdict

BEHAVIOUR_SHARE = 0.5
"""What a right answer keeps that changes its input or shares memory with it."""
REFUSAL = "ValueError"
"""The exception with which a function refuses an input."""
FLOOD = 10_000
"""Characters printed in one call before the message mentions it."""


@dataclass(frozen=True)
class Outcome:
    """What is said about one question, and the share of its points it earns, 0 to 1."""

    verdict: Verdict
    code: str
    message: Text
    share: float = 0.0


@dataclass(frozen=True)
class Scheme:
    """A question with its cases drawn: what the reference answers, and what each misconception would."""

    question: Question
    rules: Rules
    cases: tuple[Case, ...]
    expected: tuple[Value, ...]
    mistaken: tuple[tuple[Value, ...], ...]
    """One row for each misconception; a value of type ``raised`` where it cannot answer."""


# ── before a class: the mark scheme ────────────────────────────────────────────────────────────────────────


def make_scheme(question: Question, seed: int) -> Scheme:
    """Draw the cases for a course's seed and compute what they ask for. The same seed gives the same scheme."""
    number = zlib.crc32(question.name.encode())
    cases = tuple(question.cases(np.random.default_rng([seed, number])))
    rules = replace(question.rules, seed=seed % 2**32 ^ number)
    expected = tuple(_run(question.reference, question, case) for case in cases)
    mistaken = tuple(
        tuple(_try(misconception, question, case) for case in cases) for misconception in question.misconceptions
    )
    return Scheme(question, rules, cases, expected, mistaken)


def _run(function: Callable[..., object], question: Question, case: Case) -> Value:
    """Return what a function answers to a case, through the same code and encoding as a student's."""
    inputs = codec.build_inputs(codec.encode_inputs(case.given))
    scope = {"np": np, **inputs, "answer": function}
    try:
        value = codec.evaluate(question.code_for(case.given), scope)
    except Exception as error:
        if not case.refused:
            raise
        return Refused(REFUSAL if isinstance(error, ValueError) else type(error).__name__)
    return parse_value(codec.encode(value))


def _try(misconception: Misconception, question: Question, case: Case) -> Value:
    try:
        with np.errstate(all="ignore"):
            return _run(misconception.function, question, case)
    except Exception:  # a mistake may well divide by zero; it then agrees with nothing
        return Other("raised")


def probes(scheme: Scheme) -> tuple[Probe, ...]:
    """Return what to ask: every case, the first one again, and the earlier values to follow through."""
    question = scheme.question
    asked = [_probe(question, case) for case in scheme.cases]
    if question.follow_through:
        earlier = question.follow_through
        asked += [Probe(earlier.earlier, earlier.code, codec.encode_inputs(case.given)) for case in scheme.cases]
    return (*asked, asked[0])


def _probe(question: Question, case: Case) -> Probe:
    inputs = codec.encode_inputs(case.given)
    return Probe(question.name, question.code_for(case.given), inputs, question.forbidden, question.fresh)


# ── one student's answers ──────────────────────────────────────────────────────────────────────────────────


def mark(
    scheme: Scheme, answers: Sequence[Answer], sources: Mapping[int, str], definition: CellRun | None = None
) -> Outcome:
    """Return the outcome for one question.

    Parameters
    ----------
    answers
        What `probes` brought back, in its order.
    sources
        The text of each cell that ran, to quote the student's own line.
    definition
        How the cell ran that should define the function.
    """
    count = len(scheme.cases)
    main = [_as_refusal(case, answer) for case, answer in zip(scheme.cases, answers[:count], strict=True)]
    earlier, again = answers[count:-1], _as_refusal(scheme.cases[0], answers[-1])
    trouble = _trouble(scheme, main, sources, definition)
    if trouble:
        return trouble
    returned = [answer for answer in main if isinstance(answer, Returned)]
    outcome = _compare(scheme, scheme.expected, returned)
    if outcome.verdict is not Verdict.CORRECT and earlier:
        outcome = _follow_through(scheme, returned, earlier) or outcome
    return _behaviour(returned, again, outcome)


def _as_refusal(case: Case, answer: Answer) -> Answer:
    """Return an exception as a value where the case asks for one."""
    if not case.refused or not isinstance(answer, Raised) or answer.failure.kind == "NotImplementedError":
        return answer
    kind = REFUSAL if REFUSAL in answer.failure.bases else answer.failure.kind
    return Returned(Refused(kind))


def _trouble(
    scheme: Scheme, answers: Sequence[Answer], sources: Mapping[int, str], definition: CellRun | None
) -> Outcome | None:
    """Return the outcome where not every call returned."""
    name = scheme.question.name
    for case, answer in zip(scheme.cases, answers, strict=True):
        match answer:
            case Undefined():
                return _undefined(name, definition, sources)
            case TimedOut(seconds):
                return Outcome(Verdict.TIMEOUT, "timeout", messages.TIMEOUT.fill(name=name, seconds=seconds))
            case Died(reason):
                code = "crash" if reason.startswith(("SIG", "signal")) else "no_answer"
                return Outcome(Verdict.KILLED, code, messages.KILLED.fill(name=name))
            case Raised(failure):
                if failure.kind == "NotImplementedError":
                    return Outcome(Verdict.MISSING, "stub", messages.STUB.fill(name=name))
                return _call_raised(scheme, case, failure, sources)
    return None


def _undefined(name: str, definition: CellRun | None, sources: Mapping[int, str]) -> Outcome:
    """Return why there is no such function: its cell hung, died or raised, or nobody wrote it."""
    if definition and definition.stopped == "timeout":
        return Outcome(Verdict.TIMEOUT, "cell_timeout", messages.CELL_TIMEOUT.fill(name=name))
    if definition and definition.stopped == "killed":
        return Outcome(Verdict.KILLED, "cell_killed", messages.CELL_KILLED.fill(name=name))
    if definition and definition.failed:
        return _raised(definition.failed, sources, messages.CELL_RAISED.fill(name=name))
    return Outcome(Verdict.MISSING, "undefined", messages.UNDEFINED.fill(name=name))


def _call_raised(scheme: Scheme, case: Case, failure: Failure, sources: Mapping[int, str]) -> Outcome:
    if failure.cell < 0 and "is not callable" in failure.text and scheme.question.code:
        return Outcome(Verdict.INVALID, "not_a_function", messages.NOT_A_FUNCTION)
    where = messages.CALL_RAISED.fill(name=scheme.question.name, case=messages.describe_case(case))
    return _raised(failure, sources, where)


def _raised(failure: Failure, sources: Mapping[int, str], where: Text) -> Outcome:
    lines = sources.get(failure.cell, "").splitlines()
    quoted = lines[failure.line - 1].strip()[:120] if 0 < failure.line <= len(lines) else ""
    message = where + messages.EXCEPTION.fill(kind=failure.kind, text=failure.text[:200])
    if quoted:
        message = message + messages.YOUR_LINE.fill(number=failure.line, line=quoted)
    code = failure.kind if failure.kind in messages.BUILTIN_EXCEPTIONS else "exception"
    return Outcome(Verdict.RAISED, code, message)


def _compare(scheme: Scheme, expected: Sequence[Value], answers: Sequence[Returned]) -> Outcome:
    mismatches = [compare(answer.value, value, scheme.rules) for answer, value in zip(answers, expected, strict=True)]
    off = [(scheme.cases[index].refused, index) for index, mismatch in enumerate(mismatches) if mismatch]
    if not off:
        return Outcome(Verdict.CORRECT, "correct", messages.CORRECT, 1.0)
    _, first = min(off)  # values before refusals: they say more
    mismatch = mismatches[first]
    assert mismatch is not None
    numbers = messages.numbers(scheme.cases[first], answers[first].value, mismatch)
    known = _known_mistake(scheme, expected, answers)
    if known:
        return Outcome(mismatch.verdict, known.code, known.hint + numbers, known.share)
    if mismatch.message and mismatch.verdict is Verdict.WRONG:
        return Outcome(Verdict.WRONG, mismatch.code, mismatch.message + numbers)
    if mismatch.verdict is Verdict.INVALID:
        return _invalid(scheme, answers[first], mismatch, first)
    pattern = find_pattern(_seen(scheme, expected, answers, mismatches), scheme.rules)
    if pattern:
        return Outcome(Verdict.WRONG, pattern.code, pattern.message + numbers)
    return Outcome(Verdict.WRONG, "different", messages.DIFFERENT + numbers)


def _known_mistake(scheme: Scheme, expected: Sequence[Value], answers: Sequence[Returned]) -> Misconception | None:
    """Return the misconception that answers as the student does on every case."""
    for misconception, row in zip(scheme.question.misconceptions, scheme.mistaken, strict=True):
        triples = zip(answers, row, expected, strict=True)
        if all(_same(answer.value, value, reference, scheme.rules) for answer, value, reference in triples):
            return misconception
    return None


def _same(answer: Value, mistaken: Value, reference: Value, rules: Rules) -> bool:
    """Do an answer and a mistaken one agree, each read as the reference's kind of value where it can be?"""
    if isinstance(mistaken, Other):
        return False
    return compare(answer, mistaken, rules) is None or (
        isinstance(mistaken, Number)
        and isinstance(reference, Array)
        and rules.constant
        and compare(answer, Array(np.full(reference.data.shape, mistaken.real)), rules) is None
    )


def _invalid(scheme: Scheme, answer: Returned, mismatch: Mismatch, index: int) -> Outcome:
    message = mismatch.message or NOTHING
    code = mismatch.code
    if code == "none" and answer.printed:
        code, message = "printed_not_returned", messages.PRINTED_NOT_RETURNED
    return Outcome(Verdict.INVALID, code, message + messages.AT.fill(case=messages.describe_case(scheme.cases[index])))


def _seen(
    scheme: Scheme, expected: Sequence[Value], answers: Sequence[Returned], mismatches: Sequence[Mismatch | None]
) -> list[Seen]:
    """Return all cases side by side, or nothing where one of them is not made of numbers."""
    seen: list[Seen] = []
    for case, value, answer, mismatch in zip(scheme.cases, expected, answers, mismatches, strict=True):
        if isinstance(value, Refused):
            continue
        try:
            parts = normalise(answer.value, value, scheme.rules)
        except Refusal:
            return []
        seen.append(Seen(parts, case.kind, mismatch is None))
    return seen


def _follow_through(scheme: Scheme, answers: Sequence[Returned], earlier: Sequence[Answer]) -> Outcome | None:
    """Return full marks where the answers are right for the student's own earlier values, else None."""
    step = scheme.question.follow_through
    assert step is not None
    expected = []
    for case, answer in zip(scheme.cases, earlier, strict=True):
        if not isinstance(answer, Returned):
            return None
        inputs = codec.build_inputs(codec.encode_inputs(case.given))
        try:
            with np.errstate(all="ignore"):
                value = step.reference(to_array(answer.value), **inputs)
        except Exception:  # the earlier values may have any shape; then there is nothing to follow
            return None
        expected.append(parse_value(codec.encode(value)))
    if _compare(scheme, expected, answers).verdict is not Verdict.CORRECT:
        return None
    message = messages.FOLLOWED_THROUGH.fill(earlier=step.earlier)
    return Outcome(Verdict.CORRECT, "follow_through", message, 1.0)


def _behaviour(answers: Sequence[Returned], again: Answer, outcome: Outcome) -> Outcome:
    """Return the outcome after a look at how the function behaved, not only at what it returned."""
    means = sorted({word for answer in answers for word in answer.means})
    if means:
        return Outcome(Verdict.WRONG, "forbidden_means", messages.FORBIDDEN_MEANS.fill(means=", ".join(means)))
    if not _stable(answers[0], again):
        return Outcome(Verdict.WRONG, "unstable", messages.UNSTABLE)
    if outcome.share:
        outcome = _side_effects(answers, outcome)
    if max(answer.printed for answer in answers) > FLOOD:
        outcome = replace(outcome, message=outcome.message + messages.PRINTS)
    return outcome


def _stable(first: Returned, again: Answer) -> bool:
    return isinstance(again, Returned) and identical(again.value, first.value)


def _side_effects(answers: Sequence[Returned], outcome: Outcome) -> Outcome:
    changed = sorted({name for answer in answers for name in answer.changed})
    share = min(outcome.share, BEHAVIOUR_SHARE)
    if changed:
        message = messages.CHANGES_INPUT.fill(names=", ".join(changed))
        return Outcome(Verdict.WRONG, "changes_input", message, share)
    if any(answer.shared for answer in answers):
        return Outcome(Verdict.WRONG, "shares_memory", messages.SHARES_MEMORY, share)
    return outcome
