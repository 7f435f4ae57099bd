"""The date of a folder, for nbgrader's converters: its own way of reading one stops the whole class at an odd file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from grader.course import course_from_config
from grader.submission.timestamp import read_timestamp


def existing_date(converter: Any, folder: str) -> datetime.datetime | None:
    """Return the date in a folder's ``timestamp.txt``; None where there is none or it is not understood.

    It takes the place of `CourseDirectory.get_existing_timestamp` for one run of a converter.
    """
    root = Path(converter.coursedir.root)
    date = read_timestamp(Path(folder), course_from_config(root, converter.config).dates)
    return date.at if date else None
