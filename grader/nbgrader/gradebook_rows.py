"""The gradebook's rows: cells of a released notebook, submitted notebooks, grades and comments. The caller commits.

Grades and comments, some thirty for each submission, are written by bulk statements instead of SQLAlchemy's objects:
those would take most of the time.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from nbgrader.utils import is_grade, is_locked, is_solution, is_task
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session, selectinload

from grader.errors import UserError
from grader.nbgrader import hand_marks
from grader.nbgrader.auto_scores import automatic_marks
from grader.results.records import GradedSubmission
from grader.results.result import Result


def cells_of(release: NotebookNode) -> dict[tuple[type, str], dict[str, Any]]:
    """Return the rows that `nbgrader generate_assignment` stores of a released notebook.

    By table and name of the cell; each value holds the columns.
    """
    found: dict[tuple[type, str], dict[str, Any]] = {}
    for cell in release.cells:
        if not (is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell)):
            continue
        marks, kind = cell.metadata.nbgrader, {"cell_type": cell.cell_type}
        if is_grade(cell):
            found[GradeCell, marks.grade_id] = kind | {"max_score": float(marks.points)}
        if is_solution(cell):
            found[SolutionCell, marks.grade_id] = {}
        if is_task(cell):
            found[TaskCell, marks.grade_id] = kind | {"max_score": float(marks.points)}
        source = {"locked": is_locked(cell), "source": cell.source, "checksum": marks.get("checksum")}
        found[SourceCell, marks.grade_id] = kind | source
    return found


def update_cells(db: Session, notebook: Notebook, wanted: Mapping[tuple[type, str], Mapping[str, Any]]) -> None:
    """Have the rows of a released notebook's cells be those that `cells_of` returned.

    Raises `UserError` where cells are gone for which marks are stored.
    """
    stored = {(type(cell), cell.name): cell for cell in (*notebook._base_cells, *notebook.source_cells)}
    gone = {key: stored[key] for key in stored.keys() - wanted.keys()}
    if gone and notebook.submissions and _holds_marks(db, gone.values()):
        names = sorted({name for _, name in gone})
        raise UserError(
            f"Cells of {notebook.name} that submissions were graded by are not in the release any more:"
            f" {', '.join(names)}. Nothing was graded, for their marks would be lost.",
            "Put them back into the master (or take them from leave_out in course.toml) and run `grader build`,"
            " or start a new gradebook.",
        )
    _remove_cells(db, gone.values())
    for (kind, name), fields in wanted.items():
        cell = stored.get((kind, name)) or kind(name=name, notebook=notebook)
        for field, value in fields.items():
            setattr(cell, field, value)
        db.add(cell)  # and with it, where they are new, the notebook and the assignment


def _holds_marks(db: Session, cells: Collection[Any]) -> bool:
    """Does anybody have points, or anything that a person gave, a 0 or a comment, for one of these cells?"""
    ids = [cell.id for cell in cells if isinstance(cell, BaseCell)]
    given = (Grade.auto_score != 0) | Grade.manual_score.is_not(None) | (Grade.extra_credit != 0)
    said = Comment.manual_comment.is_not(None)
    of_cells = (select(one.id).where(one.cell_id.in_(ids), what) for one, what in ((Grade, given), (Comment, said)))
    return any(db.scalars(rows.limit(1)).first() for rows in of_cells)


def _remove_cells(db: Session, cells: Collection[Any]) -> None:
    """Remove cells of a released notebook, and the rows of submissions that belong to them."""
    ids = [cell.id for cell in cells if isinstance(cell, BaseCell)]
    for table in (Grade, Comment):
        db.execute(delete(table).where(table.cell_id.in_(ids)), execution_options={"synchronize_session": False})
    for cell in cells:
        db.delete(cell)


def stored_notebooks(db: Session, notebook: Notebook, names: Sequence[str]) -> Mapping[str, SubmittedNotebook]:
    """Return the submitted notebooks of these students, by student id; missing students and submissions are added."""
    students = {student.id: student for student in db.scalars(select(Student).where(Student.id.in_(names)))}
    submissions = {
        submission.student_id: submission
        for submission in db.scalars(
            select(SubmittedAssignment)
            .where(SubmittedAssignment.assignment == notebook.assignment, SubmittedAssignment.student_id.in_(names))
            .options(selectinload(SubmittedAssignment.notebooks))
        )
    }
    found = {}
    for name in names:
        student = students.get(name) or Student(id=name)
        submission = submissions.get(name) or SubmittedAssignment(
            id=new_uuid(), student=student, student_id=name, assignment=notebook.assignment
        )
        mine = next((n for n in submission.notebooks if n.notebook_id == notebook.id), None)
        found[name] = mine or SubmittedNotebook(id=new_uuid(), notebook=notebook, assignment=submission)
        db.add(submission)
    return found


def write_scores(db: Session, notebook: Notebook, graded: Mapping[str, GradedSubmission]) -> dict[str, tuple[str, ...]]:
    """Write grades and comments, by the id of the submitted notebook; rows that would not change are not written.

    Returns the cells whose mark a person gave for another answer, by the student's id; they are flagged.
    """
    cells = notebook._base_cells
    scored = {cell.id: cell.name for cell in cells if isinstance(cell, (GradeCell, TaskCell))}
    commented = {cell.id: cell.name for cell in cells if isinstance(cell, (SolutionCell, TaskCell))}
    grades = _rows(db, Grade, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade, cells=scored, of=graded)
    comments = _rows(db, Comment, Comment.auto_comment, cells=commented, of=graded)
    new_grades: list[dict[str, Any]] = []
    new_comments: list[dict[str, Any]] = []
    known = hand_marks.load(db, graded.keys())
    answers: dict[str, hand_marks.Answers] = {}
    marked_before: dict[str, tuple[str, ...]] = {}
    for stored, one in graded.items():
        mine = {name: grades.get((stored, cell)) for cell, name in scored.items()}
        if one.in_gradebook and _agrees(mine, one.result):
            continue
        parsed = _marked_cells(one.notebook)
        marks = automatic_marks(one.result, parsed)  # None for a damaged file: stored scores stay
        by_hand = {name: row.needs_manual_grade for name, row in mine.items() if row and row.manual_score is not None}
        now = known[stored].recorded(hand_marks.digests(one.result, parsed), by_hand)
        if now != known[stored]:
            answers[stored] = now
        if changed := tuple(sorted(name for name in by_hand if now.is_changed(name))):
            marked_before[one.result.student] = changed
        for cell, name in scored.items():
            row = mine[name]
            score = row and row.auto_score if marks is None else marks.score(name)
            manual = row and row.manual_score
            if marks is None:
                flagged = manual is None or name in changed
            else:
                flagged = marks.needs_review(name, manual, changed=name in changed)
            if row is None or (row.auto_score, row.needs_manual_grade) != (score, flagged):
                values = {"auto_score": score, "needs_manual_grade": flagged}
                new_grades.append(values | _key(row, stored, cell))
        for cell, name in commented.items():
            said = comments.get((stored, cell))
            comment = said and said.auto_comment if marks is None else marks.comment(name)
            if said is None or said.auto_comment != comment:
                new_comments.append({"auto_comment": comment} | _key(said, stored, cell))
    _write(db, Grade, new_grades)
    _write(db, Comment, new_comments)
    hand_marks.save(db, answers)
    return marked_before


def _marked_cells(notebook: str) -> NotebookNode:
    """Return a notebook with the cells that nbgrader knows, without their outputs, which are most of its text.

    nbformat would make an object of every part of every cell, which takes longer than all else that is done with them.
    """
    cells = [cell for cell in json.loads(notebook)["cells"] if "nbgrader" in cell["metadata"]]
    return NotebookNode(
        cells=[
            NotebookNode(
                cell_type=cell["cell_type"],
                source="".join(cell["source"]),
                metadata=NotebookNode(nbgrader=NotebookNode(cell["metadata"]["nbgrader"])),
                attachments=cell.get("attachments"),
            )
            for cell in cells
        ]
    )


def _rows(
    db: Session, table: Any, *columns: Any, cells: Iterable[str], of: Iterable[str]
) -> dict[tuple[str, str], Row[Any]]:
    """Return rows of submitted notebooks, by notebook and cell; nobody changes them until they are written."""
    query = select(table.id, table.notebook_id, table.cell_id, *columns)
    query = query.where(table.cell_id.in_(cells), table.notebook_id.in_(of))  # as the table's index has them
    query = query.with_for_update()
    return {(row.notebook_id, row.cell_id): row for row in db.execute(query)}


def _key(row: Row[Any] | None, notebook: str, cell: str) -> dict[str, str]:
    return {"id": row.id} if row else {"notebook_id": notebook, "cell_id": cell}


def _write(db: Session, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change the rows that have an id, and add the others."""
    if changed := [row for row in rows if "id" in row]:
        db.execute(update(table), changed)
    if added := [{"id": _new_id(), **row} for row in rows if "id" not in row]:
        db.execute(insert(table.__table__), added)  # the table's own statement, without objects, takes half the time


def _new_id() -> str:
    """Return an id as long as nbgrader's, 32 hexadecimal digits, that sorts after those of earlier moments.

    Random ones, as nbgrader's own, would put the rows of each batch all over the table's index. A submitted notebook
    has such a one all the same: answers are marked in their order, which must say nothing of whose they are.
    """
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def _agrees(stored: Mapping[str, Row[Any] | None], result: Result) -> bool:
    """Does the gradebook hold this result's scores, and a row for every cell?"""
    scores = {question.grade_id: question.score for question in result.questions}
    return all(row is not None and scores.get(name, row.auto_score) == row.auto_score for name, row in stored.items())
