"""nbgrader's gradebook, open for writing: assignments, results, flags for review. What a person gave is kept.

All results passed to one call go into one transaction. It holds the database's write lock from its first reading on: it
stores all of them or nothing, and a person who enters a grade meanwhile waits for it, or is seen by it. In a server,
where others may add rows meanwhile, a transaction that meets such a row is begun again.
"""

from __future__ import annotations

import datetime
import json
import warnings
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from nbformat import NotebookNode
from nbgrader.api import Assignment, BaseCell, Grade, Notebook, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import or_, select, update
from sqlalchemy.exc import DBAPIError, SAWarning
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.exc import StaleDataError
from traitlets.config import Config

from grader.errors import UserError
from grader.nbgrader import hand_marks
from grader.nbgrader.database import COURSE, check_lengths, ensure_table, hold, open_database
from grader.nbgrader.database_copy import keep_copy
from grader.nbgrader.database_errors import in_words, is_conflict
from grader.nbgrader.gradebook_rows import cells_of, stored_notebooks, update_cells, write_scores
from grader.nbgrader.late_penalty import LateRule
from grader.results.records import GradedSubmission
from grader.text.printable import first_names, printable

WITH_DATES = joinedload(SubmittedNotebook.assignment)
CHUNK = 500
"""Students named in one statement; databases have a limit."""
ATTEMPTS = 5
"""How often a transaction is begun that others come in between."""
P = ParamSpec("P")
T = TypeVar("T")


def transaction(
    work: Callable[Concatenate[Gradebook, Session, P], T],
) -> Callable[Concatenate[Gradebook, P], T]:
    """Have a method get a session, do its work in one transaction in which nobody else grades, and commit it."""

    @wraps(work)
    def run(self: Gradebook, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with warnings.catch_warnings(), in_words(self._db_url):
            warnings.simplefilter("ignore", SAWarning)  # rows are joined before they are added
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    with Session(self._engine, expire_on_commit=False, autoflush=False) as db, db.begin():
                        hold(db.connection())
                        return work(self, db, *args, **kwargs)
                except (DBAPIError, StaleDataError) as error:
                    if attempt == ATTEMPTS or not is_conflict(error):
                        raise
        raise AssertionError("the last attempt returns or raises")

    return run


class Gradebook:
    """The course's gradebook, open for writing. Use it as a context manager.

    Making it and its methods raise `UserError` where the database is damaged, full, or in use by another program for
    long; nothing is stored then.
    """

    def __init__(self, db_url: str, config: Config | None = None) -> None:
        self._db_url = db_url
        self._late_rule = LateRule(lambda: config or Config())
        self._engine = open_database(db_url)
        with in_words(db_url):
            ensure_table(self._engine, hand_marks.TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def keep_copy(self, folder: Path) -> str:
        """Copy the gradebook, in place of the last copy; return why there is none, in a sentence, or nothing.

        A file is copied beside it, a server's database into `folder`.
        """
        return keep_copy(self._engine, folder)

    def check_students(self, students: Iterable[str]) -> None:
        """See that the database can hold these students' ids.

        Raises `UserError` where it cannot: no database holds a name that is not UTF-8, and no server a long one.
        """
        students = list(students)
        if broken := [one for one in students if one.encode("utf-8", "replace").decode("utf-8") != one]:
            names = first_names([printable(one) for one in broken], 3)
            raise UserError(
                f"Folders in submitted/ have names that are not UTF-8, which no gradebook holds: {names}."
                " Nothing was graded, and nothing is changed.",
                "Rename them to the students' ids; names in Korean come out right with `unzip -O cp949`.",
            )
        check_lengths(
            self._engine, Student.__table__.c.id, "a student's id, the name of a folder in submitted/", students
        )

    # ── what there is to grade ─────────────────────────────────────────────────────────────────────────────

    @transaction
    def ensure_assignment(
        self, db: Session, assignment: str, release: NotebookNode, due: datetime.datetime | None = None
    ) -> datetime.datetime | None:
        """Make the gradebook know the released notebook's cells and points, as `nbgrader generate_assignment` does.

        It gets the date when it is `due` where it has none yet; returned is the date that it has. The penalties of its
        late submissions are reckoned anew: since they were stored, a person may have given marks, an extension or
        another due date.

        Cells may be added when submissions are stored already: whose notebook is graded again gets a row for them.
        They may be removed again while nobody has points for them, as when another release was graded with by mistake.

        Raises `UserError` when cells were removed for which marks are stored, and where a server cannot hold a name.
        """
        wanted = cells_of(release)
        kernel = json.dumps(release.metadata.get("kernelspec", {}))
        for column, what, values in (
            (Assignment.__table__.c.name, "an assignment's name", [assignment]),
            (BaseCell.__table__.c.name, "the id of a cell", {name for _, name in wanted}),
            (Notebook.__table__.c.kernelspec, "a notebook's kernel", [kernel]),
        ):
            check_lengths(self._engine, column, what, values)
        known = db.scalar(select(Assignment).where(Assignment.name == assignment))
        known = known or Assignment(name=assignment, course_id=COURSE)
        known.duedate = known.duedate or due
        notebook = next((n for n in known.notebooks if n.name == assignment), None)
        notebook = notebook or Notebook(name=assignment, assignment=known)
        notebook.kernelspec = notebook.kernelspec or kernel
        update_cells(db, notebook, wanted)
        db.add(known)
        db.flush()
        self._penalise_again(db, known)
        due_there: datetime.datetime | None = known.duedate
        return due_there

    # ── results ────────────────────────────────────────────────────────────────────────────────────────────

    @transaction
    def flag_for_review(self, db: Session, assignment: str, students: Sequence[str], notebooks: str = "*") -> None:
        """Have a person look at all that is stored of these submissions, until `record` takes that back.

        `notebooks` is a pattern: which of an assignment's notebooks are meant, where it has several.
        """
        known = db.scalars(select(Assignment).where(Assignment.name == assignment)).one_or_none()
        chosen = [one for one in known.notebooks if fnmatchcase(one.name, notebooks)] if known else []
        cells = {cell.id: cell.name for notebook in chosen for cell in notebook._base_cells}
        for some in (students[i : i + CHUNK] for i in range(0, len(students), CHUNK)):
            theirs = (
                select(SubmittedNotebook.id)
                .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
                .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
                .where(Assignment.name == assignment, SubmittedAssignment.student_id.in_(some))
            )
            hand_marks.remember(db, cells, db.scalars(theirs).all())
            stored = update(Grade).where(Grade.cell_id.in_(cells), Grade.notebook_id.in_(theirs))
            db.execute(stored.values(needs_manual_grade=True), execution_options={"synchronize_session": False})

    @transaction
    def record(
        self, db: Session, assignment: str, submissions: Sequence[GradedSubmission], notebook: str = ""
    ) -> dict[str, tuple[str, ...]]:
        """Store results of one notebook of an assignment, by default the one of its name: all or, on an error, none.

        What a person gave, a score or a comment, is never touched. Returns, by student, the cells that a person has
        marked, but for another answer: they are flagged.
        """
        known = db.scalars(select(Assignment).where(Assignment.name == assignment)).one()
        released = next(one for one in known.notebooks if one.name == (notebook or assignment))
        stored = stored_notebooks(db, released, [one.result.student for one in submissions])
        for one in submissions:
            if one.handed_in_at:  # where nothing is understood, None: an older date is not its
                stored[one.result.student].assignment.timestamp = one.handed_in_at.at
        db.flush()
        changed = write_scores(db, released, {stored[one.result.student].id: one for one in submissions})
        for mine in stored.values():
            dates = mine.assignment
            after = bool(known.duedate and dates.timestamp and dates.timestamp > known.duedate)
            if after or dates.extension is not None or mine.late_submission_penalty is not None:
                self._penalise(db, mine)
        return changed

    def _penalise_again(self, db: Session, known: Assignment) -> None:
        """Reckon anew the penalty of each of an assignment's notebooks that is late, was, or has an extension."""
        possibly_late = or_(
            SubmittedAssignment.timestamp > (known.duedate or datetime.datetime.max),
            SubmittedAssignment.extension.is_not(None),
            SubmittedNotebook.late_submission_penalty.is_not(None),
        )
        of_assignment = select(SubmittedNotebook).join(Notebook).where(Notebook.assignment_id == known.id)
        late = of_assignment.join(SubmittedNotebook.assignment).where(possibly_late).options(WITH_DATES)
        for mine in db.scalars(late):
            self._penalise(db, mine)

    def _penalise(self, db: Session, mine: SubmittedNotebook) -> None:
        """Apply the course's rule for late submissions, if this one is late."""
        db.expire(mine, ["score"])  # the database adds it up
        mine.late_submission_penalty = self._late_rule.penalty(mine)
