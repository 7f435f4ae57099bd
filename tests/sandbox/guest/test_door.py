"""A door lets in its owner's later commands, for a time, and nobody else."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from grader.sandbox.guest import door as door_module
from grader.sandbox.guest.door import LOOK_SECONDS, Door
from grader.sandbox.guest.fork_server_main import Server
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
    return str(tmp_path / "door")


def visit(path: str) -> socket.socket:
    visitor = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    visitor.settimeout(5)
    visitor.connect(path)
    return visitor


def test_who_comes_in_is_told_that_somebody_is_there(path: str) -> None:
    door = Door(path, 600)
    with visit(path) as visitor, door.listener:
        let_in = door.let_in()
        assert let_in
        assert visitor.recv(100) == HERE
        let_in.close()


def test_another_user_is_sent_away(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door(path, 600)
    monkeypatch.setattr(door_module, "peer", lambda _: (1, os.geteuid() + 1))
    with visit(path) as visitor, door.listener:
        assert door.let_in() is None
        assert visitor.recv(100) == b""


def test_it_is_over_ten_minutes_after_the_last_visit(path: str) -> None:
    clock = Clock()
    door = Door(path, 600, clock)
    with door.listener:
        clock.now = 599
        assert not door.is_over(visited=False)
        assert door.wait_seconds() == 1
        assert not door.is_over(visited=True)
        clock.now = 1198
        assert not door.is_over(visited=False)
        clock.now = 1199
        assert door.wait_seconds() == 0
        assert door.is_over(visited=False)


def test_it_is_over_once_another_has_its_place_or_nothing_has(path: str) -> None:
    first, second = Door(path, 600), Door(path, 600)
    with first.listener, second.listener:
        assert first.wait_seconds() == LOOK_SECONDS
        assert first.is_over(visited=False)
        assert not first.is_over(visited=True)
        assert not second.is_over(visited=False)
        first.shut()
        assert Path(path).exists(), "it is the second one's"
        second.shut()
        assert not Path(path).exists()
        assert second.is_over(visited=False)


def test_a_socket_that_a_killed_process_left_is_replaced(path: str) -> None:
    Door(path, 600).listener.close()
    door = Door(path, 600)
    with visit(path), door.listener:
        assert not door.is_over(visited=False)


def server(path: str, clock: Clock) -> tuple[Server, socket.socket]:
    """Return a fork server that is never asked for a sandbox, and the other end of its first connection."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    return Server(None, theirs, Door(path, 0.05, clock)), ours  # type: ignore[arg-type]


def test_a_fork_server_ends_when_its_door_is_over_and_nobody_is_in(path: str) -> None:
    one, ours = server(path, Clock(0.01))
    ours.close()
    one.serve()
    assert not Path(path).exists()


def test_a_fork_server_serves_those_who_came_just_before_it_shut_its_door(path: str) -> None:
    one, ours = server(path, Clock())
    with visit(path) as late, ours:
        assert one._door
        one._shut(one._door)
        assert late.recv(100) == HERE
        late.send(b"nothing to be done with")
        ours.close()
        one.serve()
        assert late.recv(100) == b""
