"""A notebook's own tests: what came of running them, and what the student reads of it."""

from __future__ import annotations

import pytest

from grader.answers.answer import Answer, Died, Failure, Raised, Returned, TimedOut
from grader.answers.values import Number, Other
from grader.marking.inline import HELD, code_of_tests, mark_inline
from grader.verdict import Verdict

SECRET = "expected 41"
FAILED = Raised(Failure("AssertionError", SECRET))


@pytest.mark.parametrize(
    ("answer", "visible_failed", "verdict", "code"),
    [
        (Returned(Number(HELD)), False, Verdict.CORRECT, "inline_tests"),
        (Returned(Other("none")), False, Verdict.WRONG, "inline_hidden"),
        (Returned(Number(2.0)), False, Verdict.WRONG, "inline_hidden"),
        (FAILED, False, Verdict.WRONG, "inline_hidden"),
        (FAILED, True, Verdict.WRONG, "inline_visible"),
        (Raised(Failure("TypeError", SECRET)), False, Verdict.RAISED, "inline_raised"),
        (Raised(Failure(SECRET, "a class of the student's")), False, Verdict.RAISED, "inline_raised"),
        (Raised(Failure("NotImplementedError", "")), True, Verdict.MISSING, "stub"),
        (TimedOut(5.0), False, Verdict.TIMEOUT, "timeout"),
        (TimedOut(5.0, idle=True), False, Verdict.TIMEOUT, "idle"),
        (Died("memory"), False, Verdict.KILLED, "memory"),
        (Died(), False, Verdict.KILLED, "no_answer"),
    ],
)
def test_all_points_where_they_hold_else_none(
    answer: Answer, visible_failed: bool, verdict: Verdict, code: str
) -> None:
    outcome = mark_inline(answer, visible_failed=visible_failed)
    assert (outcome.verdict, outcome.code) == (verdict, code)
    assert outcome.credit == (1.0 if verdict is Verdict.CORRECT else 0.0)
    assert "share a process with the code" in outcome.message.en
    assert SECRET not in outcome.message.en + outcome.message.ko


def test_tests_are_run_to_their_end() -> None:
    scope: dict[str, object] = {"f": lambda: 1}
    source = code_of_tests("assert f() == 1\n# nothing more")
    exec(source, scope)
    assert source.splitlines()[-1] == repr(HELD)
    with pytest.raises(SyntaxError):
        code_of_tests("%matplotlib inline")
