"""From answers to outcomes, without any process: one small question, and everything that can come back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_question import QUESTION, SCHEME, answers, double, outcome, same_answer, value

from grader.answers.answer import Answer, CellRun, Died, Failure, Raised, Returned, TimedOut, Undefined
from grader.marking import messages
from grader.marking.mark import FLOOD, mark
from grader.marking.outcome import Outcome
from grader.questions.question import Call, FileProbe, Mistake, Question, Rules, case
from grader.questions.scheme import make_scheme
from grader.text import Bilingual
from grader.verdict import Verdict

# ── refusals ───────────────────────────────────────────────────────────────────────────────────────────────


def test_not_refusing_keeps_half() -> None:
    marked = outcome(lambda x: 2 * x)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.WRONG, "not_refused", 0.5)


def test_refusing_with_another_exception_is_named() -> None:
    marked = outcome(lambda x: 2 * x if len(x) else {}["nothing"])
    assert (marked.code, marked.credit) == ("wrong_exception", 0.5)
    assert "KeyError" in marked.message.en


def test_a_known_mistake_that_does_not_refuse_either_says_both() -> None:
    marked = outcome(lambda x: x)
    assert marked.code == "not_doubled"
    assert marked.credit == 0.125
    assert "ValueError" in marked.message.en


def test_an_exception_that_is_a_kind_of_value_error_refuses_too() -> None:
    class Empty(ValueError):
        pass

    def strict(x):
        if not len(x):
            raise Empty
        return double(x)

    assert outcome(strict).code == "correct"


def test_a_known_mistake_may_refuse_what_it_should_not() -> None:
    def refuses_long(x):
        if len(x) > 4 or not len(x):
            raise ValueError
        return double(x)

    scheme = make_scheme(replace(QUESTION, mistakes=(Mistake("refuses_long", refuses_long),)), 3)
    assert outcome(refuses_long, scheme).code == "refuses_long"


def test_refusing_too_much_is_the_students_own_exception() -> None:
    def strict(x):
        if len(x) > 4:
            raise ValueError("too long")
        return double(x)

    marked = outcome(strict)
    assert (marked.verdict, marked.code) == (Verdict.RAISED, "ValueError")


# ── calls that do not return ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "verdict", "code"),
    [
        (Undefined(), Verdict.MISSING, "undefined"),
        (TimedOut(5.0), Verdict.TIMEOUT, "timeout"),
        (TimedOut(5.0, idle=True), Verdict.TIMEOUT, "idle"),
        (Died("signal 11"), Verdict.KILLED, "crash"),
        (Died("memory"), Verdict.KILLED, "memory"),
        (Died("processes"), Verdict.KILLED, "processes"),
        (Raised(Failure("MemoryError", "")), Verdict.KILLED, "memory"),
        (Died("the other side closed the connection"), Verdict.KILLED, "no_answer"),
        (Raised(Failure("NotImplementedError", "")), Verdict.MISSING, "stub"),
        (Raised(Failure("ZeroDivisionError", "division by zero", 0, 2)), Verdict.RAISED, "ZeroDivisionError"),
        (Raised(Failure("Mine", "no", 0, 2)), Verdict.RAISED, "exception"),
    ],
)
def test_each_end_has_its_verdict(answer: Answer, verdict: Verdict, code: str) -> None:
    marked = mark(SCHEME, same_answer(answer), {0: "def double(x):\n    return 1 / 0"})
    assert (marked.verdict, marked.code, marked.credit) == (verdict, code, 0.0)
    assert marked.message.en
    assert marked.message.ko


def test_an_exception_is_told_with_the_students_line_and_no_other() -> None:
    failure = Failure("ZeroDivisionError", "division by zero", 0, 2)
    marked = mark(SCHEME, same_answer(Raised(failure)), {0: "def double(x):\n    return 1 / 0"})
    assert "line 2: return 1 / 0" in marked.message.en
    assert "Traceback" not in marked.message.en


@pytest.mark.parametrize(
    ("definition", "verdict", "code"),
    [
        (CellRun(failed=Failure("SyntaxError", "invalid syntax", 0, 1)), Verdict.RAISED, "SyntaxError"),
        (CellRun(stopped="timeout"), Verdict.TIMEOUT, "cell_timeout"),
        (CellRun(stopped="timeout", idle=True), Verdict.TIMEOUT, "cell_idle"),
        (CellRun(stopped="killed"), Verdict.KILLED, "cell_killed"),
        (CellRun(stopped="memory"), Verdict.KILLED, "memory"),
        (CellRun(), Verdict.MISSING, "undefined"),
    ],
)
def test_a_missing_name_is_explained_by_its_cell(definition: CellRun, verdict: Verdict, code: str) -> None:
    marked = mark(SCHEME, same_answer(Undefined()), {0: "def double(x:"}, definition)
    assert (marked.verdict, marked.code) == (verdict, code)


def test_of_a_long_exception_and_a_long_line_only_the_beginning_is_told() -> None:
    raised = Raised(Failure("ValueError", "t" * 500, 0, 1))
    message = mark(SCHEME, same_answer(raised), {0: "    l = " + "l" * 500}).message.en
    assert message.count("t" * 200) == 1
    assert "t" * 201 not in message
    assert message.endswith("l = " + "l" * 116)


def constant(x):
    return lambda y: x


def at_zero(answer, x):
    return answer(x)(0.0)


RETURNS_A_FUNCTION = Question(constant, 1, lambda rng: [case(x=1.0), case(x=2.0)], ask=Call(at_zero))


@pytest.mark.parametrize(("cell", "code"), [(-1, "not_a_function"), (0, "TypeError")])
def test_a_value_in_place_of_a_function_is_named_unless_the_students_own_line_fails(cell: int, code: str) -> None:
    raised = Raised(Failure("TypeError", "'float' object is not callable", cell, 1))
    scheme = make_scheme(RETURNS_A_FUNCTION, 3)
    assert mark(scheme, same_answer(raised, scheme), {0: "1.0()"}).code == code


# ── behaviour ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("behaviour", "code", "credit"),
    [
        ({"changed": ("x",)}, "changes_input", 0.5),
        ({"shared": True}, "shares_memory", 0.5),
        ({"overwritten": True}, "overwrites_results", 0.5),
        ({"forbidden_calls": ("diff",)}, "forbidden_means", 0.0),
        ({"printed": FLOOD + 1}, "prints", 1.0),
    ],
)
def test_manners_count(behaviour: dict[str, object], code: str, credit: float) -> None:
    marked = outcome(double, **behaviour)
    assert (marked.code, marked.credit) == (code, credit)


def test_a_known_mistake_is_told_before_how_the_function_behaved() -> None:
    assert outcome(lambda x: x, changed=("x",)).code == "not_doubled"


def test_one_call_that_shares_memory_is_enough() -> None:
    first, *rest = answers(double)
    assert isinstance(first, Returned)
    assert mark(SCHEME, [replace(first, shared=True), *rest], {}).code == "shares_memory"


def test_printing_a_little_costs_nothing_and_is_not_mentioned() -> None:
    assert outcome(double, printed=FLOOD) == Outcome(Verdict.CORRECT, "correct", messages.CORRECT, 1.0)


def test_a_flood_of_printing_is_mentioned() -> None:
    assert "prints" in outcome(double, printed=FLOOD + 1).message.en


def test_two_calls_must_agree() -> None:
    given = answers(double)
    given[-1] = answers(lambda x: double(x) + 1e-3)[-1]
    assert mark(SCHEME, given, {}).code == "unstable"


# ── a file in place of a function ──────────────────────────────────────────────────────────────────────────


def shows(x):
    return x + 1.0


def look_at(x):
    import page

    return page.shown(x)


ABOUT_A_FILE = Question(
    shows,
    points=1,
    cases=lambda rng: [case(x=1.0), case(x=2.0)],
    mistakes=(Mistake("nothing", lambda x: np.nan, hint=Bilingual("Where?", "어디?")),),
    rules=Rules(nan_hint=Bilingual("Not shown.", "보이지 않습니다.")),
    ask=FileProbe("app.py", look_at),
)


def marked(*values: object) -> Outcome:
    returned: list[Answer] = [Returned(value(item)) for item in values]
    return mark(make_scheme(ABOUT_A_FILE, seed=3), [*returned, returned[0]], {})


def test_what_a_file_shows_is_compared_and_what_it_does_not_show_is_called_so() -> None:
    assert marked(2.0, 3.0).verdict is Verdict.CORRECT
    assert marked(2.0, 4.0).verdict is Verdict.WRONG
    assert (marked(np.nan, np.nan).verdict, marked(np.nan, np.nan).code) == (Verdict.INVALID, "nothing")
    assert (marked(2.0, np.nan).verdict, marked(2.0, np.nan).code) == (Verdict.INVALID, "not_shown")
    assert "Not shown." in marked(2.0, np.nan).message.en


def test_a_file_that_is_not_there_and_one_that_raises() -> None:
    scheme = make_scheme(ABOUT_A_FILE, seed=3)
    absent = mark(scheme, [Undefined()] * 3, {})
    assert (absent.verdict, absent.code) == (Verdict.MISSING, "no_file")
    assert "app.py" in absent.message.en
    failure = Failure("TypeError", "'int' object is not callable", line=2)
    raised = mark(scheme, [Raised(failure)] * 3, {"app.py": "import x\nx.title(1)\n", -1: "no line of theirs"})
    assert (raised.verdict, raised.code) == (Verdict.RAISED, "TypeError")
    assert "line 2: x.title(1)" in raised.message.en
