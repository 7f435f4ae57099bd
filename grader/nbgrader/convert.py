"""nbgrader's own converters, called in this process: they release a notebook."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from traitlets.config import Config

from grader.course import Course, load_config
from grader.errors import UserError

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
    """Have nbgrader make the student version of a source notebook. The gradebook is not touched.

    Raises `UserError` where nbgrader does not take it.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config = nbgrader_config(course, assignment)
    config.SaveCells.enabled = False
    config.GenerateAssignment.update({"no_database": True, "force": True})
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    told = _Told(logging.ERROR)
    log = logging.getLogger(f"{__name__}.{assignment}")
    log.propagate, log.handlers, converter.log = False, [told], log
    try:
        converter.start()
    except NbGraderException as error:
        tracebacks = [said for said in told.messages if "Traceback" in said]  # nbgrader's words tell of nothing else
        last = (tracebacks or [str(error)])[-1].strip().splitlines()[-1]
        reason = last.partition(": ")[2] or last if tracebacks else " ".join(str(error).split())
        raise UserError(
            f"nbgrader makes no version for students of source/{assignment}/: {reason.rstrip('.')}.",
            "Mend the source notebook as it says; then run the same command again.",
        ) from error


def feedback_permissions(course: Course) -> Permissions:
    """Return who may read feedback, by nbgrader's own settings."""
    from grader.feedback.write import Permissions  # and with it all that draws pages: grading needs none of it

    config = load_config(course.root)
    shared = bool(config.CourseDirectory.get("groupshared", False))
    digits = config.GenerateFeedback.get("permissions", 664 if shared else 644)
    return Permissions(int(str(digits), 8), shared)


class _Told(logging.Handler):
    """Keeps what a log is told."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
