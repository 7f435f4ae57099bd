"""From the gradebook's records to files for an LMS, and back: what the LMS would do with a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UserError
from grader.lms.class_list import class_roster, find_roster, ids_of_course
from grader.lms.formats.catalog import FORMATS, FileFormat
from grader.lms.formats.effects import Effect, Known, harmful_among
from grader.lms.formats.sheet import Export, Request
from grader.lms.grades import Grade, doubt_missing, for_class, grades_of, without_left, zero_for_missing
from grader.lms.roster import Roster, decode, read_roster, under_ids_of_course
from grader.submission.submitted import misplaced, submissions
from grader.text.student_ids import nfc, twin_sentence, twins

if TYPE_CHECKING:
    from grader.course import Course
    from grader.results.records import ClassRecords


@dataclass(frozen=True)
class Sources:
    """What an export is made from, besides the gradebook."""

    roster: Path | None = None
    template: Path | None = None
    titles: tuple[tuple[str, str], ...] = ()
    zero_missing: bool = False
    students: tuple[str, ...] = ()
    """Only these students, if any are named."""


@dataclass(frozen=True)
class Written:
    """What an export wrote, and what the LMS would do with it."""

    paths: tuple[Path, ...]
    export: Export
    effects: tuple[Effect, ...]
    notes: tuple[str, ...] = ()
    """What was taken for what in the roster."""

    @property
    def harmful(self) -> tuple[Effect, ...]:
        """What the LMS would delete or refuse."""
        return harmful_among(self.effects)

    @property
    def complete(self) -> bool:
        """Is every grade in a file, and would the LMS take all of them?"""
        return bool(self.paths) and self.export.complete and not self.harmful


def export_grades(
    records: ClassRecords, course: Course, assignments: Sequence[str], lms: str, sources: Sources, to: Path | None
) -> Written:
    """Write the grades of a course.

    Raises `UserError` for all that a person can mend; nothing is written then.
    """
    grades = grades_of(records, assignments, course.root / "autograded", course.language)
    request = make_request(records, grades, sources, course)
    return write_files(request, lms, sources, to or course.root / f"grades-{lms}{FORMATS[lms].suffix}")


def make_request(records: ClassRecords, grades: Iterable[Grade], sources: Sources, course: Course) -> Request:
    """Return what is to be written: the grades of the whole class.

    Raises `UserError` for a roster or a template that cannot be read, and a title for an unknown assignment.
    """
    here = ids_of_course(records.students, course)
    roster = class_roster(records, course, sources.roster)
    wanted = {nfc(student) for student in sources.students}
    folders = _folders(course, records.maxima)
    everybody = doubt_missing(for_class(grades, roster), here | set(roster.by_student), folders, misplaced(course))
    everybody = without_left(everybody, roster)
    own = tuple(grade for grade in everybody if not wanted or nfc(grade.student) in wanted)
    if sources.zero_missing:
        own = zero_for_missing(own, course.language)
    names = {grade.assignment for grade in own}
    for name, _ in sources.titles:
        if name not in names:
            raise UserError(f"--column names {name}, which is not exported.", f"Known: {', '.join(sorted(names))}.")
    template = read_text(sources.template) if sources.template else ""
    return Request(own, roster, template, dict(sources.titles))


def write_files(request: Request, lms: str, sources: Sources, to: Path) -> Written:
    """Write the files of a format, and ask its importer's rules what would become of them.

    Raises `UserError` where a file cannot be written, or would take the template's place.
    """
    format_ = FORMATS[lms]
    if request.template and not format_.takes_template:
        raise UserError(f"{lms} takes no template.", "Leave --template away.")
    if sources.template and to.resolve() == sources.template.resolve():
        raise UserError(f"{to} is the template itself.", "Name another file with --to.")
    export = format_.write(request)
    effects: list[Effect] = []
    paths = []
    for file in export.files:
        path = to.with_name(f"{to.stem}.{file.part}{to.suffix}") if file.part else to
        _write(path, file.content)
        paths.append(path)
        effects += check_text(format_, decode(file.content, str(path)), request)
    unused = request.roster.unused
    ignored = (f"columns that mean nothing here: {', '.join(unused)}",) if unused else ()
    return Written(tuple(paths), export, tuple(effects), (*request.roster.notes, *ignored))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.", "Name another file with --to.") from error


def write_new(path: Path, content: bytes) -> None:
    """Write a file where none is yet.

    Raises `UserError` where there is one, or it cannot be written.
    """
    if path.exists():
        raise UserError(f"{path} exists already.", "Name a new file with --to.")
    _write(path, content)


def check_text(format_: FileFormat, text: str, request: Request) -> list[Effect]:
    """Return what the LMS would do with a text."""
    maxima = {request.title(grade.assignment): grade.max_score for grade in request.grades}
    return format_.check(text, Known(request.roster, request.template, maxima))


def check_file(records: ClassRecords, course: Course, path: Path, lms: str, sources: Sources) -> list[Effect]:
    """Return what the LMS would do with a file; points are those of the gradebook, if there is one.

    Raises `UserError` where a file cannot be read.
    """
    text = read_text(path)
    found = find_roster(course.root, sources.roster)
    titles = dict(sources.titles)
    maxima = {titles.get(name, name): points for name, points in records.maxima.items()}
    template = read_text(sources.template) if sources.template else ""
    return FORMATS[lms].check(text, Known(read_roster(found) if found else None, template, maxima))


def read_text(path: Path) -> str:
    """Return the text of a file from an LMS or a spreadsheet program.

    Raises `UserError` where it cannot be read.
    """
    try:
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


# ── the roster against the course ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class RosterReport:
    """Who is missing on either side."""

    roster: Roster
    only_here: tuple[str, ...]
    """In the gradebook or in submitted/, not in the roster: their grades would be left out."""
    only_there: tuple[str, ...]
    """In the roster, never seen by the course; without those who have left."""
    unknown_excuses: tuple[str, ...]
    """Excused from an assignment that the gradebook does not hold."""
    twins: tuple[str, ...] = ()
    """A sentence on each group of ids that look alike, of the course and of the roster."""


def check_roster(records: ClassRecords, course: Course, path: Path) -> RosterReport:
    """Compare a roster with the gradebook and with what was handed in.

    Raises `UserError` for a roster that cannot be read.
    """
    there = read_roster(path)
    here = ids_of_course(records.students, course)
    look_alike = tuple(map(twin_sentence, twins(here | set(there.by_student))))
    roster = under_ids_of_course(there, here)
    ids = set(roster.by_student)
    excuses = {f"{person.student}: {name}" for person in roster.people for name in person.excused}
    unknown = {e for e in excuses if records.maxima and e.partition(": ")[2] not in records.maxima}
    missing = tuple(sorted(here - ids)), tuple(sorted(ids - here - set(roster.left)))
    return RosterReport(roster, *missing, tuple(sorted(unknown)), look_alike)


def _folders(course: Course, assignments: Iterable[str]) -> set[tuple[str, str]]:
    """Return what lies in submitted/, by student and assignment."""
    return {(student, name) for name in assignments for student in submissions(course, name)}
