"""Values of a rule, and values that were measured with a small step or rounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from small_question import value

from grader.marking.diagnose import compare_cases, diagnose
from grader.marking.outcome import Outcome
from grader.questions.question import Case, Mistake, Question, case
from grader.questions.scheme import make_scheme
from grader.verdict import Verdict


def places(rng: np.random.Generator) -> Iterable[Case]:
    """Places of both signs, an array, and one far away."""
    yield case("positive", x=2.0)
    yield case("array", x=rng.uniform(-3, 3, size=4))
    yield case("negative", x=rng.uniform(-3, -1))
    yield case("far", x=1e9)


def cube(x: Any) -> Any:
    return x**3


QUESTION = Question(lambda x: 3 * x**2, 1, places, (Mistake("cube", cube),), by_rule=True)


def marked(function: Callable[[Any], Any], question: Question = QUESTION) -> Outcome:
    scheme = make_scheme(question, 1)
    given = [value(function(one.inputs["x"])) for one in scheme.cases]
    return diagnose(scheme, given, compare_cases(scheme, scheme.expected, given))


@pytest.mark.parametrize(
    "rule",
    [
        lambda x: 3 * x * x,
        lambda x: x**2 + x * 2 * x,
        lambda x: np.exp(2 * np.log(abs(x))) * 3,
        lambda x: np.float32(3) * np.asarray(x, np.float32) ** 2,
    ],
)
def test_a_rule_is_exact_in_any_form_and_in_single_precision(rule: Callable[[Any], Any]) -> None:
    assert marked(rule).verdict is Verdict.CORRECT


@pytest.mark.parametrize("h", [1e-3, 1e-4, 1e-5, 1e-6, 1e-7])
def test_a_difference_quotient_keeps_a_quarter(h: float) -> None:
    outcome = marked(lambda x: (cube(x + h) - cube(x - h)) / (2 * h))
    assert (outcome.verdict, outcome.code, outcome.credit) == (Verdict.WRONG, "measured", 0.25)
    assert "a relative error of" in outcome.message.en


def test_so_does_a_step_that_grows_with_x_although_it_is_near_everywhere() -> None:
    outcome = marked(lambda x: (cube(1.00001 * x) - cube(0.99999 * x)) / (0.00002 * x))
    assert (outcome.code, outcome.credit) == ("measured", 0.25)


def test_one_place_beside_a_pole_is_not_near_and_was_measured_all_the_same() -> None:
    beside = replace(
        QUESTION,
        reference=lambda x: -1 / x**2,
        cases=lambda rng: (case(x=0.004), case(x=rng.uniform(1, 3, 40))),
        mistakes=(),
    )
    assert marked(lambda x: (1 / (x + 1e-4) - 1 / (x - 1e-4)) / 2e-4, beside).code == "measured"
    assert marked(lambda x: (1 / (x + 1e-3) - 1 / (x - 1e-3)) / 2e-3, beside).code != "measured", "too far off there"


def test_one_entry_of_several_that_was_measured_is_enough() -> None:
    several = replace(
        QUESTION,
        reference=lambda x: np.array([x, x**2, 1 + x, 3 * x**2]),
        cases=lambda rng: [case(x=x) for x in rng.uniform(1, 3, 5)],
        mistakes=(),
    )
    assert marked(lambda x: [x, x * x, 1 + x, 3 * x * x], several).verdict is Verdict.CORRECT
    assert marked(lambda x: [x, x**2, 1 + x, (cube(x + 1e-5) - cube(x - 1e-5)) / 2e-5], several).code == "measured"


def test_what_is_not_near_was_not_measured() -> None:
    assert marked(lambda x: 3 * x**2 + 0.01).code == "constant_offset"


def test_where_no_rule_is_asked_for_near_is_right() -> None:
    near_only = replace(QUESTION, by_rule=False, cases=lambda rng: list(places(rng))[:3])
    assert marked(lambda x: (cube(x + 1e-5) - cube(x - 1e-5)) / 2e-5, near_only).verdict is Verdict.CORRECT


def test_a_case_in_single_precision_says_nothing_about_digits() -> None:
    single = replace(QUESTION, cases=lambda rng: (case(x=np.array([0.1, 0.7], np.float32)), case(x=2.0)))
    assert marked(lambda x: 3 * (x * np.float32(1)) ** 2, single).verdict is Verdict.CORRECT
