"""The gradebook, read: students, points, marks, comments and lateness as plain records."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader.errors import UserError
from grader.nbgrader.database import open_database
from grader.nbgrader.gradebook_read import read_records
from grader.results.records import ClassRecords, MarkRecord, StudentRecord

DUE = datetime.datetime(2026, 10, 1, 12)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def db_url(tmp_path: Path) -> str:
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
        notebook.late_submission_penalty = 0.5
        df = gradebook.find_grade("df", "a1", "a1", "ann")
        df.auto_score, df.manual_score, df.extra_credit, df.needs_manual_grade = 1.0, 1.5, 0.25, True
        gradebook.find_comment("df_answer", "a1", "a1", "ann").manual_comment = "Nearly."
        gradebook.db.commit()
    return url


def test_students_come_by_id_with_what_is_known_of_them(db_url: str) -> None:
    students = read_records(db_url).students
    assert students[0] == StudentRecord("ann", "Ann", "Lee", "ann@school.test", "7")
    assert students[1:] == (StudentRecord("bob"), StudentRecord("cid"))


def test_points_of_all_assignments_are_read_also_where_one_is_named(db_url: str) -> None:
    assert read_records(db_url, ["a2"]).maxima == {"a1": 5.0, "a2": 5.0}


def test_submissions_are_those_of_the_assignments_named(db_url: str) -> None:
    everything, one = read_records(db_url), read_records(db_url, ["a2"])
    assert [(s.assignment, s.student) for s in everything.submissions] == [("a1", "ann"), ("a1", "bob"), ("a2", "ann")]
    assert [(s.assignment, s.student) for s in one.submissions] == [("a2", "ann")]
    assert set(everything.submissions_of("a1")) == {"ann", "bob"}


def test_a_mark_has_both_scores_and_a_person_s_counts(db_url: str) -> None:
    ann = read_records(db_url).submissions_of("a1")["ann"]
    assert ann.marks == (
        MarkRecord("df", 1.0, 1.5, 0.25, 2.0, needs_review=False),
        MarkRecord("essay", None, None, 0.0, 3.0, needs_review=True),
    )
    assert [mark.score for mark in ann.marks] == [1.75, None]
    assert (ann.late_penalty, ann.comments) == (0.5, (("df_answer", "Nearly."),))


def test_late_is_what_came_after_the_due_date_and_any_extension(db_url: str) -> None:
    assert read_records(db_url).lateness == {("a1", "ann"): 3600.0}


def test_reading_makes_no_gradebook(tmp_path: Path) -> None:
    missing = f"sqlite:///{tmp_path / 'none.db'}"
    with pytest.raises(UserError, match="There is no gradebook"):
        read_records(missing)
    assert read_records(missing, missing_ok=True) == ClassRecords()
    assert not list(tmp_path.iterdir())
