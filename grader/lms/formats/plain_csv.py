"""A table for people and their own scripts: every student, every assignment, every status. No LMS reads it as it is."""

from __future__ import annotations

from grader.lms.deliverable import Remark, why_not_yet
from grader.lms.formats.effects import Action, Effect, Known, read_csv, read_number, refused
from grader.lms.formats.sheet import Export, ExportFile, Request, to_csv
from grader.lms.grades import Grade, Status, score_text
from grader.lms.roster import Person
from grader.text.printable import FORMULA_SIGNS, cell_lines, cell_text, without_formula

HEADER = ("student", "last_name", "first_name", "email", "section", "assignment", "status", "score", "max_score",
          "late_penalty", "comment", "so_far")  # fmt: skip


def write(request: Request) -> Export:
    """Write all that is known; the byte order mark makes Excel read UTF-8."""
    people = request.roster.by_student
    rows = [_row(grade, people.get(grade.student, Person(grade.student)), request) for grade in request.grades]
    waiting = tuple(
        Remark(grade.student, grade.assignment, why_not_yet(grade), lost=bool(grade.reason))
        for grade in request.grades
        if grade.status is Status.NEEDS_GRADING
    )
    return Export((ExportFile("", b"\xef\xbb\xbf" + to_csv([HEADER, *rows])),), waiting)


def _row(grade: Grade, person: Person, request: Request) -> list[str]:
    who = (person.student, person.last_name, person.first_name, person.email, person.section)
    texts = [without_formula(cell_text(text)) for text in (*who, request.title(grade.assignment))]
    score = "" if grade.score is None else score_text(grade.score, 10)
    points = [score, score_text(grade.max_score, 10), score_text(grade.late_penalty, 10)]
    return [*texts, grade.status.value, *points, without_formula(cell_lines(grade.comment)), grade.so_far]


def check(text: str, _known: Known) -> list[Effect]:
    """Return what a reader would find: `set` for a score, `skip` for each status without one."""
    rows = read_csv(text.removeprefix("\ufeff"))
    if not rows or tuple(rows[0]) != HEADER:
        return refused(f"the columns are not {', '.join(HEADER)}")
    return [_effect(dict(zip(HEADER, row, strict=False))) for row in rows[1:]]


def _effect(row: dict[str, str]) -> Effect:
    student, assignment, comment = (
        _without_apostrophe(row.get(key, "")) for key in ("student", "assignment", "comment")
    )
    status, score = row.get("status", ""), row.get("score", "")
    if status == Status.GRADED:
        action, why = (Action.SET, "") if read_number(score) is not None else (Action.REFUSE, "not a number")
    else:
        action, why = (Action.SKIP, status) if status in tuple(Status) else (Action.REFUSE, "an unknown status")
    return Effect(action, student, assignment, score, why, comment)


def _without_apostrophe(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet program from running a cell."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA_SIGNS) else text
