"""Moodle's offline grading worksheet of one assignment, filled in. The rules: `mod/assign/feedback/offline`.

Its identifiers (`Participant 1234`) are known to Moodle alone, so a downloaded worksheet is always needed.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import dateutil.parser

from grader.errors import UserError
from grader.lms.deliverable import AddressedGrade, LmsLimits, Remark
from grader.lms.formats.effects import Action, Effect, Known, not_read, read_number, refused, separator_problem
from grader.lms.formats.moodle import feedback
from grader.lms.formats.php_csv import imported, keep_backslashes, parse
from grader.lms.formats.sheet import Export, ExportFile, Request, name_cell, replaced, same_points, to_csv, writable
from grader.lms.grades import score_text
from grader.lms.roster import Person
from grader.text.student_ids import LookAlikes

IDENTIFIER, NAME, GRADE, MAXIMUM = "Identifier", "Full name", "Grade", "Maximum grade"
HANDED_IN = "Last modified (submission)"
LOCK, MODIFIED, FEEDBACK = "Grade can be changed", "Last modified (grade)", "Feedback comments"
KEYS = {"ID number": "idnumber", "Username": "username", "Email address": "email"}
"""The columns that tell whose row it is, and ours; the most reliable first."""

LIMITS = LmsLimits(
    "Moodle",
    "identifier",
    no_id="no line of the worksheet has the ID number, username or email of the roster",
    above_maximum=False,
)
SCALE = "Scale"
"""Moodle's column in place of the maximum where an activity has a scale."""
COLUMNS = (IDENTIFIER, NAME, GRADE, MAXIMUM, LOCK, HANDED_IN, MODIFIED, FEEDBACK, SCALE, *KEYS)
PASSED_OVER = ("Status", "Group", "Institution", "Department", "Online text", "Marker",
               "Marking workflow state")  # fmt: skip
"""Columns of a worksheet that tell of the submission; Moodle reads nothing from them."""
SHOWN = 40
"""Characters of a feedback that a remark shows."""
Row = dict[str, str]


def write(request: Request) -> Export:
    """Fill in the worksheet; rows without a grade of ours are left out, so nothing of theirs changes.

    Raises `UserError` without a worksheet, for one that does not fit, and for more than one assignment.
    """
    if not request.template:
        raise UserError("Moodle's worksheet has to be filled in.", _GET_ONE)
    if len({grade.assignment for grade in request.grades}) > 1:
        raise UserError(
            "A worksheet is for one assignment.", "Name it: grader export ASSIGNMENT --lms moodle-worksheet"
        )
    rows = _rows(request.template)
    people = {row[IDENTIFIER]: row for row in rows}
    owned = _owned(rows, request.roster.people)
    theirs = {title: LookAlikes(row.get(title, "").strip() for row in rows) for title in KEYS}

    def hint(person: Person) -> str:
        return next(filter(None, (theirs[title].hint(getattr(person, ours)) for title, ours in KEYS.items())), "")

    entries, remarks = writable(request, lambda person: owned.get(person.student, ""), LIMITS, hint)
    lines = []
    for entry in entries:
        row = people[entry.id]
        if row.get(LOCK, "Yes") == "No":
            why = "locked in Moodle: the worksheet says that the grade cannot be changed"
            remarks += (Remark(entry.person.student, entry.grade.assignment, why),)
            continue
        lines.append(_fill(row, entry))
        remarks += (*replaced(entry, row[GRADE], "Moodle"), *_replaced_feedback(entry, row.get(FEEDBACK, "")))
    if not lines:
        return Export((), remarks)
    header = [title.strip() for title in parse(request.template)[0]]
    if MAXIMUM not in rows[0]:
        remarks += tuple(
            Remark(
                e.person.student, e.grade.assignment, "the worksheet has no maximum grade to compare with", lost=False
            )
            for e in entries
        )
    return Export(
        (ExportFile("", to_csv([header, *([line[_canonical(title)] for title in header] for line in lines)])),), remarks
    )


_GET_ONE = (
    "In Moodle, open the assignment > Submissions > Download grading worksheet (language English, anonymous "
    "submissions off), and name that file with --template."
)


def _fill(row: Row, entry: AddressedGrade) -> Row:
    """Return the row with grade and feedback.

    Raises `UserError` where Moodle's maximum is another.
    """
    ours = score_text(entry.grade.max_score)
    if not same_points(read_number(row.get(MAXIMUM, ours)), entry.grade.max_score):
        raise UserError(
            f"The maximum grade is {row[MAXIMUM]} in Moodle, but {ours} here.",
            f"Set it to {ours} points (no scale) in Moodle, download the worksheet again, in English, and repeat.",
        )
    filled = row | {GRADE: score_text(entry.score)}
    if NAME in row:
        filled[NAME] = name_cell(row[NAME])
    if FEEDBACK in row:
        filled[FEEDBACK] = feedback(entry)
    return {title: keep_backslashes(cell) for title, cell in filled.items()}


def _replaced_feedback(entry: AddressedGrade, stored: str) -> tuple[Remark, ...]:
    """Return a remark where Moodle holds other feedback, which the file replaces: a person may have written it."""
    theirs, ours = _seen(stored), _seen(feedback(entry))
    if theirs in ("", ours):
        return ()
    start = theirs if len(theirs) <= SHOWN else f"{theirs[:SHOWN]} …"
    what = f"Moodle holds the feedback “{start}”, which this file replaces"
    return (Remark(entry.grade.student, entry.grade.assignment, what, lost=False),)


def _seen(text: str) -> str:
    """Return what a reader sees of a text of Moodle's, which is HTML."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", text)).split())


def _owned(rows: list[Row], people: tuple[Person, ...]) -> dict[str, str]:
    """Return the identifier of each student's row; students with several rows or none are left out."""
    owners: dict[str, dict[str, list[Person]]] = {title: {} for title in KEYS}
    for person in people:
        for title, column in KEYS.items():
            owners[title].setdefault(getattr(person, column).casefold(), []).append(person)
    found: dict[str, list[str]] = {}
    for row in rows:
        if owner := _owner(row, owners):
            found.setdefault(owner.student, []).append(row[IDENTIFIER])
    return {student: identifiers[0] for student, identifiers in found.items() if len(identifiers) == 1}


def _owner(row: Row, owners: dict[str, dict[str, list[Person]]]) -> Person | None:
    """Return the person to whom a row belongs, or None where that is not sure.

    The first column of `KEYS` whose value exactly one person has decides, unless a column before it holds another
    value than this person's.
    """
    values = {title: value for title in KEYS if (value := row.get(title, "").strip().casefold())}
    for title, value in values.items():
        people = owners[title].get(value, [])
        if len(people) == 1:
            surer = list(values)[: list(values).index(title)]
            denied = any(getattr(people[0], KEYS[other]).casefold() not in ("", values[other]) for other in surer)
            return None if denied else people[0]
    return None


def _canonical(title: str) -> str:
    """Return the title of a column as we call it: capitals changed between Moodle's versions ("Maximum Grade")."""
    plain = " ".join(title.split())
    return next((one for one in COLUMNS if one.casefold() == plain.casefold()), plain)


def _rows(text: str, read: Callable[[str], list[list[str]]] = parse) -> list[Row]:
    """Return the rows of a worksheet.

    Raises `UserError` for another file.
    """
    header, *rest = read(text) or [[]]
    if problem := separator_problem(header):
        raise UserError(f"The worksheet cannot be read: {problem}.", _GET_ONE)
    titles = [_canonical(title) for title in header]
    missing = [title for title in (IDENTIFIER, GRADE, MODIFIED) if title not in titles]
    if missing:
        raise UserError(f"The template is no worksheet of Moodle: it has no column {missing[0]}.", _GET_ONE)
    if not set(titles) & set(KEYS):
        raise UserError("The worksheet does not tell who is who: it is anonymous.", _GET_ONE)
    if SCALE in titles and MAXIMUM not in titles:
        raise UserError("The activity is graded with a scale in Moodle.", "Set its grade type to points there.")
    if len(set(titles)) != len(titles):
        raise UserError("The worksheet has two columns with the same title.", _GET_ONE)
    rows = [dict(zip(titles, row, strict=True)) for row in rest if len(row) == len(titles)]
    if len(rows) != len(rest):
        raise UserError("A line of the worksheet has another number of columns than its first.", _GET_ONE)
    return rows


@dataclass(frozen=True)
class Participant:
    """Who a participant of an assignment is: columns of the roster with their values; and when the work was handed in.

    The time is that of the reader's clock in Moodle, without a zone.
    """

    ids: tuple[tuple[str, str], ...]
    time: datetime.datetime | None = None


def participants(text: str) -> dict[str, Participant]:
    """Return who is who in a worksheet, by the number that Moodle also writes into the names of files.

    Raises `UserError` for another file.
    """
    found = {}
    for row in _rows(text):
        number = row[IDENTIFIER].rpartition(" ")[2]
        ids = tuple((column, row[title].strip()) for title, column in KEYS.items() if row.get(title, "").strip())
        found[number] = Participant(ids, _handed_in(row.get(HANDED_IN, "")))
    return found


def _handed_in(text: str) -> datetime.datetime | None:
    try:
        found = dateutil.parser.parse(text)
    except (ValueError, OverflowError):  # a dash where nothing was handed in
        return None
    return found.replace(tzinfo=None) if isinstance(found, datetime.datetime) else None


# ── the importer's rules ───────────────────────────────────────────────────────────────────────────────────


def check(text: str, known: Known) -> list[Effect]:
    """Return what Moodle would do with a worksheet. It skips in silence what it cannot take."""
    try:
        rows = _rows(text, imported)
        stored = {row[IDENTIFIER]: row for row in _rows(known.template)} if known.template else None
    except UserError as error:
        return refused(error.what)
    return [
        *not_read(rows[0] if rows else (), (*COLUMNS, *PASSED_OVER), "Moodle knows no such column"),
        *_effects(rows, stored),
    ]


def _effects(rows: list[Row], stored: dict[str, Row] | None) -> Iterator[Effect]:
    seen: set[str] = set()
    for row in rows:
        key, value = row[IDENTIFIER], row[GRADE].strip()
        old = (stored or {}).get(key, {})
        action, why = _judge(row, value, old, unknown=key in seen or (stored is not None and not old))
        seen.add(key)
        if action is Action.SKIP and not row.get(FEEDBACK, "").strip() and old.get(FEEDBACK, "").strip():
            action, why = Action.CLEAR, "a blank deletes the feedback that is there"
        yield Effect(action, key, GRADE, value, why, row.get(FEEDBACK, ""))


def _judge(row: Row, value: str, old: Row, *, unknown: bool) -> tuple[Action, str]:
    score, maximum = read_number(value), read_number(row.get(MAXIMUM, ""))
    if unknown or not row[IDENTIFIER].removeprefix("Participant ").isdecimal():
        return Action.REFUSE, "no such participant, or twice: Moodle skips the row in silence"
    if not value:
        return Action.SKIP, "no grade"
    if score is None:
        return Action.REFUSE, "not a number with a decimal point"
    if row.get(LOCK) == "No":
        return Action.REFUSE, "the grade is locked: Moodle skips the row in silence"
    if score < 0 or (maximum is not None and score > maximum):
        return Action.REFUSE, "out of range: Moodle skips the row in silence"
    if old and row[MODIFIED] != old[MODIFIED]:
        return Action.REFUSE, "graded in Moodle since the download: Moodle skips the row in silence"
    if read_number(old.get(GRADE, "")) == score:
        return Action.SKIP, "unchanged"
    return Action.SET, ""
