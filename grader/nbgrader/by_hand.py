"""Marks that a person gives on the page of `grader mark`: into nbgrader's own rows, so that formgrader shows the same.

What was changed, by whom and when, is in `mark_history`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Self

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.orm import Session

from grader.nbgrader import hand_marks, mark_history
from grader.nbgrader.database import ensure_table, hold, is_missing, missing, open_database
from grader.nbgrader.database_errors import in_words
from grader.nbgrader.gradebook_read import MARK_COLUMNS, mark_record, points_of_cells
from grader.results.records import AnswerRecord, HandMark, MarkRecord, QuestionRecord

AnswerOf = Callable[[str, str, str], str]
"""From an assignment, its notebook and a question to a cell."""
WAIT_SECONDS = 5.0
"""How long the page waits for another program that writes into the gradebook."""


class HandMarking:
    """The gradebook as marking by hand uses it: a `grader.results.records.HandMarks`. Use it as a context manager.

    Making it and its methods raise `UserError` where the gradebook is missing, damaged, or in use for long.
    """

    def __init__(self, db_url: str, answer_of: AnswerOf = "{2}_answer".format) -> None:
        """`answer_of` returns the name of the cell with the answer to a question; empty where there is none."""
        if is_missing(db_url):
            raise missing(db_url)
        self._db_url, self._answer_of = db_url, answer_of
        self._engine = open_database(db_url, create=False, wait=WAIT_SECONDS)
        with in_words(db_url):
            for table in (mark_history.TABLE, hand_marks.TABLE):
                ensure_table(self._engine, table)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    @contextmanager
    def _session(self, *, writing: bool = False) -> Iterator[Session]:
        with in_words(self._db_url), Session(self._engine) as db, db.begin():
            if writing:
                hold(db.connection())
            yield db

    def questions(self) -> Sequence[QuestionRecord]:
        """Return the questions that are marked by hand, then those of which other answers wait, by assignment."""
        with self._session() as db:
            points = points_of_cells(db)
            of_person = set(db.scalars(select(TaskCell.id))) | _written(db)
            rows = db.execute(_marks(Assignment.name.label("assignment"), BaseCell.name)).all()
        marks: dict[tuple[str, str], list[MarkRecord]] = defaultdict(list)
        written = set()
        for row in rows:
            key = (row.assignment, row.name)
            marks[key].append(_mark(row, row.name, points))
            if row.cell in of_person:
                written.add(key)
        counted = [
            QuestionRecord(*key, given[0].max_score, key in written, len(given), sum(one.needs_review for one in given))
            for key, given in sorted(marks.items(), key=lambda one: (one[0][0], one[0] not in written, one[0][1]))
        ]
        return [one for one in counted if one.by_hand or one.waiting]

    def answers(self, assignment: str, question: str) -> Sequence[AnswerRecord]:
        """Return the answers of a class to one question, in an order that says nothing of who gave them."""
        with self._session() as db:
            return _answers(db, self._answer_of, assignment, question)

    def give(self, seen: AnswerRecord, version: str, given: HandMark) -> AnswerRecord | None:
        """Store what a person gave, if the answer is still of this version.

        Returns None; or, where somebody or something changed it meanwhile, how it stands now: nothing is stored then.
        """
        question = seen.mark.question
        with self._session(writing=True) as db:
            of_answer = select(Grade).join(BaseCell).where(Grade.notebook_id == seen.id, BaseCell.name == question)
            grade = db.scalars(of_answer.with_for_update(of=Grade)).one()  # what is read is what is changed
            (now,) = _answers(db, self._answer_of, seen.assignment, question, seen.id)
            if now.version != version:
                return now
            given = replace(given, before=now.mark.auto if now.mark.manual is None else now.mark.manual)
            waits = given.score is None and grade.auto_score is None
            changed = update(Grade).where(Grade.id == grade.id)
            db.execute(changed.values(manual_score=given.score, needs_manual_grade=waits))
            names = {question, self._answer_of(seen.assignment, seen.notebook, question)}
            _write_comment(db, seen.id, names, given.comment)
            mark_history.add(db, seen.id, question, given)
            hand_marks.settle(db, seen.id, question)
            return None


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def _marks(*columns: Any) -> Select[Any]:
    """Return the query for columns of graded answers, and for what `_mark` takes of each."""
    return (
        select(*columns, BaseCell.id.label("cell"), *MARK_COLUMNS)
        .select_from(Grade)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(Assignment, Notebook.assignment_id == Assignment.id)
    )


def _mark(row: Row[Any], question: str, points: Mapping[str, float]) -> MarkRecord:
    """Return the mark in a row of `_marks`; `points` are those of each cell by its id."""
    given = row.auto_score, row.manual_score, row.extra_credit, row.needs_manual_grade
    return mark_record(question, *given, points.get(row.cell, 0.0))


def _written(db: Session) -> set[str]:
    """Return the ids of graded cells that are a student's own answer, too."""
    answers = {(cell.notebook_id, cell.name) for cell in db.scalars(select(SolutionCell))}
    return {cell.id for cell in db.scalars(select(GradeCell)) if (cell.notebook_id, cell.name) in answers}


def _answers(
    db: Session, answer_of: AnswerOf, assignment: str, question: str, notebook: str | None = None
) -> list[AnswerRecord]:
    """Return the answers to a question, or the one in a submitted notebook; by the notebook's id, which is random."""
    points = points_of_cells(db)
    query = (
        _marks(
            SubmittedNotebook.id,
            SubmittedAssignment.student_id,
            Notebook.name.label("notebook"),
        )
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(Assignment.name == assignment, BaseCell.name == question)
        .order_by(SubmittedNotebook.id)
    )
    rows = db.execute(query.where(SubmittedNotebook.id == notebook) if notebook else query).all()
    ids = [row.id for row in rows]
    known = hand_marks.load(db, ids)
    changes: dict[str, list[HandMark]] = defaultdict(list)
    for (stored, cell), change in mark_history.changes(db, ids):
        if cell == question:
            changes[stored].append(change)
    comments = _comments(db, ids)
    found = []
    for row in rows:
        mark = _mark(row, question, points)
        names = (question, answer_of(assignment, row.notebook, question))
        comment = next((comments[row.id, name] for name in names if (row.id, name) in comments), "")
        history = tuple(changes[row.id])
        facts = [mark, comment, known[row.id].now.get(question), len(history)]
        version = hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
        other = mark.manual is not None and known[row.id].is_changed(question)
        found.append(
            AnswerRecord(row.id, row.student_id, assignment, row.notebook, mark, comment, other, history, version)
        )
    return found


def _comments(db: Session, notebooks: Collection[str]) -> dict[tuple[str, str], str]:
    """Return what persons wrote, by submitted notebook and cell."""
    rows = db.execute(
        select(Comment.notebook_id, BaseCell.name, Comment.manual_comment)
        .join(BaseCell, Comment.cell_id == BaseCell.id)
        .where(Comment.notebook_id.in_(notebooks))
    )
    return {(row.notebook_id, row.name): row.manual_comment for row in rows if row.manual_comment}


def _write_comment(db: Session, stored: str, names: Collection[str], comment: str) -> None:
    """Write a person's comment where formgrader shows it: at the answer's cell, or at the task's, of these names."""
    of = select(SubmittedNotebook.notebook_id).where(SubmittedNotebook.id == stored).scalar_subquery()
    cells = db.execute(
        select(BaseCell.id, BaseCell.name).where(
            BaseCell.notebook_id == of,
            BaseCell.name.in_(names),
            BaseCell.type.in_(("SolutionCell", "TaskCell")),
        )
    ).all()
    if not cells:
        return
    (cell, *_) = sorted(cells, key=lambda one: one.name)
    row = db.scalars(select(Comment).where(Comment.notebook_id == stored, Comment.cell_id == cell.id)).one_or_none()
    if row is None:
        db.execute(
            insert(Comment),
            [{"id": new_uuid(), "notebook_id": stored, "cell_id": cell.id, "manual_comment": comment or None}],
        )
    else:
        db.execute(update(Comment).where(Comment.id == row.id).values(manual_comment=comment or None))
