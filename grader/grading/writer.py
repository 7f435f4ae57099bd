"""The one that writes: files as results come, the gradebook in few transactions."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.course import Course
from grader.errors import UserError
from grader.nbgrader.gradebook import Gradebook
from grader.nbgrader.gradebook_rows import Entry
from grader.results.result import Graded
from grader.results.store import Stored, in_words, mark_recorded, save, write
from grader.submission.intake import read_note

BATCH, SECONDS = 50, 2.0
"""Results that wait for one transaction at most, and how long."""


SECRET = "submission_secret.txt"
"""Written by `nbgrader submit`; by it the student finds the feedback, so it goes along."""


@dataclass(frozen=True)
class _Waiting:
    stored: Stored
    timestamp: str | None


class Writer:
    """Stores one assignment's results. Use it as a context manager: at its end, also after an error, nothing waits.

    Its methods raise `UserError` where something cannot be written.
    """

    def __init__(self, course: Course, assignment: str, gradebook: Gradebook) -> None:
        self._course, self._assignment, self._gradebook = course, assignment, gradebook
        self._waiting: list[_Waiting] = []
        self._written = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.flush()
        else:
            with suppress(UserError):  # the first error is the one to tell; what is on the disk is taken up again
                self.flush()

    def add(self, graded: Graded, input_digest: str, timestamp: str | None) -> None:
        """Store a new result."""
        folder = self._course.autograded(graded.result.student, self._assignment)
        stored = save(folder, graded, input_digest, timestamp)
        pass_on(self._course.submitted(graded.result.student, self._assignment) / SECRET, folder / SECRET)
        self.keep(stored, timestamp)

    def keep(self, stored: Stored, timestamp: str | None) -> None:
        """See that the gradebook has a result whose files are there."""
        self._waiting.append(_Waiting(stored, timestamp))
        if len(self._waiting) >= BATCH or time.monotonic() - self._written > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Bring what waits into the gradebook: all of it or, where that fails, nothing."""
        batch, self._waiting = self._waiting, []
        self._written = time.monotonic()
        if not batch:
            return
        entries = [
            Entry(one.stored.graded.result, one.stored.graded.notebook, one.timestamp, one.stored.stamp.in_gradebook)
            for one in batch
        ]
        self._gradebook.record(self._assignment, entries)
        for one in batch:
            mark_recorded(self._course.autograded(one.stored.graded.result.student, self._assignment), one.stored.stamp)


def pass_on(source: Path, target: Path) -> None:
    """Copy a small text file, if it is there and is one.

    Raises `UserError` where it cannot be written.
    """
    try:
        text = read_note(source)
    except OSError:
        return
    with in_words(target):
        write(target, text)
