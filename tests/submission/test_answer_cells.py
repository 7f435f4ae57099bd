"""Which cell answers a question: by its name in this course, by its place in an adopted notebook."""

from __future__ import annotations

import nbformat
import pytest

from grader.submission.answer_cells import answer_cell, answer_cells, answers_of, question_of_cells


def named(name: str, **marks: bool) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(
        metadata={"nbgrader": {"grade_id": name, "grade": False, "solution": False} | marks}
    )


NOTEBOOK = nbformat.v4.new_notebook(
    cells=[
        named("f_answer", solution=True),
        named("f", grade=True),
        nbformat.v4.new_code_cell("own = 1"),
        named("why", grade=True, solution=True),
        named("lonely", grade=True),
        named("square_stub", solution=True),
        named("test_square", grade=True),
        named("test_square_again", grade=True),
    ]
)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("f", "f_answer"),
        ("why", "why"),
        ("lonely", ""),
        ("test_square", "square_stub"),
        ("test_square_again", "square_stub"),
        ("unknown", ""),
    ],
)
def test_the_cell_that_answers(question: str, cell: str) -> None:
    assert answer_cell(NOTEBOOK, question) == cell


def test_all_answers_to_questions_that_are_marked_by_machine() -> None:
    answers = answers_of(NOTEBOOK)
    assert answers == {"f": "f_answer", "test_square": "square_stub", "test_square_again": "square_stub"}
    assert all(answer_cell(NOTEBOOK, question) == cell for question, cell in answers.items())
    assert question_of_cells(NOTEBOOK) == {"f_answer": "f", "square_stub": "test_square"}
    assert list(answer_cells(NOTEBOOK)) == ["f_answer", "why", "square_stub"]
