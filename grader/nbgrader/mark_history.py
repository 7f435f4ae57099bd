"""What people changed of marks on the page of `grader mark`: a table of our own beside nbgrader's. Rows are only added.

Each holds who changed what and when, and the items of the rubric that explain the points. What formgrader changes is
not in it, for formgrader does not say who it was.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple
from typing import Any

from sqlalchemy import Column, DateTime, Float, Index, Integer, MetaData, String, Table, Text, insert, inspect, select

from grader.results.records import HandMark, RubricMark

TABLE = Table(
    "grader_mark_history",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("notebook_id", String(32), nullable=False),
    Column("cell", String(128), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("before", Float),
    Column("score", Float),
    Column("comment", Text, nullable=False),
    Column("rubric", Text, nullable=False),
    Index("grader_mark_history_notebook", "notebook_id"),
)
Rubrics = tuple[tuple[str, tuple[RubricMark, ...]], ...]
"""By question: the items that explain its points."""


def add(db: Any, notebook: str, cell: str, change: HandMark) -> None:
    """Add a change of the mark of one graded cell of a submitted notebook."""
    row = {"notebook_id": notebook, "cell": cell, "rubric": json.dumps([astuple(one) for one in change.rubric])}
    row |= {name: getattr(change, name) for name in ("at", "by", "before", "score", "comment")}
    db.execute(insert(TABLE), [row])


def changes(db: Any, notebooks: Collection[str]) -> Iterator[tuple[tuple[str, str], HandMark]]:
    """Yield the changes of some submitted notebooks, by notebook and question, the oldest first."""
    if not notebooks or not inspect(db.connection()).has_table(TABLE.name):
        return
    for row in db.execute(select(TABLE).where(TABLE.c.notebook_id.in_(notebooks)).order_by(TABLE.c.id)):
        rubric = tuple(RubricMark(*item) for item in json.loads(row.rubric))
        change = HandMark(row.at, row.by, row.before, row.score, row.comment, rubric)
        yield (row.notebook_id, row.cell), change


def rubrics(db: Any, given: Mapping[tuple[str, str], float]) -> dict[str, Rubrics]:
    """Return, by submitted notebook, the rubrics that explain its points by hand; of others there is no entry.

    `given` are points by hand, by notebook and question. A rubric explains them where the last change on our page gave
    just these points: what formgrader changed later has no rubric.
    """
    last = dict(changes(db, {notebook for notebook, _ in given}))  # the last of each is kept
    found: dict[str, list[tuple[str, tuple[RubricMark, ...]]]] = defaultdict(list)
    for (notebook, question), score in sorted(given.items()):
        change = last.get((notebook, question))
        if change and change.rubric and change.score == score:
            found[notebook].append((question, change.rubric))
    return {notebook: tuple(some) for notebook, some in found.items()}
