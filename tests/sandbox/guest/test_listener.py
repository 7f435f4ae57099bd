"""A listener accepts its owner's later commands, for a time, and nobody else."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from grader.sandbox.guest import listener as listener_module
from grader.sandbox.guest.fork_server_main import Server
from grader.sandbox.guest.listener import LOOK_SECONDS, Listener
from grader.sandbox.messages import HERE


class Clock:
    """Seconds that pass when a test says so, or by a step each time that somebody looks."""

    def __init__(self, step: float = 0.0) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "listener")


def connect(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.settimeout(5)
    connection.connect(path)
    return connection


def test_who_comes_in_is_told_that_somebody_is_there(path: str) -> None:
    listener = Listener(path, 600)
    with connect(path) as connection, listener.socket:
        accept = listener.accept()
        assert accept
        assert connection.recv(100) == HERE
        accept.close()


def test_another_user_is_sent_away(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener(path, 600)
    monkeypatch.setattr(listener_module, "peer", lambda _: (1, os.geteuid() + 1))
    with connect(path) as connection, listener.socket:
        assert listener.accept() is None
        assert connection.recv(100) == b""


def test_it_is_over_ten_minutes_after_the_last_use(path: str) -> None:
    clock = Clock()
    listener = Listener(path, 600, clock)
    with listener.socket:
        clock.now = 599
        assert not listener.is_over(in_use=False)
        assert listener.wait_seconds() == 1
        assert not listener.is_over(in_use=True)
        clock.now = 1198
        assert not listener.is_over(in_use=False)
        clock.now = 1199
        assert listener.wait_seconds() == 0
        assert listener.is_over(in_use=False)


def test_it_is_over_once_another_has_its_place_or_nothing_has(path: str) -> None:
    first, second = Listener(path, 600), Listener(path, 600)
    with first.socket, second.socket:
        assert first.wait_seconds() == LOOK_SECONDS
        assert first.is_over(in_use=False)
        assert not first.is_over(in_use=True)
        assert not second.is_over(in_use=False)
        first.stop()
        assert Path(path).exists(), "it is the second one's"
        second.stop()
        assert not Path(path).exists()
        assert second.is_over(in_use=False)


def test_a_socket_that_a_killed_process_left_is_replaced(path: str) -> None:
    Listener(path, 600).socket.close()
    listener = Listener(path, 600)
    with connect(path), listener.socket:
        assert not listener.is_over(in_use=False)


def server(path: str, clock: Clock) -> tuple[Server, socket.socket]:
    """Return a fork server that is never asked for a sandbox, and the other end of its first connection."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    return Server(None, theirs, Listener(path, 0.05, clock)), ours


def test_a_fork_server_ends_when_its_listener_is_over_and_nobody_is_connected(path: str) -> None:
    one, ours = server(path, Clock(0.01))
    ours.close()
    one.serve()
    assert not Path(path).exists()


def test_a_fork_server_serves_those_who_came_just_before_it_stopped_listening(path: str) -> None:
    one, ours = server(path, Clock())
    with connect(path) as late, ours:
        assert one._listener
        one._stop_listening(one._listener)
        assert late.recv(100) == HERE
        late.send(b"nothing to be done with")
        ours.close()
        one.serve()
        assert late.recv(100) == b""
