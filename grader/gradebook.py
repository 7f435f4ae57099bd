"""nbgrader's gradebook: what is missing is created, what was marked is stored, what a person gave is kept.

All knowledge of nbgrader's database is in this module.
"""

from __future__ import annotations

import datetime
import warnings
from types import TracebackType
from typing import Any, Self

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook as NbgraderGradebook
from nbgrader.api import MissingEntry, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties, SaveCells
from nbgrader.utils import compute_checksum, parse_utc
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from grader.errors import UserError
from grader.results import Result
from grader.verdict import Verdict


class Gradebook:
    """The course's gradebook, open for writing. Use it as a context manager."""

    def __init__(self, db_url: str, config: Config | None = None) -> None:
        self._db_url, self._config = db_url, config or Config()
        self._gradebook: Any = NbgraderGradebook(db_url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gradebook.close()

    def ensure_assignment(self, assignment: str, release: NotebookNode) -> None:
        """Make the gradebook know the released notebook's cells and points.

        Raises `UserError` when cells were added or removed after submissions had been stored.
        """
        if self._knows(assignment, release):
            return
        self._gradebook.update_or_create_assignment(assignment)
        resources = {"nbgrader": {"notebook": assignment, "assignment": assignment, "db_url": self._db_url}}
        try:
            SaveCells().preprocess(release, resources)
        except RuntimeError as error:
            raise UserError(
                f"The cells of {assignment} have changed since submissions were graded: {error}.",
                "Restore the released notebook, or start a new gradebook.",
            ) from error
        self._gradebook.db.expire_all()

    def _knows(self, assignment: str, release: NotebookNode) -> bool:
        try:
            notebook = self._gradebook.find_notebook(assignment, assignment)
        except MissingEntry:
            return False
        marks = [cell.metadata.nbgrader for cell in release.cells if "nbgrader" in cell.metadata]
        stored = {cell.name: cell.max_score for cell in notebook.grade_cells}
        sources = {cell.name: cell.checksum for cell in notebook.source_cells}
        return stored == {mark.grade_id: float(mark.points) for mark in marks if mark.grade} and sources == {
            mark.grade_id: mark.checksum for mark in marks
        }

    def record(self, result: Result, notebook: NotebookNode, timestamp: str | None = None) -> None:
        """Store one result.

        What a person gave, a score or a comment, is never touched.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader builds rows before it adds them
            self._record(result, notebook, timestamp)

    def _record(self, result: Result, notebook: NotebookNode, timestamp: str | None) -> None:
        self._gradebook.update_or_create_student(result.student)
        when = {"timestamp": parse_utc(timestamp)} if timestamp else {}
        submission = self._gradebook.update_or_create_submission(result.assignment, result.student, **when)
        stored = next(n for n in submission.notebooks if n.name == result.assignment)
        save_result(stored, result, notebook)
        self._gradebook.db.commit()
        self._penalise(result, submission.total_seconds_late, stored)

    def _penalise(self, result: Result, seconds_late: float, stored: Any) -> None:
        """Apply the course's rule for late submissions, if this one is late."""
        if seconds_late > 0:
            ids = {"notebook": result.assignment, "assignment": result.assignment, "student": result.student}
            resources = {"nbgrader": ids | {"db_url": self._db_url}}
            penalties = AssignLatePenalties(config=self._config)
            penalties.preprocess(nbformat.v4.new_notebook(), resources)
            self._gradebook.db.expire_all()
        elif stored.late_submission_penalty is not None:
            stored.late_submission_penalty = None
            self._gradebook.db.commit()


def save_result(stored: SubmittedNotebook, result: Result, notebook: NotebookNode) -> None:
    """Set the automatic scores and comments of a stored notebook; the caller commits.

    A question that only a person can mark (`grader_error`, a written answer) gets no automatic score. A damaged file
    leaves the scores as they are and has a person look at all of them.
    """
    if result.damaged:
        for grade in stored.grades:
            grade.needs_manual_grade = True
        return
    marks = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    questions = {question.grade_id: question for question in result.questions}
    for grade in stored.grades:
        question = questions.get(grade.name)
        if question is None:
            grade.auto_score = 0.0 if _unanswered(marks.get(grade.name)) else None
        else:
            grade.auto_score = None if question.verdict is Verdict.GRADER_ERROR else question.score
        grade.needs_manual_grade = grade.auto_score is None or grade.manual_score is not None
    for comment in stored.comments:
        comment.auto_comment = "No response." if _unanswered(marks.get(comment.name)) else None


def _unanswered(cell: NotebookNode | None) -> bool:
    """Is an answer cell as it was released, or gone?"""
    return cell is None or bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))


def read_timestamp(text: str) -> str | None:
    """Return the text of a ``timestamp.txt`` if it is a date, else None."""
    try:
        parsed = parse_utc(text.strip())
    except (ValueError, OverflowError, TypeError):
        return None
    return text.strip() if isinstance(parsed, datetime.datetime) else None
