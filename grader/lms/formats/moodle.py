"""Moodle's gradebook CSV (Grades > Import > CSV file). The rules are those of `grade/import/csv` and `lib/csvlib`.

Seen in Moodle 5.0.6, and read in 4.4 and later: the limit of a grade is the item's own maximum. Moodle 3.11 had 100.
"""

from __future__ import annotations

import html
from collections import Counter

from grader.lms.deliverable import AddressedGrade, LmsLimits
from grader.lms.formats.effects import (
    Action,
    Effect,
    Known,
    all_or_nothing,
    not_read,
    read_number,
    refused,
    separator_problem,
)
from grader.lms.formats.php_csv import imported, keep_backslashes
from grader.lms.formats.sheet import (
    Export,
    ExportFile,
    GradeTable,
    Request,
    best_id,
    check_titles,
    comment_cell,
    grade_tables,
    to_csv,
    writable,
)
from grader.lms.grades import score_text
from grader.lms.roster import Person

IDS = {"idnumber": "ID number", "username": "Username", "email": "Email address"}
"""How Moodle can be told to find a user: our column, its own name of the field."""

TWICE = "the user comes twice: Moodle imports the grade of one line, and may take the feedback of the other"
PERSONAL = ("first name", "last name", "surname", "institution", "department", "last downloaded from this course")
"""Columns of Moodle's own exports that tell of the user."""


def write(request: Request) -> Export:
    """Write grades and feedback: a column of each for every assignment."""
    kind = best_id(request, tuple(IDS))

    def identify(person: Person) -> str:
        value: str = getattr(person, kind)
        return "" if value == "0" or not _survives(value) else value  # PHP takes "0" for empty

    limits = LmsLimits("Moodle", IDS[kind], above_maximum=False)
    entries, remarks = writable(request, identify, limits)
    return Export(tuple(ExportFile(t.part, _file(t, request, kind)) for t in grade_tables(entries)), remarks)


def _file(table: GradeTable, request: Request, kind: str) -> bytes:
    titles = [f"Assignment: {request.title(name)}" for name in table.assignments]
    check_titles(titles)
    header = [IDS[kind], *(f"{title} ({what})" for title in titles for what in ("Real", "Feedback"))]
    rows = [
        [row[0].id, *(cell for entry in row for cell in (score_text(entry.score), feedback(entry)))]
        for row in table.rows
    ]
    return to_csv([header, *rows])


def feedback(entry: AddressedGrade) -> str:
    """Return the feedback for one cell, never blank: a blank would delete what is there."""
    return moodle_text(comment_cell(entry.grade.comment)) or points(entry)


def points(entry: AddressedGrade) -> str:
    """Return the points as the shortest feedback there is."""
    return f"{score_text(entry.score)}/{score_text(entry.grade.max_score)}"


def moodle_text(text: str) -> str:
    """Return a text for Moodle's feedback: it is shown as HTML, and a backslash before a quote tears the line."""
    return keep_backslashes(html.escape(text, quote=False))


def _survives(value: str) -> bool:
    return keep_backslashes(value) == value


# ── the importer's rules ───────────────────────────────────────────────────────────────────────────────────


def check(text: str, known: Known) -> list[Effect]:
    """Return what Moodle would do with a file, the columns mapped by their names.

    One fault stops the whole import, but for a user who comes twice.
    """
    rows = [row for row in imported(text) if any(cell.strip() for cell in row)]
    if not rows:
        return refused("the file is empty")
    header = [cell.strip() for cell in rows[0]]
    fields = {title.lower(): field for field, title in IDS.items()}
    kinds = [fields[title.lower()] for title in header if title.lower() in fields]
    if problem := separator_problem(header):
        return refused(f"{problem}, or choose that separator in Moodle")
    if not kinds:
        return refused(f"no column tells who the user is: {', '.join(IDS.values())}")
    if any(len(row) != len(header) for row in rows):
        return refused("a line has another number of columns than the first")
    kind = kinds[0]
    who = [title.lower() for title in header].index(IDS[kind].lower())
    grades = [title for title in header if title.endswith("(Real)")]
    comments = [f"{title.removesuffix('(Real)')}(Feedback)" for title in grades]
    who_columns = [title for title in header if title.lower() in (*fields, *PERSONAL)]
    effects = not_read(header, (*grades, *comments, *who_columns), "its title does not end with (Real)")
    counts = Counter(_as_read(row[who].strip(), kind) for row in rows[1:])
    for row in rows[1:]:
        student = row[who].strip()
        why = _user_problem(student, counts, kind, known)
        for place, title in enumerate(header):
            if title.endswith("(Real)"):
                comment = _cell_of(header, row, f"{title.removesuffix('(Real)')}(Feedback)")
                effects.append(_effect(student, title, row[place].strip(), comment, why, known))
    return all_or_nothing(effects, lambda effect: effect.why != TWICE)


def _user_problem(student: str, counts: Counter[str], kind: str, known: Known) -> str:
    if student in ("", "0"):
        return "without an id the line goes to the student of the line above"
    found = known.count(kind, student, capitals=kind == "idnumber")
    if found > 1:
        return f"several users have this {IDS[kind]}"
    if not found and not known.has(kind, student):
        return f"Moodle knows no user with this {IDS[kind]}{known.hint(kind, student)}"
    return TWICE if counts[_as_read(student, kind)] > 1 else ""


def _as_read(student: str, kind: str) -> str:
    """Return a user's id as Moodle compares it: of names and emails capitals say nothing (`check_user_exists`)."""
    return student if kind == "idnumber" else student.casefold()


def _cell_of(header: list[str], row: list[str], title: str) -> str:
    return html.unescape(row[header.index(title)].strip()) if title in header else ""


def _effect(student: str, column: str, value: str, comment: str, why: str, known: Known) -> Effect:
    title = column.removesuffix(" (Real)").removeprefix("Assignment: ")
    action, reason = Action.SET, ""
    score, maximum = read_number(value), known.maxima.get(title)
    if why:
        action, reason = Action.REFUSE, why
    elif value in ("", "-"):
        action, reason = Action.CLEAR, "a blank deletes the grade that is there"
    elif score is None:
        action, reason = Action.REFUSE, "not a number with a decimal point"
    elif score < 0 or (maximum is not None and score > maximum + 1e-9):
        action, reason = Action.REFUSE, "out of the item's range"
    return Effect(action, student, title, value, reason, comment)
