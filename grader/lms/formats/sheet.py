"""What every file format shares: which grades can go into it, and the rules for text, numbers and blanks.

A format is two pure functions: `write` (grades, roster, template) -> `Export`, and `check`, which reads a file with the
rules of the LMS's importer (see `effects`). No file ever holds a blank where a grade belongs: several LMSs take it for
"delete the grade". So a file is a full rectangle; where the class is not, there is one file for each assignment.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from grader.errors import UserError
from grader.lms.grades import Grade, Status
from grader.lms.roster import Person, Roster
from grader.text.printable import FORMULA_SIGNS, cell_text, without_formula


@dataclass(frozen=True)
class Remark:
    """Something to tell the instructor about one grade. `lost`: it is not in the file although it should be."""

    student: str
    assignment: str
    what: str
    lost: bool = True


@dataclass(frozen=True)
class File:
    """One file to import. `part` names the assignment where a class needs several files."""

    part: str
    content: bytes


@dataclass(frozen=True)
class Export:
    """What an export gives: files, and what is not in them."""

    files: tuple[File, ...]
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


@dataclass(frozen=True)
class Entry:
    """One grade that can be written: whose, and the id under which the LMS knows the person."""

    person: Person
    id: str
    grade: Grade


@dataclass(frozen=True)
class Rules:
    """What a format can say. `name` and `id_name` are the LMS's, for the reasons given."""

    name: str
    id_name: str
    missing: str = ""
    """What to say of a person without an id; by default that the roster has none."""
    excused: bool = False
    above_maximum: bool = True
    above: str = ""
    """What the LMS does with a score above the maximum, where that is not just to take it."""
    highest: float = math.inf


NOT_HANDED_IN = "nothing was handed in, so there is no grade to write"
BY_HAND = "a person has to grade it first: open formgrader"


def choose(
    request: Request, identify: Callable[[Person], str], rules: Rules
) -> tuple[tuple[Entry, ...], tuple[Remark, ...]]:
    """Return the grades that can be written, and a remark on each one that cannot or is unusual."""
    entries, remarks = [], []
    people = {student: (person, identify(person)) for student, person in request.roster.by_student.items()}
    twice = {one for one, count in Counter(id_ for _, id_ in people.values() if id_).items() if count > 1}
    for grade in request.grades:
        person, id_ = people.get(grade.student, (None, ""))
        reason = _no_grade(grade, rules) or _no_person(person, id_, twice, rules)
        if reason or person is None:
            lost = grade.status is not Status.NOT_SUBMITTED
            remarks.append(Remark(grade.student, grade.assignment, reason, lost))
            continue
        entries.append(Entry(person, id_, grade))
        if grade.score is not None and grade.score > grade.max_score:
            what = f"{number(grade.score)} is above the maximum of {number(grade.max_score)}; written as it is"
            what = "; ".join(filter(None, (what, rules.above)))
            remarks.append(Remark(grade.student, grade.assignment, what, lost=False))
    return tuple(entries), tuple(remarks)


def _no_grade(grade: Grade, rules: Rules) -> str:
    """Why there is no grade that this format can hold; an empty text where there is one."""
    if grade.status is Status.NOT_SUBMITTED:
        return NOT_HANDED_IN
    if grade.status is Status.EXCUSED:
        return "" if rules.excused else f"excused, which a {rules.name} file cannot say: excuse the student in the LMS"
    if grade.status is Status.NEEDS_GRADING or grade.score is None or not math.isfinite(grade.score):
        return BY_HAND
    if grade.score < 0:
        return f"the score {number(grade.score)} is below 0"
    if grade.score > grade.max_score and not rules.above_maximum:
        said = f"{number(grade.score)} is above the maximum of {number(grade.max_score)}"
        return f"{said}, which {rules.name} refuses: enter it by hand, or raise the maximum"
    if grade.score > rules.highest:
        return f"{number(grade.score)} is above {rules.highest:g}, the most that {rules.name} takes"
    return ""


def _no_person(person: Person | None, id_: str, twice: set[str], rules: Rules) -> str:
    if person is None:
        return "not in the roster"
    if not id_:
        return rules.missing or f"no {rules.id_name} in the roster"
    if id_ in twice:
        return f"several students have the {rules.id_name} {id_}"
    if id_.startswith(FORMULA_SIGNS) or cell_text(id_) != id_:
        return f"the {rules.id_name} {id_!r} would be run as a formula, or torn, by spreadsheet programs"
    return ""


# ── shape ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Sheet:
    """A rectangle: every person has an entry for every assignment."""

    part: str
    assignments: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


def sheets(entries: Iterable[Entry]) -> tuple[Sheet, ...]:
    """Return one full rectangle, or one for each assignment where the grades do not fill one."""
    by_student: dict[str, dict[str, Entry]] = {}
    assignments: dict[str, None] = {}
    for entry in entries:
        by_student.setdefault(entry.person.student, {})[entry.grade.assignment] = entry
        assignments[entry.grade.assignment] = None
    names = tuple(assignments)
    if all(len(own) == len(names) for own in by_student.values()):
        rows = tuple(tuple(own[name] for name in names) for own in by_student.values())
        return (Sheet("", names, rows),) if rows else ()
    return tuple(
        Sheet(name, (name,), tuple((own[name],) for own in by_student.values() if name in own)) for name in names
    )


def best_id(request: Request, names: Sequence[str]) -> str:
    """Return the kind of id that most of the graded students have; the first one where several do."""
    students = {grade.student for grade in request.grades if grade.status is Status.GRADED}
    people = [person for person in request.roster.people if person.student in students]
    return max(names, key=lambda name: sum(bool(getattr(person, name)) for person in people))


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def number(score: float, decimals: int = 2) -> str:
    """Return a score as LMSs read it: a point, few decimals (half up), no exponent."""
    text = f"{Decimal(repr(float(score))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def one_line(comment: str) -> str:
    """Return a comment for one cell: its lines side by side."""
    return without_formula(" | ".join(filter(None, (cell_text(line) for line in comment.splitlines()))))


def person_name(name: str) -> str:
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
