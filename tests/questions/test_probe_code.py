"""Functions that are sent to the sandbox as their source: what is sent, and what they may not use."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.answers import codec
from grader.file_probes.keras_model import described_model
from grader.questions.probe_code import by_name, code_of, missing_names, of_student, returned_expression

ELSEWHERE = 3


def doubled(answer: Any, x: Any) -> Any:
    """Twice."""
    return 2 * answer(x)


def means(answer: Any, rows: Any) -> Any:
    import numpy

    return [numpy.mean(answer(row)) for row in rows]


def of_its_module(x: Any) -> Any:
    return [ELSEWHERE * np.mean(number) for number in x]


def test_a_function_travels_with_its_call_and_its_annotations_are_not_evaluated() -> None:
    code = code_of(doubled, ("answer", "x=x"))
    assert codec.evaluate(code, {"answer": abs, "x": -3}) == 6


def test_a_probe_of_the_room_brings_its_module_along() -> None:
    code = code_of(described_model, ("answer", "aspect=aspect"))
    assert code.startswith('"""A compiled Keras model')
    assert code.endswith("described_model(answer, aspect=aspect)")


def test_what_a_student_has_not_defined_is_handed_over_as_none() -> None:
    handed_over = codec.evaluate(f"dict({', '.join(of_student(['cost', 'update']))})", {"update": len})
    assert handed_over == {"cost": None, "update": len}


def test_inputs_are_handed_over_by_name() -> None:
    assert by_name({"x": 1, "h": 2}) == ["x=x", "h=h"]


@pytest.mark.parametrize(
    ("function", "names"),
    [(doubled, []), (means, []), (of_its_module, ["ELSEWHERE", "np"]), (described_model, [])],
)
def test_a_name_that_does_not_exist_in_the_sandbox_is_found(function: Any, names: list[str]) -> None:
    assert missing_names(function) == names


def test_a_function_that_only_returns_an_expression_is_shown_as_that() -> None:
    assert returned_expression(doubled) == "2 * answer(x)"
    assert returned_expression(means) == ""
