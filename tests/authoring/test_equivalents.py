"""Representations that mean the same as an answer, and answers that mean nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from grader.answers import codec
from grader.answers.values import parse_value
from grader.authoring.equivalents import INVALID_ANSWERS, equivalents
from grader.marking.compare.closeness import compare
from grader.questions.question import Rules

X = sympy.Symbol("x")
ANSWERS: dict[str, Any] = {
    "a number": 1.5,
    "a whole number": 3.0,
    "a vector": np.array([1.0, -2.0, 0.5]),
    "a matrix": np.array([[1.0, 2.0], [3.0, -4.0]]),
    "two results": (np.array([1.0, 2.0]), 3.0),
    "an expression": (X + 1) ** 2,
    "a matrix of expressions": sympy.Matrix([[X, 1], [X**2, 0]]),
}


def converted(answer: Any, exact_shape: bool = False) -> dict[str, Any]:
    made = {name: convert(answer) for name, convert in equivalents(exact_shape=exact_shape)}
    return {name: value for name, value in made.items() if value is not None}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_equivalent_answer_agrees_with_the_answer(answer: Any) -> None:
    reference = parse_value(codec.encode(answer))
    made = converted(answer)
    assert made
    for name, value in made.items():
        comparison = compare(parse_value(codec.encode(value)), reference, Rules())
        assert comparison.agrees, name


def test_a_vector_becomes_no_column_where_its_shape_is_asked_for() -> None:
    vector = ANSWERS["a vector"]
    assert set(converted(vector)) - set(converted(vector, exact_shape=True)) == {"a column", "a row"}


def test_a_number_becomes_no_array_where_its_shape_is_asked_for() -> None:
    assert "an array of one" in converted(1.5)
    assert "an array of one" not in converted(1.5, exact_shape=True)


def test_only_whole_numbers_become_integers() -> None:
    assert converted(3.0)["integers"] == 3
    assert "integers" not in converted(1.5)


@pytest.mark.parametrize(("name", "make"), INVALID_ANSWERS, ids=[name for name, _ in INVALID_ANSWERS])
@pytest.mark.parametrize("reference", [1.5, np.array([1.0, -2.0]), X], ids=["a number", "a vector", "an expression"])
def test_an_invalid_answer_agrees_with_nothing(name: str, make: Any, reference: Any) -> None:
    answer = parse_value(codec.encode(make()))
    assert not compare(answer, parse_value(codec.encode(reference)), Rules()).agrees
