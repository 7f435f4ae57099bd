"""What was pushed: one JSON line before a grade is sent and one when the LMS has answered, each on the disk at once.

A push that ends in the middle leaves grades that were announced and not answered: these are sent again, no others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from grader.errors import UserError
from grader.lms.push.delivery import Delivery, Past, Receipt, later_than


class PushLog:
    """The log of one course in one LMS. Opened by `open_log`."""

    def __init__(self, file: IO[bytes], where: str, columns: Mapping[str, str]) -> None:
        self._file, self._where, self._columns = file, where, columns

    def announce(self, deliveries: Iterable[tuple[Delivery, Past]], now: datetime) -> None:
        """Write that these are about to be sent, each with the earliest moment that may be written on it."""
        for delivery, past in deliveries:
            self._write(delivery, "sending", later_than(past.latest, now))
        self._sync()

    def conclude(self, receipt: Receipt) -> None:
        """Write what the LMS has answered."""
        if receipt.refused:
            self._write(receipt.delivery, "refused", receipt.at, reason=receipt.refused)
        else:
            self._write(receipt.delivery, "sent", receipt.at)
        self._sync()

    def _write(self, delivery: Delivery, event: str, at: datetime, **more: str) -> None:
        line = {
            "event": event,
            "at": at.astimezone(UTC).isoformat(),
            "where": self._where,
            "assignment": delivery.assignment,
            "column": self._columns.get(delivery.assignment, ""),
            "student": delivery.student,
            "user": delivery.user,
            "score": delivery.score,
            "max_score": delivery.max_score,
            "digest": delivery.digest,
            "comment": delivery.comment_digest,
        }
        self._file.write(json.dumps(line | more).encode() + b"\n")

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def open_log(path: Path, where: str, columns: Mapping[str, str] = MappingProxyType({})) -> Iterator[PushLog]:
    """Open the log for one push into the LMS's columns, by assignment; the caller holds the course.

    Raises `UserError` when it cannot be written.
    """
    try:
        file = os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")  # grades: for the owner
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror}.",
            "Without it, nothing would be known of what was sent. Allow writing in the course folder.",
        ) from error
    with file:
        if file.tell() and path.read_bytes()[-1:] != b"\n":  # a push ended in the middle of a line
            file.write(b"\n")
        _sync_folder(path.parent)
        yield PushLog(file, where, columns)


def read_log(path: Path, where: str) -> dict[tuple[str, str], Past]:
    """Return what is known of each (assignment, student) in one course of an LMS.

    A line that is broken, by a crash or by hand, says nothing; at worst a grade is sent once more.
    """
    known: dict[tuple[str, str], Past] = {}
    for raw in path.read_bytes().splitlines() if path.exists() else ():
        line = _parse(raw)
        if line is None or line["where"] != where:
            continue
        key = line["assignment"], line["student"]
        known[key] = _after(known.get(key, Past()), line)
    return known


def _after(past: Past, line: dict[str, Any]) -> Past:
    """Return what is known after one more line."""
    latest, column = max(filter(None, (past.latest, line["at"]))), line["column"] or past.column
    if line["event"] == "sent":
        return Past(line["digest"], line["comment"], latest, column)
    # Announced: until the answer comes, it may or may not be there. Refused: it is not, and what was is uncertain.
    return Past("", past.in_column(column).comment, latest, column)


def _parse(raw: bytes) -> dict[str, Any] | None:
    """Return a line's fields, or None for a line that is not ours."""
    try:
        line = json.loads(raw)
        fields = {key: line[key] for key in ("event", "where", "assignment", "student", "digest", "comment")}
        if not all(isinstance(value, str) for value in fields.values()):
            return None
        column = line.get("column", "")
        fields["column"] = column if isinstance(column, str) else ""
        return fields | {"at": datetime.fromisoformat(line["at"]).astimezone(UTC)}
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _sync_folder(folder: Path) -> None:
    """Write the folder's entry of the file to the disk."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
