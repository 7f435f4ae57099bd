"""nbgrader's gradebook, read into plain records: who handed in what, and which points stand.

Nothing is written; `gradebook` does that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
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
from grader.results.records import ClassRecords, MarkRecord, StudentRecord, SubmissionRecord
from grader.results.review import waits_for_score


def read_records(db_url: str, assignments: Iterable[str] = (), *, missing_ok: bool = False) -> ClassRecords:
    """Return what a gradebook holds of some assignments, or of all where none is named.

    Raises `UserError` where there is no gradebook yet (nbgrader would make an empty one), unless `missing_ok`: then
    there are no records.
    """
    path = db_url.removeprefix("sqlite:///")
    if path != db_url and not Path(path).is_file():
        if missing_ok:
            return ClassRecords()
        raise UserError(f"There is no gradebook: {path} does not exist.", "Grade first: run `grader autograde`.")
    with closing(NbgraderGradebook(db_url)) as gradebook:
        return records_of(gradebook, assignments)


def records_of(gradebook: Any, assignments: Iterable[str] = ()) -> ClassRecords:
    """Return what nbgrader's open `Gradebook` holds of some assignments, or of all where none is named."""
    maxima = _maxima(gradebook)
    chosen = list(assignments) or list(maxima)
    return ClassRecords(_students(gradebook), maxima, _submissions(gradebook, chosen), _lateness(gradebook, chosen))


def _maxima(gradebook: Any) -> dict[str, float]:
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


def _students(gradebook: Any) -> tuple[StudentRecord, ...]:
    """Return the students of the gradebook, by id."""
    return tuple(
        StudentRecord(s.id, s.first_name or "", s.last_name or "", s.email or "", s.lms_user_id or "")
        for s in gradebook.db.query(Student).order_by(Student.id)
    )


def _submissions(gradebook: Any, assignments: list[str]) -> tuple[SubmissionRecord, ...]:
    """Return the submissions of some assignments, by assignment and student."""
    marks, comments = _marks(gradebook, assignments), _comments(gradebook, assignments)
    rows = (
        gradebook.db.query(
            SubmittedAssignment.id,
            SubmittedAssignment.student_id,
            Assignment.name,
            SubmittedNotebook.late_submission_penalty,
        )
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .outerjoin(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(Assignment.name.in_(assignments))
    )
    penalties: dict[tuple[str, str, str], float] = defaultdict(float)
    for key, student, assignment, penalty in rows:
        penalties[assignment, student, key] += penalty or 0.0
    return tuple(
        SubmissionRecord(student, assignment, penalty, tuple(marks[key]), tuple(comments[key]))
        for (assignment, student, key), penalty in sorted(penalties.items())
    )


def _lateness(gradebook: Any, assignments: list[str]) -> dict[tuple[str, str], float]:
    """Return by how many seconds late submissions were late, any extension granted."""
    rows = (
        gradebook.db.query(
            Assignment.name,
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            Assignment.duedate,
        )
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name.in_(assignments), SubmittedAssignment.timestamp.isnot(None))
        .filter(Assignment.duedate.isnot(None))
    )
    late = {
        (name, student): (timestamp - due - (extension or timedelta())).total_seconds()
        for name, student, timestamp, extension, due in rows
    }
    return {key: seconds for key, seconds in late.items() if seconds > 0}


def _marks(gradebook: Any, assignments: list[str]) -> dict[str, list[MarkRecord]]:
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
    marks: dict[str, list[MarkRecord]] = defaultdict(list)
    for key, cell, name, auto, manual, extra, needs in _of(rows, assignments).order_by(BaseCell.name):
        marks[key].append(mark_record(name, auto, manual, extra, needs, maxima.get(cell, 0.0)))
    return marks


def mark_record(
    name: str, auto: float | None, manual: float | None, extra: float | None, needs: bool | None, max_score: float
) -> MarkRecord:
    """Return the record of one of nbgrader's grades; `needs` is its `needs_manual_grade`."""
    needs_review = waits_for_score(auto, manual, flagged=bool(needs))
    return MarkRecord(name, auto, manual, extra or 0.0, max_score, needs_review)


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
