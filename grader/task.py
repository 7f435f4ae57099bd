"""What goes to a worker, and what comes back.

All of it is plain data: to hand out work one need not import what does it.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.limits import Limits
from grader.results import Result
from grader.submission import File, Submission
from grader.text import Language


@dataclass(frozen=True)
class Release:
    """What the students of an assignment were given: the notebook's text, and the files beside it."""

    assignment: str
    notebook: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What the instructor chose."""

    seed: int
    language: Language
    limits: Limits
    sandbox: str = "auto"
    """How students' code is locked up; see `sandbox.jail`."""


@dataclass(frozen=True)
class Graded:
    """A result, and the file of the notebook with outputs and verdicts."""

    result: Result
    notebook: str


@dataclass(frozen=True)
class Task:
    """All that a worker needs for one submission."""

    submission: Submission
    release: Release
    settings: Settings
