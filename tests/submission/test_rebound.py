"""Names that an answer uses and a later cell gives another meaning."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import NotebookNode

from grader.submission.rebound import rebound_names

ANSWER = """import numpy as np

def f(x):
    total = 0
    return np.sum(helper(x)) + sum([total])

def helper(x):
    return x
"""


def cell(source: str, name: str = "", **marks: bool) -> NotebookNode:
    plain = {"grade_id": name, "grade": False, "solution": False} | marks
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": plain} if name else {})


def notebook(*after: NotebookNode, answer: str = ANSWER) -> list[NotebookNode]:
    return [cell("sum = 0"), cell(answer, "f_answer", solution=True), cell("check(f)", "f", grade=True), *after]


@pytest.mark.parametrize(
    ("later", "names"),
    [
        ("f = f(1)\nprint(f)", ("f",)),
        ("sum = 0\nfor np in range(3):\n    sum += np", ("np", "sum")),
        ("%time f(1)\nhelper = 3", ("helper",)),
        ("def helper(x, y):\n    return y", ("helper",)),
        ("print(f(1), np.sum([1]))", ()),
        ("import numpy as np\nimport numpy", ()),
        ("total = x = 5", ()),
        ("def other():\n    sum = 3", ()),
        ("no Python here = ", ()),
    ],
)
def test_names_of_a_later_cell_of_the_student(later: str, names: tuple[str, ...]) -> None:
    assert rebound_names(notebook(cell(later))).get("f", ()) == names
    assert rebound_names(notebook(cell(later, "g_answer", solution=True))).get("f", ()) == names


def test_cells_of_the_course_and_stubs_are_left_aside() -> None:
    assert rebound_names(notebook(cell("f = 3", "setup", locked=True))) == {}
    assert rebound_names(notebook(cell("f = 3"), answer="def f(x):\n    raise NotImplementedError")) == {}


def test_what_an_answer_calls_counts_too() -> None:
    calling = cell("def g(x):\n    return f(x)", "g_answer", solution=True)
    cells = notebook(calling, cell("check(g)", "g", grade=True), cell("np = 5"))
    assert rebound_names(cells) == {"f": ("np",), "g": ("np",)}
