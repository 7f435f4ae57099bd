"""A course: the folder with `nbgrader_config.py`, and the settings read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader import catalog
from grader.errors import UserError
from grader.questions.choices import AS_DECLARED, FILE_NAME, NO_CHOICES, AssignmentChoices, Choices, parse
from grader.sandbox.limits import Limits
from grader.sandbox.protection import Protection
from grader.text import LANGUAGES, Language
from grader.text.dates import ORDERS, DateRules, zone_exists

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
    """Read the settings of the course in a folder, which is found from any other one, too, once it is read.

    Raises `UserError` where there is no course, or a setting makes no sense.
    """
    root = root.absolute()
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
