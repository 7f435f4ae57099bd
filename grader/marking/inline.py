"""From a run of a notebook's own tests to an outcome. Pure.

The tests run in a fork of the process that ran the student's cells, so their verdict is no proof: messages say so.
No message tells what a hidden test holds: neither its text nor what it raised, but for the kind of exception where that
is one of Python's own.
"""

from __future__ import annotations

import ast
from math import isclose

from grader.answers.answer import Answer, Died, Raised, Returned, TimedOut
from grader.answers.values import Items, Number, Other, Value
from grader.marking import messages
from grader.marking.outcome import Outcome, exception_code
from grader.verdict import IDLE, Verdict

HELD = 1.0
"""What the code gives that runs the tests to their end; in a list with the value that the cell shows, if any."""
ALL_HOLD = Outcome(Verdict.CORRECT, "inline_tests", messages.INLINE_HOLD, 1.0)


def code_of_tests(source: str) -> str:
    """Return code that runs the tests of a cell and then gives `HELD`, and the value that the cell would show, if any.

    Raises SyntaxError where the cell is no Python, as with IPython's magic commands.
    """
    tests = ast.parse(source)
    last = tests.body[-1] if tests.body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return f"{source}\n{HELD!r}"
    last.value = ast.List([ast.Constant(HELD), last.value], ast.Load())
    return ast.unparse(tests)


def mark_inline(answer: Answer, points: float, *, visible_failed: bool) -> Outcome:
    """Return the outcome for what came back of `code_of_tests`, for a cell that is worth `points`.

    `visible_failed`: the released cell, which has the visible tests alone, raised when the notebook ran.
    """
    outcome = _outcome(answer, points, visible_failed=visible_failed)
    if outcome.verdict is Verdict.GRADER_ERROR:
        return outcome
    return Outcome(outcome.verdict, outcome.code, outcome.message + messages.INLINE_NO_PROOF, outcome.credit)


def _outcome(answer: Answer, points: float, *, visible_failed: bool) -> Outcome:
    match answer:
        case Returned(Number(real=number)) if number == HELD:
            return ALL_HOLD
        case Returned(Items((Number(real=number), shown))) if number == HELD:
            return _by_value(shown, points)
        case Returned(Other("too_large")):  # the tests ran to their end, and then showed something that is no number
            return ALL_HOLD
        case TimedOut(seconds, idle):
            code = IDLE if idle else "timeout"
            return Outcome(Verdict.TIMEOUT, code, messages.INLINE_TIMEOUT.fill(seconds=seconds))
        case Died(reason):
            code = reason if reason in messages.TOO_MUCH else "no_answer"
            return Outcome(Verdict.KILLED, code, messages.INLINE_KILLED)
        case Raised(failure) if failure.kind == "NotImplementedError":
            return Outcome(Verdict.MISSING, "stub", messages.INLINE_STUB)
        case _ if visible_failed:
            return Outcome(Verdict.WRONG, "inline_visible", messages.INLINE_VISIBLE)
        case Raised(failure) if failure.kind != "AssertionError":
            kind = exception_code(failure.kind)  # a student's own class could be named after what a test holds
            return Outcome(Verdict.RAISED, "inline_raised", messages.INLINE_RAISED.fill(kind=kind))
    return Outcome(Verdict.WRONG, "inline_hidden", messages.INLINE_HIDDEN)


def _by_value(shown: Value, points: float) -> Outcome:
    """Return the outcome where tests end with a value: a number is their points, as in nbgrader, another says nothing.

    A number below 0 or above the cell's points is the author's error, and waits for a person.
    """
    if not isinstance(shown, Number) or isclose(shown.real, points):
        return ALL_HOLD
    if shown.imaginary or not 0 <= shown.real < points:
        return Outcome(Verdict.GRADER_ERROR, "inline_points", messages.GRADER_ERROR)
    said = messages.INLINE_PARTIAL.fill(given=shown.real, worth=points)
    return Outcome(Verdict.WRONG, "inline_partial", said, shown.real / points)
