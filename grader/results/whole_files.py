"""Files that are whole or not there, and errors of the file system told in words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import UserError

FULL = "Free some space, then run the same command again: what is graded is kept, and it goes on with the rest."
CLOSED = "Ask for the right to write there, then run the same command again: it goes on where it stopped."
OTHER = "See that the disk is in order, then run the same command again: it goes on where it stopped."


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give another path in the same folder to write to; what is written there takes the place of `path` at the end.

    After an error nothing is left at the other path, and `path` is as it was.
    """
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)  # of a process that was killed
    try:
        yield new
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)  # half a file helps nobody, least of all on a full disk
        raise


def write(path: Path, text: str, *, wait: bool = True) -> None:
    """Write a text file whole or not at all, and `wait` until it is on the disk.

    It may be read-only, as nbgrader leaves its own. Raises OSError where it cannot be written.
    """
    with replacing(path) as new, new.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        if wait:
            os.fsync(file.fileno())


@contextmanager
def as_user_error(place: Path) -> Iterator[None]:
    """Turn an OSError into a `UserError` that says what happened, where, and what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or place
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        closed = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        remedy = FULL if full else CLOSED if closed else OTHER
        raise UserError(f"{where} cannot be written: {error.strerror or error}.", remedy) from error
