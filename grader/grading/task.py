"""What goes to a worker, and what comes back.

All of it is plain data: to hand out work one need not import what does it.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.course import Settings
from grader.submission.submission import Release, Submission


@dataclass(frozen=True)
class Task:
    """All that a worker needs for one submission."""

    submission: Submission
    release: Release
    settings: Settings
