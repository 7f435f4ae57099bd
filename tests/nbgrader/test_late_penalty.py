"""A hand mark after grading changes what a late submission loses: every way in which a grade goes out says the same."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import small_assignment
from click.testing import CliRunner
from nbgrader.api import Gradebook

from grader.cli.commands import main
from grader.course import Course, load_course
from grader.lms.push.push import plan_push
from grader.nbgrader.database import open_database
from grader.nbgrader.gradebook_read import read_records

NAME = small_assignment.NAME
RULE = """
from nbgrader.plugins import BasePlugin

class HalfIsLost(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2

c = get_config()
c.AssignLatePenalties.plugin_class = HalfIsLost
c.Grader.lti = dict(client_id="x", key_id="1", token_url="https://lms.test/t", line_items_url="https://lms.test/l")
"""
DUE = datetime.datetime(2026, 3, 9, 15)
AUTOMATIC, BY_HAND = 7.0, 1.0
RAW, LOST = 8.0, 4.0


def test_every_command_reckons_the_penalty_from_the_marks_that_stand(
    scratch: Course, submit: Callable[..., None], nbgrader: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scratch.root)
    config = scratch.root / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8") + RULE, encoding="utf-8")
    course = load_course(scratch.root)
    submit("written")
    (course.submitted("written", NAME) / "timestamp.txt").write_text("2026-03-10 15:00:00 UTC")
    open_database(course.db_url).dispose()
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_assignment(NAME, duedate=DUE)
    command("autograde")
    with Gradebook(course.db_url) as gradebook:
        (notebook,) = gradebook.find_submission(NAME, "written").notebooks
        assert (notebook.score, notebook.late_submission_penalty) == (AUTOMATIC, AUTOMATIC / 2)
        mark = gradebook.find_grade(small_assignment.WRITTEN, NAME, NAME, "written")
        mark.manual_score, mark.needs_manual_grade = BY_HAND, False
        gradebook.db.commit()

    assert points_in_report(course) == RAW, "the report tells points before the penalty, and says so"
    assert shown_by_export(course) == RAW - LOST
    assert shown_by_push(course) == RAW - LOST
    assert shown_by_page(course) == RAW - LOST
    nbgrader(course, "generate_feedback", NAME, "--force")
    assert read_page(course) == RAW - LOST
    nbgrader(course, "export", "--to", str(course.root / "theirs.csv"))
    (row,) = read_csv(course.root / "theirs.csv")
    told = {name: float(row[name]) for name in ("raw_score", "late_submission_penalty", "score")}
    assert told == {"raw_score": RAW, "late_submission_penalty": LOST, "score": RAW - LOST}


def test_grades_that_wait_since_the_rule_failed_are_not_sent_to_a_person(
    scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule fails when grading is done: nothing of it is stored, and to mark by hand would mend nothing."""
    monkeypatch.chdir(scratch.root)
    config = scratch.root / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8") + RULE.replace("score / 2", "score / 0"), encoding="utf-8")
    course = load_course(scratch.root)
    submit("written")
    open_database(course.db_url).dispose()
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_assignment(NAME, duedate=DUE)
    command("autograde")
    (course.submitted("written", NAME) / "timestamp.txt").write_text("2026-03-10 15:00:00 UTC")
    failed = CliRunner().invoke(main, ["autograde"])
    assert (failed.exit_code, "The rule for late submissions" in failed.output) == (1, True), failed.output

    told = CliRunner().invoke(main, ["export", "--lms", "csv"]).output
    assert f"`grader autograde {NAME}`" in " ".join(told.split())
    assert "grader mark" not in told


def command(*arguments: str) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def shown_by_export(course: Course) -> float:
    command("export", "--lms", "csv")
    (row,) = read_csv(course.root / "grades-csv.csv")
    return float(row["score"])


def shown_by_push(course: Course) -> float:
    (course.root / "roster.csv").write_text("student_id,lti_user_id\nwritten,7\n", encoding="utf-8")
    ((delivery, _),) = plan_push(course, "lti", read_records(course), (NAME,), None).send
    return float(delivery.score)


def shown_by_page(course: Course) -> float:
    command("feedback")
    return read_page(course)


def read_page(course: Course) -> float:
    page = (course.root / "feedback" / "written" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    found = re.search(r'class="score"><strong>([\d.]+)</strong>', page)
    assert found
    return float(found[1])


def points_in_report(course: Course) -> float:
    command("report", "--to", "report.csv")
    rows = read_csv(course.root / "report.csv")
    (score,) = [row["value"] for row in rows if (row["about"], row["measure"]) == ("standing", "score")]
    return float(score)
