"""What a release asks: the questions of its notebook, for the points that stand there.

A course keeps the notebooks that it has handed out while this package goes on. A question that is newer than the
release was never asked, and points that have changed since then are not those that students read.
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace

from nbformat import NotebookNode

from grader.questions.question import Assignment
from grader.submission.answer_cells import answers_of


def as_released(assignment: Assignment, release: NotebookNode) -> Assignment:
    """Return an assignment as a released notebook asks it: the questions whose cells it holds, for its points."""
    points = released_points(release)
    asked = (replace(one, points=points[one.name]) for one in assignment.questions if one.name in points)
    return replace(assignment, questions=tuple(asked))


def released_points(release: NotebookNode, *, written: bool = False) -> dict[str, float]:
    """Return the points of each cell of a released notebook that is marked by machine, by the question's name.

    Those that a person marks are among them if `written`.
    """
    marked = (cell.metadata.nbgrader for cell in release.cells if "nbgrader" in cell.metadata)
    return {
        one.grade_id: float(one.points)
        for one in marked
        if (one.grade and not one.solution) or (written and (one.grade or one.task))
    }


def asked_otherwise(assignment: Assignment, release: NotebookNode) -> frozenset[str]:
    """Return the questions whose function takes other parameters in a released notebook than in this version.

    Called as it is today, a right answer to what was asked then would fail; so a person marks it.
    """
    stubs = {cell.metadata.nbgrader.grade_id: cell.source for cell in release.cells if "nbgrader" in cell.metadata}
    cells = answers_of(release)
    answers = {one.name: stubs.get(cells.get(one.name, ""), "") for one in assignment.functions}
    given = {one.name: _parameters(answers[one.name], one.function) for one in assignment.functions}
    today = {one.name: [*inspect.signature(one.reference).parameters] for one in assignment.functions}
    return frozenset(name for name, names in given.items() if names is not None and names != today[name])


def _parameters(stub: str, name: str) -> list[str] | None:
    """Return the names of the parameters in a stub; None where it defines no such function."""
    try:
        body = ast.parse(stub).body
    except SyntaxError:
        return None
    functions = (node for node in body if isinstance(node, ast.FunctionDef) and node.name == name)
    return next(([one.arg for one in function.args.args] for function in functions), None)
