"""From a run of a notebook's own tests to an outcome. Pure.

The tests run in a fork of the process that ran the student's cells, so their verdict is no proof: messages say so.
No message tells what a hidden test holds: neither its text nor what it raised, but for the kind of exception where that
is one of Python's own.
"""

from __future__ import annotations

import ast

from grader.answers.answer import Answer, Died, Raised, Returned, TimedOut
from grader.answers.values import Number
from grader.marking import messages
from grader.marking.outcome import Outcome, exception_code
from grader.verdict import IDLE, Verdict

HELD = 1.0
"""What the code gives that runs the tests to their end."""


def code_of_tests(source: str) -> str:
    """Return code that runs the tests of a cell and then gives `HELD`.

    Raises SyntaxError where the cell is no Python, as with IPython's magic commands.
    """
    ast.parse(source)
    return f"{source}\n{HELD!r}"


def mark_inline(answer: Answer, *, visible_failed: bool) -> Outcome:
    """Return the outcome for what came back of `code_of_tests`.

    `visible_failed`: the released cell, which has the visible tests alone, raised when the notebook ran.
    """
    outcome = _outcome(answer, visible_failed=visible_failed)
    return Outcome(outcome.verdict, outcome.code, outcome.message + messages.INLINE_NO_PROOF, outcome.credit)


def _outcome(answer: Answer, *, visible_failed: bool) -> Outcome:
    match answer:
        case Returned(Number(real=number)) if number == HELD:
            return Outcome(Verdict.CORRECT, "inline_tests", messages.INLINE_HOLD, 1.0)
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
