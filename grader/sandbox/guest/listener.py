"""Where later commands of the same user come in to a fork server that is kept between commands.

A listener is a Unix socket at a path in a folder that only its owner can enter. It takes connections, not datagrams:
students' code may make no socket, and the pairs of sockets that it may make reach none that takes connections.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

from grader.sandbox.isolation.peers import peer
from grader.sandbox.messages import HERE

LOOK_SECONDS = 5.0
"""How often a listener without connections looks whether it is still in its place."""


class Listener:
    """A socket that listens at a path until nobody has been in for `idle_seconds`, or another one has its place.

    Raises OSError where it cannot be put there. `clock` gives seconds.
    """

    def __init__(self, path: str, idle_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._idle_seconds, self._clock = Path(path), idle_seconds, clock
        self._last_used = clock()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        new = Path(f"{path}.{os.getpid()}")
        new.unlink(missing_ok=True)  # of an earlier process with the same id
        self.socket.bind(str(new))
        self.socket.listen()
        self._file = new.stat()
        new.replace(path)  # whoever listened there notices, and takes nobody else

    def accept(self) -> socket.socket | None:
        """Take the next connection; None where it is another user's, or has gone."""
        try:
            connection, _ = self.socket.accept()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            if peer(connection)[1] == os.geteuid():
                connection.send(HERE, socket.MSG_DONTWAIT)
                return connection
        connection.close()
        return None

    def wait_seconds(self) -> float:
        """Return how long to wait for a connection before `is_over` is asked again."""
        return max(0.0, min(LOOK_SECONDS, self._last_used + self._idle_seconds - self._clock()))

    def is_over(self, *, in_use: bool) -> bool:
        """Is it time to end? Not while it is `in_use`."""
        if in_use:
            self._last_used = self._clock()
            return False
        return self._clock() >= self._last_used + self._idle_seconds or not self._in_place()

    def _in_place(self) -> bool:
        try:
            return os.path.samestat(self._path.stat(), self._file)
        except OSError:
            return False

    def stop(self) -> None:
        """Let nobody connect any more; connections that have come meanwhile can still be accepted."""
        if self._in_place():
            with contextlib.suppress(OSError):
                self._path.unlink()
