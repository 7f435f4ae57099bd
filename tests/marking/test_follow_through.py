"""Consequential marking: what follows from a student's own earlier values, and when it can be counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from small_question import answers, double, value

from grader.answers.answer import STAND_IN_FACTOR
from grader.answers.values import real_parts
from grader.marking.follow_through import MOST_FOLLOWED, capped, expected_after, is_telling
from grader.marking.mark import follows_again, mark
from grader.marking.outcome import Outcome
from grader.questions.question import FollowThrough, Question, case
from grader.questions.scheme import Scheme, make_scheme
from grader.verdict import Verdict


def earlier(x):
    return x


CHAINED = Question(
    double,
    points=1,
    cases=lambda rng: (case(x=np.array([1.0, 2.0])), case(x=rng.uniform(1, 2, 3))),
    follow_through=FollowThrough((earlier,), lambda earlier, x: 2 * earlier),
)

SCHEME = make_scheme(CHAINED, seed=1)


def followed(own: Callable[..., object], later: Callable[..., object]) -> Outcome:
    """Return the outcome for a student whose earlier step is `own` and whose later one is `later`."""
    return mark(SCHEME, answers(later, SCHEME, {"earlier": own}), {})


def test_a_step_right_for_the_students_own_values_counts_in_full() -> None:
    marked = followed(lambda x: x + 1, lambda x: 2 * (x + 1))
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.CORRECT, "follow_through", 1.0)
    assert "earlier" in marked.message.en


@pytest.mark.parametrize(
    ("own", "later"),
    [
        (lambda x: x + 1, lambda x: 3 * (x + 1)),
        (lambda x: 0 * x[0], lambda x: 0 * x),
        (lambda x: "text", lambda x: 0 * x),
        (lambda x: x[:1], lambda x: x),
        (lambda x: 0 * x + x[0], lambda x: 0 * x + 2 * x[0]),
        (lambda x: 1e-9 * x, lambda x: 0 * x),
        (lambda x: x / 2, lambda x: x),
    ],
)
def test_nothing_is_followed_where_there_is_no_step(own: Callable[..., object], later: Callable[..., object]) -> None:
    assert followed(own, later).verdict is Verdict.WRONG


def test_a_right_step_after_a_right_one_is_simply_right() -> None:
    assert followed(lambda x: x, double).code == "correct"


# ── a step that uses the earlier one ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("later", "used", "alone"),
    [
        (lambda x, earlier: 2 * earlier(x), True, True),
        (lambda x, earlier: 2 * x + 2, False, True),
        (lambda x, earlier: 2 * x + 2 + 0 * earlier(x), False, True),
        (lambda x, earlier: 4 * earlier(x) - 2 * (x + 1), False, False),
    ],
)
def test_a_step_changes_with_the_earlier_one_or_stands_alone(
    later: Callable[..., object], used: bool, alone: bool
) -> None:
    own = lambda x: x + 1  # noqa: E731
    changed = lambda x: STAND_IN_FACTOR * own(x)  # noqa: E731
    first, again = (
        answers(partial(later, earlier=earlier), SCHEME, {"earlier": earlier}) for earlier in (own, changed)
    )
    assert mark(SCHEME, first, {}).followed
    first, again = first[:-1], again[:-1]
    assert follows_again(SCHEME, first, again, may_stand_alone=False) is used
    assert follows_again(SCHEME, first, again, may_stand_alone=True) is (used or alone)


def test_what_follows_earns_a_share_of_the_assignment_at_most() -> None:
    outcomes = {name: followed(lambda x: x + 1, lambda x: 2 * (x + 1)) for name in "abc"}
    outcomes["d"] = followed(lambda x: x, double)
    credits = {name: one.credit for name, one in capped(outcomes, {"a": 2, "b": 1, "c": 2, "d": 1}).items()}
    assert credits == {"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}
    limited = capped(outcomes, {"a": 3, "b": 3, "c": 3, "d": 1})
    assert {name: one.credit for name, one in limited.items()} == pytest.approx(
        {"a": 1.0, "b": 1.0, "c": 10 * MOST_FOLLOWED / 3 - 2, "d": 1.0}
    )
    assert "5/6" in limited["c"].message.en


# ── values that can tell a right step from none ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("earlier", "telling"),
    [
        (lambda x: x + 1, True),
        (lambda x: x - x[0], True),
        (lambda x: 0 * x + 3, False),
        (lambda x: x / 2, False),
        (lambda x: x * np.inf, False),
    ],
)
def test_earlier_values_that_make_a_step_a_constant_or_a_copy_tell_nothing(
    earlier: Callable[..., object], telling: bool
) -> None:
    own = [value(earlier(case.inputs["x"])) for case in SCHEME.cases]
    assert bool(expected_after(SCHEME, own)) is telling


def test_what_is_expected_is_the_reference_step_after_the_students_values() -> None:
    expected = expected_after(SCHEME, [value(case.inputs["x"] + 1) for case in SCHEME.cases])
    for followed_by, drawn in zip(expected, SCHEME.cases, strict=True):
        np.testing.assert_allclose(real_parts(followed_by), 2 * (drawn.inputs["x"] + 1))


def test_half_the_variety_of_the_reference_is_enough() -> None:
    """The reference gives five different numbers: three will do, two will not."""
    sizes = [np.size(case.inputs["x"]) for case in SCHEME.cases]
    assert sizes == [2, 3]
    assert is_telling(SCHEME, [value(np.array([5.0, 6.0])), value(np.array([5.0, 6.0, 7.0]))])
    assert not is_telling(SCHEME, [value(np.array([5.0, 6.0])), value(np.array([5.0, 6.0, 6.0]))])


def test_numbers_within_noise_of_each_other_count_as_one() -> None:
    rules = SCHEME.rules
    tolerance = rules.atol + rules.rtol * 5
    for factor, telling in ((20.0, True), (5.0, False)):
        step = factor * tolerance
        followed_by = [np.array([5.0, 5.0 + step]), np.array([5.0, 5.0 + step, 5.0 + 2 * step])]
        assert is_telling(SCHEME, list(map(value, followed_by))) is telling


def test_a_copy_of_an_input_counts_where_the_reference_is_one_too() -> None:
    question = Question(
        lambda x: x,
        1,
        lambda rng: [case(x=np.array([1.0, 2.0])), case(x=np.array([3.0, 4.0]))],
        follow_through=FollowThrough((earlier,), lambda earlier, x: earlier),
    )
    copying = make_scheme(question, 1)
    assert is_telling(copying, [value(case.inputs["x"]) for case in copying.cases])


def test_what_was_measured_where_a_rule_is_asked_for_is_right_for_nobodys_values() -> None:
    by_rule = make_scheme(replace(CHAINED, by_rule=True), seed=1)
    measured = mark(by_rule, answers(lambda x: 2 * x + 1e-9, by_rule, {"earlier": earlier}), {})
    assert (measured.code, measured.credit) == ("measured", 0.25)


@pytest.mark.parametrize("part", [lambda x: x[::-1], abs, lambda x: -x[:2], lambda x: x[[0, 0, 1]]])
def test_any_part_of_an_input_in_every_case_is_a_copy(part: Callable[..., object]) -> None:
    question = Question(
        lambda x: 2 * x,
        1,
        lambda rng: [case(x=np.array([1.0, -2.0, 3.0])), case(x=np.array([3.5, -4.0, 6.0]))],
        follow_through=FollowThrough((earlier,), lambda earlier, x: earlier),
    )
    scheme = make_scheme(question, 1)
    assert not is_telling(scheme, [value(part(case.inputs["x"])) for case in scheme.cases])


def test_one_number_of_an_input_in_every_case_is_a_copy() -> None:
    question = Question(
        lambda x: float(x.sum()),
        1,
        lambda rng: [case(x=np.array([1.0, 2.0])), case(x=np.array([3.0, 4.0]))],
        follow_through=FollowThrough((earlier,), lambda earlier, x: earlier),
    )
    summed = make_scheme(question, 1)
    assert not is_telling(summed, [value(2.0), value(4.0)])
    assert is_telling(summed, [value(2.0), value(3.5)])


@pytest.mark.parametrize(
    ("answer", "parts"),
    [(2.0, [2]), (1 + 2j, [1]), (np.array([[1.0, 2.0]]), [1, 2]), ((1.0, [2.0, "three"]), [1, 2]), ("text", [])],
)
def test_the_numbers_of_a_value_stand_in_one_row(answer: object, parts: list[float]) -> None:
    np.testing.assert_array_equal(real_parts(value(answer)), parts)


def question_of(reference: Callable[..., object], *inputs: list[float]) -> Scheme:
    rule = FollowThrough((earlier,), lambda earlier, x: earlier)
    return make_scheme(
        Question(reference, 1, lambda rng: [case(x=np.array(x)) for x in inputs], follow_through=rule), 1
    )


def test_two_numbers_are_half_as_varied_as_four() -> None:
    scheme = question_of(lambda x: x * x, [1.0, 2.0], [3.0, 4.0])
    assert is_telling(scheme, [value(np.array([5.0, 6.0])), value(np.array([5.0, 6.0]))])
    assert not is_telling(scheme, [value(np.array([5.0, 5.0])), value(np.array([5.0, 5.0]))])


def test_values_of_which_one_is_no_number_of_the_input_are_no_copy_of_it() -> None:
    scheme = question_of(lambda x: x[:2] * x[1:], [1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    assert not is_telling(scheme, [value(np.array([1.0, 2.0])), value(np.array([4.0, 5.0]))])
    assert is_telling(scheme, [value(np.array([1.0, 2.0])), value(np.array([4.0, 7.0]))])
