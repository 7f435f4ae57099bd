"""Which answer a mark given by hand was for: a table of our own beside nbgrader's, one row for each notebook.

A mark stands while its answer does. When another answer is graded, the mark is kept and flagged, for a person to look
again; entering points in formgrader takes the flag back. nbgrader does not look at the table, and where a notebook has
no row, as in a gradebook from before there was the table, its marks stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Grade
from sqlalchemy import Column, MetaData, String, Table, Text, delete, insert, select
from sqlalchemy.orm import Session

from grader.results.result import Result
from grader.submission.answer_cells import answers_of

TABLE = Table(
    "grader_hand_marks",
    MetaData(),
    Column("notebook_id", String(32), primary_key=True),
    Column("answers", Text, nullable=False),
    Column("marked", Text, nullable=False),
)


@dataclass
class Answers:
    """Digests of one notebook's answers, by the name of the graded cell."""

    now: dict[str, str] = field(default_factory=dict)
    """Of what was recorded last."""
    marked: dict[str, str] = field(default_factory=dict)
    """Of what a mark given by hand was for, where that is known."""

    def is_changed(self, cell: str) -> bool:
        """Is the answer another one than the mark was given for?"""
        return cell in self.marked and self.marked[cell] != self.now.get(cell)

    def recorded(self, now: dict[str, str], by_hand: Mapping[str, bool]) -> Answers:
        """Return what is known once other answers are recorded: `now`, their digests.

        `by_hand` are the cells that have a mark given by hand, with whether it is flagged.
        """
        # A mark that was flagged before its answer was noted came while the flag was set: for the answer known then.
        given = [name for name, flagged in by_hand.items() if not flagged or name not in self.marked]
        marked = self.marked | {name: self.now[name] for name in given if name in self.now}
        return Answers(now, {name: digest for name, digest in marked.items() if name in by_hand})


def digests(result: Result, notebook: NotebookNode) -> dict[str, str]:
    """Return a digest of each answer in an autograded notebook: its cells, its pictures, and its automatic score."""
    scores = {question.grade_id: question.score for question in result.questions}
    texts: dict[str, list[Any]] = {}
    for cell in notebook.cells:
        if name := cell.metadata.get("nbgrader", {}).get("grade_id"):
            texts.setdefault(name.removesuffix("_answer"), []).append([cell.source, cell.get("attachments")])
            texts.setdefault(name, texts[name.removesuffix("_answer")])
    for name, answer in answers_of(notebook).items():
        if answer != f"{name}_answer":  # in an adopted notebook
            texts[name] = [*texts[answer], *texts[name]]
    return {
        name: hashlib.sha256(json.dumps([result.problem, scores.get(name), parts]).encode()).hexdigest()[:16]
        for name, parts in texts.items()
    }


def load(db: Session, notebooks: Collection[str]) -> dict[str, Answers]:
    """Return what is known of some submitted notebooks, by id; of one that has no row, nothing."""
    rows = db.execute(select(TABLE).where(TABLE.c.notebook_id.in_(notebooks)))
    found = {row.notebook_id: Answers(json.loads(row.answers), json.loads(row.marked)) for row in rows}
    return {notebook: found.get(notebook, Answers()) for notebook in notebooks}


def save(db: Session, changed: Mapping[str, Answers]) -> None:
    """Write what is known of submitted notebooks."""
    if changed:
        db.execute(delete(TABLE).where(TABLE.c.notebook_id.in_(changed)))
        rows = [
            {"notebook_id": notebook, "answers": json.dumps(one.now), "marked": json.dumps(one.marked)}
            for notebook, one in changed.items()
        ]
        db.execute(insert(TABLE), rows)


def remember(db: Session, cells: Mapping[str, str], notebooks: Collection[str]) -> None:
    """Note, before marks of some notebooks are flagged, which answers those were given for that are not flagged now.

    `cells` are the names of graded cells by id. Nobody marks these cells until the transaction is over.
    """
    marks = select(Grade.notebook_id, Grade.cell_id, Grade.manual_score, Grade.needs_manual_grade).where(
        Grade.notebook_id.in_(notebooks), Grade.cell_id.in_(cells)
    )
    found = db.execute(marks.with_for_update()).all()  # also those that a person is about to mark
    rows = [row for row in found if row.manual_score is not None and not row.needs_manual_grade]
    known = load(db, {row.notebook_id for row in rows})
    for row in rows:
        answers, name = known[row.notebook_id], cells[row.cell_id]
        if name in answers.now:
            answers.marked[name] = answers.now[name]
    save(db, known)


def settle(db: Session, notebook: str, cell: str) -> None:
    """Note that a person has just marked the answer that was recorded last."""
    answers = load(db, [notebook])[notebook]
    if cell in answers.now:
        answers.marked[cell] = answers.now[cell]
        save(db, {notebook: answers})
