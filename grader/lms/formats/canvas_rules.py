"""What Canvas does with a gradebook CSV: the rules of its importer, `lib/gradebook_importer.rb`."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from grader.errors import UserError
from grader.lms.formats.effects import Action, Effect, Known, read_csv, read_number, refused
from grader.lms.formats.sheet import only_column, same_points
from grader.lms.grades import score_text
from grader.lms.roster import Person
from grader.text.student_ids import LookAlikes

TOTALS = re.compile("|".join(
    f"{kind} {what}" for kind in ("Current", "Final") for what in ("Score", "Points", "Grade")
) + "|Override Score|Override Grade|Override Status")  # fmt: skip
SIS = {"SIS User ID": "sis_user_id", "SIS Login ID": "sis_login_id", "Integration ID": "integration_id"}
"""Canvas's columns of ids that a school gave, and ours."""

IDS = {"ID": "canvas_id", **SIS}

NOT_ASSIGNED = "N/A"

_TITLE = re.compile(r"(.*)\s\((\d+)\)")

# ── the template ───────────────────────────────────────────────────────────────────────────────────────────


class Template:
    """A gradebook that was exported from Canvas: its students by ID, and its columns."""

    def __init__(self, header: list[str], columns: list[str], points: list[str], rows: list[list[str]]) -> None:
        self.header, self.columns, self.points = header, columns, points
        width, self.names = len(header), _names(header)
        ids = Counter(row[self.names].strip() for row in rows)
        self.twice = frozenset(id_ for id_, count in ids.items() if count > 1)
        self.students = {row[self.names].strip(): row[:width] for row in rows if row[self.names].strip()}
        self.cells = {row[self.names].strip(): dict(zip(columns, row[width:], strict=False)) for row in rows}
        self._sis: dict[tuple[str, str], str] = {}
        for id_, row in self.students.items():
            for key in zip(header, row, strict=True):
                self._sis[key] = "" if key in self._sis else id_

    @classmethod
    def parse(cls, text: str) -> Template:
        """Read an export.

        Raises `UserError` for a file that is not such an export.
        """
        rows, width = parse(text)
        if not rows or not width:
            raise UserError("The template is not a gradebook of Canvas.", "Export it there: Grades > Export.")
        header, *rest = rows
        points = next((row for row in rest if "Points Possible" in row[0]), [""] * len(header))
        names = _names(header)  # whoever has an ID is a student, also one who is called "Points Possible"
        students = [row for row in rest if len(row) >= width and row[names].strip().isdigit()]
        return cls(header[:width], header[width:], points[width:], students)

    def identify(self, person: Person) -> str:
        """Return the ID of the row that is a person's: by the roster's Canvas ID, else by SIS ids that agree."""
        if person.canvas_id:
            return person.canvas_id if person.canvas_id in self.students else ""
        found = {self.by_sis(title, getattr(person, column)) for title, column in SIS.items()} - {""}
        return found.pop() if len(found) == 1 else ""

    def hint(self, person: Person) -> str:
        """Return which id of the template looks like one of a person's, behind a semicolon, or nothing."""
        hints = (self._look_alikes[theirs].hint(getattr(person, ours)) for theirs, ours in IDS.items())
        return next(filter(None, hints), "")

    @cached_property
    def _look_alikes(self) -> dict[str, LookAlikes]:
        return {column: LookAlikes(value for title, value in self._sis if title == column) for column in IDS}

    def by_sis(self, title: str, value: str) -> str:
        """Return the ID of the one row that has a value in a column of SIS ids, or an empty text."""
        return self._sis.get((title, as_canvas_reads(value)), "") if value else ""

    def is_assigned(self, id_: str, column: str) -> bool:
        """Can this student be graded in this column? Canvas drops a grade where its export says `N/A`."""
        return self.stored(id_, column) != NOT_ASSIGNED

    def stored(self, id_: str, column: str) -> str:
        """Return what Canvas holds for a student."""
        return self.cells[id_].get(column, "").strip()

    def column(self, title: str, points: float) -> str:
        """Return the full title of a column.

        Raises `UserError` where there is none, or it has other points.
        """
        found = [c for c in self.columns if (m := _TITLE.fullmatch(c)) and title in (c, m[1])]
        column = only_column("Canvas", title, found, [c for c in self.columns if _TITLE.fullmatch(c)])
        said = self.points[self.columns.index(column)].strip()
        if "read only" in said:
            raise UserError(f"Canvas does not let the column {column} be imported.", "Choose another column.")
        theirs = read_number(said)
        if not same_points(theirs, points):
            raise UserError(
                f"{column} has {'no' if theirs is None else said} points in Canvas, but {score_text(points)} here.",
                f"Set Points to {score_text(points)} in Canvas, export the template again, and repeat.",
            )
        return column


# ── the importer's rules ───────────────────────────────────────────────────────────────────────────────────


def parse(text: str) -> tuple[list[list[str]], int]:
    """Return the rows as Canvas reads them, and how many columns tell of the student; 0 for an invalid header."""
    text = re.sub(r"^[;, ]*(?:\r?\n|\Z)", "", text.removeprefix("\ufeff"), flags=re.MULTILINE)  # its `skip_lines`
    separator = _separator(text)
    rows = read_csv(text, separator) if _is_strict(text, separator) else None
    if not rows:
        return [], 0
    rows = [[as_canvas_reads(cell) for cell in row] for row in rows]
    return rows, _student_columns(rows[0])


def _separator(text: str) -> str:
    """Semicolons, if they cut the first three lines into more fields than commas do."""
    lines = [line for line in text.split("\n")[:3] if line.strip()]
    counts = {}
    for separator in ";,":
        sizes = {len((read_csv(line, separator) or [[]])[0]) for line in lines}
        strict = all(_is_strict(line, separator) for line in lines)
        counts[separator] = sizes.pop() if strict and len(sizes) == 1 else 0
    return ";" if counts[";"] > counts[","] else ","


def _is_strict(text: str, separator: str) -> bool:
    """Is a text what Ruby takes for CSV? Quotes only around a whole field, and every line ends as the first does."""
    ends = re.search(r"\r\n|\n|\r", text)
    end = ends[0] if ends else "\n"
    field = rf'(?:"(?:[^"]|"")*+"|[^"{separator}\r\n]*+)'
    return bool(re.fullmatch(rf"(?:{field}(?:{separator}{field})*+(?:{end}|\Z))*+", text))


def as_canvas_reads(cell: str) -> str:
    """Return a cell as Canvas's reader hands it on: digits with points and commas become one number."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell, re.ASCII):
        return cell
    parts = re.split(r"[,.]", cell)
    while parts and not parts[-1]:
        parts.pop()  # as Ruby splits
    if len(parts) < 2:
        return "".join(parts)
    return f"{''.join(parts[:-1])}.{parts[-1]}"


def _names(header: list[str]) -> int:
    """Return how many columns the name takes; the ID follows."""
    return 2 if header[:2] == ["LastName", "FirstName"] else 1


def _student_columns(header: list[str]) -> int:
    names = _names(header)
    if len(header) <= names + 2 or "ID" not in header[names] or (names == 1 and "Student" not in header[0]):
        return 0
    count, sis = names + 2, names + 1
    if re.search(r"SIS\s+Login\s+ID", header[sis]):
        count += 1
    elif re.search(r"SIS\s+User\s+ID", header[sis]) and re.search(r"SIS\s+Login\s+ID", header[sis + 1]):
        count += 2
        count += bool(re.search(r"Integration\s+ID", header[count - 1] if len(header) >= count else ""))
        count += bool(re.search(r"Root\s+Account", header[count - 1] if len(header) >= count else ""))
    return count if len(header) >= count and "Section" in header[count - 1] else 0


def _is_no_student(row: list[str]) -> bool:
    quiet = all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE) for cell in row)
    return quiet or "Points Possible" in row[0]


def check(text: str, known: Known) -> list[Effect]:
    """Return what Canvas would do with a file."""
    rows, width = parse(text)
    if not rows:
        return refused("the file is empty or not CSV")
    if not width:
        return refused("Invalid header row")
    header = rows[0]
    template = Template.parse(known.template) if known.template else None
    # Of two columns with the same title Canvas reads the first twice.
    columns = [(header.index(title), title) for title in header[width:] if not TOTALS.search(title)]
    effects = [
        Effect(Action.SKIP, "", title, "", "taken for a total") for title in header[width:] if TOTALS.search(title)
    ]
    seen: set[tuple[str, ...]] = set()
    for row in rows[1:]:
        if _is_no_student(row):
            continue
        ids = dict(zip(header[_names(header) : width - 1], row[_names(header) : width - 1], strict=False))
        key = tuple(ids.values()) if any(ids.values()) else (row[0],)
        student = next(filter(None, ids.values()), row[0])
        id_, problem = _find(ids, template, known)
        problem = "a second row for this student" if key in seen else problem
        seen.add(key)
        for place, title in columns:
            value = row[place].strip() if place < len(row) else ""
            action, why = (Action.REFUSE, problem) if problem else _judge(value, title, id_, template)
            effects.append(Effect(action, student, title, value, why))
    return effects


def _find(ids: dict[str, str], template: Template | None, known: Known) -> tuple[str, str]:
    """Return the ID of a row's student in the template, and why Canvas would not find the student."""
    id_ = ids.get("ID", "")
    if not any(ids.values()):
        return "", "no id: Canvas goes by the name, or makes a new student of it"
    if id_ and not re.fullmatch(r"\d+", id_, re.ASCII):
        return "", "the ID is no whole number"
    if template:
        found = (template.by_sis(title, ids.get(title, "")) for title in SIS)
        id_ = id_ or next(filter(None, found), "")
        return id_, "" if id_ in template.students else "no such student in the template"
    there = any(value and title in IDS and known.has(IDS[title], value) for title, value in ids.items())
    hints = (known.hint(IDS[title], value) for title, value in ids.items() if title in IDS)
    return id_, "" if there else f"no such student in the roster{next(filter(None, hints), '')}"


def _judge(value: str, title: str, id_: str, template: Template | None) -> tuple[Action, str]:
    if template and not template.is_assigned(id_, title):
        return Action.REFUSE, "not assigned to this student: Canvas drops the grade"
    stored = template.cells[id_].get(title, "").strip() if template else ""
    if not value or value == "-":
        if template is None or (stored and stored != "-"):
            return Action.CLEAR, "a blank deletes the score that is there"
        return Action.SKIP, "blank, as it is in Canvas"
    if value.upper() != "EX" and read_number(value.removesuffix("%")) is None:
        return Action.REFUSE, "not a number"
    if stored == value or (stored and read_number(stored) == read_number(value) is not None):
        return Action.SKIP, "unchanged"
    if template and title in template.columns and not _TITLE.fullmatch(title):
        return Action.REFUSE, "taken for the custom column of this title; name the assignment with its number"
    exists = title in template.columns if template else bool(_TITLE.fullmatch(title))
    return (Action.SET, "") if exists else (Action.CREATE, "a new assignment, unless one has this very title")
