"""Canvas's gradebook CSV: `write`. What Canvas does with it is in `canvas_rules`."""

from __future__ import annotations

from dataclasses import replace

from grader.errors import UserError
from grader.lms.deliverable import AddressedGrade, LmsLimits, Remark
from grader.lms.formats.canvas_rules import NOT_ASSIGNED, TOTALS, Template, as_canvas_reads
from grader.lms.formats.sheet import (
    Export,
    ExportFile,
    GradeTable,
    Request,
    check_titles,
    grade_tables,
    name_cell,
    replaced,
    to_csv,
    writable,
)
from grader.lms.grades import Status, score_text
from grader.lms.roster import Person

PREFIX = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
LIMITS = LmsLimits("Canvas", "Canvas ID, SIS User ID or SIS Login ID", excused=True)
IN_TEMPLATE = replace(LIMITS, no_id="not in the template from Canvas, by the ids that the roster has")


def write(request: Request) -> Export:
    """Write the grades; with a template, only for its students and into its columns.

    Raises `UserError` for a title that Canvas would take for a total, and a template that does not fit.
    """
    template = Template.parse(request.template) if request.template else None
    identify = template.identify if template else _own_id
    hint = template.hint if template else lambda _: ""
    entries, remarks = writable(request, identify, IN_TEMPLATE if template else LIMITS, hint)
    if template:
        entries, dropped = _assigned(entries, request, template)
        remarks += dropped
    return Export(tuple(ExportFile(t.part, _file(t, request, template)) for t in grade_tables(entries)), remarks)


def _assigned(
    entries: tuple[AddressedGrade, ...], request: Request, template: Template
) -> tuple[tuple[AddressedGrade, ...], tuple[Remark, ...]]:
    """Return the entries that Canvas takes, and a remark on each that it would drop in silence, or that is unclear."""
    taken: list[AddressedGrade] = []
    dropped: list[Remark] = []
    for entry in entries:
        if entry.id in template.twice:
            why = f"the template lists ID {entry.id} twice: Canvas writes a student once, so export it there again"
            dropped.append(Remark(entry.grade.student, entry.grade.assignment, why))
        elif (stored := template.stored(entry.id, _title(entry, request, template))).upper() == "EX" != _cell(entry):
            why = "Canvas says EX: excused there; excuse in the roster too, or take EX away there and export it again"
            dropped.append(Remark(entry.grade.student, entry.grade.assignment, why))
        elif stored != NOT_ASSIGNED:
            taken.append(entry)
            dropped += replaced(entry, stored, "Canvas")
        else:
            why = "Canvas says N/A: not assigned to this student there, and it would drop the grade; assign it first"
            dropped.append(Remark(entry.grade.student, entry.grade.assignment, why))
    return tuple(taken), tuple(dropped)


def _title(entry: AddressedGrade, request: Request, template: Template | None) -> str:
    title = request.title(entry.grade.assignment)
    return template.column(title, entry.grade.max_score) if template else title


def _file(table: GradeTable, request: Request, template: Template | None) -> bytes:
    titles = [_title(entry, request, template) for entry in table.rows[0]]
    maxima = [entry.grade.max_score for entry in table.rows[0]]
    check_titles(titles)
    for title in titles:
        if TOTALS.search(title):
            raise UserError(f"Canvas takes a column {title} for a total and drops it.", "Rename the assignment there.")
    prefix = template.header if template else PREFIX
    points = [POINTS, *[""] * (len(prefix) - 1), *map(score_text, maxima)]
    students = sorted(table.rows, key=lambda row: row[0].person.sortable_name)
    lines = [[*_who(row[0], template), *map(_cell, row)] for row in students]
    return to_csv([[*prefix, *titles], points, *lines])


def _who(entry: AddressedGrade, template: Template | None) -> list[str]:
    """Return the columns that tell of the student; ids that Canvas would garble stay out, the first one suffices."""
    person = entry.person
    ours = [person.sortable_name, person.canvas_id, person.sis_user_id, person.sis_login_id, person.section]
    names = template.names if template else 1
    *row, section = template.students[entry.id] if template else ours
    sis = [value if _survives(value) else "" for value in row[names + 1 :]]
    return [*(_student_name(name, entry.id) for name in row[:names]), row[names], *sis, name_cell(section)]


def _student_name(name: str, id_: str) -> str:
    """Return the name; Canvas takes a row for the points' where the name says so, and does not need it."""
    return id_ if "Points Possible" in name else name_cell(name)


def _cell(entry: AddressedGrade) -> str:
    if entry.grade.status is Status.EXCUSED or entry.grade.score is None:
        return "EX"
    return score_text(entry.grade.score)


def _own_id(person: Person) -> str:
    """Return the id by which Canvas finds a person."""
    sis = (value for value in (person.sis_user_id, person.sis_login_id) if _survives(value))
    return person.canvas_id or next(filter(None, sis), "")


def _survives(value: str) -> bool:
    """Does an id come through the importer as it is? It takes `1,234` and `1.2.3` for numbers."""
    return as_canvas_reads(value) == value and name_cell(value) == value
