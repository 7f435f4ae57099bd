"""Sakai's gradebook CSV (Gradebook > Import/Export). The rules are those of its `ImportGradesHelper.java`."""

from __future__ import annotations

import csv
import io
import re

from grader.errors import UserError
from grader.lms.deliverable import AddressedGrade, LmsLimits
from grader.lms.formats.effects import Action, Effect, Known, all_or_nothing, judge_cell, not_read, refused
from grader.lms.formats.sheet import (
    Export,
    ExportFile,
    GradeTable,
    Request,
    check_titles,
    comment_cell,
    grade_tables,
    name_cell,
    to_csv,
    writable,
)
from grader.lms.grades import score_text

LIMITS = LmsLimits("Sakai", "username")
BOM = b"\xef\xbb\xbf"
"""With it newer Sakais (SAK-52749) read UTF-8, else Windows-1252. To older ones it is a part of the first title, which
they find by its place."""
LONGEST_COMMENT, CUT = 20_000, " ..."
"""Characters; a longer comment makes Sakai refuse the file."""
UNKNOWN_STUDENT = "no such student in the site"
_ITEM = re.compile(r"([^\[]+)(\[(\d+([.,]\d\d?)?)\])?")
_COMMENT = re.compile(r"\* (.+)")


def write(request: Request) -> Export:
    """Write grades and comments.

    Raises `UserError` for a title that Sakai would take for something else.
    """
    entries, remarks = writable(request, lambda person: person.username, LIMITS)
    return Export(tuple(ExportFile(t.part, _file(t, request)) for t in grade_tables(entries)), remarks)


def _file(table: GradeTable, request: Request) -> bytes:
    titles = [request.title(name) for name in table.assignments]
    check_titles(titles)
    for title in titles:
        if "[" in title or title.startswith(("#", "* ")):
            raise UserError(f"Sakai cannot take {title!r} for the title of an item.", "Rename it, without [ # and *.")
    maxima = [entry.grade.max_score for entry in table.rows[0]]
    pairs = zip(titles, maxima, strict=True)
    header = ["Student ID", "Name"]
    header += [cell for title, points in pairs for cell in (f"{title} [{score_text(points)}]", f"* {title}")]
    rows = [
        [row[0].id, name_cell(row[0].person.sortable_name)]
        + [cell for entry in row for cell in (score_text(entry.score), _feedback(entry))]
        for row in table.rows
    ]
    return BOM + to_csv([[_escape(cell) for cell in row] for row in (header, *rows)], quote_all=True)


def _feedback(entry: AddressedGrade) -> str:
    """Return a comment that is never blank, which would delete the one that is there, and never too long."""
    comment = comment_cell(entry.grade.comment) or f"{score_text(entry.score)}/{score_text(entry.grade.max_score)}"
    return comment if len(comment) <= LONGEST_COMMENT else f"{comment[: LONGEST_COMMENT - len(CUT)]}{CUT}"


def _escape(cell: str) -> str:
    """Sakai's reader drops a single backslash; in quotes, two make one."""
    return cell.replace("\\", "\\\\")


# ── the importer's rules ───────────────────────────────────────────────────────────────────────────────────


def parse(text: str) -> list[list[str]] | None:
    """Return the rows as Sakai's reader does: quotes doubled, and the backslash escapes."""
    reader = csv.reader(io.StringIO(text, newline=""), escapechar="\\", strict=True)
    try:
        return [[cell.strip() for cell in row] for row in reader if any(row)]
    except csv.Error:
        return None


def check(text: str, known: Known) -> list[Effect]:
    """Return what Sakai would do with a file: users and names by position, items by their titles."""
    rows = parse(text)
    if not rows:
        return refused("the file is empty or not CSV")
    header = rows[0]
    problem = _header_problem(header) or _too_long(rows)
    if problem:
        return refused(problem)
    read = [title for title in header[2:] if not title.startswith("#")]
    effects = not_read(header[2:], read, "Sakai ignores a title that begins with #")
    seen: set[str] = set()
    for row in rows[1:]:
        if not row[0]:
            effects.append(Effect(Action.SKIP, "", "", "", "a line without student id"))
            continue
        why = "the student comes twice" if row[0] in seen else ""
        why = why or ("" if known.has("username", row[0]) else UNKNOWN_STUDENT + known.hint("username", row[0]))
        seen.add(row[0])
        for place, title in enumerate(header[2:], 2):
            item = _ITEM.fullmatch(title)
            if _COMMENT.fullmatch(title) or title.startswith("#") or not item:
                continue
            value = row[place] if place < len(row) else ""
            name = item[1].strip()
            comment = _comment(header, row, name)
            action, reason = judge_cell(value, why)
            if action is Action.CLEAR:
                action, reason = Action.SKIP, "blank: Sakai leaves the grade as it is"
            if action in (Action.SET, Action.SKIP) and _comment(header, row, name, " ") == "":
                action, reason = Action.CLEAR, "a blank comment deletes the comment that is there"
            effects.append(Effect(action, row[0], name, value, reason, comment))
    return all_or_nothing(effects, lambda effect: not effect.why.startswith(UNKNOWN_STUDENT))


def _too_long(rows: list[list[str]]) -> str:
    """Return what Sakai says of comments that are too long; it then refuses the file."""
    places = [place for place, title in enumerate(rows[0]) if _COMMENT.fullmatch(title)]
    long = [row[0] for row in rows[1:] for place in places if len(row) > place and len(row[place]) > LONGEST_COMMENT]
    return f"the comment of {long[0]} is longer than {LONGEST_COMMENT} characters" if long else ""


def _comment(header: list[str], row: list[str], name: str, without: str = "") -> str:
    """Return an item's comment in a line, or `without` where the line has no cell for it."""
    place = header.index(f"* {name}") if f"* {name}" in header else len(row)
    return row[place] if place < len(row) else without


def _header_problem(header: list[str]) -> str:
    titles = header[2:]
    if not titles and ";" in header[0]:
        return (
            "semicolons: Sakai reads them only in a language with decimal commas; write commas, and set it to English"
        )
    if any(not title for title in titles):
        return "a column without a title"
    names = [m[1] if (m := _COMMENT.fullmatch(title)) else title for title in titles]
    items = [m[1].strip() for title in titles if not title.startswith(("* ", "#")) and (m := _ITEM.fullmatch(title))]
    twice = len(set(titles)) != len(titles) or len(set(items)) != len(items)
    if twice:
        return "two columns with the same title"
    bad = [t for t in titles if not t.startswith(("* ", "#")) and not _ITEM.fullmatch(t)]
    if bad:
        return f"the title {bad[0]} cannot be read"
    orphans = [n for t, n in zip(titles, names, strict=True) if t.startswith("* ") and n not in items]
    return f"comments without an item: {orphans[0]}" if orphans else ""
