"""A released notebook of two questions, and results of it, written by hand: nothing is graded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from grader.results.records import GradedSubmission
from grader.results.result import QuestionResult, Result
from grader.results.stamp import Stamp
from grader.text.dates import read_date
from grader.verdict import Verdict

NAME = "a1_derivatives"
POINTS = {"df": 2.0, "dg": 1.0}


def cell(grade_id: str, source: str, **marks: Any) -> NotebookNode:
    fields = {"grade_id": grade_id, "grade": False, "solution": False, "locked": False, "task": False} | marks
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": fields | {"schema_version": 3}})


def release(**points: float) -> NotebookNode:
    """Return a released notebook: for each question an answer's cell and a test's cell with its points."""
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for name, worth in (points or POINTS).items():
        notebook.cells += [
            cell(f"{name}_answer", "# YOUR CODE HERE", solution=True),
            cell(name, f"check({name})", grade=True, locked=True, points=worth),
        ]
    for one in notebook.cells:
        one.metadata.nbgrader.checksum = compute_checksum(one)
    return notebook


def answered(*questions: str) -> str:
    """Return the text of an autograded notebook in which some questions are answered and shown."""
    notebook = release()
    for one in notebook.cells:
        if one.metadata.nbgrader.grade_id.removesuffix("_answer") in questions and one.metadata.nbgrader.solution:
            one.source = "def f(x): return x"
            one.outputs = [nbformat.v4.new_output("stream", text="shown")]
    return nbformat.writes(notebook)


def graded(student: str = "ann", at: str | None = None, *, recorded: bool = False, **scores: float) -> GradedSubmission:
    """Return a graded submission; a question without a score is not answered. A score below 0: the grader failed."""
    questions = tuple(
        QuestionResult(name, worth, max(scores.get(name, 0.0), 0.0), verdict, verdict.value, "")
        for name, worth in POINTS.items()
        for verdict in [_verdict(scores.get(name), worth)]
    )
    stamp = Stamp("", "", "", in_gradebook=True) if recorded else None
    date = None if at is None else read_date(at)
    return GradedSubmission(Result(NAME, student, 20, questions), answered(*scores), date, stamp)


def _verdict(score: float | None, worth: float) -> Verdict:
    if score is None:
        return Verdict.MISSING
    return Verdict.GRADER_ERROR if score < 0 else Verdict.CORRECT if score == worth else Verdict.WRONG


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()
