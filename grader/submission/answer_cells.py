"""Which cell of a notebook holds the answer to a question. Pure."""

from __future__ import annotations

from nbformat import NotebookNode


def answer_cell(notebook: NotebookNode, question: str) -> str:
    """Return the name of the cell with the answer to a question; an empty text where there is none.

    It is the one called after the question, or the question's own; in an adopted notebook, whose cells have any names,
    the last answer above the test.
    """
    above = ""
    solutions = set()
    for cell in notebook["cells"]:  # as a dict: an attribute takes three times as long, and pages ask for each question
        marks = cell["metadata"].get("nbgrader", {})
        name = str(marks.get("grade_id", ""))
        if name == question:
            own = name if marks.get("solution") else above
            break
        if marks.get("solution"):
            solutions.add(name)
            above = "" if marks.get("grade") else name
    else:
        own = ""
    return f"{question}_answer" if f"{question}_answer" in solutions else own


def answer_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the code cells of a released notebook in which a student writes functions, by name."""
    marked = [cell for cell in notebook.cells if cell.cell_type == "code" and "nbgrader" in cell.metadata]
    return {cell.metadata.nbgrader.grade_id: cell for cell in marked if cell.metadata.nbgrader.solution}


def answers_of(notebook: NotebookNode) -> dict[str, str]:
    """Return the cells with the answers to all questions of a notebook that are marked by machine, by question."""
    found: dict[str, str] = {}
    solutions, above = set(), ""
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        name = marks.get("grade_id", "")
        if marks.get("solution"):
            solutions.add(name)
            above = "" if marks.get("grade") else name
        elif marks.get("grade"):
            found[name] = f"{name}_answer" if f"{name}_answer" in solutions else above
    return {question: cell for question, cell in found.items() if cell}


def question_of_cells(notebook: NotebookNode) -> dict[str, str]:
    """Return the questions of a notebook by the cell that answers them: where one answers several, the first."""
    return {cell: question for question, cell in reversed(answers_of(notebook).items())}
