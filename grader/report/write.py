"""`grader report`: from a course folder to one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from grader import catalog
from grader.course import Course
from grader.errors import UserError
from grader.lms.class_list import class_roster, expected, ids_of_course
from grader.processes import cores, mapping
from grader.report import ReportFormat
from grader.report.contents import Contents, make_contents
from grader.report.data import to_csv, to_json
from grader.report.page import draw_charts, make_page
from grader.report.reading import read_class
from grader.results.records import ClassRecords
from grader.submission.submitted import known_assignments, submissions


def format_for(to: Path | None) -> ReportFormat:
    """Return the format that a file's name asks for; HTML where it asks for none."""
    ending = to.suffix.lower() if to else ""
    return "csv" if ending == ".csv" else "json" if ending == ".json" else "html"


def write_report(
    course: Course, records: ClassRecords, assignments: Sequence[str], to: Path, form: ReportFormat
) -> list[Contents]:
    """Write the report on some assignments, or on all that were handed in; return what it says.

    Raises `UserError` for an unknown assignment, where nothing was handed in, for a roster that cannot be read, and
    where the file cannot be written.
    """
    chosen = choose(course, assignments)
    for name in chosen:
        catalog.load(name, course.choices.of(name))  # before the forks
    roster, ids = class_roster(records, course), ids_of_course(records.students, course)
    who = {name: expected(ids, roster, name) for name in chosen}
    with mapping(min(cores(), len(chosen))) as map_:
        parts = list(
            map_(_one, ((course, name, _of(records, name), who[name], roster.left, form == "html") for name in chosen))
        )
    contents = [one for one, _ in parts]
    charts = {name: chart for _, drawn in parts for name, chart in drawn.items()}
    text = make_page(contents, charts, course.language) if form == "html" else _as_text(contents, form)
    try:
        to.write_bytes(text.encode("utf-8", errors="replace"))  # a file name need not be UTF-8
    except OSError as error:
        raise UserError(f"{to} cannot be written: {error.strerror}.", "Choose another place with --to.") from error
    return contents


def _of(records: ClassRecords, name: str) -> ClassRecords:
    """Return what concerns one assignment."""
    return replace(records, submissions=tuple(records.submissions_of(name).values()))


def _one(
    task: tuple[Course, str, ClassRecords, frozenset[str], Mapping[str, str], bool],
) -> tuple[Contents, dict[str, Markup]]:
    """Return what there is to say about one assignment, and its charts if they are asked for."""
    course, name, records, who, left, with_charts = task
    contents = make_contents(read_class(course, name, records, who, left), course.language)
    return contents, draw_charts(contents, course.language) if with_charts else {}


def _as_text(contents: Sequence[Contents], form: ReportFormat) -> str:
    return to_csv(contents) if form == "csv" else to_json(contents)


def choose(course: Course, assignments: Sequence[str]) -> tuple[str, ...]:
    """Return the assignments to report on.

    Raises `UserError` for an unknown one, and where there is none.
    """
    found = known_assignments(course, assignments) or tuple(
        name for name in course.assignments if _is_there(course, name)
    )
    if not found:
        raise UserError(f"Nothing was handed in or graded in {course.root}.", "Run `grader autograde` first.")
    return found


def _is_there(course: Course, name: str) -> bool:
    return bool(submissions(course, name)) or any(course.root.glob(f"autograded/*/{name}"))
