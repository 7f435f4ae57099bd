"""One command at a time in a course. The lock is the operating system's: it ends with the process that holds it."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from grader.errors import UserError

FILE_NAME = ".grader.lock"


@contextmanager
def course_lock(root: Path, command: str, wait: float = 0.0) -> Iterator[None]:
    """Hold the course in `root` while a command writes in it; wait that many seconds for another one to finish.

    The file stays when the command is done, and says who came last; alone it blocks nobody.

    Raises `UserError` where another command holds the course, or the folder cannot be written.
    """
    path = root / FILE_NAME
    lock = FileLock(path, timeout=wait, mode=0o666)  # several people may grade one course
    try:
        lock.acquire()
    except Timeout:
        raise UserError(
            f"Another command is at work in {root}: {_holder(path)}.",
            "Wait until it has finished, or stop it, and run this again. Two at once could mix up grades.",
        ) from None
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror}.", "Ask for the right to write in the course folder."
        ) from error
    try:
        path.write_text(_myself(command), encoding="utf-8")
        yield
    finally:
        lock.release()


def _myself(command: str) -> str:
    now = datetime.datetime.now().astimezone()
    return f"{command}, process {os.getpid()} on {platform.node() or 'this machine'}, since {now:%Y-%m-%d %H:%M:%S %Z}"


def _holder(path: Path) -> str:
    """Return who holds the lock, in words; whoever has just taken it may not have written its name yet."""
    try:
        return path.read_text(encoding="utf-8").strip() or "it has only just begun"
    except (OSError, ValueError):
        return "nobody can read who"
