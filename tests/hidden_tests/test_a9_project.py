"""The final project: what each number measured of a file earns, and what waits for a person."""

from __future__ import annotations

import nbformat
import pytest

from grader import catalog
from grader.answers.answer import Returned
from grader.answers.values import Number
from grader.marking.inspection import mark_inspection
from grader.nbgrader.auto_scores import automatic_marks
from grader.questions.question import Inspection
from grader.results.result import QuestionResult, Result
from grader.results.review import needs_review
from grader.verdict import Verdict

NAME = "a9_project"


def inspection(name: str) -> Inspection:
    return next(one for one in catalog.load(NAME).inspections if one.name == name)


@pytest.mark.parametrize(
    ("name", "number", "code", "credit"),
    [
        ("proposal", 1, "correct", 1),
        ("proposal", 2, "correct", 1),
        ("proposal", 3, "one_page_over", 0.75),
        ("proposal", 4, "pages_over", 0.5),
        ("proposal", 5, "twice_as_long", 0.25),
        ("report", 5, "correct", 1),
        ("report", 6, "one_page_over", 0.75),
        ("report", 10, "pages_over", 0.5),
        ("report", 11, "twice_as_long", 0.25),
        ("video", 9.9, "very_short", 0),
        ("video", 10, "correct", 1),
        ("video", 180, "correct", 1),
        ("video", 181, "correct", 1),
        ("video", 181.1, "a_little_over", 0.75),
        ("video", 190, "a_little_over", 0.75),
        ("video", 210, "over", 0.5),
        ("video", 211, "far_over", 0.25),
        ("source_code", 0, "no_source", 0),
        ("source_code", 1, "correct", 1),
        ("app", 0, "correct", 1),
        ("app", 1, "not_required", 1),
        ("app", 2, "streamlit_required", 0),
    ],
)
def test_a_number_stands_for_a_finding(name: str, number: float, code: str, credit: float) -> None:
    outcome = mark_inspection(inspection(name), Returned(Number(number)))
    assert (outcome.code, outcome.credit) == (code, credit)


def test_the_number_is_told() -> None:
    assert mark_inspection(inspection("report"), Returned(Number(7))).message.en.startswith("The PDF has 7 pages")
    assert "3:05" in mark_inspection(inspection("video"), Returned(Number(185.4))).message.ko


@pytest.mark.parametrize(
    ("name", "verdict", "code", "waits"),
    [
        ("proposal", "correct", "correct", False),
        ("proposal", "wrong", "pages_over", False),
        ("proposal", "missing", "no_file", False),
        ("proposal", "invalid", "locked", True),
        ("proposal", "invalid", "linked", True),
        ("proposal", "timeout", "timeout", True),
        ("video", "invalid", "very_short", True),
        ("app", "raised", "ValueError", True),
        ("app", "wrong", "streamlit_required", True),
        ("app", "correct", "not_required", False),
    ],
)
def test_what_no_number_settles_waits_for_a_person(name: str, verdict: str, code: str, waits: bool) -> None:
    result = Result(NAME, "kim", 0, (QuestionResult(name, 2, 0, Verdict(verdict), code, ""),))
    assert needs_review(result) is waits
    marks = automatic_marks(result, nbformat.v4.new_notebook())
    assert marks
    assert marks.needs_review(name, None) is waits
    assert marks.score(name) == 0
