"""The gradebook, read: students, points, marks, comments and lateness as plain records."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader.course import Course
from grader.errors import UserError
from grader.nbgrader.database import open_database
from grader.nbgrader.gradebook_read import read_records
from grader.results.records import ClassRecords, MarkRecord, StudentRecord

DUE = datetime.datetime(2026, 10, 1, 12)
RULE = """
from nbgrader.plugins import BasePlugin

class Rule(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2

c = get_config()
c.AssignLatePenalties.plugin_class = Rule
"""
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A gradebook of two assignments: ann is late, bob has an extension, cid handed in nothing."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    open_database(url).dispose()  # nbgrader would start another program for the tables
    with Gradebook(url) as gradebook:
        for name in ("a1", "a2"):
            gradebook.add_assignment(name, duedate=DUE if name == "a1" else None)
            gradebook.add_notebook(name, name)
            gradebook.add_grade_cell("df", name, name, max_score=2, cell_type="code")
            gradebook.add_task_cell("essay", name, name, max_score=3, cell_type="markdown")
            gradebook.add_solution_cell("df_answer", name, name)
        gradebook.add_student("ann", first_name="Ann", last_name="Lee", email="ann@school.test", lms_user_id="7")
        for student in ("bob", "cid"):
            gradebook.add_student(student)
        for student in ("ann", "bob"):
            gradebook.add_submission("a1", student, timestamp=DUE + HOUR)
        gradebook.find_submission("a1", "bob").extension = 2 * HOUR
        gradebook.add_submission("a2", "ann", timestamp=DUE + HOUR)
        notebook = gradebook.find_submission_notebook("a1", "a1", "ann")
        notebook.late_submission_penalty = 0.75  # as it was before the marks below
        df = gradebook.find_grade("df", "a1", "a1", "ann")
        df.auto_score, df.manual_score, df.extra_credit, df.needs_manual_grade = 1.0, 1.5, 0.25, False
        gradebook.find_comment("df_answer", "a1", "a1", "ann").manual_comment = "Nearly."
        gradebook.db.commit()
    (tmp_path / "nbgrader_config.py").write_text(RULE)
    return Course(tmp_path, db_url=url)


def test_students_come_by_id_with_what_is_known_of_them(course: Course) -> None:
    students = read_records(course).students
    assert students[0] == StudentRecord("ann", "Ann", "Lee", "ann@school.test", "7")
    assert students[1:] == (StudentRecord("bob"), StudentRecord("cid"))


def test_points_of_all_assignments_are_read_also_where_one_is_named(course: Course) -> None:
    assert read_records(course, ["a2"]).maxima == {"a1": 5.0, "a2": 5.0}


def test_submissions_are_those_of_the_assignments_named(course: Course) -> None:
    everything, one = read_records(course), read_records(course, ["a2"])
    assert [(s.assignment, s.student) for s in everything.submissions] == [("a1", "ann"), ("a1", "bob"), ("a2", "ann")]
    assert [(s.assignment, s.student) for s in one.submissions] == [("a2", "ann")]
    assert set(everything.submissions_of("a1")) == {"ann", "bob"}


def test_a_mark_has_both_scores_and_a_person_s_counts(course: Course) -> None:
    ann = read_records(course).submissions_of("a1")["ann"]
    assert ann.marks == (
        MarkRecord("df", 1.0, 1.5, 0.25, 2.0, needs_review=False),
        MarkRecord("essay", None, None, 0.0, 3.0, needs_review=True),
    )
    assert [mark.score for mark in ann.marks] == [1.75, None]
    assert (ann.late_penalty, ann.comments) == (0.875, (("df_answer", "Nearly."),))


def test_late_is_what_came_after_the_due_date_and_any_extension(course: Course) -> None:
    assert read_records(course).lateness == {("a1", "ann"): 3600.0}


def test_reading_makes_no_gradebook(tmp_path: Path) -> None:
    missing = Course(tmp_path, db_url=f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(UserError, match="There is no gradebook"):
        read_records(missing)
    assert read_records(missing, missing_ok=True) == ClassRecords()
    assert not list(tmp_path.iterdir())


def test_a_rule_that_gives_points_for_being_late_refuses(course: Course) -> None:
    (course.root / "nbgrader_config.py").write_text(RULE.replace("score / 2", "-3"))
    with pytest.raises(UserError, match="it returns -3, but what is taken off is a number above 0"):
        read_records(course)


def test_a_rule_that_fails_refuses_and_no_old_penalty_is_shown(course: Course) -> None:
    (course.root / "nbgrader_config.py").write_text(RULE.replace("score / 2", "float('nan')"))
    with pytest.raises(UserError, match="Rule, fails on ann"):
        read_records(course)
    (course.root / "nbgrader_config.py").write_text(RULE.replace("= Rule", "= 'none.Rule'"))
    with pytest.raises(UserError, match="cannot be loaded"):
        read_records(course)


OTHERS = ("html", "torn", "folder", "old", "foreign")


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_gradebook_is_refused_as_autograde_does(course: Course, kind: str) -> None:
    path = Path(course.db_url.removeprefix("sqlite:///"))
    whole = path.read_bytes()
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind in ("html", "torn"):
        path.write_bytes(b"<html></html>" * 99 if kind == "html" else whole[: len(whole) // 2])
    else:
        if kind == "old":
            path.write_bytes(whole)
        with closing(sqlite3.connect(path)) as database:
            database.execute(
                "ALTER TABLE grade DROP COLUMN extra_credit" if kind == "old" else "CREATE TABLE pets (id)"
            )
    told = []
    for opening in (lambda: open_database(course.db_url), lambda: read_records(course, missing_ok=True)):
        with pytest.raises(UserError) as error:
            opening()
        told.append(str(error.value))
    assert told[0] == told[1]
    assert str(path) in told[0]


def test_an_empty_file_is_no_gradebook_yet_but_a_loss_beside_a_copy(tmp_path: Path) -> None:
    course = Course(tmp_path, db_url=f"sqlite:///{tmp_path / 'gradebook.db'}")
    (tmp_path / "gradebook.db").touch()
    assert read_records(course, missing_ok=True) == ClassRecords()
    (tmp_path / "gradebook.db.backup").write_bytes(b"x")
    with pytest.raises(UserError, match="is empty"):
        read_records(course, missing_ok=True)


@pytest.mark.parametrize("address", ["gradebook.db", "nosuch://host/grades"])
def test_an_address_that_is_none_is_told(tmp_path: Path, address: str) -> None:
    with pytest.raises(UserError, match="db_url"):
        read_records(Course(tmp_path, db_url=address))
