"""nbgrader's converters get the course's settings, whatever folder they run in. What they do: test_autograde.py."""

from __future__ import annotations

from small_assignment import NAME

from grader.course import Course
from grader.nbgrader.convert import generate_release, nbgrader_config


def test_the_configuration_is_the_course_s_own_for_one_assignment(scratch: Course) -> None:
    config = nbgrader_config(scratch, NAME)
    assert config.CourseDirectory.root == str(scratch.root)
    assert config.CourseDirectory.db_url == scratch.db_url
    assert config.CourseDirectory.assignment_id == NAME
    assert config.CourseDirectory.course_id == "matrix_calculus"


def test_a_release_is_made_without_a_gradebook(scratch: Course) -> None:
    before = scratch.release(NAME).read_bytes()
    scratch.release(NAME).unlink()
    generate_release(scratch, NAME)
    assert scratch.release(NAME).read_bytes() == before
    assert not (scratch.root / "gradebook.db").exists()
