"""A course: the folder with `nbgrader_config.py`, and the settings read from it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader.errors import UserError
from grader.questions import catalog
from grader.questions.choices import AS_DECLARED, FILE_NAME, NO_CHOICES, AssignmentChoices, Choices, parse
from grader.sandbox.limits import Limits
from grader.sandbox.protection import Protection
from grader.text import LANGUAGES, Language
from grader.text.dates import ORDERS, DateRules, zone_exists
from grader.text.litter import is_litter
from grader.text.printable import one_line
from grader.text.similar import did_you_mean
from grader.text.student_ids import look, matches, name_letters

CONFIG_NAME = "nbgrader_config.py"
HOME = Path(__file__).resolve().parents[1]
"""Where this package lies, in a clone or where packages are installed. Masters and solutions lie beside it."""
SANDBOXES = ("auto", *map(str, Protection))


@dataclass(frozen=True)
class Course:
    """A course folder and its settings."""

    root: Path
    language: Language = "en"
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    sandbox: str = "auto"
    """How students' code is locked up: one of `SANDBOXES`."""
    db_url: str = ""
    year: int | None = None
    """The year of the deadlines, of which an assignment names month and day; without it nothing is due."""
    dates: DateRules = field(default_factory=DateRules)
    """How dates are read that leave something open, and in which zone dates are shown."""
    lms_files: tuple[str, ...] = ()
    """The kinds of LMS for which `grader run` writes files of grades."""
    choices: Choices = NO_CHOICES
    """What the course's own `course.toml` says of the assignments."""
    scheduler: str = ""
    """The address of the Dask scheduler whose hosts grade; without one this machine does."""
    minutes_kept: float = 10.0
    """How many minutes an idle fork server is kept for the next command; with 0 it ends with its own."""
    insecure: bool = False
    """May a scheduler on another machine be used without TLS? It is never a setting: a person says so each time."""

    @property
    def assignments(self) -> tuple[str, ...]:
        """The names of the assignments of this course, in its order."""
        return tuple(name for name in catalog.names() if name not in self.choices.left_out)

    def known(self, assignment: str) -> str:
        """Return the name of an assignment.

        Raises `UserError` where the course does not have it.
        """
        if assignment in self.assignments:
            return assignment
        if assignment in not_of_course(self) and (other := how_to_mark(self)):
            raise other
        listed = f"Assignments are: {', '.join(self.assignments)}."
        if assignment in self.choices.left_out:
            raise UserError(f"{FILE_NAME} leaves {assignment} out.", f"Take it from the list there. {listed}")
        raise UserError(f"There is no assignment {assignment}.{did_you_mean(assignment, self.assignments)}", listed)

    def settings(self, assignment: str) -> Settings:
        """Return what grading a submission of an assignment takes from the course."""
        return Settings(self.seed, self.language, self.limits, self.sandbox, self.choices.of(assignment))

    def release(self, assignment: str) -> Path:
        return self.root / "release" / assignment / f"{assignment}.ipynb"

    def source(self, assignment: str) -> Path:
        return self.root / "source" / assignment / f"{assignment}.ipynb"

    def submitted(self, student: str, assignment: str) -> Path:
        return self.root / "submitted" / student / assignment

    def autograded(self, student: str, assignment: str) -> Path:
        return self.root / "autograded" / student / assignment


def material(root: Path, *parts: str) -> Path:
    """Return where a file of the authors' lies, such as ``source/checks.py``: in the course, else with this package."""
    own = root.joinpath(*parts)
    return own if own.exists() else HOME.joinpath(*parts)


def hidden_tests_folder(root: Path) -> Path:
    """Return where authors write hidden tests: in a clone with the package's, else in the course's folder."""
    in_clone = root / "grader" / "hidden_tests"
    return in_clone if in_clone.is_dir() else root / "hidden_tests"


def load_course(root: Path) -> Course:
    """Read the settings of the course in a folder.

    Raises `UserError` where there is no course, or a setting makes no sense.
    """
    catalog.use(root)
    return course_from_config(root, load_config(root))


def load_config(root: Path) -> Config:
    """Read the configuration of the course in a folder, nbgrader's settings and ours.

    Raises `UserError` where there is none, or it fails.
    """
    path = root / CONFIG_NAME
    if not path.is_file():
        raise UserError(
            f"{root} is not a course: there is no {CONFIG_NAME}.", "Run the command in the folder that holds it."
        )
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
    except Exception as error:  # the file is Python: anything can be wrong with it
        raise UserError(f"{path} cannot be read: {error}.", "Mend that line and try again.") from error


def submissions(course: Course, assignment: str, pattern: str = "*") -> list[str]:
    """Return the students who handed in an assignment, sorted; `pattern` fits in either Unicode normal form."""
    students = (one for one in handed_in_by(course) if course.submitted(one, assignment).is_dir())
    return [student for student in students if matches(student, pattern)]


def handed_in_by(course: Course) -> list[str]:
    """Return the students with a folder in submitted/, sorted; folders that programs leave there are nobody's.

    One that is called as an assignment is nobody's either: see `misplaced`.
    """
    assignments = set(map(look, catalog.names()))
    return [name for name in _folders_in(course.root / "submitted") if look(name) not in assignments]


def _folders_in(folder: Path) -> list[str]:
    paths = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in paths if path.is_dir() and not is_litter(path.name))


@dataclass(frozen=True)
class Misplaced:
    """What lies below submitted/ where no command finds it."""

    place: str
    """Its path in submitted/."""
    student: str = ""
    """Whose it is, and of which assignment; empty where that is not known."""
    assignment: str = ""

    def belongs(self, student: str = "", assignment: str = "") -> str:
        """Return the folder in submitted/ where it belongs; the arguments are of a reader who knows them."""
        names = self.student or student or "<student>", self.assignment or assignment or "<assignment>"
        return "/".join(map(one_line, names))


def misplaced(course: Course) -> tuple[Misplaced, ...]:
    """Return what no command finds in submitted/, sorted by place.

    That is a notebook or an archive beside the folders of students, a file beside the folders of assignments, a folder
    with work whose name only looks like an assignment's or is none, and all in folders of assignments that hold those
    of students.
    """
    names = catalog.names()
    alike = {look(name): name for name in names}
    submitted = course.root / "submitted"
    paths = submitted.iterdir() if submitted.is_dir() else ()
    found = [Misplaced(path.name) for path in paths if path.is_file() and path.suffix.lower() in (".ipynb", ".zip")]
    for folder in _folders_in(submitted):
        swapped = alike.get(look(folder), "")
        for path in (submitted / folder).iterdir():
            name, place = path.name, f"{folder}/{path.name}"
            if is_litter(name):
                continue
            if swapped:
                found.append(Misplaced(place, name if path.is_dir() else "", swapped))
            elif path.is_file():
                found.append(Misplaced(place, folder))
            elif path.is_dir() and name not in names and (work := _work_in(course, path)):
                found.append(Misplaced(place, folder, alike.get(look(name)) or _told_by((name, *work), names)))
    return tuple(sorted(found, key=lambda one: one.place))


MAX_NAMES = 50
"""Files of a folder that is no assignment's whose names are looked at."""


def _work_in(course: Course, folder: Path) -> list[str]:
    """Return the names of files in a student's folder that is no assignment of this package; none of nbgrader's own."""
    name = folder.name
    if (folder / f"{name}.ipynb").is_file() and look(name) not in map(look, catalog.names()):
        return []  # told by `not_of_course`
    if any((course.root / place / name).is_dir() for place in ("release", "source")):
        return []
    files: list[str] = []
    for _, folders, here in os.walk(folder):
        folders[:] = [one for one in folders if not is_litter(one)]
        files += [one for one in here if not is_litter(one)]
        if len(files) >= MAX_NAMES:
            break
    return files[:MAX_NAMES]


def _told_by(texts: Sequence[str], names: Sequence[str]) -> str:
    """Return the only assignment that is named in texts, however its words are parted; empty where there is none."""
    told = {name for name in names if any(name_letters(name) in name_letters(text) for text in texts)}
    return told.pop() if len(told) == 1 else ""


def how_to_move(found: Sequence[Misplaced]) -> UserError | None:
    """Return what to tell of what lies in submitted/ where no command finds it. None: there is nothing."""
    if not found:
        return None
    listed = ", ".join(one_line(one.place, 80) for one in found[:5]) + (", …" if len(found) > 5 else "")
    first = found[0]
    return UserError(
        f"Not graded: {len(found)} in submitted/ where work is not looked for: {listed}.",
        "Work belongs in submitted/<student>/<assignment>/. If it is meant,"
        f" move submitted/{one_line(first.place, 80)} to submitted/{first.belongs()}"
        + (", and the others likewise." if len(found) > 1 else "."),
    )


def not_of_course(course: Course) -> dict[str, int]:
    """Return how many submissions there are of each assignment that this package has no questions of."""
    known = set(catalog.names())
    found = sorted(
        path.parent.name
        for student in handed_in_by(course)
        for path in (course.root / "submitted" / student).glob("*/*.ipynb")
        if path.stem == path.parent.name and path.stem not in known
    )
    return {name: found.count(name) for name in found}


def how_to_mark(course: Course) -> UserError | None:
    """Return what to tell of submissions that are not marked: their assignment is nbgrader's alone. None: of none."""
    others = not_of_course(course)
    if not others:
        return None
    name = next(iter(others))
    listed = ", ".join(f"{count} of {one}" for one, count in others.items())
    return UserError(
        f"Not marked: {listed}. There are no questions of it in this course.",
        f"`grader adopt source/{name}/{name}.ipynb` takes an assignment of your own into the course.",
    )


def course_from_config(root: Path, config: Config) -> Course:
    """Return the course that a configuration describes.

    Raises `UserError` for a setting that makes no sense.
    """
    settings = config.get("Grader", {})
    language = settings.get("language", "en")
    if language not in LANGUAGES:
        raise UserError(f"c.Grader.language is {language!r}.", f"Choose one of {', '.join(LANGUAGES)}.")
    seed = settings.get("seed", 0)
    if type(seed) is not int or seed < 0:
        raise UserError(f"c.Grader.seed is {seed!r}.", "Choose a whole number, 0 or more.")
    sandbox = settings.get("sandbox", "auto")
    if sandbox not in SANDBOXES:
        raise UserError(f"c.Grader.sandbox is {sandbox!r}.", f"Choose one of {', '.join(SANDBOXES)}.")
    year = settings.get("year")
    if year is not None and (type(year) is not int or not 2000 <= year < 10000):
        raise UserError(f"c.Grader.year is {year!r}.", "Choose a year such as 2026, or leave the line out.")
    limits = Limits(**{name: _limit(settings, name) for name in Limits.__dataclass_fields__})
    db_url = config.get("CourseDirectory", {}).get("db_url") or f"sqlite:///{root / 'gradebook.db'}"
    files = settings.get("lms_files", [])
    if not isinstance(files, (list, tuple)) or not all(isinstance(name, str) for name in files):
        raise UserError(f"c.Grader.lms_files is {files!r}.", 'Write a list of names, such as ["canvas"].')
    scheduler = settings.get("scheduler", "")
    if not isinstance(scheduler, str):
        raise UserError(f"c.Grader.scheduler is {scheduler!r}.", 'Write an address, such as "tls://head:8786".')
    dates, choices, kept = _date_rules(settings), read_choices(root), _minutes_kept(settings)
    return Course(
        root, language, seed, limits, sandbox, str(db_url), year, dates, tuple(files), choices, scheduler, kept
    )


def read_choices(root: Path) -> Choices:
    """Return what the `course.toml` in a folder says of the assignments; nothing where there is none.

    Raises `UserError` where it cannot be read or makes no sense.
    """
    path = root / FILE_NAME
    if not path.exists():
        return NO_CHOICES
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}.", "Save it as plain text in UTF-8.") from error
    return parse(text, catalog.names())


def _date_rules(settings: dict[str, Any]) -> DateRules:
    zone, order = settings.get("timezone"), settings.get("date_order")
    if zone is not None and not (isinstance(zone, str) and zone_exists(zone)):
        raise UserError(f"c.Grader.timezone is {zone!r}.", "Choose one such as Asia/Seoul, or leave the line out.")
    if order is not None and order not in ORDERS:
        raise UserError(f"c.Grader.date_order is {order!r}.", f"Choose {' or '.join(ORDERS)}, or leave the line out.")
    return DateRules(zone, order)


def _minutes_kept(settings: dict[str, Any]) -> float:
    value = settings.get("keep_minutes", 10.0)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 24 * 60:
        raise UserError(f"c.Grader.keep_minutes is {value!r}.", "Choose a number from 0, for none, to 1440.")
    return float(value)


def _limit(settings: dict[str, Any], name: str) -> float:
    value = settings.get(name, getattr(Limits(), name))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
        raise UserError(f"c.Grader.{name} is {value!r}.", "Choose a number above 0.")
    return float(value)


@dataclass(frozen=True)
class Settings:
    """What the instructor chose."""

    seed: int
    language: Language
    limits: Limits
    sandbox: str = "auto"
    """How students' code is locked up; see `grader.sandbox.isolation.jail`."""
    choices: AssignmentChoices = AS_DECLARED
    """What the course says of the assignment."""
