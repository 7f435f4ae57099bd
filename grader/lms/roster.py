"""The roster: which student of the gradebook is which user of the LMS. A CSV file with one line for each student."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UserError
from grader.text.printable import first_names
from grader.text.student_ids import nfc, same_in_nfc, without_invisible

if TYPE_CHECKING:
    from grader.results.records import StudentRecord


@dataclass(frozen=True)
class Person:
    """One student: the id in nbgrader, and what the LMSs call the same person. An empty text is "not known"."""

    student: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    section: str = ""
    username: str = ""
    """The login name, as Moodle, Blackboard, Brightspace and Sakai know it."""
    idnumber: str = ""
    """Moodle's "ID number", Blackboard's "Student ID"."""
    canvas_id: str = ""
    sis_user_id: str = ""
    sis_login_id: str = ""
    integration_id: str = ""
    org_defined_id: str = ""
    lti_user_id: str = ""
    excused: tuple[str, ...] = ()
    """The assignments that do not count for this student."""
    status: str = ""
    """The word of the roster that says that the student has left the course; empty for everybody else."""

    @property
    def name(self) -> str:
        """The name as it is spoken; the id where no name is known."""
        return f"{self.first_name} {self.last_name}".strip() or self.student

    @property
    def sortable_name(self) -> str:
        """Family name first; the id where no name is known."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.student


@dataclass(frozen=True)
class Roster:
    """A class. `unused` names columns of the file that mean nothing here."""

    people: tuple[Person, ...]
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences on what was taken for what, and which marks of other formats were taken off."""

    @cached_property
    def by_student(self) -> dict[str, Person]:
        return {person.student: person for person in self.people}

    @property
    def left(self) -> dict[str, str]:
        """Who has left the course, and the word that says so."""
        return {person.student: person.status for person in self.people if person.status}


COLUMNS = tuple(field.name for field in fields(Person))
IDS = ("username", "idnumber", "canvas_id", "sis_user_id", "sis_login_id", "integration_id", "org_defined_id",
       "lti_user_id")  # fmt: skip
MARKS = ("#", "'", '="')
"""What other formats put before an id: Brightspace `#`, spreadsheet programs `'` and `="..."`. No id begins so."""
ALIASES = {
    "id": "student",
    "student_id": "student",
    "orgdefinedid": "org_defined_id",
    "id_number": "idnumber",
    "email_address": "email",
    "lms_user_id": "lti_user_id",
    "학번": "student",
    "이메일": "email",
    "메일": "email",
    "e_mail": "email",
    "성": "last_name",
}
STATUS_TITLES = (
    "status", "studentstatus", "registrationstatus", "enrollmentstatus", "enrolmentstatus", "enrollmentstate",
    "enrolmentstate", "상태", "학적", "학적상태", "수강상태", "재학상태",
)  # fmt: skip
"""Titles of columns that say whether a student is still in the course, without blanks and underscores."""
LEFT = (
    "withdrawn", "withdrew", "dropped", "inactive", "concluded", "suspended", "deleted",
    "휴학", "휴학생", "휴학중", "자퇴", "자퇴생", "제적", "제적생", "퇴학", "수강취소", "수강철회", "수강포기",
)  # fmt: skip
"""Words of such columns for whoever has left, and of LTI; Moodle calls them suspended."""
PRESENT = (
    "", "active", "enrolled", "registered", "current",
    "재학", "재학생", "재학중", "수강", "수강중", "정상", "복학", "복학생",
)  # fmt: skip
"""Words for whoever is in the course."""


NAMED = 10
"""Students or words that a sentence names."""
BINARY = {
    b"pk\x03\x04": "a workbook (.xlsx, .ods) or another archive",
    b"\xd0\xcf\x11\xe0": "an old workbook (.xls) or a Hangul document (.hwp)",
    b"%pdf": "a PDF",
    b"<html": "a web page, which some offices call .xls",
    b"<!doctype": "a web page, which some offices call .xls",
    b"<table": "a web page, which some offices call .xls",
}
"""How files begin that are sent as rosters and are no CSV, and what they are."""


def read_roster(path: Path) -> Roster:
    """Return the class that a CSV file lists.

    Raises `UserError` for a file that is not there, is not UTF-8, lacks a column, or names somebody twice.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"The roster {path} cannot be read: {error.strerror}.", "Check the path.") from error
    return parse_roster(decode(content, str(path)), str(path))


def decode(content: bytes, name: str) -> str:
    """Return the text of a file that a spreadsheet program wrote: UTF-8, or UTF-16 that says so.

    Raises `UserError` for any other encoding: which one it is could only be guessed, and names would be garbled.
    """
    kind = next((kind for start, kind in BINARY.items() if content.lstrip().lower().startswith(start)), "")
    if kind:
        raise UserError(f"{name} is not CSV: it is {kind}.", 'Open it there, and save the table as "CSV UTF-8".')
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UserError(
            f"{name} is not UTF-8: line {line} cannot be read. Excel's plain CSV is CP949 or another local one.",
            'Save it again, in Excel as "CSV UTF-8 (comma delimited)".',
        ) from error
    if "\0" in text:
        raise UserError(f"{name} is not a text file.", "Save it as CSV in UTF-8; a workbook (.xlsx) cannot be read.")
    return text


def parse_roster(text: str, name: str = "The roster") -> Roster:
    """Return the class that a CSV text lists.

    Raises `UserError` for missing columns, torn lines, and ids that are given twice or were damaged by Excel.
    """
    rows = _rows(text.lstrip("\ufeff"), name)
    try:
        header = next(rows)[1]
    except StopIteration:
        raise UserError(f"{name} is empty.", "Its first line names the columns, at least `student`.") from None
    from_canvas = _is_canvas_export(header)
    above = _above_header(text.lstrip("\ufeff\r\n"))
    columns, notes = _canvas_columns(header) if from_canvas else ([_column(title) for title in header], [])
    notes += [f"the first {above} lines, above the names of the columns, were left out"] if above else []
    _check_columns(header, columns, name)
    taken = header[columns.index("student")]
    if not from_canvas and _plain(taken) != "student":
        notes.append(f"the column {taken} was taken for the id in nbgrader; if it is another id, add a column student")
    marked: dict[str, int] = {}
    statuses = {place: title for place, title in enumerate(header) if columns[place] == "status"}
    said: dict[tuple[str, str], None] = {}
    people = {}
    for line, row in rows:
        if row == header:
            notes.append(f"line {line} repeats the header and was left out")
        elif from_canvas and _is_no_student_of_canvas(_canvas_name(header, row), row[header.index("ID")]):
            notes.append(f"line {line} of Canvas's export is no student and was left out: {row[0] or '(blank)'}")
        else:
            cells = dict(zip(columns, row, strict=True)) | {"status": _status(statuses, row, said)}
            people[line] = _person(_without_marks(cells, marked), name, line)
            if from_canvas:
                people[line] = _with_canvas_name(people[line], _canvas_name(header, row), _plain(taken))
    notes += [f"{what} was taken off in {count} {'cell' if count == 1 else 'cells'}" for what, count in marked.items()]
    people, several = _with_all_sections(people)
    notes += [f"{student} is listed in several sections and counts once" for student in several]
    _reject_duplicates(people, name)
    notes += _of_statuses(people.values(), said)
    unused = tuple(title for title, column in zip(header, columns, strict=True) if column not in COLUMNS and title)
    return Roster(tuple(people.values()), unused, tuple(notes))


def _check_columns(header: Sequence[str], columns: Sequence[str], name: str) -> None:
    """Raise `UserError` where no column tells the student, or two tell the same; `columns` are our names of them."""
    known = [column for column in columns if column in COLUMNS]
    if "student" not in known:
        raise UserError(
            f"{name} has no column `student`; its columns are: {', '.join(header)}.",
            "Name the column that holds nbgrader's ids (the folder names in submitted/) `student`.",
        )
    for column in known:
        if known.count(column) > 1 and column != "status":
            theirs = " and ".join(title for title, ours in zip(header, columns, strict=True) if ours == column)
            raise UserError(
                f"{name} has two columns for {column}: {theirs}.",
                "Keep one of them, or give the other the name of what it holds.",
            )


def under_ids_of_course(roster: Roster, students: Iterable[str]) -> Roster:
    """Return the class under the course's ids where those of the roster are the same letters in another normal form."""
    own = same_in_nfc(students, roster.by_student)
    people = tuple(replace(person, student=own.get(person.student, person.student)) for person in roster.people)
    return replace(roster, people=people)


def roster_of_gradebook(students: Iterable[StudentRecord]) -> Roster:
    """Return the class as nbgrader knows it. Without a roster file, its ids stand for those of the LMS."""
    return Roster(
        tuple(
            Person(
                s.id, s.first_name, s.last_name, s.email,
                username=s.id, idnumber=s.id, sis_login_id=s.id, org_defined_id=s.id.removeprefix("#"),
                lti_user_id=s.lms_user_id,
                canvas_id=s.lms_user_id if s.lms_user_id.isascii() and s.lms_user_id.isdigit() else "",
            )
            for s in students
        )
    )  # fmt: skip


def roster_csv(roster: Roster) -> bytes:
    """Return a class as a CSV file for Excel too: the columns that somebody has something in."""
    used = [column for column in COLUMNS if any(getattr(person, column) for person in roster.people)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(used)
    for person in roster.people:
        values = (getattr(person, column) for column in used)
        writer.writerow([" ".join(value) if isinstance(value, tuple) else value for value in values])
    return out.getvalue().encode("utf-8-sig")


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its line number; the separator is the header's: comma, semicolon or tab."""
    text = text.lstrip("\r\n")
    told = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)  # Excel's own line
    text = text[told.end() :] if told else text
    above = _above_header(text)
    text = "".join(text.splitlines(keepends=True)[above:])
    first = next((line for line in text.splitlines() if line.strip(" ,;\t\r")), "")
    separator = told[1] if told else max(",;\t", key=re.sub('"[^"]*"', "", first).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    width = 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            width = width or len(cells)
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) != width:
                raise UserError(
                    f"Line {reader.line_num + above} of {name} has {len(cells)} fields, its first line has {width}.",
                    "Put text that holds the separator into double quotes.",
                )
            yield reader.line_num + above, cells
    except csv.Error as error:
        raise UserError(
            f"Line {reader.line_num + above} of {name} is not CSV: {error}.",
            "Look for a double quote that is not closed.",
        ) from error


HEADER_WITHIN = 10
"""Lines within which the names of the columns stand: offices put titles of the list above them."""


def _above_header(text: str) -> int:
    """Return how many lines of a title stand above the one that names a column for the student's id; else 0.

    A title fills fewer cells than the names of the columns do.
    """
    filled: list[int] = []
    for line in text.splitlines()[:HEADER_WITHIN]:
        cells = [cell for cell in (part.strip(' "') for part in re.split("[,;\t]", line)) if cell]
        if any(_column(cell) == "student" for cell in cells):
            return len(filled) if all(count < len(cells) for count in filled) else 0
        filled.append(len(cells))
    return 0


def _plain(title: str) -> str:
    return re.sub(r"[\s-]+", "_", without_invisible(title).strip().lower())


def _is_canvas_export(header: list[str]) -> bool:
    """Is this the header of Canvas's own gradebook export? There `ID`, behind the name, is Canvas's number."""
    return (header[:2] == ["Student", "ID"] or header[:3] == [*CANVAS_NAMES, "ID"]) and "Section" in header


CANVAS_NAMES = ["LastName", "FirstName"]
"""How a Canvas export begins where the account splits names; else it begins with `Student`."""


def _canvas_columns(header: list[str]) -> tuple[list[str], list[str]]:
    """Return what each column of Canvas's export is, and a sentence on which one was taken for nbgrader's ids."""
    taken = next((title for title in ("SIS Login ID", "SIS User ID") if title in header), "ID")
    ids = {"ID": "canvas_id", "Section": "section", taken: "student"}
    columns = [ids.get(title, "" if title in ("Student", *CANVAS_NAMES) else _plain(title)) for title in header]
    others = ", ".join(title for title in ("SIS Login ID", "SIS User ID", "ID") if title in header and title != taken)
    note = f"this is Canvas's export: {taken} was taken for the id in nbgrader, not {others or 'another column'}"
    return columns, [f"{note}; if that is wrong, name the right column student and Canvas's ID canvas_id"]


def _canvas_name(header: list[str], row: list[str]) -> tuple[str, str]:
    """Return the family name and the other one of a line of Canvas's export."""
    if header[:2] == CANVAS_NAMES:
        return row[0], row[1]
    last, _, first = row[0].partition(", ")
    return last, first


def _is_no_student_of_canvas(name: tuple[str, str], id_: str) -> bool:
    """Is a line of Canvas's export the points', the posting policy's, or the test student's?"""
    return "Points Possible" in name[0] or not id_ or name == ("Student", "Test")


def _with_canvas_name(person: Person, name: tuple[str, str], taken: str) -> Person:
    """Return a person of Canvas's export with its name; the column that was taken for the id is also what it says."""
    last, first = name
    own = {"canvas_id" if taken == "id" else taken: person.student}
    return replace(person, first_name=first, last_name=last, **own)  # type: ignore[arg-type]  # names of text fields


def _without_marks(row: dict[str, str], marked: dict[str, int]) -> dict[str, str]:
    """Return a line without what other formats put around its ids; `marked` counts what was taken off, by kind."""
    cleaned = dict(row)
    for column in ("student", *IDS):
        value = row.get(column, "")
        kinds = []
        if quoted := re.fullmatch(r'="(.*)"', value):
            value, kinds = quoted[1], ['="..." of a spreadsheet program']
        if value.startswith("'"):
            value, kinds = value[1:], [*kinds, "the apostrophe of a spreadsheet program"]
        if value.startswith("#"):
            value, kinds = value.lstrip("#"), [*kinds, "the # of Brightspace"]
        if re.fullmatch(r"\d+\.0+", value):
            value, kinds = value.partition(".")[0], [*kinds, "the .0 of a program that took ids for numbers"]
        if column != "student" and (plain := without_invisible(value).strip()) != value:
            value, kinds = plain, [*kinds, "a character that cannot be seen"]
        cleaned[column] = value
        for kind in kinds:
            marked[f"{column}: {kind}"] = marked.get(f"{column}: {kind}", 0) + 1
    return cleaned


def _column(title: str) -> str:
    plain = _plain(title)
    return "status" if plain.replace("_", "") in STATUS_TITLES else ALIASES.get(plain, plain)


def has_left(word: str) -> bool:
    """Does a word of a roster or of an LMS say that somebody has left the course?"""
    return _joined(word) in LEFT


def _joined(word: str) -> str:
    return re.sub(r"[\s_-]+", "", nfc(without_invisible(word))).casefold()


def _status(columns: Mapping[int, str], row: Sequence[str], said: dict[tuple[str, str], None]) -> str:
    """Return the word of a line that says that the student has left, or nothing.

    `columns`: the titles of those with a status, by their place. Title and word of what is to be told go into `said`.
    """
    told = [(title, row[place]) for place, title in columns.items() if _joined(row[place]) not in PRESENT]
    said.update(dict.fromkeys(told))
    return next((word for _, word in told if has_left(word)), "")


def _of_statuses(people: Iterable[Person], said: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a sentence on each word of a status: who has left by it, or that it is unknown."""
    by_word: dict[str, list[str]] = {}
    for person in people:
        by_word.setdefault(person.status, []).append(person.student)
    unknown: dict[str, list[str]] = {}
    for title, word in said:
        if not has_left(word):
            unknown.setdefault(title, []).append(word)
        elif students := by_word.pop(word, []):
            who = first_names(students, NAMED)
            yield f"{title} is {word}: {who}; no 0 for what they did not hand in, and they are not counted as missing"
    for title, words in unknown.items():
        yield f"{title} is {first_names(words, NAMED)}, which does not say whether one has left: it changes nothing"


def _person(row: dict[str, str], name: str, line: int) -> Person:
    values = {column: value for column, value in row.items() if column in COLUMNS}
    if not values["student"]:
        raise UserError(f"Line {line} of {name} has no student id.", "Fill in the column `student`, or drop the line.")
    for column in ("student", *IDS):
        if re.fullmatch(r"-?\d([.,]\d+E[+-]?|E\+)\d+", values.get(column, ""), re.IGNORECASE):
            raise UserError(
                f"Line {line} of {name}: {column} is {values[column]}, a number that a spreadsheet program rounded.",
                "Format that column as text, fill in the ids again, and save.",
            )
    canvas_id = values.get("canvas_id", "")
    if canvas_id and not (canvas_id.isascii() and canvas_id.isdigit()):
        raise UserError(
            f"Line {line} of {name}: canvas_id is {canvas_id!r}, but Canvas's ids are whole numbers.",
            "It is the column ID of Canvas's gradebook export; a school's own id belongs in sis_user_id.",
        )
    excused = tuple(re.split(r"[\s,;]+", values.pop("excused", "").strip()))
    return Person(**values, excused=tuple(filter(None, excused)))


def _with_all_sections(people: dict[int, Person]) -> tuple[dict[int, Person], list[str]]:
    """Return each student once whose lines differ in the section alone, with all of them; and who these are.

    Who has left some sections and not others is in the others.
    """
    groups: dict[Person, list[int]] = {}
    for line, person in people.items():
        groups.setdefault(replace(person, section="", status=""), []).append(line)
    once, several = dict(people), []
    for person, lines in groups.items():
        sections = [people[line].section for line in lines]
        if len(lines) > 1 and all(sections) and len({*sections}) == len(sections):
            several.append(person.student)
            own = [people[line] for line in lines]
            own = [one for one in own if not one.status] or own
            once[lines[0]] = replace(person, section=" and ".join(one.section for one in own), status=own[0].status)
            for line in lines[1:]:
                del once[line]
    return once, several


def _reject_duplicates(people: dict[int, Person], name: str) -> None:
    for column in ("student", *IDS):
        seen: dict[str, int] = {}
        for line, person in people.items():
            value = getattr(person, column)
            if value and value in seen:
                raise UserError(
                    f"Lines {seen[value]} and {line} of {name} have the same {column}: {value}.",
                    "Two students cannot share an id: correct one line, or drop it.",
                )
            seen[value] = line
