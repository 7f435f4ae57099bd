"""Work shared among processes: nothing hangs where one of them is killed."""

from __future__ import annotations

import inspect
import multiprocessing
import os
import signal
import struct
import time
from concurrent.futures import BrokenExecutor
from itertools import count

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


def test_numbers_come_in_order() -> None:
    for jobs in (1, 2):
        with mapping(jobs) as each:
            assert list(zip(count(), each(abs, range(-3, 0)), strict=False)) == [(0, 3), (1, 2), (2, 1)]
