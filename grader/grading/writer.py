"""Where results are written: files as each result comes, the gradebook in few transactions."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.course import Course
from grader.errors import UserError
from grader.results.files import as_user_error, write
from grader.results.records import Gradebook, GradedSubmission
from grader.results.store import mark_recorded, save
from grader.submission.intake import EXCHANGE_SECRET
from grader.submission.regular_file import read_start

BATCH, SECONDS = 50, 2.0
"""Results that wait for one transaction at most, and how long."""
MAX_SECRET_BYTES = 4096


class Writer:
    """Stores one assignment's results. Use it as a context manager: at its end, also after an error, nothing waits.

    Its methods raise `UserError` where something cannot be written.
    """

    def __init__(self, course: Course, assignment: str, gradebook: Gradebook) -> None:
        self._course, self._assignment, self._gradebook = course, assignment, gradebook
        self._waiting: list[GradedSubmission] = []
        self._written = time.monotonic()
        self.marked_before: dict[str, tuple[str, ...]] = {}
        """The cells that a person has marked, but for another answer than the one recorded, by student."""

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

    def add(self, graded: GradedSubmission, input_digest: str) -> None:
        """Store a new result, made from what `input_digest` is the digest of."""
        folder = self._course.autograded(graded.result.student, self._assignment)
        stored = save(folder, graded, input_digest)
        copy_text(
            self._course.submitted(graded.result.student, self._assignment) / EXCHANGE_SECRET, folder / EXCHANGE_SECRET
        )
        self.keep(stored)

    def keep(self, stored: GradedSubmission) -> None:
        """See that the gradebook has a result whose files are there."""
        self._waiting.append(stored)
        if len(self._waiting) >= BATCH or time.monotonic() - self._written > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Record what waits in the gradebook: all of it or, where that fails, nothing."""
        batch, self._waiting = self._waiting, []
        self._written = time.monotonic()
        if not batch:
            return
        self.marked_before |= self._gradebook.record(self._assignment, batch)
        for one in batch:
            if one.stamp:
                mark_recorded(self._course.autograded(one.result.student, self._assignment), one.stamp)


def copy_text(source: Path, target: Path) -> None:
    """Copy a small text file, if it is there and is a regular one.

    Raises `UserError` where it cannot be written.
    """
    try:
        text = read_start(source, MAX_SECRET_BYTES).decode(errors="replace")
    except OSError:
        return
    with as_user_error(target):
        write(target, text)
