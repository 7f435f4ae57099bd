"""Which grades can go into an LMS, and why each other one cannot: one rule for files and for pushes. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader.lms.grades import Grade, Status, score_text
from grader.lms.roster import Person, Roster
from grader.text.printable import FORMULA_SIGNS, cell_text

NOT_HANDED_IN = "nothing was handed in, so there is no grade to write"
BY_HAND = "a person has to grade it first: run `grader mark`"


def why_not_yet(grade: Grade) -> str:
    """Return why a grade has to wait for a person, with the points that there are so far."""
    so_far = f"{grade.so_far}: " if grade.so_far else ""
    return grade.reason or f"{so_far}{BY_HAND}"


@dataclass(frozen=True)
class LmsLimits:
    """What one way into one LMS takes. `lms` and `id_name` are the LMS's words, for the reasons given."""

    lms: str
    id_name: str
    no_id: str = ""
    """What to say of a student without an id; by default that the roster has none."""
    excused: bool = False
    """Can it carry that a student is excused?"""
    above_maximum: bool = True
    """Does the LMS take more points than the maximum?"""
    above: str = ""
    """What the LMS does with a score above the maximum, where that is not just to take it."""
    zero_maximum: bool = True
    """Does it take an assignment of 0 points?"""
    spreadsheet: bool = True
    """Can a spreadsheet program open it on its way? Then no id may begin a formula."""


@dataclass(frozen=True)
class Remark:
    """Something to tell the instructor about one grade. `lost`: it does not arrive although it should."""

    student: str
    assignment: str
    what: str
    lost: bool = True


@dataclass(frozen=True)
class Recipient:
    """A student of the roster, and the id under which the LMS knows the person; empty where it knows none."""

    person: Person
    id: str
    shared: bool = False
    """Do several students have this id?"""
    hint: str = ""
    """Where the LMS knows none: which of its ids looks like one of this person's, behind a semicolon."""


@dataclass(frozen=True)
class AddressedGrade:
    """One grade that can go: whose, and the id under which the LMS knows the person."""

    person: Person
    id: str
    grade: Grade

    @property
    def score(self) -> float:
        return self.grade.score or 0.0


def deliverable(
    grades: Iterable[Grade],
    roster: Roster,
    identify: Callable[[Person], str],
    limits: LmsLimits,
    hint: Callable[[Person], str] = lambda _: "",
) -> tuple[tuple[AddressedGrade, ...], tuple[Remark, ...]]:
    """Return the grades that can go, and a remark on each one that cannot.

    `identify` returns the LMS's id of a person, or an empty text; `hint`, for the latter, what looks like it there.
    """
    ids = {student: identify(person) for student, person in roster.by_student.items()}
    counts = Counter(ids.values())
    recipients = {
        student: Recipient(person, ids[student], counts[ids[student]] > 1, "" if ids[student] else hint(person))
        for student, person in roster.by_student.items()
    }
    addressed, remarks = [], []
    for grade in grades:
        recipient = recipients.get(grade.student)
        reason = reason_against(grade, recipient, limits)
        if reason or recipient is None:
            lost = grade.status not in (Status.NOT_SUBMITTED, Status.LEFT)
            remarks.append(Remark(grade.student, grade.assignment, reason, lost))
        else:
            addressed.append(AddressedGrade(recipient.person, recipient.id, grade))
    return tuple(addressed), tuple(remarks)


def reason_against(grade: Grade, recipient: Recipient | None, limits: LmsLimits) -> str:
    """Return why a grade cannot go to an LMS; an empty text where it can. `recipient`: None is not in the roster."""
    return _no_grade(grade, limits) or _no_recipient(recipient, limits)


def _no_grade(grade: Grade, limits: LmsLimits) -> str:
    if grade.status is Status.NOT_SUBMITTED:
        return NOT_HANDED_IN
    if grade.status is Status.LEFT:
        return f"{grade.reason}; {NOT_HANDED_IN}"
    if grade.status is Status.EXCUSED:
        return "" if limits.excused else "excused: excuse the student in the LMS"
    if grade.status is Status.NEEDS_GRADING or grade.score is None or not math.isfinite(grade.score):
        return why_not_yet(grade)
    score, maximum = score_text(grade.score), score_text(grade.max_score)
    if grade.score < 0:
        return f"the score {score} is below 0"
    if grade.max_score <= 0 and not limits.zero_maximum:
        return f"the maximum is {maximum} points, and {limits.lms} takes only a maximum above 0"
    if grade.score > grade.max_score and not limits.above_maximum:
        does = f"; {limits.above}" if limits.above else f", which {limits.lms} refuses"
        return f"{score} is above the maximum of {maximum}{does}: enter it by hand, or raise the maximum"
    return ""


def _no_recipient(recipient: Recipient | None, limits: LmsLimits) -> str:
    if recipient is None:
        return "not in the roster"
    id_ = recipient.id
    if not id_:
        return (limits.no_id or f"no {limits.id_name} in the roster") + recipient.hint
    if recipient.shared:
        return f"several students have the {limits.id_name} {id_}"
    if limits.spreadsheet and (id_.startswith(FORMULA_SIGNS) or cell_text(id_) != id_):
        return f"the {limits.id_name} {id_!r} would be run as a formula, or torn, by spreadsheet programs"
    return ""
