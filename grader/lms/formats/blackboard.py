"""Blackboard's Grade Center file (Work Offline > Upload). The rules are those of the vendor's help."""

from __future__ import annotations

import re

from grader.errors import UserError
from grader.lms.deliverable import AddressedGrade, LmsLimits, Remark
from grader.lms.formats.effects import Action, Effect, Known, judge_cell, read_csv, read_number, refused
from grader.lms.formats.sheet import (
    Export,
    ExportFile,
    GradeTable,
    Request,
    check_titles,
    grade_tables,
    name_cell,
    only_column,
    replaced,
    same_points,
    to_csv,
    writable,
)
from grader.lms.grades import score_text
from grader.lms.roster import Person
from grader.text.student_ids import LookAlikes

WHO = ("Last Name", "First Name", "Username", "Student ID")
_COLUMN = re.compile(
    r"(?P<title>.*?)\s*\[Total Pts: (?:up to )?(?P<points>[\d.,]+)\s*(?P<kind>[^\]]*?)\s*\]\s*(?:\|(?P<id>\d+))?"
)
NO_USER = "no user with this username"
LIMITS = LmsLimits("Blackboard", "username")
IN_TEMPLATE = LmsLimits("Blackboard", "username", no_id="no line of the template has the username of the roster")


def write(request: Request) -> Export:
    """Write the grades; with the file that Blackboard gave (`template`), into its columns, for its users.

    Raises `UserError` for a template that does not fit.
    """
    template = read(request.template) if request.template else None
    columns, users = _users(template) if template else (None, None)

    def identify(person: Person) -> str:
        return person.username if users is None or person.username in users else ""

    theirs = LookAlikes(users or ())
    limits = LIMITS if users is None else IN_TEMPLATE
    entries, remarks = writable(request, identify, limits, lambda person: theirs.hint(person.username))
    if columns is not None:
        kinds = {e.grade.assignment: _other_kind(request.title(e.grade.assignment), columns) for e in entries}
        remarks += tuple(
            Remark(e.grade.student, e.grade.assignment, kinds[e.grade.assignment])
            for e in entries
            if kinds[e.grade.assignment]
        )
        entries = tuple(entry for entry in entries if not kinds[entry.grade.assignment])
        for entry in entries:
            stored = _stored(
                template or [], entry.id, _title(request.title(entry.grade.assignment), entry.grade.max_score, columns)
            )
            remarks += replaced(entry, stored, "Blackboard")
    return Export(tuple(ExportFile(t.part, _file(t, request, columns)) for t in grade_tables(entries)), remarks)


def _other_kind(title: str, columns: list[str]) -> str:
    """Return why points must not go into a column of a template: it shows, and so reads, something else."""
    found = [m for c in columns if (m := _COLUMN.fullmatch(c)) and m["id"] and title in (c, m["title"])]
    return _no_points(found[0]["kind"]) if len(found) == 1 else ""


def _no_points(kind: str) -> str:
    if kind in ("", "Score"):
        return ""
    return f"Blackboard reads this column as {kind}, not as points: set its Primary Display to Score, download again"


def _stored(template: list[list[str]], user: str, column: str) -> str:
    """Return what a template holds for a user in a column."""
    header, *rows = template
    who, place = header.index("Username"), header.index(column)
    return next((row[place] for row in rows if len(row) > max(who, place) and row[who] == user), "")


def _users(template: list[list[str]]) -> tuple[list[str], set[str]]:
    """Return the columns and the usernames of a template."""
    header, *rows = template
    who = header.index("Username")
    return header, {row[who] for row in rows if len(row) > who}


def _file(table: GradeTable, request: Request, columns: list[str] | None) -> bytes:
    wanted = {request.title(entry.grade.assignment): entry.grade.max_score for entry in table.rows[0]}
    titles = [_title(title, points, columns) for title, points in wanted.items()]
    check_titles(titles)
    return to_csv([[*WHO, *titles], *(_line(row) for row in table.rows)], quote_all=True)


def _line(row: tuple[AddressedGrade, ...]) -> list[str]:
    person = row[0].person
    names = [name_cell(person.last_name), name_cell(person.first_name)]
    return [*names, row[0].id, name_cell(person.idnumber), *(score_text(entry.score) for entry in row)]


def _title(title: str, points: float, columns: list[str] | None) -> str:
    """Return the full title of a column.

    Raises `UserError` where the template has none, or it has other points.
    """
    if columns is None:
        return f"{title} [Total Pts: {score_text(points)} Score]"
    found = [(c, m) for c in columns if (m := _COLUMN.fullmatch(c)) and m["id"] and title in (c, m["title"])]
    titles = [m["title"] for c in columns if (m := _COLUMN.fullmatch(c))]
    column, match = only_column("Blackboard", title, found, titles)
    if not same_points(read_number(match["points"].replace(",", ".")), points):
        raise UserError(
            f"{match['title']} has {match['points']} points in Blackboard, but {score_text(points)} here.",
            f"Set Points Possible to {score_text(points)} there, download the file again, and repeat.",
        )
    return column


def read(text: str) -> list[list[str]]:
    """Return the rows of a file for or from Blackboard, the titles stripped.

    Raises `UserError` for another file.
    """
    plain = text.removeprefix("\ufeff")
    rows = read_csv(plain, "\t" if "\t" in plain.partition("\n")[0] else ",")
    if not rows or "Username" not in [cell.strip() for cell in rows[0]]:
        raise UserError(
            "This is no file of Blackboard's Grade Center: it has no column Username.",
            "Download it there: Work Offline > Download, all columns.",
        )
    return [[cell.strip() for cell in row] for row in rows]


# ── the importer's rules ───────────────────────────────────────────────────────────────────────────────────


def check(text: str, known: Known) -> list[Effect]:
    """Return what Blackboard would do with a file."""
    try:
        header, *rows = read(text)
        columns = read(known.template)[0] if known.template else None
    except UserError as error:
        return refused(error.what)
    who = header.index("Username")
    effects: list[Effect] = []
    seen: set[str] = set()
    for row in rows:
        student = row[who] if who < len(row) else ""
        why = "the user comes twice" if student in seen else ""
        why = why or ("" if student and known.has("username", student) else NO_USER + known.hint("username", student))
        why = why or ("" if len(row) == len(header) else "another number of columns than the first line")
        seen.add(student)
        for place, title in enumerate(header):
            if title in (*WHO, "Last Access", "Availability"):
                continue
            value = row[place] if place < len(row) else ""
            action, reason = judge_cell(value, why)
            if action is Action.SET:
                action, reason = _column_action(title, columns)
            effects.append(Effect(action, student, title, value, reason))
    return effects


def _column_action(title: str, columns: list[str] | None) -> tuple[Action, str]:
    match = _COLUMN.fullmatch(title)
    if not match or not match["id"]:
        return Action.CREATE, "no |id in the title: Blackboard makes a new column of text, with 0 points"
    if columns is not None and title not in columns:
        return Action.REFUSE, "no such column in the template"
    problem = _no_points(match["kind"])
    return (Action.REFUSE, problem) if problem else (Action.SET, "")
