"""Which answer a mark was given for."""

from __future__ import annotations

import nbformat
import pytest

from grader.nbgrader.hand_marks import Answers, digests
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


@pytest.mark.parametrize(
    ("marked", "by_hand", "then"),
    [
        ({}, {}, {}),
        ({}, {"f": False}, {"f": "old"}),  # given before anything was noted: for the answer known then
        ({}, {"f": True}, {"f": "old"}),  # flagged since, before its answer was noted: likewise
        ({"f": "older"}, {"f": True}, {"f": "older"}),  # flagged, since its answer has changed already
        ({"f": "older"}, {"f": False}, {"f": "old"}),  # looked at again in formgrader
        ({"f": "old"}, {}, {}),  # taken back
    ],
)
def test_a_mark_is_for_the_answer_that_was_known_when_it_was_given(
    marked: dict[str, str], by_hand: dict[str, bool], then: dict[str, str]
) -> None:
    known = Answers({"f": "old"}, marked).recorded({"f": "new"}, by_hand)
    assert known == Answers({"f": "new"}, then)
    assert known.is_changed("f") == bool(then)
