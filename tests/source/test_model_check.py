"""The visible check of a Keras model: it takes every right model, and names the row in which a wrong one differs."""

from __future__ import annotations

import re
import types

import pytest

from grader import catalog
from grader.course import Course
from grader.hidden_tests.a7_network import keras_at_rest

QUESTION = next(question for question in catalog.load("a7_network").questions if question.name == "build_model")
ROWS = {
    "rate_is_what_stays": "Dropout",
    "no_dropout": "Dropout",
    "dropout_on_pixels": "Dropout",
    "no_flatten": "Flatten",
    "ten_hidden_units": "parameters",
    "no_hidden_activation": "relu",
    "softmax_lost": "softmax",
    "plain_gradient_descent": "optimizer",
    "another_learning_rate": "optimizer",
    "another_setting": "optimizer",
    "squared_loss": "loss",
    "softmax_twice": "loss",
    "accuracy_not_measured": "accuracy",
    "weights_of_zeros": "begin",
}


@pytest.fixture(scope="module")
def checks(course: Course) -> types.ModuleType:
    if lacking := catalog.lacking("a7_network"):
        pytest.skip(str(lacking))
    keras_at_rest()
    module = types.ModuleType("checks")
    exec((course.root / "source" / "checks.py").read_text(encoding="utf-8"), module.__dict__)
    return module


def test_the_model_of_the_lecture_holds(checks: types.ModuleType) -> None:
    assert repr(checks.check_model(QUESTION.reference())).startswith("✔")


@pytest.mark.parametrize("mistake", QUESTION.mistakes, ids=lambda mistake: mistake.code)
def test_each_known_mistake_is_told_the_row_that_differs(checks: types.ModuleType, mistake) -> None:
    with pytest.raises(AssertionError) as failed:
        checks.check_model(mistake.function())
    assert re.search(ROWS.get(mistake.code, "."), str(failed.value))
