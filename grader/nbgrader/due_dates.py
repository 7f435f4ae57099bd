"""Due dates as nbgrader reads and keeps them: where a text is misread, and which stored dates look like it.

nbgrader 0.9.6 (`nbgrader.utils.parse_utc`) takes the zone of ``2026-03-09 23:59 +0900`` for 900 seconds, ``+09`` for
9, and drops ``+09:00`` after a blank and every name that the machine's list of zones has not: KST, JST, EDT, CEST.
What `nbgrader db assignment add` and formgrader store is the instant alone, so that a misread text can only be guessed.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from nbgrader.api import Assignment
from nbgrader.utils import parse_utc
from traitlets.config import Config

from grader.course import Course
from grader.nbgrader.database import is_missing
from grader.nbgrader.gradebook_read import open_gradebook
from grader.text.dates import UNSAID, DateRules, in_words, in_zone, read_date

ROUND = {(0, 0), (30, 0), (59, 0), (59, 59)}
"""Minutes and seconds of hours at which work is due."""
DAYS_END = {(23, 59), (0, 0)}
OFFSETS = tuple(
    f"{sign}{hours:02}{minutes}" for sign in "+-" for hours in range(1, 15) for minutes in ("00", "30", "45", "")
)
HOW_TO = '`nbgrader db assignment add {name} --duedate="{day:%Y-%m-%d} 23:59 Asia/Seoul"`, with your date and zone'


@dataclass(frozen=True)
class DueDate:
    """When an assignment is due, in UTC without a zone, and what looks wrong about it."""

    assignment: str
    at: datetime.datetime
    doubt: str = ""

    def told(self, zone: str | None) -> str:
        """Return the date for people, in a zone and in UTC."""
        return f"due {in_words(self.at, zone)}"

    @property
    def remedy(self) -> str:
        """How to write it anew, so that nbgrader reads it right."""
        return f"If it is not what you meant: {HOW_TO.format(name=self.assignment, day=self.at)}."


def stored_due_dates(course: Course) -> tuple[DueDate, ...]:
    """Return the due dates of a course's gradebook, by assignment; none where there is no gradebook.

    Raises `UserError` where it cannot be read.
    """
    if is_missing(course.db_url):
        return ()
    with open_gradebook(course.db_url) as db:
        rows = db.query(Assignment.name, Assignment.duedate).filter(Assignment.duedate.isnot(None))
        return tuple(DueDate(name, at, doubt(at, course.dates.zone)) for name, at in sorted(map(tuple, rows)))


def doubt(at: datetime.datetime, zone: str | None) -> str:
    """Return why a stored date looks like one that nbgrader misread; an empty text where it does not.

    `zone` is the course's, if it named one.
    """
    if (at.minute, at.second) not in ROUND:
        for offset in (f"{in_zone(at, zone):%z}", *OFFSETS):  # first the one that the course would write
            meant = at + datetime.timedelta(seconds=int(offset))
            if (meant.minute, meant.second) in ROUND:
                return f"it looks like {meant:%H:%M} {offset}, whose zone nbgrader takes for {int(offset)} seconds"
    if zone and (at.hour, at.minute) in DAYS_END:
        local = in_zone(at, zone)
        if local.utcoffset():
            return (
                f"it is {at:%H:%M} in UTC, {local:%H:%M} in {zone}: nbgrader drops zones like KST, JST, EDT, CEST and"
                " +09:00 after a blank"
            )
    return ""


def misread_in_settings(config: Config, rules: DateRules) -> Iterator[tuple[str, str]]:
    """Yield due dates of a course's settings that nbgrader does not read as they are meant: what, and why."""
    text = config.get("DbAssignmentAddApp", {}).get("duedate")
    if isinstance(text, str) and (why := misread(text, rules)):
        yield "c.DbAssignmentAddApp.duedate", why
    for one in config.get("CourseDirectory", {}).get("db_assignments") or ():
        name = f"c.CourseDirectory.db_assignments, {one.get('name')}"
        yield name, "this nbgrader does not read the setting: the gradebook does not get a due date from here"


def misread(text: str, rules: DateRules = UNSAID) -> str:
    """Return how nbgrader's reading of a due date differs from what it says; an empty text where it does not."""
    meant = read_date(text, rules)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dateutil's, of unknown zones
            taken = parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return f"nbgrader cannot read {text!r}"
    if meant.at is None:
        return f"{text!r}: {meant.reason.en}"
    if meant.at != taken:
        return f"{text!r} is {in_words(meant.at, rules.zone)}, but nbgrader takes it for {in_words(taken, rules.zone)}"
    return ""
