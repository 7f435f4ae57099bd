"""What a release asks: a course that keeps its release is marked by it, and not by what this version asks beside it."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import NotebookNode

from grader.questions.question import Assignment, Question
from grader.submission.asked import as_released, asked_otherwise, released_points


def df(x: float) -> float:
    return 2 * x


def step(f: object, x: float) -> float:
    return x


TODAY = Assignment("a1", tuple(Question(one, points=1, cases=lambda rng: ()) for one in (df, step)))


def release(stub: str = "def df(x):\n    raise NotImplementedError()", **points: float) -> NotebookNode:
    """Return a released notebook with one stub, a check for each of the questions, and a written answer."""
    marks = {"grade": False, "solution": False, "task": False}
    notebook = nbformat.v4.new_notebook()
    for name, cell in (
        ("df_answer", nbformat.v4.new_code_cell(stub)),
        *((name, nbformat.v4.new_code_cell(f"check({name})")) for name in points),
        ("why", nbformat.v4.new_markdown_cell("")),
    ):
        own = {"solution": name in ("df_answer", "why"), "grade": name != "df_answer"}
        cell.metadata["nbgrader"] = nbformat.from_dict(marks | own | {"grade_id": name, "points": points.get(name, 3)})
        notebook.cells.append(cell)
    notebook.cells.append(nbformat.v4.new_markdown_cell("A text."))
    return notebook


def test_only_what_the_release_holds_was_asked_and_for_the_points_that_stand_there() -> None:
    asked = as_released(TODAY, release(df=2.0, gone=1.0))
    assert [(question.name, question.points) for question in asked.questions] == [("df", 2.0)]
    assert as_released(TODAY, release(df=1.0, step=1.0)) == TODAY


def test_points_of_cells_that_a_person_marks_are_told_apart() -> None:
    assert released_points(release(df=2.0)) == {"df": 2.0}
    assert released_points(release(df=2.0), written=True) == {"df": 2.0, "why": 3.0}


def test_in_an_adopted_notebook_the_answer_above_the_test_is_looked_at() -> None:
    adopted = release("def df(y):\n    pass", df=1.0)
    adopted.cells[0].metadata.nbgrader.grade_id = "any_name"
    assert asked_otherwise(TODAY, adopted) == {"df"}


@pytest.mark.parametrize(
    ("stub", "otherwise"),
    [
        ("def df(x):\n    pass", set()),
        ("def df(x, h=1e-5):\n    pass", {"df"}),
        ("def df(y):\n    pass", {"df"}),
        ("import numpy", set()),
        ("def df(x", set()),
    ],
)
def test_a_function_of_other_parameters_was_asked_otherwise(stub: str, otherwise: set[str]) -> None:
    assert asked_otherwise(TODAY, release(stub, df=1.0)) == otherwise
