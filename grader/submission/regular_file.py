"""Opening a file of which nothing is known but its name: one open, and whatever is asked is asked of the open file.

Nothing is looked up by path before the open, so a file that is exchanged meanwhile gains nothing. No link is followed
from the folder on that is said to be a stranger's, and a pipe does not keep us waiting.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHUNK = 2**20
"""Bytes read at a time."""


class IsLink(OSError):
    """The path is a symbolic link, which was not followed."""


class NotRegular(OSError):
    """The path is a folder, a pipe, a socket or a device."""


@dataclass(frozen=True)
class RegularFile:
    """A regular file, open for reading, and its size in bytes when it was opened."""

    descriptor: int
    size: int

    def chunks(self, limit: int) -> Iterator[bytes]:
        """Yield the file's first `limit` bytes, in parts."""
        done = 0
        while done < limit and (part := os.pread(self.descriptor, min(CHUNK, limit - done), done)):
            yield part
            done += len(part)

    def read(self, limit: int) -> bytes:
        """Return the file's first `limit` bytes."""
        return b"".join(self.chunks(limit))


@contextmanager
def open_regular(path: Path, below: Path | None = None) -> Iterator[RegularFile]:
    """Open a regular file for reading.

    The file may be no link, nor may the folder `below`, if one is given, or any folder between the two.

    Raises `IsLink`, `NotRegular`, or another OSError where it cannot be opened.
    """
    try:
        descriptor = _open(path, below)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):  # the second: a folder that was exchanged for a link
            raise IsLink(error.errno, "it is a link", str(path)) from None
        if error.errno in (errno.ENXIO, errno.ENODEV):  # a socket, or a device that is not there
            raise NotRegular(error.errno, "it is no regular file", str(path)) from None
        raise
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise NotRegular(errno.EINVAL, "it is no regular file", str(path))
        yield RegularFile(descriptor, found.st_size)
    finally:
        os.close(descriptor)


def _open(path: Path, below: Path | None) -> int:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    if below is None:
        return os.open(path, flags | os.O_NONBLOCK)
    *folders, name = path.relative_to(below).parts
    here = os.open(below, flags | os.O_DIRECTORY)
    try:
        for folder in folders:  # one by one: in a longer path, links before its last part would be followed
            above, here = here, os.open(folder, flags | os.O_DIRECTORY, dir_fd=here)
            os.close(above)
        return os.open(name, flags | os.O_NONBLOCK, dir_fd=here)
    finally:
        os.close(here)


def read_start(path: Path, limit: int, below: Path | None = None) -> bytes:
    """Return the first `limit` bytes of a regular file.

    Takes and raises what `open_regular` does.
    """
    with open_regular(path, below) as file:
        return file.read(limit)
