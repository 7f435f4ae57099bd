"""The tolerance: every sound method is inside, every sloppy one outside."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.answers.codec import encode
from grader.answers.values import Number, RaisedError, Value, parse_value
from grader.marking.compare import compare, compare_once
from grader.marking.compare.align import Part
from grader.marking.compare.closeness import within_tolerance
from grader.questions.question import Rules


def value(answer: object) -> Value:
    return parse_value(encode(answer))


def f(x):
    return np.sin(x) * np.exp(x)


X = 0.8
TRUTH = np.exp(X) * (np.sin(X) + np.cos(X))


@pytest.mark.parametrize(
    "answer",
    [
        np.imag(f(X + 1e-20j)) / 1e-20,
        (f(X + 1e-5) - f(X - 1e-5)) / 2e-5,
        (f(X + 1e-4) - f(X - 1e-4)) / 2e-4,
        np.float32(TRUTH),
    ],
)
def test_sound_methods_are_inside(answer: float) -> None:
    assert compare(value(answer), value(TRUTH), Rules()).agrees


@pytest.mark.parametrize("answer", [(f(X + 1e-3) - f(X)) / 1e-3, round(TRUTH, 2), TRUTH * 1.0005, np.nan])
def test_sloppy_ones_are_outside(answer: float) -> None:
    assert not compare(value(answer), value(TRUTH), Rules()).agrees


@settings(derandomize=True)
@example(1.7976931348623157e308, -1e292, 0.0)  # their difference overflows
@given(st.floats(), st.floats(), st.sampled_from([0.0, 1e-12, 1e-6, 1e-3]))
def test_two_numbers_are_held_against_each_other_as_arrays_are(reference: float, other: float, off: float) -> None:
    for answer in (other, reference * (1 + off), reference + off):
        alike = within_tolerance(Part(np.asarray(answer), np.asarray(reference)), Rules()).all()
        assert compare(Number(answer), Number(reference), Rules()).agrees == alike


@pytest.mark.parametrize("answer", [0.0, 1e9, np.inf, -np.inf])
def test_nothing_is_close_to_infinity(answer: float) -> None:
    assert not compare(value(answer), value(np.inf), Rules()).agrees


@pytest.mark.parametrize("as_answer", [float, np.atleast_1d])
@pytest.mark.parametrize(("answer", "reference", "right"), [(2.0, 1.0, False), (1.0, 2.0, True), (1e9, 1.0, False)])
def test_the_reference_scales_the_tolerance_and_the_answer_does_not(
    as_answer: Callable[[float], object], answer: float, reference: float, right: bool
) -> None:
    rules = Rules(rtol=0.5)
    assert compare(value(as_answer(answer)), value(as_answer(reference)), rules).agrees is right


def test_both_zero_agree() -> None:
    assert compare(value(0.0), value(-0.0), Rules()).agrees


def test_an_error_in_one_entry_of_many_is_seen() -> None:
    wrong = np.ones(1000)
    wrong[777] = 1.01
    comparison = compare(value(wrong), value(np.ones(1000)), Rules())
    assert not comparison.agrees
    assert comparison.error == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("answer", "reference", "code"),
    [
        (RaisedError("ValueError"), RaisedError("ValueError"), "correct"),
        (RaisedError("KeyError"), RaisedError("ValueError"), "wrong_exception"),
        (value(1.0), RaisedError("ValueError"), "not_refused"),
    ],
)
def test_a_refusal_is_an_answer_like_others(answer: Value, reference: Value, code: str) -> None:
    comparison = compare(answer, reference, Rules())
    assert comparison.code == code
    assert comparison.agrees == (code == "correct")


def test_all_results_of_several_must_be_right() -> None:
    comparison = compare(value((1.0, 3.0)), value((1.0, 2.0)), Rules())
    assert (comparison.agrees, comparison.code, len(comparison.parts)) == (False, "different", 2)
    assert comparison.error == pytest.approx(0.5)


def test_the_same_two_objects_are_compared_once_and_equal_ones_anew() -> None:
    rules, reference, answer = Rules(), value(2.0), value(2.0)
    first = compare_once(answer, reference, rules)
    assert first.agrees
    assert compare_once(answer, reference, rules) is first
    assert compare_once(value(2.0), reference, rules) is not first
    assert not compare_once(answer, value(3.0), rules).agrees
    assert not compare_once(value(2.1), reference, rules).agrees


def test_a_large_answer_is_compared_each_time() -> None:
    rules, reference, answer = Rules(), value(np.zeros(200)), value(np.zeros(200))
    assert compare_once(answer, reference, rules) is not compare_once(answer, reference, rules)
