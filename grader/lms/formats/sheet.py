"""What every file format shares: which grades can go into it, and the rules for text, numbers and blanks.

A format is two pure functions: `write` (grades, roster, template) -> `Export`, and `check`, which reads a file with the
rules of the LMS's importer (see `effects`). No file ever holds a blank where a grade belongs: several LMSs take it for
"delete the grade". So a file is a full rectangle; where the class is not, there is one file for each assignment.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from grader.errors import UserError
from grader.lms.deliverable import AddressedGrade, LmsLimits, Remark, deliverable
from grader.lms.formats.effects import read_number
from grader.lms.grades import Grade, Status, score_text
from grader.lms.roster import Person, Roster
from grader.text.printable import FORMULA_SIGNS, cell_text, without_formula


@dataclass(frozen=True)
class ExportFile:
    """One file to import. `part` names the assignment where a class needs several files."""

    part: str
    content: bytes


@dataclass(frozen=True)
class Export:
    """What an export gives: files, and what is not in them."""

    files: tuple[ExportFile, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def complete(self) -> bool:
        return not any(remark.lost for remark in self.remarks)


@dataclass(frozen=True)
class Request:
    """What is to be written. `titles`: the LMS's names of assignments, where they differ from ours."""

    grades: tuple[Grade, ...]
    roster: Roster
    template: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)

    def title(self, assignment: str) -> str:
        return self.titles.get(assignment, assignment)


def writable(
    request: Request,
    identify: Callable[[Person], str],
    limits: LmsLimits,
    hint: Callable[[Person], str] = lambda _: "",
) -> tuple[tuple[AddressedGrade, ...], tuple[Remark, ...]]:
    """Return the grades that can be written, and a remark on each one that cannot or is unusual; see `deliverable`."""
    entries, remarks = deliverable(request.grades, request.roster, identify, limits, hint)
    return entries, (*remarks, *(_above(entry.grade, limits) for entry in entries if _is_above(entry.grade)))


def _is_above(grade: Grade) -> bool:
    return grade.score is not None and grade.score > grade.max_score


def _above(grade: Grade, limits: LmsLimits) -> Remark:
    score, maximum = score_text(grade.score or 0.0), score_text(grade.max_score)
    what = "; ".join(filter(None, (f"{score} is above the maximum of {maximum}; written as it is", limits.above)))
    return Remark(grade.student, grade.assignment, what, lost=False)


def replaced(entry: AddressedGrade, stored: str, lms: str) -> tuple[Remark, ...]:
    """Return a remark where the LMS holds another grade, which the file replaces: a person may have given it."""
    stored, ours = stored.strip(), score_text(entry.score) if entry.grade.status is Status.GRADED else "EX"
    if stored in ("", "-") or stored.upper() == ours or read_number(stored) == read_number(ours) is not None:
        return ()
    what = f"{lms} holds {stored[:40]}, which this file replaces with {ours}"
    return (Remark(entry.grade.student, entry.grade.assignment, what, lost=False),)


# ── shape ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class GradeTable:
    """A rectangle: every person has an entry for every assignment."""

    part: str
    assignments: tuple[str, ...]
    rows: tuple[tuple[AddressedGrade, ...], ...]


def grade_tables(entries: Iterable[AddressedGrade]) -> tuple[GradeTable, ...]:
    """Return one full rectangle, or one for each assignment where the grades do not fill one."""
    by_student: dict[str, dict[str, AddressedGrade]] = {}
    assignments: dict[str, None] = {}
    for entry in entries:
        by_student.setdefault(entry.person.student, {})[entry.grade.assignment] = entry
        assignments[entry.grade.assignment] = None
    names = tuple(assignments)
    if all(len(own) == len(names) for own in by_student.values()):
        rows = tuple(tuple(own[name] for name in names) for own in by_student.values())
        return (GradeTable("", names, rows),) if rows else ()
    return tuple(
        GradeTable(name, (name,), tuple((own[name],) for own in by_student.values() if name in own)) for name in names
    )


def best_id(request: Request, names: Sequence[str]) -> str:
    """Return the kind of id that most of the graded students have; the first one where several do."""
    students = {grade.student for grade in request.grades if grade.status is Status.GRADED}
    people = [person for person in request.roster.people if person.student in students]
    return max(names, key=lambda name: sum(bool(getattr(person, name)) for person in people))


# ── the template ───────────────────────────────────────────────────────────────────────────────────────────

T = TypeVar("T")


def only_column(lms: str, title: str, found: Sequence[T], titles: Sequence[str]) -> T:
    """Return the one column that was found for an assignment's title in an LMS's template; `titles` are all it has.

    Raises `UserError` where it is not one.
    """
    if len(found) != 1:
        raise UserError(
            f"The template from {lms} has {'no' if not found else 'more than one'} column for {title}.",
            f"Name it with --column NAME=TITLE. Its columns are: {', '.join(titles) or '(none)'}.",
        )
    return found[0]


def same_points(theirs: float | None, ours: float) -> bool:
    """Are the points of an LMS's column, None where it says none, those that the assignment has here?"""
    return theirs is not None and abs(theirs - ours) <= 0.005


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def comment_cell(comment: str) -> str:
    """Return a comment for one cell: its lines side by side."""
    return without_formula(" | ".join(filter(None, (cell_text(line) for line in comment.splitlines()))))


def name_cell(name: str) -> str:
    """Return a name for one cell."""
    return without_formula(cell_text(name))


def check_titles(titles: Iterable[str]) -> None:
    """Refuse titles of columns that no file can carry.

    Raises `UserError`.
    """
    seen: set[str] = set()
    for title in titles:
        if not title or cell_text(title) != title or title.startswith(FORMULA_SIGNS):
            raise UserError(f"{title!r} cannot be the title of a column.", "Choose another with --column NAME=TITLE.")
        if title in seen:
            raise UserError(f"Two columns would have the title {title}.", "Give each its own with --column NAME=TITLE.")
        seen.add(title)


def to_csv(rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> bytes:
    """Return rows as CSV: UTF-8, commas, quotes doubled."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return out.getvalue().encode()
