"""Frames between the grader and a student's process: four bytes of length, then JSON, or bytes that JSON announces.

The grader's side treats every byte as hostile: a frame has a maximum size and a deadline, and whatever is not a JSON
object ends the conversation. Deadlines are times of `time.monotonic`, in seconds.
"""

from __future__ import annotations

import array
import json
import socket
import struct
import time
from typing import Any

MAX_FRAME = 8 * 2**20
"""Bytes. A larger frame ends the conversation."""
READ_SIZE = 2**18
"""Bytes that are read at once at most."""

_LENGTH = struct.Struct("!I")

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode

Message = dict[str, Any]


class WireError(Exception):
    """The other side sent something that is not a frame, or closed the connection."""


class WireTimeout(WireError):
    """The other side has sent, or read, nothing in time."""


def send(
    connection: socket.socket, message: Message, descriptors: tuple[int, ...] = (), deadline: float | None = None
) -> None:
    """Send one message, with open file descriptors attached if there are any.

    Raises `WireTimeout` if the other side has not read it by the deadline, `WireError` if the connection is closed.
    """
    send_frames(connection, frame(message), descriptors, deadline)


def encode(message: Message) -> bytes:
    """Return a message as UTF-8."""
    # Not in ASCII, in which a character may take twelve bytes: a notebook's output has to fit into a frame.
    return _encode(message).encode("utf-8", "surrogatepass")


def frame(message: Message) -> bytes:
    """Return the bytes of a message as they are sent: its length, then UTF-8."""
    return frame_of(encode(message))


def frame_of(body: bytes) -> bytes:
    """Return a message in UTF-8, or bytes that one has announced, as they are sent: their length, then they."""
    return _LENGTH.pack(len(body)) + body


def send_frames(
    connection: socket.socket, frames: bytes, descriptors: tuple[int, ...] = (), deadline: float | None = None
) -> None:
    """Send one or several frames, as `frame` returns them, after each other; descriptors go with the first.

    Raises as `send` does.
    """
    try:
        connection.settimeout(None if deadline is None else max(0.001, deadline - time.monotonic()))
        if descriptors:
            attached = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
            sent = connection.sendmsg([frames[: _LENGTH.size]], attached)
            frames = frames[sent:]
        connection.sendall(frames)
    except TimeoutError as error:
        raise WireTimeout("nothing was read in time") from error
    except OSError as error:
        raise WireError(f"the connection is closed ({error})") from error


class Connection:
    """The grader's end of a connection. It reads ahead, because a system call costs more than a short frame."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._ahead = connection, bytearray()

    def close(self) -> None:
        self._connection.close()

    def send(self, message: Message, descriptors: tuple[int, ...] = (), deadline: float | None = None) -> None:
        """Send one message; raises as `send` does."""
        send(self._connection, message, descriptors, deadline)

    def send_frames(self, frames: bytes, deadline: float) -> None:
        """Send frames, as `frame` returns them; raises as `send` does."""
        send_frames(self._connection, frames, deadline=deadline)

    def receive(self, deadline: float) -> Message:
        """Return the next message; raises as `receive_body` does, and `WireError` for what is no JSON object."""
        return parse(self.receive_body(deadline))

    def receive_body(self, deadline: float) -> bytes:
        """Return the bytes of the next message, without its length.

        Raises `WireTimeout` after the deadline, and then may be called again: what has come of the message is kept.
        Raises `WireError` for a frame that is too long, and where the connection is closed.
        """
        self._read_ahead(_LENGTH.size, deadline)
        (length,) = _LENGTH.unpack_from(self._ahead)
        if length > MAX_FRAME:
            raise WireError(f"a frame of {length} bytes is over the limit of {MAX_FRAME}")
        self._read_ahead(_LENGTH.size + length, deadline)
        body = self.body_ahead()
        assert body is not None
        return body

    def body_ahead(self) -> bytes | None:
        """Return the bytes of the next message if all of it has been read already, else None. It never waits."""
        ahead = self._ahead
        if len(ahead) < _LENGTH.size:
            return None
        end = _LENGTH.size + _LENGTH.unpack_from(ahead)[0]
        if len(ahead) < end:
            return None
        body = bytes(ahead[_LENGTH.size : end])
        del ahead[:end]
        return body

    def _read_ahead(self, size: int, deadline: float) -> None:
        while len(self._ahead) < size:
            self._ahead += _some(self._connection, READ_SIZE, deadline)


def receive_with_descriptor(connection: socket.socket) -> tuple[Message, int | None]:
    """Return the next message and the file descriptor attached to it, if any. For a trusted sender only: no deadline.

    Raises `WireError` if the connection is closed, or the message is no JSON object.
    """
    head, descriptors, _, _ = socket.recv_fds(connection, _LENGTH.size, 1)
    while 0 < len(head) < _LENGTH.size:
        head += _read(connection, _LENGTH.size - len(head))
    if not head:
        raise WireError("the other side closed the connection")
    (length,) = _LENGTH.unpack(head)
    return parse(_read(connection, length)), (descriptors[0] if descriptors else None)


def receive_bytes(connection: socket.socket) -> bytes:
    """Return the next frame, which is no message but the bytes that one has announced. For a trusted sender only.

    Raises `WireError` if the connection is closed.
    """
    (length,) = _LENGTH.unpack(_read(connection, _LENGTH.size))
    return _read(connection, length)


def parse(body: bytes) -> Message:
    """Return the message that some bytes are; raises `WireError` for what is no JSON object."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from error
    if not isinstance(message, dict):
        raise WireError("a message must be a JSON object")
    return message


def _read(connection: socket.socket, size: int) -> bytes:
    """Read exactly so many bytes, because the next message may have a descriptor attached."""
    parts: list[bytes] = []
    while size:
        parts.append(_some(connection, min(size, READ_SIZE), None))
        size -= len(parts[-1])
    return b"".join(parts)


def _some(connection: socket.socket, most: int, deadline: float | None) -> bytes:
    left = None if deadline is None else max(0.0, deadline - time.monotonic())
    try:
        connection.settimeout(left)  # 0 looks once: what has come is in time, however late we are to look
        part = connection.recv(most)
    except (TimeoutError, BlockingIOError) as error:
        raise WireTimeout("nothing came in time") from error
    except OSError as error:
        raise WireError(f"the connection broke ({error})") from error
    if not part:
        raise WireError("the other side closed the connection")
    return part
