"""Canvas's gradebook CSV: `write`. What Canvas does with it is in `canvas_rules`."""

from __future__ import annotations

from dataclasses import replace

from grader.errors import UserError
from grader.lms.formats.canvas_rules import TOTALS, Template, normalise
from grader.lms.formats.sheet import (
    Entry,
    Export,
    File,
    Remark,
    Request,
    Rules,
    Sheet,
    check_titles,
    choose,
    number,
    person_name,
    sheets,
    to_csv,
)
from grader.lms.grades import Status
from grader.lms.roster import Person

PREFIX = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
RULES = Rules("Canvas", "Canvas ID, SIS User ID or SIS Login ID", excused=True)
IN_TEMPLATE = replace(RULES, missing="not in the template from Canvas, by the ids that the roster has")


def write(request: Request) -> Export:
    """Write the grades; with a template, only for its students and into its columns.

    Raises `UserError` for a title that Canvas would take for a total, and a template that does not fit.
    """
    template = Template.parse(request.template) if request.template else None
    identify = template.identify if template else _own_id
    entries, remarks = choose(request, identify, IN_TEMPLATE if template else RULES)
    if template:
        entries, dropped = _assigned(entries, request, template)
        remarks += dropped
    return Export(tuple(File(s.part, _file(s, request, template)) for s in sheets(entries)), remarks)


def _assigned(
    entries: tuple[Entry, ...], request: Request, template: Template
) -> tuple[tuple[Entry, ...], tuple[Remark, ...]]:
    """Return the entries that Canvas takes, and a remark on each one that it would drop in silence."""
    taken, dropped = [], []
    for entry in entries:
        if template.is_assigned(entry.id, _title(entry, request, template)):
            taken.append(entry)
        else:
            why = "Canvas says N/A: not assigned to this student there, and it would drop the grade; assign it first"
            dropped.append(Remark(entry.grade.student, entry.grade.assignment, why))
    return tuple(taken), tuple(dropped)


def _title(entry: Entry, request: Request, template: Template | None) -> str:
    title = request.title(entry.grade.assignment)
    return template.column(title, entry.grade.max_score) if template else title


def _file(sheet: Sheet, request: Request, template: Template | None) -> bytes:
    titles = [_title(entry, request, template) for entry in sheet.rows[0]]
    maxima = [entry.grade.max_score for entry in sheet.rows[0]]
    check_titles(titles)
    for title in titles:
        if TOTALS.search(title):
            raise UserError(f"Canvas takes a column {title} for a total and drops it.", "Rename the assignment there.")
    prefix = template.header if template else PREFIX
    points = [POINTS, *[""] * (len(prefix) - 1), *map(number, maxima)]
    students = sorted(sheet.rows, key=lambda row: row[0].person.sortable_name)
    lines = [[*_who(row[0], template), *map(_cell, row)] for row in students]
    return to_csv([[*prefix, *titles], points, *lines])


def _who(entry: Entry, template: Template | None) -> list[str]:
    """Return the columns that tell of the student; ids that Canvas would garble stay out, the first one suffices."""
    person = entry.person
    ours = [person.sortable_name, person.canvas_id, person.sis_user_id, person.sis_login_id, person.section]
    names = template.names if template else 1
    *row, section = template.students[entry.id] if template else ours
    sis = [value if _survives(value) else "" for value in row[names + 1 :]]
    return [*(_student_name(name, entry.id) for name in row[:names]), row[names], *sis, person_name(section)]


def _student_name(name: str, id_: str) -> str:
    """Return the name; Canvas takes a row for the points' where the name says so, and does not need it."""
    return id_ if "Points Possible" in name else person_name(name)


def _cell(entry: Entry) -> str:
    if entry.grade.status is Status.EXCUSED or entry.grade.score is None:
        return "EX"
    return number(entry.grade.score)


def _own_id(person: Person) -> str:
    """Return the id by which Canvas finds a person."""
    sis = (value for value in (person.sis_user_id, person.sis_login_id) if _survives(value))
    return person.canvas_id or next(filter(None, sis), "")


def _survives(value: str) -> bool:
    """Does an id come through the importer as it is? It takes `1,234` and `1.2.3` for numbers."""
    return normalise(value) == value and person_name(value) == value
