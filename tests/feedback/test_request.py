"""The line by which a student asks for another look."""

from __future__ import annotations

import nbformat
import pytest

from grader.feedback.request import Request, make_request, parse_request

ASKED = Request("a5_neuron", "why_silent", "kim", "c154f51b")


@pytest.mark.parametrize(
    "line",
    [ASKED.line, f"  {ASKED.line}\n", ASKED.line.replace(" / ", "/"), f"> {ASKED.line}", ASKED.line.replace(" ", "\n")],
)
def test_a_line_is_read_however_it_was_pasted(line: str) -> None:
    assert parse_request(line) == ASKED


@pytest.mark.parametrize(
    "line", ["", "regrade", "regrade / a / b / c", "hello / a / b / c / d", f"{ASKED.line} / more"]
)
def test_other_lines_are_none(line: str) -> None:
    assert parse_request(line) is None


def test_the_fingerprint_changes_with_the_answer_and_its_points_alone() -> None:
    def made(answer: str, score: float, note: str = "") -> str:
        marks = {"nbgrader": {"grade_id": "f_answer", "solution": True}}
        cells = [nbformat.v4.new_code_cell(answer, metadata=marks), nbformat.v4.new_code_cell(note)]
        return make_request(nbformat.v4.new_notebook(cells=cells), "a", "f", "kim", score).fingerprint

    assert made("x", 1) == made("x", 1, "a note")
    assert len({made("x", 1), made("y", 1), made("x", 2)}) == 3


def test_in_an_adopted_notebook_the_answer_is_the_cell_above_the_test() -> None:
    def made(answer: str) -> str:
        stub = {"nbgrader": {"grade_id": "square_stub", "solution": True}}
        test = {"nbgrader": {"grade_id": "test_square", "grade": True, "solution": False}}
        cells = [nbformat.v4.new_code_cell(answer, metadata=stub), nbformat.v4.new_code_cell("", metadata=test)]
        return make_request(nbformat.v4.new_notebook(cells=cells), "a", "test_square", "kim", 1).fingerprint

    assert made("x") != made("y")
