"""The zygote's eye on its forks: how much memory and how many processes they use, and their end.

The kernel's own limits hold for each process alone; what a submission uses in all its processes together is
summed here, ten times a second. A submission that uses too much loses its largest process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass

from grader.sandbox.limits import Limits

SECONDS = 0.1
"""Between two looks."""
GRACE = 0.5
"""Seconds after which a process that goes on multiplying is no longer spared."""
PATIENCE = 5.0
"""Seconds after which processes that multiply faster than they are killed are given up."""


@dataclass(frozen=True)
class Process:
    """One process below the zygote; memory in bytes, without what is shared with files."""

    pid: int
    threads: int
    memory: int


@dataclass(frozen=True)
class Tree:
    """A process and all that it has started, as a /proc shows them."""

    proc: int
    """A descriptor of the /proc; -1 where the system has none."""
    top: int
    """The process id of the one at the top."""


def status(tree: Tree, pid: int | str) -> dict[str, str]:
    """Return what the kernel tells of a process, by name; nothing where it has just ended."""
    try:
        descriptor = os.open(f"{pid}/status", os.O_RDONLY, dir_fd=tree.proc)
        with os.fdopen(descriptor, encoding="utf-8", errors="replace") as file:
            return dict(line.split(":\t", 1) for line in file.read().splitlines() if ":\t" in line)
    except OSError:
        return {}


def size(told: dict[str, str], *names: str) -> int:
    """Return the sum of some of a status's sizes, in bytes."""
    return 1024 * sum(int(told.get(name, "0").split()[0]) for name in names)


def memory(told: dict[str, str]) -> int:
    """Return the bytes that a process holds and shares with no file."""
    return size(told, "RssAnon", "RssShmem")


def descendants(tree: Tree) -> list[Process]:
    """Return all living processes below the top."""
    if tree.proc < 0:
        return []
    seen = [told for name in os.listdir(tree.proc) if name.isdigit() and (told := status(tree, name))]
    children: dict[int, list[dict[str, str]]] = {}
    for told in seen:
        children.setdefault(int(told["PPid"]), []).append(told)
    found, waiting = [], [tree.top]
    while waiting:
        for told in children.get(waiting.pop(), ()):
            waiting.append(int(told["Pid"]))
            found.append(told)
    return [
        Process(int(told["Pid"]), int(told.get("Threads", "1")), memory(told))
        for told in found
        if not told["State"].startswith(("Z", "X"))
    ]


def excess(found: list[Process], limits: Limits, baseline: int) -> str:
    """Return what there is too much of, ``memory`` or ``processes``, or nothing.

    `baseline` is the memory in bytes that each fork shares with the zygote from the start.
    """
    if sum(process.threads for process in found) > limits.processes:
        return "processes"  # first: each takes a little memory too
    return "memory" if sum(max(0, process.memory - baseline) for process in found) > limits.memory_mb * 2**20 else ""


def kill_all(tree: Tree, spared: int = 0) -> None:
    """Kill every process below the top but `spared`, until none is left."""
    started = time.monotonic()
    while left := [process.pid for process in descendants(tree) if process.pid != spared]:
        if time.monotonic() > started + GRACE:
            spared = 0
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.001)  # a process takes a moment to end
        if time.monotonic() > started + PATIENCE:
            raise TimeoutError(f"{len(left)} processes of a submission cannot be killed")


def reap() -> None:
    """Collect every child that has ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
