"""The course that a command works in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.course import Course


def current_course() -> Course:
    """Return the course in the current folder.

    Raises `UserError` where there is none, or a setting makes no sense.
    """
    from grader.course import load_course

    return load_course(Path.cwd())
