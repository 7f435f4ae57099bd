"""Grades for an LMS: one for each student and assignment, made from the gradebook's records and `results.json`.

The flow: `grades_of` -> `for_class` (who is excused, who handed in nothing) -> a format of `formats`, or a push.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UserError
from grader.results.result import FILE_NAME, Result, read_result
from grader.results.review import is_unrecorded
from grader.results.standing import standing_of
from grader.text import Bilingual, Language
from grader.text.printable import cell_text, one_line
from grader.text.student_ids import look, twin_sentence, twins
from grader.verdict import Verdict

if TYPE_CHECKING:
    from grader.lms.roster import Roster
    from grader.results.records import ClassRecords, MarkRecord, SubmissionRecord
    from grader.submission.submitted import Misplaced


class Status(StrEnum):
    """Why there is a score, or none."""

    GRADED = "graded"
    NEEDS_GRADING = "needs grading"
    """A person has to look first: the grader failed, or only a person can mark it."""
    NOT_SUBMITTED = "not submitted"
    EXCUSED = "excused"
    LEFT = "left the course"
    """Nothing was handed in, and the roster says that the student has left."""


@dataclass(frozen=True)
class Grade:
    """One student's grade in one assignment. `score` is what counts, after the late penalty; None without one."""

    student: str
    assignment: str
    status: Status
    score: float | None
    max_score: float
    late_penalty: float = 0.0
    comment: str = ""
    """Plain text, a line for each question: points and hint."""
    reason: str = ""
    """Why a person has to look first, where that is not to mark an answer; of who has left, the word that says so."""
    so_far: str = ""
    """Where it waits: the points there are, of how many, and how many are to be marked: ``10 / 14, 4 to mark``."""


def score_text(score: float, decimals: int = 2) -> str:
    """Return a score as LMSs read it: a point, few decimals (half up), no exponent."""
    text = f"{Decimal(repr(float(score))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


MARKED_BEFORE = (
    "{} had points by hand for another answer than the one handed in: look again with `grader mark`, and save them anew"
)
UNFINISHED = "its last grading did not end: run `grader autograde {}` again, which says what is to be mended before"
LATE = Bilingual("Late submission: −{penalty}", "지각 제출 감점: −{penalty}")
NOTHING_HANDED_IN = Bilingual("Nothing was handed in.", "제출물이 없습니다.")


def grades_of(
    records: ClassRecords, assignments: Sequence[str], autograded: Path, language: Language
) -> tuple[Grade, ...]:
    """Return the grades of every student of the gradebook, by assignment and student; of all assignments by default.

    Hints, and why a grade waits, come from each ``results.json`` below the folder `autograded`.

    Raises `UserError` for an assignment that was never graded.
    """
    maxima = records.maxima
    for name in assignments:
        if name not in maxima:
            raise UserError(
                f"The gradebook holds no assignment {name}.",
                f"Grade it first, or choose one of: {', '.join(maxima) or '(it is empty)'}.",
            )
    chosen = tuple(dict.fromkeys(assignments)) or tuple(maxima)
    stored = {(one.assignment, one.student): one for one in records.submissions}
    grades = []
    for assignment in chosen:
        for student in (known.id for known in records.students):
            submission = stored.get((assignment, student))
            if submission is None:
                grades.append(Grade(student, assignment, Status.NOT_SUBMITTED, None, maxima[assignment]))
            else:
                result = read_result(autograded / student / assignment / FILE_NAME)
                grades.append(to_grade(submission, maxima[assignment], result, language))
    return tuple(grades)


def to_grade(submission: SubmissionRecord, max_score: float, result: Result | None, language: Language) -> Grade:
    """Return the grade of a submission, with the comment in `language`.

    It is *needs grading* while a mark is missing, and while nobody knows when the submission was handed in.
    """
    if result and result.date_problem:
        where = f"submitted/{submission.student}/{submission.assignment}/timestamp.txt"
        reason = f"when it was handed in is not understood: mend {where} and grade again"
        return Grade(submission.student, submission.assignment, Status.NEEDS_GRADING, None, max_score, reason=reason)
    if any(mark.needs_review for mark in submission.marks):
        waiting = Status.NEEDS_GRADING
        if is_unrecorded(result, submission.marks):
            reason = UNFINISHED.format(submission.assignment)
            return Grade(submission.student, submission.assignment, waiting, None, max_score, reason=reason)
        so_far = standing_of(result, submission.marks).told()
        marked = ", ".join(mark.question for mark in submission.marks if mark.needs_review and mark.manual is not None)
        reason = marked and MARKED_BEFORE.format(marked)
        return Grade(submission.student, submission.assignment, waiting, None, max_score, reason=reason, so_far=so_far)
    score = sum(mark.score or 0.0 for mark in submission.marks) - submission.late_penalty
    if not math.isfinite(score):
        return Grade(submission.student, submission.assignment, Status.NEEDS_GRADING, None, max_score)
    comment = write_comment(submission, hints_of(result), language)
    return Grade(
        submission.student,
        submission.assignment,
        Status.GRADED,
        max(0.0, score),
        max_score,
        submission.late_penalty,
        comment,
    )


def for_class(grades: Iterable[Grade], roster: Roster) -> tuple[Grade, ...]:
    """Return the grades of all in the roster too: *not submitted* for students whom the gradebook does not know.

    Whoever the roster excuses from an assignment has the status *excused* there and no score.
    """
    known = {(grade.assignment, grade.student): grade for grade in grades}
    maxima = {grade.assignment: grade.max_score for grade in known.values()}
    for assignment, max_score in maxima.items():
        for person in roster.people:
            key = (assignment, person.student)
            known.setdefault(key, Grade(person.student, assignment, Status.NOT_SUBMITTED, None, max_score))
            if assignment in person.excused:
                known[key] = replace(
                    known[key], status=Status.EXCUSED, score=None, late_penalty=0.0, comment="", so_far=""
                )
    return tuple(known[key] for key in sorted(known))


def doubt_missing(
    grades: Iterable[Grade],
    ids: Iterable[str],
    folders: Collection[tuple[str, str]],
    misplaced: Iterable[Misplaced],
) -> tuple[Grade, ...]:
    """Return the grades; *not submitted* becomes *needs grading* where work may lie there.

    `ids` are those of the submitted folders, the gradebook and the roster: another one may look like the student's.
    `folders` are what lies in submitted/, by student and assignment: it may not have been graded yet.
    `misplaced` lies in submitted/ where no command finds it.
    """
    lost = {(look(one.student), one.assignment): one for one in misplaced}
    groups = {id_: group for group in twins(ids) for id_ in group}

    def reason(grade: Grade) -> str:
        if grade.status is not Status.NOT_SUBMITTED:
            return ""
        if (grade.student, grade.assignment) in folders:
            return _ungraded(grade)
        student = look(grade.student)
        places = ((student, grade.assignment), (student, ""), ("", grade.assignment), ("", ""))
        if found := next((lost[place] for place in places if place in lost), None):
            if found.closed:
                return f"submitted/{one_line(found.place, 80)} cannot be opened: take the right to it, and grade again"
            place = found.belongs(grade.student, grade.assignment)
            return f"submitted/{one_line(found.place, 80)} lies there: if it is meant, it belongs in submitted/{place}/"
        return _look_alike(groups[grade.student]) if grade.student in groups else ""

    return tuple(
        replace(grade, status=Status.NEEDS_GRADING, reason=why) if (why := reason(grade)) else grade for grade in grades
    )


def _ungraded(grade: Grade) -> str:
    where = f"submitted/{grade.student}/{grade.assignment}/"
    return f"{where} is there, but has not been graded: run `grader autograde {grade.assignment}`"


def _look_alike(group: Sequence[str]) -> str:
    return f"nothing was handed in under this id, but another looks like it: {twin_sentence(group)}; make them one id"


def without_left(grades: Iterable[Grade], roster: Roster) -> tuple[Grade, ...]:
    """Return the grades; *not submitted* becomes *left the course* for whoever has, by the roster."""
    left = roster.left
    return tuple(
        replace(grade, status=Status.LEFT, reason=left[grade.student])
        if grade.status is Status.NOT_SUBMITTED and grade.student in left
        else grade
        for grade in grades
    )


def zero_for_missing(grades: Iterable[Grade], language: Language) -> tuple[Grade, ...]:
    """Return the grades with a 0, and a sentence, for whoever handed in nothing."""
    comment = NOTHING_HANDED_IN.say(language)
    return tuple(
        replace(grade, status=Status.GRADED, score=0.0, comment=comment)
        if grade.status is Status.NOT_SUBMITTED
        else grade
        for grade in grades
    )


# ── the comment ────────────────────────────────────────────────────────────────────────────────────────────


def write_comment(submission: SubmissionRecord, hints: dict[str, str], language: Language) -> str:
    """Return the feedback as plain text: a line for each question, the penalty, then what a person wrote."""
    order = list(hints)
    marks = sorted(submission.marks, key=lambda m: order.index(m.question) if m.question in hints else len(order))
    lines = [_line(mark, hints) for mark in marks]
    if submission.late_penalty:
        lines.append(LATE.fill(penalty=f"{submission.late_penalty:g}").say(language))
    lines += [f"{name.removesuffix('_answer')}: {cell_text(text)}" for name, text in submission.comments if text]
    return "\n".join(lines)


def _line(mark: MarkRecord, hints: dict[str, str]) -> str:
    points = f"{mark.question} {mark.score or 0.0:g}/{mark.max_score:g}"
    hint = hints.get(mark.question, "") if mark.manual is None else ""  # a person's score may say otherwise
    return f"{points}: {cell_text(hint)}" if hint else points


def hints_of(result: Result | None) -> dict[str, str]:
    """Return what a result says to each question, in its order; nothing where there is none."""
    if result is None:
        return {}
    return {q.grade_id: "" if q.verdict is Verdict.CORRECT else q.message for q in result.questions}
