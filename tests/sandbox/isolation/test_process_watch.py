"""What counts as too much."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from grader.sandbox.isolation.process_watch import Process, Tree, descendants, excess, kill_all
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
    parent = subprocess.Popen(["sh", "-c", '"$0" -c "$1" & wait', sys.executable, source])
    tree = Tree(proc, parent.pid)
    try:
        while len(descendants(tree)) < 3:
            pass
        kill_all(tree, spared=min(process.pid for process in descendants(tree)))
        assert descendants(tree) == []
    finally:
        parent.kill()
        parent.communicate()
        os.close(proc)


def test_descendants_are_found_and_ended_and_others_are_not() -> None:
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    other = subprocess.Popen(["sleep", "60"])
    parent = subprocess.Popen(["sh", "-c", "sleep 60 & sleep 60 & wait"], stdout=subprocess.PIPE)
    tree = Tree(proc, parent.pid)
    try:
        while len(descendants(tree)) < 2:
            pass
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
