"""Due dates that nbgrader misreads: each kind is seen in the settings, and guessed from what the gradebook holds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc
from traitlets.config import Config

from grader.course import Course
from grader.nbgrader.database import open_database
from grader.nbgrader.due_dates import doubt, misread, misread_in_settings, stored_due_dates
from grader.text.dates import DateRules

pytestmark = pytest.mark.filterwarnings("ignore:tzname")  # dateutil's, of zones that nbgrader drops
SEOUL = "Asia/Seoul"
READ_RIGHT = ("2026-03-09 23:59 Asia/Seoul", "2026-03-09 23:59+09:00", "2026-03-09T23:59 +0900", "2026-03-09 14:59 UTC")
READ_AS_UTC = ("KST", "JST", "EDT", "CEST", "+09:00")


@pytest.mark.parametrize("text", READ_RIGHT)
def test_a_form_that_nbgrader_reads_right_is_fine(text: str) -> None:
    assert parse_utc(text) == datetime(2026, 3, 9, 14, 59)
    assert misread(text) == ""


@pytest.mark.parametrize("zone", [*READ_AS_UTC, "+0900", "+09"])
def test_a_zone_that_nbgrader_misreads_is_told_with_both_readings(zone: str) -> None:
    told = misread(f"2026-03-09 23:59 {zone}")
    assert f"'2026-03-09 23:59 {zone}' is 2026-03-" in told
    assert "but nbgrader takes it for 2026-03-09 23:" in told


@pytest.mark.parametrize("text", ["03/09/2026 23:59 UTC", "2026-03-09 23:59 IST", "soon", "2026-03-09"])
def test_a_due_date_that_is_not_clear_is_told(text: str) -> None:
    assert misread(text)


@pytest.mark.parametrize("zone", READ_AS_UTC)
def test_a_day_s_end_in_utc_is_doubted_where_the_course_lives_elsewhere(zone: str) -> None:
    stored = parse_utc(f"2026-03-09 23:59 {zone}")
    assert "it is 23:59 in UTC, 08:59 in Asia/Seoul" in doubt(stored, SEOUL)
    assert doubt(stored, None) == doubt(stored, "UTC") == ""


@pytest.mark.parametrize(
    "written", ["23:59 +0900", "12:00 +0900", "23:59 +09", "23:59 -0500", "23:59 +0530", "18:00 +0800"]
)
def test_an_offset_that_was_taken_for_seconds_is_guessed(written: str) -> None:
    assert f"it looks like {written}, whose zone nbgrader takes for" in doubt(parse_utc(f"2026-03-09 {written}"), None)


@pytest.mark.parametrize("text", READ_RIGHT)
def test_what_was_read_right_is_not_doubted(text: str) -> None:
    assert doubt(parse_utc(text), SEOUL) == doubt(parse_utc(text), None) == ""


def test_the_gradebook_s_due_dates_are_told_in_the_courses_zone(tmp_path: Path) -> None:
    course = Course(tmp_path, db_url=f"sqlite:///{tmp_path / 'gradebook.db'}", dates=DateRules(SEOUL))
    assert stored_due_dates(course) == ()
    open_database(course.db_url).dispose()
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_assignment("a2", duedate="2026-03-09 23:59 +0900")
        gradebook.add_assignment("a1", duedate="2026-03-09 23:59 Asia/Seoul")
        gradebook.add_assignment("a3")
    right, wrong = stored_due_dates(course)
    assert (right.assignment, right.told(SEOUL), right.doubt) == ("a1", "due 2026-03-09 23:59 KST = 14:59 UTC", "")
    assert wrong.told(SEOUL) == "due 2026-03-10 08:44 KST = 2026-03-09 23:44 UTC"
    assert "23:59 +0900" in wrong.doubt
    assert "nbgrader db assignment add a2 --duedate=" in wrong.remedy


def test_due_dates_in_the_settings_are_looked_at() -> None:
    config = Config()
    config.DbAssignmentAddApp.duedate = "2026-03-09 23:59 KST"
    config.CourseDirectory.db_assignments = [{"name": "ps1", "duedate": "2015-02-02 17:00:00 UTC"}]
    found = dict(misread_in_settings(config, DateRules()))
    assert "nbgrader takes it for 2026-03-09 23:59 UTC" in found["c.DbAssignmentAddApp.duedate"]
    assert "does not read" in found["c.CourseDirectory.db_assignments, ps1"]
    assert not list(misread_in_settings(Config(), DateRules()))
