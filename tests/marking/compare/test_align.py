"""What counts as a number, a vector, a matrix, and what is said to everything else."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from grader.answers.codec import encode
from grader.answers.values import Value, parse_value
from grader.marking.compare import NotComparable, align
from grader.questions.question import Rules
from grader.text import Bilingual

NUMBER, VECTOR, MATRIX = 2.0, np.array([1.0, 2.0, 3.0]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
EXACT = Rules(exact_shape=True, shape_hint=Bilingual("One row for each function.", "함수마다 한 행입니다."))


def value(answer: object) -> Value:
    return parse_value(encode(answer))


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        (2, NUMBER),
        (np.float32(2), NUMBER),
        (np.longdouble(2), NUMBER),
        (Fraction(4, 2), NUMBER),
        (sympy.Integer(2), NUMBER),
        (sympy.sqrt(4), NUMBER),
        (2 + 0j, NUMBER),
        (2 + 1e-12j, NUMBER),
        ([], np.array([])),
        (np.array(2.0), NUMBER),
        ([2.0], NUMBER),
        (np.array([[2.0]]), NUMBER),
        ([1, 2, 3], VECTOR),
        ((1.0, Fraction(2), sympy.Integer(3)), VECTOR),
        ((float(n) for n in (1, 2, 3)), VECTOR),
        (np.array([[1], [2], [3]]), VECTOR),
        (np.array([[1, 2, 3]]), VECTOR),
        (np.array([1, 2, 3], dtype=object), VECTOR),
        ([np.array([1.0]), 2.0, np.array(3)], VECTOR),
        (MATRIX.tolist(), MATRIX),
        (sympy.Matrix(MATRIX.tolist()), MATRIX),
        (np.asmatrix(MATRIX), MATRIX),
        ([VECTOR, np.array([4, 5, 6])], MATRIX),
    ],
)
def test_other_clothes_of_a_right_answer_fit(answer: object, reference: object) -> None:
    (part,) = align(value(answer), value(reference), Rules())
    np.testing.assert_allclose(part.answer, reference)


@pytest.mark.parametrize(
    ("answer", "reference", "code"),
    [
        (None, NUMBER, "none"),
        (True, NUMBER, "boolean"),
        (np.array([True, False, True]), VECTOR, "boolean"),
        ([1.0, True, 3.0], VECTOR, "boolean"),
        ("2.0", NUMBER, "text"),
        (abs, NUMBER, "not_a_number"),
        ({"answer": 2.0}, NUMBER, "not_a_number"),
        (np.ma.masked_array([1.0, 2.0, 3.0], mask=[0, 0, 1]), VECTOR, "masked"),
        ([], VECTOR, "empty"),
        ([[1.0], [1.0, 2.0]], MATRIX, "ragged"),
        (float("nan"), NUMBER, "nan"),
        ([1.0, 2.0, float("inf")], VECTOR, "infinite"),
        (2 + 1j, NUMBER, "complex"),
        (2 + sympy.I, NUMBER, "complex"),
        (np.zeros((6, 6)), MATRIX, "shape"),
        (np.zeros((2, 3, 4)), np.zeros((4, 3, 2)), "shape"),
        (sympy.Symbol("x"), NUMBER, "symbolic"),
        ([1.0, 2.0], VECTOR, "shape"),
        (2.0, VECTOR, "shape"),
        (VECTOR, NUMBER, "shape"),
        (np.zeros((3, 3)), VECTOR, "outer_product_shape"),
        (MATRIX.T, MATRIX, "transposed_shape"),
        ([1.0] * 200_000, VECTOR, "too_large"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(answer: object, reference: object, code: str) -> None:
    with pytest.raises(NotComparable) as raised:
        align(value(answer), value(reference), Rules())
    assert raised.value.code == code
    assert raised.value.message.en
    assert raised.value.message.ko


def test_a_vector_of_zeros_is_not_the_number_zero() -> None:
    with pytest.raises(NotComparable):
        align(value(0.0), value(np.zeros(3)), Rules())


def test_a_number_may_stand_for_an_array_where_the_derivative_is_constant() -> None:
    (part,) = align(value(3), value(np.full(4, 3.0)), Rules(constant=True))
    assert part.answer.shape == (4,)


@pytest.mark.parametrize("answer", [VECTOR.reshape(3, 1), VECTOR.reshape(1, 3), np.asmatrix(VECTOR)])
def test_where_layout_is_taught_a_column_is_not_a_vector(answer: object) -> None:
    with pytest.raises(NotComparable) as raised:
        align(value(answer), value(VECTOR), EXACT)
    assert "One row for each function." in raised.value.message.en


def test_a_refused_shape_says_what_came_and_what_was_expected() -> None:
    with pytest.raises(NotComparable) as raised:
        align(value(MATRIX.T), value(MATRIX), EXACT)
    assert "(3, 2)" in raised.value.message.en
    assert "(2, 3)" in raised.value.message.en


@pytest.mark.parametrize("answer", [(VECTOR, 2.0), [VECTOR.tolist(), 2], (VECTOR.reshape(1, 3), np.array([2.0]))])
def test_several_results_may_come_as_a_tuple_or_a_list(answer: object) -> None:
    parts = align(value(answer), value((VECTOR, 2.0)), Rules())
    assert [part.answer.shape for part in parts] == [(3,), ()]


@pytest.mark.parametrize(
    ("answer", "code"),
    [(2.0, "not_a_tuple"), ((VECTOR,), "number_of_results"), ((VECTOR, 2.0, 3.0), "number_of_results"), (None, "none")],
)
def test_too_few_and_too_many_results_are_named(answer: object, code: str) -> None:
    with pytest.raises(NotComparable) as raised:
        align(value(answer), value((VECTOR, 2.0)), Rules())
    assert raised.value.code == code


def test_an_array_serves_for_two_results_of_one_shape() -> None:
    parts = align(value(np.array([[1.0, 2.0], [3.0, 4.0]])), value((np.ones(2), np.ones(2))), Rules())
    assert len(parts) == 2


def test_a_whole_table_in_place_of_a_vector_is_explained() -> None:
    with pytest.raises(NotComparable) as raised:
        align(value(np.zeros((3, 3))), value(VECTOR), Rules())
    assert "A column minus or plus a row" in raised.value.message.en


def test_what_is_wrong_with_one_of_several_results_is_told_with_its_number() -> None:
    with pytest.raises(NotComparable) as reason:
        align(value((1.0, np.zeros(3))), value((1.0, np.zeros(2))), Rules())
    assert reason.value.code == "shape"
    assert reason.value.message.en.startswith("Result 2 of those that you return: Your answer has shape (3,)")
