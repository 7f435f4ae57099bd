"""Where results are written: the files of several at a time, the gradebook in few transactions.

To wait until a file is on the disk takes milliseconds in which nobody computes. So threads write the files of a result
each, and a transaction has all those whose files are there, while threads write the next ones.
"""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.course import Course
from grader.errors import UserError
from grader.results.records import Gradebook, GradedSubmission
from grader.results.store import mark_recorded, save
from grader.results.whole_files import as_user_error, write
from grader.submission.companions import EXCHANGE_SECRET
from grader.submission.regular_file import read_start

BATCH, SECONDS = 50, 2.0
"""Results that wait for one transaction, and how long."""
THREADS = 16
"""Results whose files are written at a time: a disk takes what several wait for in one go."""
MAX_SECRET_BYTES = 4096


class Writer:
    """Stores one assignment's results. Use it as a context manager: at its end, also after an error, nothing waits.

    Its methods raise `UserError` where something cannot be written, be it a result that came earlier; all others are
    stored then.
    """

    def __init__(self, course: Course, assignment: str, gradebook: Gradebook) -> None:
        self._course, self._assignment, self._gradebook = course, assignment, gradebook
        self._files = ThreadPoolExecutor(THREADS)
        self._waiting: list[Future[GradedSubmission]] = []
        self._written = time.monotonic()
        self.marked_before: dict[str, tuple[str, ...]] = {}
        """The cells that a person has marked, but for another answer than the one recorded, by student."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._files:
            if error is None:
                self.flush()
            else:
                with suppress(UserError):  # the first error is the one to tell; what is on the disk is taken up again
                    self.flush()

    def add(self, graded: GradedSubmission, input_digest: str) -> None:
        """Store a new result, made from what `input_digest` is the digest of."""
        self._wait_for(self._files.submit(self._store, graded, input_digest))

    def keep(self, stored: GradedSubmission) -> None:
        """See that the gradebook has a result whose files are there."""
        there: Future[GradedSubmission] = Future()
        there.set_result(stored)
        self._wait_for(there)

    def _wait_for(self, stored: Future[GradedSubmission]) -> None:
        """Record what is stored, once that is enough; wait for it only where twice as much waits."""
        self._waiting.append(stored)
        if len(self._waiting) >= 2 * BATCH:
            self.flush()
        elif len(self._waiting) >= BATCH or time.monotonic() - self._written > SECONDS:
            there = [one for one in self._waiting if one.done()]
            if len(there) >= BATCH or time.monotonic() - self._written > SECONDS:
                self._record(there)

    def flush(self) -> None:
        """Record in the gradebook all that waits."""
        while self._waiting:
            self._record(self._waiting[:BATCH])

    def _record(self, batch: list[Future[GradedSubmission]]) -> None:
        """Wait for the files of these results, and record them: all or, where that fails, none.

        The files of one that cannot be stored are told when the others are recorded.
        """
        self._waiting = [one for one in self._waiting if one not in batch]
        errors = [error for one in batch if (error := one.exception())]
        stored = [one.result() for one in batch if not one.exception()]
        self._written = time.monotonic()
        if stored:
            self.marked_before |= self._gradebook.record(self._assignment, stored)
            for marked in [self._files.submit(self._mark_recorded, one) for one in stored]:
                marked.result()
        for error in errors:
            raise error

    # ── in threads ─────────────────────────────────────────────────────────────────────────────────────────

    def _store(self, graded: GradedSubmission, input_digest: str) -> GradedSubmission:
        folder = self._course.autograded(graded.result.student, self._assignment)
        stored = save(folder, graded, input_digest)
        secret = self._course.submitted(graded.result.student, self._assignment) / EXCHANGE_SECRET
        copy_text(secret, folder / EXCHANGE_SECRET)
        return stored

    def _mark_recorded(self, stored: GradedSubmission) -> None:
        if stored.stamp:
            mark_recorded(self._course.autograded(stored.result.student, self._assignment), stored.stamp)


def copy_text(source: Path, target: Path) -> None:
    """Copy a small text file, if it is there and is a regular one.

    Raises `UserError` where it cannot be written.
    """
    try:
        text = read_start(source, MAX_SECRET_BYTES, source.parent).decode(errors="replace")
    except OSError:
        return
    with as_user_error(target):
        write(target, text)
