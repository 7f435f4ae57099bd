"""nbgrader's gradebook, read into plain records: who handed in what, and which points stand.

Nothing is written; `gradebook` does that. What a late submission loses is reckoned from the marks that stand: the
column that the gradebook holds is as old as the last grading, and marks given by hand since then change the score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from operator import itemgetter
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
from sqlalchemy.orm import Session, joinedload, undefer

from grader.course import Course, load_config
from grader.nbgrader import mark_history
from grader.nbgrader.database import is_missing, missing, open_database
from grader.nbgrader.database_errors import in_words
from grader.nbgrader.late_penalty import LateRule
from grader.nbgrader.mark_history import Rubrics
from grader.results.records import ClassRecords, MarkRecord, StudentRecord, SubmissionRecord
from grader.results.review import waits_for_score


def read_records(course: Course, assignments: Iterable[str] = (), *, missing_ok: bool = False) -> ClassRecords:
    """Return what a course's gradebook holds of some assignments, or of all where none is named.

    Raises `UserError` where it cannot be read, where the course's rule for late work is needed and fails, and where
    there is no gradebook yet, unless `missing_ok`: then there are no records.
    """
    if is_missing(course.db_url):
        if missing_ok:
            return ClassRecords()
        raise missing(course.db_url)
    with open_gradebook(course.db_url) as db:
        return records_of(db, LateRule(lambda: load_config(course.root)), assignments)


def read_students(course: Course) -> tuple[StudentRecord, ...]:
    """Return the students of a course's gradebook, by id; none where there is no gradebook yet.

    Raises `UserError` where it cannot be read.
    """
    if is_missing(course.db_url):
        return ()
    with open_gradebook(course.db_url) as db:
        return _students(db)


def read_points(course: Course) -> dict[str, dict[str, float]]:
    """Return the points of each marked cell that a course's gradebook knows, by assignment and name of the cell.

    There are none where there is no gradebook yet. Raises `UserError` where it cannot be read.
    """
    if is_missing(course.db_url):
        return {}
    with open_gradebook(course.db_url) as db:
        return _points(db)


@contextmanager
def open_gradebook(db_url: str) -> Iterator[Session]:
    """Open a gradebook for reading, as a session.

    Raises `UserError` where it is missing, damaged, or no gradebook; also for what goes wrong while it is read.
    """
    engine = open_database(db_url, create=False)
    try:
        with in_words(db_url), Session(engine) as db:
            yield db
    finally:
        engine.dispose()


def records_of(db: Any, rule: LateRule, assignments: Iterable[str] = ()) -> ClassRecords:
    """Return what the gradebook behind a session holds of some assignments, or of all where none is named.

    Raises `UserError` where someone is late and the course's `rule` fails.
    """
    maxima = _maxima(db)
    chosen = list(assignments) or list(maxima)
    return ClassRecords(_students(db), maxima, _submissions(db, rule, chosen), _lateness(db, chosen))


def _maxima(db: Any) -> dict[str, float]:
    """Return each assignment of the gradebook with its points, by name."""
    return {name: sum(points.values(), 0.0) for name, points in _points(db).items()}


def _points(db: Any) -> dict[str, dict[str, float]]:
    """Return the points of each marked cell, by assignment and name of the cell."""
    found: dict[str, dict[str, float]] = {name: {} for (name,) in db.query(Assignment.name).order_by(Assignment.name)}
    for kind in (GradeCell, TaskCell):
        rows = (
            db.query(Assignment.name, Notebook.name, kind.name, kind.max_score)
            .join(Notebook, Notebook.assignment_id == Assignment.id)
            .join(kind, kind.notebook_id == Notebook.id)
        )
        for name, notebook, cell, points in rows:
            found[name][cell if notebook == name else f"{notebook}: {cell}"] = points or 0.0
    return found


def _students(db: Any) -> tuple[StudentRecord, ...]:
    """Return the students of the gradebook, by id."""
    return tuple(
        StudentRecord(s.id, s.first_name or "", s.last_name or "", s.email or "", s.lms_user_id or "")
        for s in sorted(db.query(Student), key=lambda student: student.id)  # a server sorts as its language does
    )


def _submissions(db: Any, rule: LateRule, assignments: list[str]) -> tuple[SubmissionRecord, ...]:
    """Return the submissions of some assignments, by assignment and student."""
    marks, comments = _marks(db, assignments), _comments(db, assignments)
    explained = _rubrics(db, assignments)
    penalties = _penalties(db, rule, assignments)
    rows = (
        db.query(
            Assignment.name,
            SubmittedAssignment.student_id,
            SubmittedAssignment.id,
            Assignment.duedate,
            SubmittedAssignment.extension,
            SubmittedAssignment.timestamp,
        )
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name.in_(assignments))
    )
    return tuple(
        SubmissionRecord(
            student,
            assignment,
            penalties.get(key, 0.0),
            tuple(marks[key]),
            tuple(comments[key]),
            due and due + (extension or timedelta()),
            handed_in,
            explained.get(key, ()),
        )
        for assignment, student, key, due, extension, handed_in in sorted(map(tuple, rows))
    )


def _penalties(db: Any, rule: LateRule, assignments: list[str]) -> dict[str, float]:
    """Return what late submissions lose, by the id of the submission."""
    late = (
        db.query(SubmittedNotebook)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name.in_(assignments), SubmittedAssignment.timestamp > Assignment.duedate)
        .options(
            undefer(SubmittedNotebook.score),
            joinedload(SubmittedNotebook.assignment).joinedload(SubmittedAssignment.assignment),
        )
    )
    penalties: dict[str, float] = defaultdict(float)
    for notebook in late:  # the rule asks for the extension
        penalties[notebook.assignment_id] += rule.penalty(notebook) or 0.0
    return penalties


def _lateness(db: Any, assignments: list[str]) -> dict[tuple[str, str], float]:
    """Return by how many seconds late submissions were late, any extension granted."""
    rows = (
        db.query(
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


MARK_COLUMNS = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
"""What `mark_record` takes of a grade, in this order."""


def points_of_cells(db: Any) -> dict[str, float]:
    """Return what each graded cell is worth, by its id."""
    points: dict[str, float] = {}
    for kind in (GradeCell, TaskCell):
        points |= {cell: worth or 0.0 for cell, worth in db.query(kind.id, kind.max_score)}
    return points


def _marks(db: Any, assignments: list[str]) -> dict[str, list[MarkRecord]]:
    maxima = points_of_cells(db)
    rows = (
        db.query(SubmittedNotebook.assignment_id, BaseCell.id, BaseCell.name, *MARK_COLUMNS)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
    )
    marks: dict[str, list[MarkRecord]] = defaultdict(list)
    for key, cell, name, auto, manual, extra, needs in sorted(_of(rows, assignments), key=itemgetter(2)):
        marks[key].append(mark_record(name, auto, manual, extra, needs, maxima.get(cell, 0.0)))
    return marks


def mark_record(
    name: str, auto: float | None, manual: float | None, extra: float | None, needs: bool | None, max_score: float
) -> MarkRecord:
    """Return the record of one of nbgrader's grades; `needs` is its `needs_manual_grade`."""
    needs_review = waits_for_score(auto, manual, flagged=bool(needs))
    return MarkRecord(name, auto, manual, extra or 0.0, max_score, needs_review)


def _comments(db: Any, assignments: list[str]) -> dict[str, list[tuple[str, str]]]:
    rows = (
        db.query(SubmittedNotebook.assignment_id, BaseCell.name, Comment.manual_comment)
        .join(Comment, Comment.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, Comment.cell_id == BaseCell.id)
        .filter(Comment.manual_comment.isnot(None))
    )
    comments: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, name, text in sorted(_of(rows, assignments), key=itemgetter(1)):
        comments[key].append((name, text))
    return comments


def _rubrics(db: Any, assignments: list[str]) -> dict[str, Rubrics]:
    """Return what explains points by hand, by the id of the submission."""
    rows = (
        db.query(SubmittedNotebook.assignment_id, SubmittedNotebook.id, BaseCell.name, Grade.manual_score)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .filter(Grade.manual_score.isnot(None))
    )
    given = {(notebook, cell): (key, score) for key, notebook, cell, score in _of(rows, assignments)}
    submission_of = {notebook: key for (notebook, _), (key, _) in given.items()}
    found = mark_history.rubrics(db, {place: score for place, (_, score) in given.items()})
    explained: dict[str, Rubrics] = defaultdict(tuple)
    for notebook, some in found.items():
        explained[submission_of[notebook]] += some
    return explained


def _of(rows: Any, assignments: list[str]) -> Any:
    """Keep the rows that belong to some assignments."""
    return (
        rows.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name.in_(assignments))
    )
