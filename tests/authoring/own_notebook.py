"""An instructor's own nbgrader assignment, as it comes from another course: no master, one language, asserts."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

NAME = "homework_1"
SQUARE = """assert square(2) == 4
assert np.allclose(square(np.array([1, 2])), [1, 4])
### BEGIN HIDDEN TESTS
assert square(-3) == 9
### END HIDDEN TESTS"""
WORD = """assert word(2) == "aa"
### BEGIN HIDDEN TESTS
assert word(0) == "", "hidden words"
### END HIDDEN TESTS"""


def solved(stub: str, body: str) -> str:
    return f"{stub}\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"


def source() -> NotebookNode:
    """Return the source notebook: two test cells, one of them of simple asserts, and a written answer."""
    test = {"grade": True, "locked": True}
    cells = [
        nbformat.v4.new_markdown_cell("# Homework"),
        nbformat.v4.new_code_cell("import numpy as np\nWORD = 'a'"),
        code("square_stub", solved("def square(x):", "return x**2"), solution=True),
        code("test_square", SQUARE, points=2, **test),
        code("word_stub", solved("def word(n):", "return WORD * n"), solution=True),
        code("cell-77", WORD, points=1, **test),
        nbformat.v4.new_markdown_cell("YOUR ANSWER", metadata=marks("why", grade=True, solution=True, points=1)),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    notebook.nbformat_minor = 4  # as older ones are: no cell has an id
    for cell in cells:
        del cell["id"]
    return notebook


def marks(name: str, **given: object) -> dict[str, object]:
    plain = {"grade_id": name, "grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": plain | given}


def code(name: str, text: str, **given: object) -> NotebookNode:
    return nbformat.v4.new_code_cell(text, metadata=marks(name, **given))


def answered(release: Path, square: str, word: str) -> bytes:
    """Return the file of a notebook in which both functions have these bodies."""
    notebook = nbformat.read(release, as_version=4)
    bodies = {"square_stub": f"def square(x):\n    {square}", "word_stub": f"def word(n):\n    {word}"}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = bodies.get(name, cell.source)
    return nbformat.writes(notebook).encode()
