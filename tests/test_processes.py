"""Work shared among processes: nothing hangs where one of them is killed."""

from __future__ import annotations

import inspect
import multiprocessing
import os
import select
import signal
import struct
import time
from concurrent.futures import BrokenExecutor
from itertools import count
from multiprocessing import connection

import pytest

from grader import processes
from grader.errors import UserError
from grader.processes import Pool, mapping


def killed_while_sending(number: int) -> int:
    """Send the beginning of a large result, as a worker does that is killed meanwhile: of the second task."""
    if number == 1:
        frame = inspect.currentframe()
        while frame and "result_queue" not in frame.f_locals:
            frame = frame.f_back
        assert frame
        os.write(frame.f_locals["result_queue"]._writer.fileno(), struct.pack("!i", 10_000_000) + b"the beginning")
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "WATCH_SECONDS", 0.1)


@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_a_worker_that_is_killed_while_it_sends_breaks_the_pool(method: str, impatient: None) -> None:
    with Pool(2, multiprocessing.get_context(method)) as pool:
        sent = [pool.submit(killed_while_sending, number) for number in range(4)]
        with pytest.raises(BrokenExecutor):
            sent[1].result(timeout=30)


def test_who_maps_is_told_in_words(impatient: None) -> None:
    with pytest.raises(UserError, match="ended one of the processes"), mapping(2) as each:
        list(each(killed_while_sending, range(4)))


def test_a_pool_whose_workers_live_is_left_alone(impatient: None) -> None:
    with Pool(2, multiprocessing.get_context("fork")) as pool:
        slow = pool.submit(time.sleep, 0.5)
        assert list(pool.map(abs, range(-3, 0))) == [3, 2, 1]
        assert slow.result(timeout=30) is None


def share_for_ever(pids: connection.Connection) -> None:
    """Share work, tell the numbers of the forks, and never come to an end."""
    with mapping(2) as each:
        for pid in each(pid_of_fork, range(2)):
            pids.send(pid)
        time.sleep(60)


def pid_of_fork(_: int) -> int:
    time.sleep(0.2)  # so that each fork has one to do
    return os.getpid()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux has a descriptor that tells of a process's end")
def test_forks_end_where_their_parent_is_killed() -> None:
    ours, theirs = multiprocessing.Pipe()
    parent = multiprocessing.get_context("fork").Process(target=share_for_ever, args=(theirs,))
    parent.start()
    pids = [ours.recv() for _ in range(2)]
    ends = [os.pidfd_open(pid) for pid in pids]
    parent.kill()
    parent.join()
    ended = [bool(select.select([end], [], [], 30)[0]) for end in ends]
    for pid, end, gone in zip(pids, ends, ended, strict=True):
        os.close(end)
        if not gone:
            os.kill(pid, signal.SIGKILL)  # or it would outlive the tests
    assert all(ended)


def test_numbers_come_in_order() -> None:
    for jobs in (1, 2):
        with mapping(jobs) as each:
            assert list(zip(count(), each(abs, range(-3, 0)), strict=False)) == [(0, 3), (1, 2), (2, 1)]
