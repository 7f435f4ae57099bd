"""nbgrader's own converters, called in this process: they release a notebook."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from traitlets.config import Config

from grader.course import Course, load_config

if TYPE_CHECKING:
    from grader.feedback.write import Permissions


def nbgrader_config(course: Course, assignment: str = "") -> Config:
    """Return the course's nbgrader configuration, for one assignment."""
    config = load_config(course.root)
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.db_url = course.db_url
    return config


def generate_release(course: Course, assignment: str) -> None:
    """Have nbgrader make the student version of a source notebook. The gradebook is not touched."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    config = nbgrader_config(course, assignment)
    config.SaveCells.enabled = False
    config.GenerateAssignment.update({"no_database": True, "force": True})
    _run(GenerateAssignment(coursedir=CourseDirectory(config=config), config=config))


def feedback_permissions(course: Course) -> Permissions:
    """Return who may read feedback, by nbgrader's own settings."""
    from grader.feedback.write import Permissions  # and with it all that draws pages: grading needs none of it

    config = load_config(course.root)
    shared = bool(config.CourseDirectory.get("groupshared", False))
    digits = config.GenerateFeedback.get("permissions", 664 if shared else 644)
    return Permissions(int(str(digits), 8), shared)


def _run(converter: object) -> None:
    """Run an nbgrader converter, quietly but for errors."""
    converter.log.setLevel(logging.ERROR)  # type: ignore[attr-defined]  # traitlets' logger
    converter.start()  # type: ignore[attr-defined]
