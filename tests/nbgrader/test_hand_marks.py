"""Which answer a mark was given for."""

from __future__ import annotations

import nbformat
import pytest

from grader.nbgrader.hand_marks import digests
from grader.results.result import Result


@pytest.mark.parametrize("answer", ["f_answer", "any_name"])
def test_another_answer_has_another_digest_under_the_name_of_its_question(answer: str) -> None:
    def of(source: str) -> dict[str, str]:
        marks = {"grade": False, "solution": False}
        cells = [
            nbformat.v4.new_code_cell(source, metadata={"nbgrader": marks | {"grade_id": answer, "solution": True}}),
            nbformat.v4.new_code_cell("check()", metadata={"nbgrader": marks | {"grade_id": "f", "grade": True}}),
        ]
        return digests(Result("a1", "kim", 0, ()), nbformat.v4.new_notebook(cells=cells))

    assert of("f = 1") == of("f = 1")
    assert of("f = 1")["f"] != of("f = 2")["f"]
