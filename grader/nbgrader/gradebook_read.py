"""What nbgrader's gradebook holds, read only: who handed in what, and which points stand.

With `gradebook`, which writes, all knowledge of nbgrader's database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.api import Gradebook as NbgraderGradebook

from grader.errors import UserError


@dataclass(frozen=True)
class StoredMark:
    """The points of one graded cell. `score` is None while nobody, person or machine, has given any."""

    question: str
    auto: float | None
    manual: float | None
    extra: float
    max_score: float
    waits: bool
    """Is a person asked to look, who has not given a score yet?"""

    @property
    def score(self) -> float | None:
        given = self.auto if self.manual is None else self.manual
        return None if given is None else given + self.extra


@dataclass(frozen=True)
class StoredSubmission:
    """One submission as the gradebook holds it."""

    student: str
    assignment: str
    late_penalty: float
    marks: tuple[StoredMark, ...]
    comments: tuple[tuple[str, str], ...]
    """Comments that a person wrote: name of the cell, text."""


@dataclass(frozen=True)
class StoredStudent:
    """A student as nbgrader knows one."""

    id: str
    first_name: str
    last_name: str
    email: str
    lms_user_id: str


@contextmanager
def open_gradebook(db_url: str) -> Iterator[Any]:
    """Open nbgrader's gradebook for reading.

    Raises `UserError` where there is none yet: nbgrader would make an empty one.
    """
    path = db_url.removeprefix("sqlite:///")
    if path != db_url and not Path(path).is_file():
        raise UserError(f"There is no gradebook: {path} does not exist.", "Grade first: run `grader autograde`.")
    gradebook = NbgraderGradebook(db_url)
    try:
        yield gradebook
    finally:
        gradebook.close()


def read_maxima(gradebook: Any) -> dict[str, float]:
    """Return each assignment of the gradebook with its points, by name."""
    maxima: dict[str, float] = {name: 0.0 for (name,) in gradebook.db.query(Assignment.name)}
    for kind in (GradeCell, TaskCell):
        rows = (
            gradebook.db.query(Assignment.name, kind.max_score)
            .join(Notebook, Notebook.assignment_id == Assignment.id)
            .join(kind, kind.notebook_id == Notebook.id)
        )
        for name, points in rows:
            maxima[name] += points or 0.0
    return dict(sorted(maxima.items()))


def read_students(gradebook: Any) -> tuple[StoredStudent, ...]:
    """Return the students of the gradebook, by id."""
    return tuple(
        StoredStudent(s.id, s.first_name or "", s.last_name or "", s.email or "", s.lms_user_id or "")
        for s in gradebook.db.query(Student).order_by(Student.id)
    )


def read_submissions(gradebook: Any, assignments: Iterable[str]) -> tuple[StoredSubmission, ...]:
    """Return the submissions of some assignments, by assignment and student."""
    chosen = list(assignments)
    marks, comments = _marks(gradebook, chosen), _comments(gradebook, chosen)
    rows = (
        gradebook.db.query(
            SubmittedAssignment.id,
            SubmittedAssignment.student_id,
            Assignment.name,
            SubmittedNotebook.late_submission_penalty,
        )
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .outerjoin(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(Assignment.name.in_(chosen))
    )
    penalties: dict[tuple[str, str, str], float] = defaultdict(float)
    for key, student, assignment, penalty in rows:
        penalties[assignment, student, key] += penalty or 0.0
    return tuple(
        StoredSubmission(student, assignment, penalty, tuple(marks[key]), tuple(comments[key]))
        for (assignment, student, key), penalty in sorted(penalties.items())
    )


def read_lateness(gradebook: Any, assignments: Iterable[str]) -> dict[tuple[str, str], float]:
    """Return by how many seconds the late submissions of some assignments were late, by assignment and student."""
    rows = gradebook.db.query(SubmittedAssignment).join(Assignment).filter(Assignment.name.in_(list(assignments)))
    return {
        (row.assignment.name, row.student_id): float(row.total_seconds_late)
        for row in rows
        if row.timestamp and row.assignment.duedate and row.total_seconds_late > 0
    }


def _marks(gradebook: Any, assignments: list[str]) -> dict[str, list[StoredMark]]:
    maxima: dict[str, float] = {}
    for kind in (GradeCell, TaskCell):
        maxima |= {cell: points or 0.0 for cell, points in gradebook.db.query(kind.id, kind.max_score)}
    rows = (
        gradebook.db.query(
            SubmittedNotebook.assignment_id,
            BaseCell.id,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
    )
    marks: dict[str, list[StoredMark]] = defaultdict(list)
    for key, cell, name, auto, manual, extra, needs in _of(rows, assignments).order_by(BaseCell.name):
        waits = manual is None and bool(needs or auto is None)
        marks[key].append(StoredMark(name, auto, manual, extra or 0.0, maxima.get(cell, 0.0), waits))
    return marks


def _comments(gradebook: Any, assignments: list[str]) -> dict[str, list[tuple[str, str]]]:
    rows = (
        gradebook.db.query(SubmittedNotebook.assignment_id, BaseCell.name, Comment.manual_comment)
        .join(Comment, Comment.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, Comment.cell_id == BaseCell.id)
        .filter(Comment.manual_comment.isnot(None))
    )
    comments: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, name, text in _of(rows, assignments).order_by(BaseCell.name):
        comments[key].append((name, text))
    return comments


def _of(rows: Any, assignments: list[str]) -> Any:
    """Keep the rows that belong to some assignments."""
    return (
        rows.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name.in_(assignments))
    )
