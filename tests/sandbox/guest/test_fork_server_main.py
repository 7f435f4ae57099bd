"""The fork server's process, piece by piece. Whole ones are started in `host/test_fork_server.py`."""

from __future__ import annotations

import os
import socket
from typing import cast

import pytest

from grader.sandbox.guest import fork_server_main
from grader.sandbox.guest.shell import CellShell
from grader.sandbox.isolation import choose
from grader.sandbox.isolation.jail import Unprotected


class NoShell:
    """A shell that may not be used."""

    user_ns: dict[str, object] = {}  # noqa: RUF012  # stays empty


NO_SHELL = cast("CellShell", NoShell())


def test_where_no_protection_works_the_reason_goes_to_the_grader(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(wanted: str) -> None:
        raise OSError(f"{wanted}: it is not there")

    monkeypatch.setattr(choose, "choose", refuse)
    assert fork_server_main._prepare((b"landlock", b""), NO_SHELL) == "landlock: it is not there"


def test_without_shared_cells_nothing_is_run() -> None:
    assert fork_server_main.run_shared(b"", NO_SHELL, Unprotected()) == ()


def test_a_request_goes_to_a_template_process_that_lives() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours:
        with theirs:
            assert fork_server_main._pass_on(ours, 0)
            _, attached, _, _ = socket.recv_fds(theirs, 64, 1)
            os.close(attached[0])
        assert not fork_server_main._pass_on(ours, 0)


def test_it_ends_when_nobody_can_send_a_request() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        ours.close()
        fork_server_main.Server(NO_SHELL, theirs).serve()


def test_a_peer_that_has_ended_leaves_the_cores_as_they_are() -> None:
    before = os.sched_getaffinity(0)
    ours, theirs = socket.socketpair()
    with ours:
        theirs.close()
        fork_server_main._take_cores_of_peer(ours)
    assert os.sched_getaffinity(0) == before
