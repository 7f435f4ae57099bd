"""Frames: bounded, timed, and nothing but JSON objects."""

import socket
import struct
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsing import assert_parsed_or_refused

from grader.answers import wire


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def soon() -> float:
    return time.monotonic() + 0.3


def test_what_is_sent_arrives(pair: tuple[socket.socket, socket.socket]) -> None:
    wire.send(pair[0], {"numbers": [1, 2.5, None], "text": "야코비"})
    assert wire.Connection(pair[1]).receive(soon()) == {"numbers": [1, 2.5, None], "text": "야코비"}


def test_messages_that_come_together_are_received_one_by_one(pair: tuple[socket.socket, socket.socket]) -> None:
    wire.send_frames(pair[0], wire.frame({"first": 1}) + wire.frame({"second": "야" * 2**12}) + b"\x00")
    connection = wire.Connection(pair[1])
    assert [*connection.receive(soon())] == ["first"]
    assert [*connection.receive(soon())] == ["second"]
    with pytest.raises(wire.WireTimeout):
        connection.receive(soon())


def test_only_a_message_that_is_there_as_a_whole_is_had_without_waiting(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    first, second, empty = wire.frame({"first": 1}), wire.frame({"second": 2}), struct.pack("!I", 0)
    connection = wire.Connection(pair[1])
    assert connection.body_ahead() is None
    wire.send_frames(pair[0], first + empty + second[:-1])
    assert connection.receive_body(soon()) == first[4:]
    assert connection.body_ahead() == b""
    assert connection.body_ahead() is None
    wire.send_frames(pair[0], second[-1:])
    assert connection.receive_body(soon()) == second[4:]


@pytest.mark.parametrize("text", ["\ud800", "\x00\ufeff\\", "😀", "\udc80야"])
def test_any_text_arrives(pair: tuple[socket.socket, socket.socket], text: str) -> None:
    wire.send(pair[0], {text: text})
    assert wire.Connection(pair[1]).receive(soon()) == {text: text}


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"[1, 2]", b"3", b'"text"', b"\xff\xfe", b"[" * 100_000, b"1" * 10_000], ids=range(8)
)
def test_a_frame_that_is_no_json_object_ends_the_conversation(
    pair: tuple[socket.socket, socket.socket], body: bytes
) -> None:
    pair[0].sendall(struct.pack("!I", len(body)) + body)
    with pytest.raises(wire.WireError):
        wire.Connection(pair[1]).receive(soon())


def test_a_frame_over_the_limit_is_not_read(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].sendall(struct.pack("!I", wire.MAX_FRAME + 1))
    with pytest.raises(wire.WireError, match="limit"):
        wire.Connection(pair[1]).receive(soon())


@pytest.mark.parametrize("sent", [b"", b"\x00", struct.pack("!I", 100) + b"{"])
def test_half_a_frame_runs_into_the_deadline(pair: tuple[socket.socket, socket.socket], sent: bytes) -> None:
    connection = wire.Connection(pair[1])
    pair[0].sendall(sent)
    with pytest.raises(wire.WireTimeout):
        connection.receive(soon())
    pair[0].sendall((struct.pack("!I", 100) + b'{"a": 1}'.ljust(100))[len(sent) :])
    assert connection.receive(soon()) == {"a": 1}, "what had come was lost"


def test_what_has_come_is_in_time_for_one_who_looks_late(pair: tuple[socket.socket, socket.socket]) -> None:
    connection = wire.Connection(pair[1])
    with pytest.raises(wire.WireTimeout):
        connection.receive(0.0)
    wire.send(pair[0], {"text": "x" * 10_000})
    assert connection.receive(0.0) == {"text": "x" * 10_000}


def test_a_closed_connection_is_an_error_not_a_timeout(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].close()
    with pytest.raises(wire.WireError) as closed:
        wire.Connection(pair[1]).receive(soon())
    assert not isinstance(closed.value, wire.WireTimeout)
    with pytest.raises(wire.WireError):
        wire.send(pair[1], {})


@given(st.binary(max_size=200))
def test_any_bytes_give_a_message_or_a_wire_error(noise: bytes) -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(noise)
        left.close()
        assert_parsed_or_refused(lambda: wire.Connection(right).receive(soon()), wire.WireError, dict)
