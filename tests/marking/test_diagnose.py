"""Values held against a mark scheme: right, a known mistake, errors with a pattern, or merely different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from small_question import NOT_DOUBLED, QUESTION, SCHEME, SQUARED, double, value

from grader.answers.values import RaisedError, Value
from grader.marking import messages
from grader.marking.diagnose import compare_cases, diagnose, known_mistake
from grader.marking.outcome import Outcome
from grader.questions.question import Mistake, Question, Rules, case
from grader.questions.scheme import Scheme, make_scheme
from grader.text import Bilingual
from grader.verdict import Verdict


def values(function: Callable[..., object], scheme: Scheme = SCHEME) -> list[Value]:
    """Return what a function returns in each case; the exception that a case asks for where it is one."""
    return [
        expected if case.must_raise else value(function(case.inputs["x"]))
        for case, expected in zip(scheme.cases, scheme.expected, strict=True)
    ]


def diagnosed(function: Callable[..., object], scheme: Scheme = SCHEME, printed: bool = False) -> Outcome:
    given = values(function, scheme)
    comparisons = compare_cases(scheme, scheme.expected, given)
    return diagnose(scheme, given, comparisons, known_mistake(scheme, given), printed)


def test_a_right_answer_earns_everything() -> None:
    assert diagnosed(double) == Outcome(Verdict.CORRECT, "correct", messages.CORRECT, 1.0)


@pytest.mark.parametrize(
    ("function", "near", "what"),
    [
        (lambda x: x**2, True, "a known mistake without credit"),
        (lambda x: -6 * x, True, "a constant factor"),
        (lambda x: np.where(x > 1.5, 2 * x, x + 7), True, "right in part"),
        (lambda x: x**3, False, "different"),
        (lambda x: 0 * x + 3, False, "constant"),
    ],
)
def test_later_steps_follow_from_answers_that_show_what_was_meant(
    function: Callable[..., object], near: bool, what: str
) -> None:
    assert diagnosed(function).near is near, what


def test_a_known_mistake_gets_its_hint_its_share_and_the_numbers() -> None:
    marked = diagnosed(lambda x: 1.0 * double(x) / 2)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.WRONG, "not_doubled", 0.25)
    assert marked.message.en.startswith("Doubled?")
    assert "[1., -2.]" in marked.message.en
    assert "50 %" in marked.message.en
    assert marked.message.ko.startswith("두 배입니까?")


@pytest.mark.parametrize("code", ["overflows", "not_a_number", "skipped"])
def test_a_mistake_is_known_by_where_it_overflows(code: str) -> None:
    functions = {
        "overflows": lambda x: np.where(x == 0, np.inf, x),
        "not_a_number": lambda x: np.where(x == 0, np.nan, x),
        "skipped": lambda x: np.where(x == 0, 7.0, x),
    }
    question = Question(
        lambda x: 1.0 * x,
        1,
        lambda rng: (case(x=np.array([0.0, 1.0])), case(x=np.array([2.0, 0.0]))),
        tuple(Mistake(name, function) for name, function in functions.items()),
    )
    assert diagnosed(functions[code], make_scheme(question, 1)).code == code


def test_a_question_may_have_its_own_word_for_what_nothing_explains() -> None:
    own = Question(double, 1, QUESTION.cases, rules=Rules(different=Bilingual("Look again.", "다시 보세요.")))
    assert diagnosed(lambda x: np.sin(double(x)), make_scheme(own, 3)).message.en.startswith("Look again.")


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (lambda x: -double(x), "flipped_sign"),
        (lambda x: 3 * double(x), "constant_factor"),
        (lambda x: double(x) + 1, "constant_offset"),
        (lambda x: double(x) if len(x) == 2 else np.sin(x), "one_kind"),
        (lambda x: np.sin(double(x)), "different"),
    ],
)
def test_an_unknown_mistake_gets_its_shape_or_is_merely_different(function: Callable[..., object], code: str) -> None:
    marked = diagnosed(function)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.WRONG, code, 0.0)


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (lambda x: None, "none"),
        (lambda x: double(x) > 0, "boolean"),
        (lambda x: double(x)[:-1], "shape"),
        (lambda x: double(x) * np.nan, "nan"),
    ],
)
def test_what_is_no_answer_is_invalid(function: Callable[..., object], code: str) -> None:
    marked = diagnosed(function)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.INVALID, code, 0.0)


def test_printing_instead_of_returning_is_named() -> None:
    assert diagnosed(lambda x: None, printed=True).code == "printed_not_returned"


# ── known mistakes ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("function", "mistake"),
    [(lambda x: x, NOT_DOUBLED), (lambda x: x * x, SQUARED), (lambda x: 3 * x, None), (double, None)],
)
def test_a_mistake_is_known_where_it_gives_the_same_in_every_case(
    function: Callable[..., object], mistake: Mistake | None
) -> None:
    assert known_mistake(SCHEME, values(function)) is mistake


def test_a_mistake_in_one_case_only_is_not_that_mistake() -> None:
    assert known_mistake(SCHEME, values(lambda x: x if len(x) == 2 else double(x))) is None


def test_the_first_of_two_mistakes_that_agree_is_taken() -> None:
    same = (Mistake("first", lambda x: x), Mistake("second", lambda x: x))
    mistake = known_mistake(make_scheme(replace(QUESTION, mistakes=same), 3), values(lambda x: x))
    assert mistake is same[0]


def test_a_mistake_that_gives_a_plain_number_is_known_where_a_constant_may_be_one() -> None:
    def slope(x):
        return np.full_like(x, 2.0)

    constant = Mistake("three", lambda x: 3.0)
    question = Question(
        slope, 1, lambda rng: [case(x=np.ones(3)), case(x=np.ones(2))], (constant,), Rules(constant=True)
    )
    scheme = make_scheme(question, 1)
    assert known_mistake(scheme, values(lambda x: np.full_like(x, 3.0), scheme)) is constant
    assert known_mistake(scheme, values(lambda x: 3.0, scheme)) is constant


def test_a_mistake_that_cannot_answer_is_never_taken() -> None:
    broken = Mistake("broken", lambda x: 1 / 0)
    scheme = make_scheme(Question(double, 1, lambda rng: [case(x=np.ones(2))], (broken,)), 1)
    assert known_mistake(scheme, [value("text")]) is None


def test_a_known_mistake_of_a_wrong_shape_is_invalid_and_keeps_its_credit() -> None:
    summed = Mistake("summed", lambda x: float(np.sum(x)), hint=Bilingual("Summed?", "?"), credit=0.5)
    scheme = make_scheme(Question(double, 1, lambda rng: [case(x=np.ones(2)), case(x=np.ones(3))], (summed,)), 1)
    marked = diagnosed(np.sum, scheme)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.INVALID, "summed", 0.5)


# ── cases that must be refused ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("function", "answer", "code", "credit"),
    [
        (double, value(np.array([])), "not_refused", 0.5),
        (double, RaisedError("KeyError"), "wrong_exception", 0.5),
        (double, RaisedError("ValueError"), "correct", 1.0),
        (lambda x: x, value(np.array([])), "not_doubled", 0.125),
    ],
)
def test_an_answer_that_refuses_wrongly_keeps_half_of_what_its_values_earn(
    function: Callable[..., object], answer: Value, code: str, credit: float
) -> None:
    given = [*values(function)[:-1], answer]
    marked = diagnose(SCHEME, given, compare_cases(SCHEME, SCHEME.expected, given), known_mistake(SCHEME, given))
    assert (marked.code, marked.credit) == (code, credit)


# ── answers that cannot be compared ────────────────────────────────────────────────────────────────────────


def test_printing_does_not_explain_a_string() -> None:
    assert diagnosed(lambda x: "2", printed=True).code == "text"


def test_no_pattern_is_looked_for_where_one_case_has_no_number() -> None:
    assert diagnosed(lambda x: -double(x) if len(x) < 5 else None).code == "different"
