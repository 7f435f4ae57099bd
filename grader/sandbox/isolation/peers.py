"""Who is at the other end of a Unix socket, as the kernel tells: nobody can claim to be another."""

from __future__ import annotations

import socket
import struct

_FORM = "3i"  # struct ucred: process, user, group


def peer(connection: socket.socket) -> tuple[int, int]:
    """Return the process id and the user id of who made the other end of a connection.

    Raises OSError where the system does not tell: it is not Linux, or there is no other end.
    """
    if not hasattr(socket, "SO_PEERCRED"):
        raise OSError("this system does not tell who is at the other end of a socket")
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize(_FORM))
    pid, user, _ = struct.unpack(_FORM, credentials)
    return pid, user
