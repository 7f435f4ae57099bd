"""What counts as too much."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from grader.sandbox.isolation import process_watch
from grader.sandbox.isolation.process_watch import Clock, Process, Thread, Tree, descendants, excess, kill_all
from grader.sandbox.limits import Limits

MB = 2**20
LIMITS = Limits(memory_mb=100, processes=5)


@pytest.mark.parametrize(
    ("found", "too_much"),
    [
        ([], ""),
        ([Process(2, 1, 140 * MB)], ""),
        ([Process(2, 1, 151 * MB)], "memory"),
        ([Process(2, 1, 110 * MB), Process(3, 1, 110 * MB)], "memory"),
        ([Process(n, 1, 50 * MB) for n in range(5)], ""),
        ([Process(n, 1, 50 * MB) for n in range(6)], "processes"),
        ([Process(2, 6, 50 * MB)], "processes"),
    ],
)
def test_what_all_processes_use_beyond_the_start_is_summed(found: list[Process], too_much: str) -> None:
    assert excess(found, LIMITS, baseline=50 * MB) == too_much


def test_one_that_goes_on_multiplying_is_spared_no_longer() -> None:
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    source = "import os, time\nwhile True:\n    os.fork() or (time.sleep(60), os._exit(0))"
    command = ["sh", "-c", '"$0" -c "$1" & wait', sys.executable, source]
    parent = subprocess.Popen(command, start_new_session=True)
    tree = Tree(proc, parent.pid)
    try:
        while len(descendants(tree)) < 3:
            time.sleep(0.01)
        first = min(process.pid for process in descendants(tree))
        until = time.monotonic() + 60
        while descendants(tree) and time.monotonic() < until:
            kill_all(tree, spared=first)  # at a moment it may find no child of the first one
        assert descendants(tree) == []
    finally:
        os.killpg(parent.pid, signal.SIGKILL)
        parent.communicate()
        os.close(proc)


def test_descendants_are_found_and_ended_and_others_are_not() -> None:
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    other = subprocess.Popen(["sleep", "60"])
    parent = subprocess.Popen(["sh", "-c", "sleep 60 & sleep 60 & wait"], stdout=subprocess.PIPE)
    tree = Tree(proc, parent.pid)
    try:
        while len(descendants(tree)) < 2:
            time.sleep(0.01)
        spared = descendants(tree)[0].pid
        kill_all(tree, spared)
        assert [process.pid for process in descendants(tree)] == [spared]
        kill_all(tree)
        assert descendants(tree) == []
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()
        parent.kill()
        parent.communicate()
        os.close(proc)


def test_a_process_lives_as_long_as_any_of_its_threads() -> None:
    source = """import ctypes, threading, time
kept = bytearray(50 * 2**20)
threading.Thread(target=time.sleep, args=(60,)).start()
print(flush=True)
ctypes.CDLL(None).pthread_exit(None)"""
    parent = subprocess.Popen(["sh", "-c", '"$0" -c "$1"; true', sys.executable, source], stdout=subprocess.PIPE)
    tree = process_watch.machine(parent.pid)
    try:
        assert parent.stdout
        assert parent.stdout.readline()
        while not process_watch.status(tree, descendants(tree)[0].pid)["State"].startswith("Z"):
            time.sleep(0.01)
        (one,) = descendants(tree)
        assert one.threads == 2
        assert one.memory > 50 * MB
        kill_all(tree)
        assert parent.wait(60) == 0
    finally:
        parent.kill()
        parent.communicate()
        os.close(tree.proc)


@pytest.mark.parametrize(
    ("children", "runner_lives"),
    [(lambda seconds: 2, True), (lambda seconds: 2 + int(seconds * 1000), False)],
    ids=["one that is long in ending, as it gives a gigabyte back", "others come in its place"],
)
def test_the_one_spared_dies_only_where_its_children_come_back(
    children: Callable[[float], int], runner_lives: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, killed = [0.0], set[int]()
    clock = SimpleNamespace(monotonic=lambda: now[0], sleep=lambda seconds: now.__setitem__(0, now[0] + seconds))
    ended = 3 * process_watch.SPARE_SECONDS

    def living(_: Tree) -> list[Process]:
        found = [1] * (1 not in killed) + [children(now[0])] * (now[0] < ended and 1 not in killed)
        return [Process(pid, 1, 0) for pid in found]

    monkeypatch.setattr(process_watch, "time", clock)
    monkeypatch.setattr(process_watch, "descendants", living)
    monkeypatch.setattr(process_watch.os, "kill", lambda pid, _: killed.add(pid))
    kill_all(process_watch.NO_PROCESSES, spared=1)
    assert (1 not in killed) is runner_lives


# ── time ───────────────────────────────────────────────────────────────────────────────────────────────────

SECONDS = [
    ([(0.1, 0.0, True)], 0.1, "a thread that runs"),
    ([(0.0, 0.0, False)], 0.1, "a thread that sleeps"),
    ([(0.03, 0.07, True)], 0.03, "a thread that has the processor now and then"),
    ([(0.0, 0.0, True)], 0.0, "a thread that waits for the processor and has not had it yet"),
    ([(0.025, 0.075, True)] * 4, 0.1, "threads that wait for each other"),
    ([(0.1, 0.0, True)] * 4, 0.1, "threads that run beside each other: no faster than the wall's time"),
    ([], 0.1, "a kernel that tells nothing"),
]


@pytest.mark.parametrize(("each_tick", "own", "who"), SECONDS, ids=[who for *_, who in SECONDS])
def test_own_time_passes_while_something_runs_or_all_sleeps(
    monkeypatch: pytest.MonkeyPatch, each_tick: list[tuple[float, float, bool]], own: float, who: str
) -> None:
    now = 100.0
    monkeypatch.setattr(process_watch.time, "monotonic", lambda: now)

    def threads(tree: Tree, process: Process, moment: float) -> list[tuple[str, Thread]]:
        ticks = round((moment - 100) / 0.1)
        numbers = ((ticks * ran, ticks * waited, moment, runnable) for ran, waited, runnable in each_tick)
        return [(str(n), Thread(*counted)) for n, counted in enumerate(numbers)]

    monkeypatch.setattr(process_watch, "threads", threads)
    clock = Clock()
    for _ in range(21):
        clock.measure(Tree(-1, 1), [Process(2, 1, 0)])
        now += 0.1
    assert clock.since(101.0)[0] == pytest.approx(10 * own, abs=0.02)
    assert clock.since(101.05)[0] == pytest.approx(9.5 * own, abs=0.02), "between two measurements"
    assert clock.since(101.0)[1] == pytest.approx(10 * sum(ran for ran, *_ in each_tick), abs=0.02)


def test_a_supervisor_that_looks_late_does_not_take_a_wait_for_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread ran a moment after the last look, and has waited ever since: the kernel counts a wait when it ends."""
    now, ran = 100.0, 0.0
    monkeypatch.setattr(process_watch.time, "monotonic", lambda: now)
    monkeypatch.setattr(
        process_watch, "threads", lambda tree, process, moment: [("1", Thread(ran, 0.0, moment, runnable=True))]
    )
    clock = Clock()
    clock.measure(Tree(-1, 1), [Process(2, 1, 0)])
    now, ran = 105.0, 0.01
    clock.measure(Tree(-1, 1), [Process(2, 1, 0)])
    assert clock.since(100.0)[0] <= process_watch.UNWATCHED_SECONDS
