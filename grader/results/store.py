"""What grading leaves in ``autograded/``: each file whole or not at all, and a seal on them when all are there.

The order is the promise: notebook, ``results.json``, seal, gradebook, and then the seal says that the gradebook has it.
Whoever finds no seal, or one that does not fit, grades again; whoever finds one that the gradebook may not have, enters
the result again.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import UserError
from grader.results import stamp as stamps
from grader.results.result import FILE_NAME, Graded, from_json, to_json
from grader.results.stamp import Stamp, digest, read_stamp

TIMESTAMP = "timestamp.txt"
FULL = "Free some space, then run the same command again: what is graded is kept, and it goes on with the rest."
CLOSED = "Ask for the right to write there, then run the same command again: it goes on where it stopped."
OTHER = "See that the disk is in order, then run the same command again: it goes on where it stopped."


@dataclass(frozen=True)
class Stored:
    """A result as it lies in ``autograded/``, and the seal on it."""

    graded: Graded
    stamp: Stamp


def save(folder: Path, graded: Graded, input_digest: str, timestamp: str | None) -> Stored:
    """Write one submission's notebook and results, and seal what stands until something changes.

    What a person has to look at, a damaged file or an error of ours, is not sealed: the next run tries again.

    Raises `UserError` where something cannot be written.
    """
    result, results = graded.result, to_json(graded.result)
    stamp = Stamp(input_digest, digest(graded.notebook.encode()), digest(results.encode()))
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if timestamp:
            write(folder / TIMESTAMP, timestamp + "\n")
        write(folder / f"{result.assignment}.ipynb", graded.notebook)
        write(folder / FILE_NAME, results)
        if not (result.damaged or result.grader_errors):
            write(folder / stamps.FILE_NAME, stamp.to_json())
    return Stored(graded, stamp)


def load(folder: Path, assignment: str) -> Stored | None:
    """Return a result that is sealed and whole, or None."""
    try:
        stamp = read_stamp(_read(folder / stamps.FILE_NAME))
        notebook, results = _read(folder / f"{assignment}.ipynb"), _read(folder / FILE_NAME)
    except (OSError, ValueError):
        return None
    if stamp is None or (stamp.notebook, stamp.results) != (digest(notebook.encode()), digest(results.encode())):
        return None
    try:
        result = from_json(results)
    except (ValueError, TypeError, LookupError):
        return None
    return Stored(Graded(result, notebook), stamp) if to_json(result) == results else None


def mark_recorded(folder: Path, stamp: Stamp) -> None:
    """Note on a seal that the gradebook has the result.

    Raises `UserError` where it cannot be written.
    """
    path = folder / stamps.FILE_NAME
    if path.exists() and not stamp.in_gradebook:
        with in_words(folder):
            write(path, replace(stamp, in_gradebook=True).to_json())


def invalidate(folder: Path) -> None:
    """Take back the word for what was made of a submission, so that it is made again whatever happens now.

    Raises `UserError` where it cannot be taken back.
    """
    with in_words(folder):
        (folder / stamps.FILE_NAME).unlink(missing_ok=True)


def remove_stale(folder: Path, assignment: str) -> None:
    """Take away what was made of an earlier submission, so that nobody takes it for the result of this one.

    Raises `UserError` where it cannot be taken away.
    """
    with in_words(folder):
        for name in (stamps.FILE_NAME, FILE_NAME, f"{assignment}.ipynb", TIMESTAMP):
            (folder / name).unlink(missing_ok=True)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, and onto the disk; nbgrader leaves its own read-only."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)  # half a file helps nobody, least of all on a full disk
        raise


def _read(path: Path) -> str:
    return path.read_bytes().decode()


@contextmanager
def in_words(place: Path) -> Iterator[None]:
    """Turn an error of the file system into what happened, where, and what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or place
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        closed = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        remedy = FULL if full else CLOSED if closed else OTHER
        raise UserError(f"{where} cannot be written: {error.strerror or error}.", remedy) from error
