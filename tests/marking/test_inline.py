"""A notebook's own tests: what came of running them, and what the student reads of it."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from grader.answers.answer import Answer, Died, Failure, Raised, Returned, TimedOut
from grader.answers.values import Array, Items, Number, Other, Value
from grader.marking.inline import HELD, code_of_tests, mark_inline
from grader.verdict import Verdict

SECRET = "expected 41"
FAILED = Raised(Failure("AssertionError", SECRET))


@pytest.mark.parametrize(
    ("answer", "visible_failed", "verdict", "code"),
    [
        (Returned(Number(HELD)), False, Verdict.CORRECT, "inline_tests"),
        (Returned(Other("none")), False, Verdict.WRONG, "inline_hidden"),
        (Returned(Other("too_large")), False, Verdict.CORRECT, "inline_tests"),
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
    outcome = mark_inline(answer, 4.0, visible_failed=visible_failed)
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


def shown(value: Value) -> Returned:
    return Returned(Items((Number(HELD), value), is_tuple=False))


@pytest.mark.parametrize(
    ("value", "verdict", "code", "credit"),
    [
        (Number(4.0), Verdict.CORRECT, "inline_tests", 1.0),
        (Number(1.0), Verdict.WRONG, "inline_partial", 0.25),
        (Number(0.0), Verdict.WRONG, "inline_partial", 0.0),
        (Number(4.5), Verdict.GRADER_ERROR, "inline_points", 0.0),
        (Number(-1.0), Verdict.GRADER_ERROR, "inline_points", 0.0),
        (Number(float("nan")), Verdict.GRADER_ERROR, "inline_points", 0.0),
        (Number(1.0, 1.0), Verdict.GRADER_ERROR, "inline_points", 0.0),
        (Other("none"), Verdict.CORRECT, "inline_tests", 1.0),
        (Other("bool"), Verdict.CORRECT, "inline_tests", 1.0),
        (Other("text"), Verdict.CORRECT, "inline_tests", 1.0),
        (Array(np.ones(2)), Verdict.CORRECT, "inline_tests", 1.0),
    ],
)
def test_a_number_in_the_last_line_is_the_points_as_in_nbgrader(
    value: Value, verdict: Verdict, code: str, credit: float
) -> None:
    outcome = mark_inline(shown(value), 4.0, visible_failed=False)
    assert (outcome.verdict, outcome.code, outcome.credit) == (verdict, code, credit)
    if code == "inline_partial":
        assert f"give {4 * credit:g} of 4 points" in outcome.message.en


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("score = 2\nscore", [HELD, 2]),
        ("score = 1; score + 1  # half", [HELD, 2]),
        ("score = 2\n(score *\n 3)", [HELD, 6]),
        ("score = 2\nscore;", HELD),
        ("assert True", HELD),
        ("", HELD),
    ],
)
def test_the_value_that_the_cell_shows_comes_back(source: str, given: object) -> None:
    *before, last = ast.parse(code_of_tests(source)).body
    scope: dict[str, object] = {}
    exec(compile(ast.Module(before, []), "tests", "exec"), scope)
    assert isinstance(last, ast.Expr)
    assert eval(compile(ast.Expression(last.value), "tests", "eval"), scope) == given
