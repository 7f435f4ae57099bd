"""Opening a file of which nothing is known but its name: one open, and whatever is asked is asked of the open file.

Nothing is looked up by path before the open, so a file that is exchanged meanwhile gains nothing. A link as the last
part of the path is not followed, and a pipe does not keep us waiting.
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
def open_regular(path: Path) -> Iterator[RegularFile]:
    """Open a regular file for reading.

    Raises `IsLink`, `NotRegular`, or another OSError where it cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
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


def read_start(path: Path, limit: int) -> bytes:
    """Return the first `limit` bytes of a regular file.

    Raises OSError as `open_regular` does.
    """
    with open_regular(path) as file:
        return file.read(limit)
