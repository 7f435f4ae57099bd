"""Brightspace's grade CSV (Grades > Enter Grades > Import). The rules are those of the vendor's help."""

from __future__ import annotations

from grader.lms.deliverable import LmsLimits
from grader.lms.formats.effects import Effect, Known, judge_cell, not_read, read_csv, refused
from grader.lms.formats.sheet import (
    Export,
    ExportFile,
    GradeTable,
    Request,
    best_id,
    check_titles,
    grade_tables,
    to_csv,
    writable,
)
from grader.lms.grades import score_text

IDS = {"org_defined_id": "OrgDefinedId", "username": "Username"}
PERSONAL = ("Last Name", "First Name", "Email")
END = "End-of-Line Indicator"


def write(request: Request) -> Export:
    """Write the grades. The file has no room for names and comments."""
    kind = best_id(request, tuple(IDS))
    limits = LmsLimits("Brightspace", IDS[kind], above="Brightspace cuts it unless the item has Can Exceed")
    entries, remarks = writable(request, lambda person: str(getattr(person, kind)), limits)
    return Export(tuple(ExportFile(t.part, _file(t, request, kind)) for t in grade_tables(entries)), remarks)


def _file(table: GradeTable, request: Request, kind: str) -> bytes:
    titles = [f"{request.title(name)} Points Grade" for name in table.assignments]
    check_titles(titles)
    rows = [[f"#{row[0].id.removeprefix('#')}", *(score_text(entry.score) for entry in row), "#"] for row in table.rows]
    return to_csv([[IDS[kind], *titles, END], *rows])


def check(text: str, known: Known) -> list[Effect]:
    """Return what Brightspace would do with a file."""
    rows = read_csv(text.removeprefix("\ufeff"))
    if not rows:
        return refused("the file is empty or not CSV")
    header = [cell.strip() for cell in rows[0]]
    places = {kind: header.index(title) for kind, title in IDS.items() if title in header}
    if not places:
        return refused("neither OrgDefinedId nor Username")
    if header[-1] != END:
        return refused(f"the last column is not {END}")
    grades = [title for title in header if " Points Grade" in title]
    effects = not_read(header, (*IDS.values(), *PERSONAL, *grades, END), "no Points Grade in its title")
    seen: set[str] = set()
    for row in rows[1:]:
        kind, who = next(iter(places.items()))
        student = row[who].strip().removeprefix("#") if who < len(row) else ""
        why = "the user comes twice" if student in seen else ""
        unknown = "" if student and known.has(kind, student) else f"no user with this {IDS[kind]}"
        why = why or (unknown and unknown + known.hint(kind, student))
        why = why or ("" if len(row) == len(header) and row[-1].strip() == "#" else "the line does not end with #")
        seen.add(student)
        for place, title in enumerate(header):
            if " Points Grade" in title:
                value = row[place].strip() if place < len(row) else ""
                action, reason = judge_cell(value, why)
                effects.append(Effect(action, student, title.partition(" Points Grade")[0], value, reason))
    return effects
