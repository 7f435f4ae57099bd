"""When a supervisor ends processes, and what it says of that. Whole conversations are in `isolation/test_jail.py`."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

import pytest
from forked import in_a_fork

from grader.sandbox.guest import supervisor
from grader.sandbox.guest.supervisor import CAUSE_SECONDS, Submission, enforce_limits, run_and_exit
from grader.sandbox.isolation import process_watch
from grader.sandbox.isolation.jail import Unprotected
from grader.sandbox.isolation.process_watch import Process
from grader.sandbox.limits import Limits

MB = 2**20
LIMITS = Limits(memory_mb=100, processes=4)


@pytest.mark.parametrize(
    ("processes", "too_much", "spared"),
    [
        ([Process(10, 1, 50 * MB)], "", None),
        ([Process(10, 1, 50 * MB), Process(11, 1, 60 * MB)], "memory", 10),
        ([Process(10, 1, 150 * MB), Process(11, 1, 1 * MB)], "memory", 0),
        ([Process(10, 1, 1 * MB), Process(11, 4, 1 * MB)], "processes", 10),
        ([Process(10, 5, 1 * MB)], "processes", 0),
    ],
)
def test_children_are_killed_first_and_the_runner_only_where_it_alone_uses_too_much(
    monkeypatch: pytest.MonkeyPatch, processes: Sequence[Process], too_much: str, spared: int | None
) -> None:
    killed: list[int] = []
    monkeypatch.setattr(process_watch, "descendants", lambda tree: list(processes))
    monkeypatch.setattr(process_watch, "kill_all", lambda tree, spared: killed.append(spared))
    submission = Submission(10, "/nowhere", LIMITS)
    enforce_limits(Unprotected(), submission)
    assert submission.cause() == too_much
    assert killed == ([] if spared is None else [spared])


def test_memory_that_forks_share_with_the_supervisor_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_watch, "descendants", lambda tree: [Process(10, 1, 190 * MB)])
    submission = Submission(10, "/nowhere", LIMITS)
    enforce_limits(Unprotected(memory=100 * MB), submission)
    assert submission.cause() == ""


def test_a_cause_is_told_for_a_while() -> None:
    now = time.monotonic()
    assert Submission(1, "", LIMITS, "memory", now).cause() == "memory"
    assert Submission(1, "", LIMITS, "memory", now - CAUSE_SECONDS).cause() == ""


def test_a_fork_ends_whatever_comes_of_its_work(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise KeyboardInterrupt

    pid = os.fork()
    if not pid:
        run_and_exit(fail)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert "KeyboardInterrupt" in capfd.readouterr().err


def test_a_descriptor_is_redirected_and_its_number_stays_taken() -> None:
    def redirect() -> bool:
        reader, _ = os.pipe()
        supervisor._redirect_to_devnull([reader], os.open(os.devnull, os.O_RDWR))
        return supervisor._is_open(reader) and os.read(reader, 1) == b""

    assert in_a_fork(redirect) == "True"
    assert not supervisor._is_open(10_000)
