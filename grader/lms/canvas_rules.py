"""What Canvas does with a gradebook CSV: the rules of its importer, `lib/gradebook_importer.rb`."""

from __future__ import annotations

import re

from grader.errors import UserError
from grader.lms.effects import Action, Effect, Known, read_csv, read_number, refused
from grader.lms.files import number
from grader.lms.roster import Person

TOTALS = re.compile("|".join(
    f"{kind} {what}" for kind in ("Current", "Final") for what in ("Score", "Points", "Grade")
) + "|Override Score|Override Grade|Override Status")  # fmt: skip
_TITLE = re.compile(r"(.*)\s\((\d+)\)")

# ── the template ───────────────────────────────────────────────────────────────────────────────────────────


class Template:
    """A gradebook that was exported from Canvas: its students by ID, and its columns."""

    def __init__(self, header: list[str], columns: list[str], points: list[str], rows: list[list[str]]) -> None:
        self.header, self.columns, self.points = header, columns, points
        width = len(header)
        self.students = {row[1].strip(): row[:width] for row in rows if row[1].strip()}
        self.cells = {row[1].strip(): dict(zip(columns, row[width:], strict=False)) for row in rows}
        self.by_sis = {value: row[1].strip() for row in rows for value in row[2 : width - 1] if value}

    @classmethod
    def parse(cls, text: str) -> Template:
        """Read an export.

        Raises `UserError` for a file that is none.
        """
        rows, width = parse(text)
        if not rows or not width:
            raise UserError("The template is not a gradebook of Canvas.", "Export it there: Grades > Export.")
        header, *rest = rows
        points = next((row for row in rest if "Points Possible" in row[0]), [""] * len(header))
        students = [row for row in rest if not _is_no_student(row) and len(row) >= width]
        return cls(header[:width], header[width:], points[width:], students)

    def identify(self, person: Person) -> str:
        """Return the ID of the row that is a person's: by the roster's Canvas ID, else by the SIS ids."""
        if person.canvas_id:
            return person.canvas_id if person.canvas_id in self.students else ""
        found = (self.by_sis.get(value, "") for value in (person.sis_user_id, person.sis_login_id) if value)
        return next(filter(None, found), "")

    def column(self, title: str, points: float) -> str:
        """Return the full title of a column.

        Raises `UserError` where there is none, or it has other points.
        """
        found = [c for c in self.columns if c == title or ((m := _TITLE.fullmatch(c)) and m[1] == title)]
        if len(found) != 1:
            theirs = ", ".join(c for c in self.columns if _TITLE.fullmatch(c)) or "(none)"
            raise UserError(
                f"The template from Canvas has {'no' if not found else 'more than one'} column for {title}.",
                f"Name it with --column NAME=TITLE. Its columns are: {theirs}.",
            )
        said = self.points[self.columns.index(found[0])].strip()
        if "read only" in said:
            raise UserError(f"Canvas does not let the column {found[0]} be imported.", "Choose another column.")
        theirs_points = read_number(normalise(said))
        if theirs_points is not None and abs(theirs_points - points) > 0.005:
            raise UserError(
                f"{found[0]} has {said} points in Canvas, but {number(points)} here.",
                f"Set Points to {number(points)} in Canvas, export the template again, and repeat.",
            )
        return found[0]


# ── the importer's rules ───────────────────────────────────────────────────────────────────────────────────


def parse(text: str) -> tuple[list[list[str]], int]:
    """Return the rows as Canvas reads them, and how many columns tell of the student; 0 for an invalid header."""
    rows = read_csv(text.removeprefix("\ufeff"), _separator(text))
    if not rows:
        return [], 0
    rows = [[normalise(cell) for cell in row] for row in rows]
    return rows, _student_columns(rows[0])


def _separator(text: str) -> str:
    """Semicolons, if they cut the first three lines into more fields than commas do."""
    lines = text.split("\n")[:3]
    counts = {}
    for separator in ";,":
        sizes = {len(rows[0]) if (rows := read_csv(line, separator)) else 0 for line in lines if line}
        counts[separator] = sizes.pop() if len(sizes) == 1 else 0
    return ";" if counts[";"] > counts[","] else ","


def normalise(cell: str) -> str:
    """Return a cell as Canvas's reader hands it on: digits with points and commas become one number."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell, re.ASCII):
        return cell
    parts = re.split(r"[,.]", cell)
    while parts and not parts[-1]:
        parts.pop()  # as Ruby splits
    if len(parts) < 2:
        return "".join(parts)
    return f"{''.join(parts[:-1])}.{parts[-1]}"


def _student_columns(header: list[str]) -> int:
    if len(header) <= 3 or "Student" not in header[0] or "ID" not in header[1]:
        return 0
    count = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        count = 4
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        count = 5
        count += bool(re.search(r"Integration\s+ID", header[4] if len(header) > 4 else ""))
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
    template = Template.parse(known.template) if known.template else None
    columns = [(place, title) for place, title in enumerate(rows[0]) if place >= width and not TOTALS.search(title)]
    effects = [
        Effect(Action.SKIP, "", title, "", "taken for a total") for title in rows[0][width:] if TOTALS.search(title)
    ]
    seen: set[tuple[str, ...]] = set()
    for row in rows[1:]:
        if _is_no_student(row):
            continue
        key = tuple(row[1 : width - 1]) if any(row[1 : width - 1]) else (row[0],)
        for place, title in columns:
            effects.append(_effect(row, width, key in seen, _place(rows[0], place, title), title, template))
        seen.add(key)
    return effects


def _place(header: list[str], place: int, title: str) -> int:
    """Of two columns with the same title Canvas reads the first twice."""
    return min(place, header.index(title))


def _effect(row: list[str], width: int, twice: bool, place: int, title: str, template: Template | None) -> Effect:
    value = row[place].strip() if place < len(row) else ""
    student = next(filter(None, row[1 : width - 1]), row[0])

    def effect(action: Action, why: str = "") -> Effect:
        return Effect(action, student, title, value, why)

    if twice:
        return effect(Action.REFUSE, "a second row for this student")
    if not any(row[1 : width - 1]):
        return effect(Action.REFUSE, "no id: Canvas goes by the name, or makes a new student of it")
    if row[1] and not re.fullmatch(r"\d+", row[1], re.ASCII):
        return effect(Action.REFUSE, "the ID is no whole number")
    ours = template.cells.get(row[1] or _sis(row, width, template)) if template else None
    if template and ours is None:
        return effect(Action.REFUSE, "no such student in the template")
    stored = ours.get(title, "").strip() if ours is not None else ""
    if not value or value == "-":
        if template is None or (stored and stored != "-"):
            return effect(Action.CLEAR, "a blank deletes the score that is there")
        return effect(Action.SKIP, "blank, as it is in Canvas")
    if value.upper() != "EX" and read_number(value.removesuffix("%")) is None:
        return effect(Action.REFUSE, "not a number")
    if stored == value or (stored and read_number(stored) == read_number(value) is not None):
        return effect(Action.SKIP, "unchanged")
    exists = title in template.columns if template else bool(_TITLE.fullmatch(title))
    return effect(Action.SET) if exists else effect(Action.CREATE, "a new assignment, unless one has this very title")


def _sis(row: list[str], width: int, template: Template) -> str:
    return next((t for value in row[2 : width - 1] if value and (t := template.by_sis.get(value))), "")
