"""The autograded notebook: outputs, verdicts, and a file that nbformat reads."""

from __future__ import annotations

from typing import Any

import nbformat

from grader.answers.answer import CellRun
from grader.grading.notebook import autograded_notebook
from grader.results.result import QuestionResult
from grader.verdict import Verdict

STREAM = {"output_type": "stream", "name": "stdout", "text": "shown"}
VALUE = {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}, "execution_count": None}
QUESTION = QuestionResult("df", 2.0, 1.5, Verdict.WRONG, "factor_lost", "Where did the 9 go?")


def graded(runs: dict[int, CellRun], language: Any = "en") -> Any:
    test = nbformat.v4.new_code_cell("check()", id="df", metadata={"nbgrader": {"grade_id": "df", "grade": True}})
    cells = [
        nbformat.v4.new_markdown_cell("# Title", id="title"),
        nbformat.v4.new_code_cell("print('shown')", id="own"),
        nbformat.v4.new_code_cell("1 + 1", id="value"),
        test,
    ]
    text = autograded_notebook(nbformat.v4.new_notebook(cells=cells), runs, [QUESTION], language, frozenset())
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return notebook


def test_cells_show_what_they_gave_numbered_as_they_ran() -> None:
    cells = graded({1: CellRun((STREAM,)), 2: CellRun((VALUE,))}).cells
    assert cells[1].outputs[0].text == "shown"
    assert (cells[1].execution_count, cells[2].execution_count) == (1, 2)
    assert cells[2].outputs[0].execution_count == 2


def test_the_verdict_comes_first_in_the_cell_of_its_question() -> None:
    outputs = graded({3: CellRun((STREAM,))}).cells[3].outputs
    assert len(outputs) == 2
    assert "Where did the 9 go?" in str(outputs[0])
    assert outputs[1].text == "shown"


def test_a_notebook_that_never_ran_has_verdicts_and_no_numbers() -> None:
    cells = graded({}).cells
    assert cells[1].outputs == []
    assert cells[1].execution_count is None
    assert "Where did the 9 go?" in str(cells[3].outputs[0])


def test_output_beyond_the_limit_is_told() -> None:
    outputs = graded({1: CellRun((STREAM,), dropped=12)}).cells[1].outputs
    assert outputs[-1].name == "stderr"
    assert "12" in outputs[-1].text


def test_the_same_notebook_gives_the_same_bytes_a_cell_a_line() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"x = {n}", id=f"c{n}") for n in range(3)])
    texts = {autograded_notebook(notebook, {}, [], "ko", frozenset()) for _ in range(2)}
    assert len(texts) == 1
    assert sum(line.startswith('{"cell_type"') for line in texts.pop().splitlines()) == 3
