"""How much memory and how many processes a submission uses, and how all of its processes are ended.

The kernel's own limits hold for each process alone. The supervisor sums up here, ten times a second, what a submission
uses in all its processes together.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass

from grader.sandbox.limits import Limits

INTERVAL_SECONDS = 0.1
"""Between two measurements."""
SPARE_SECONDS = 0.5
"""How long `kill_all` spares a process while its children keep coming back."""
KILL_SECONDS = 5.0
"""How long `kill_all` tries before it gives up."""


@dataclass(frozen=True)
class Process:
    """One process of a submission; memory in bytes, without pages that are shared with files."""

    pid: int
    threads: int
    memory: int


@dataclass(frozen=True)
class Tree:
    """A process and all its descendants, as a /proc shows them."""

    proc: int
    """A descriptor of the /proc; -1 if the system has none."""
    top: int
    """The id of the process at the top."""


NO_PROCESSES = Tree(-1, 0)


def machine() -> Tree:
    """Return the tree below this process, in the machine's /proc. Raises OSError if there is none."""
    return Tree(os.open("/proc", os.O_RDONLY | os.O_DIRECTORY), os.getpid())


def status(tree: Tree, pid: int | str) -> dict[str, str]:
    """Return the fields of a process's /proc/PID/status, by name; none if it has just ended."""
    try:
        descriptor = os.open(f"{pid}/status", os.O_RDONLY, dir_fd=tree.proc)
        with os.fdopen(descriptor, encoding="utf-8", errors="replace") as file:
            return dict(line.split(":\t", 1) for line in file.read().splitlines() if ":\t" in line)
    except OSError:
        return {}


def size(fields: dict[str, str], *names: str) -> int:
    """Return the sum, in bytes, of some sizes in a process's `status`."""
    return 1024 * sum(int(fields.get(name, "0").split()[0]) for name in names)


def memory(fields: dict[str, str]) -> int:
    """Return, from a process's `status`, the bytes of memory that it shares with no file."""
    return size(fields, "RssAnon", "RssShmem")


def descendants(tree: Tree) -> list[Process]:
    """Return all living processes below the top; none if there is no /proc."""
    if tree.proc < 0:
        return []
    statuses = [fields for name in os.listdir(tree.proc) if name.isdigit() and (fields := status(tree, name))]
    children: dict[int, list[dict[str, str]]] = {}
    for fields in statuses:
        children.setdefault(int(fields["PPid"]), []).append(fields)
    below, parents = [], [tree.top]
    while parents:
        for fields in children.get(parents.pop(), ()):
            parents.append(int(fields["Pid"]))
            below.append(fields)
    return [
        Process(int(fields["Pid"]), int(fields.get("Threads", "1")), memory(fields))
        for fields in below
        if not fields["State"].startswith(("Z", "X"))
    ]


def excess(processes: list[Process], limits: Limits, baseline: int) -> str:
    """Return what these processes together use too much of, ``memory`` or ``processes``, or an empty string.

    `baseline` is the memory in bytes that each fork shares with the supervisor from the start.
    """
    if sum(process.threads for process in processes) > limits.processes:
        return "processes"  # checked first, because each process takes a little memory too
    used = sum(max(0, process.memory - baseline) for process in processes)
    return "memory" if used > limits.memory_mb * 2**20 else ""


def tasks_of_user() -> int:
    """Return how many processes and threads run as this user; the kernel counts all of them against its limit."""
    tree = machine()
    statuses = [status(tree, name) for name in os.listdir(tree.proc) if name.isdigit()]
    os.close(tree.proc)
    user = str(os.getuid())
    return sum(int(fields["Threads"]) for fields in statuses if fields and fields["Uid"].split()[0] == user)


def kill_all(tree: Tree, spared: int = 0) -> None:
    """Kill every process below the top but `spared`, until none is left.

    After `SPARE_SECONDS` that one is killed too. Raises TimeoutError after `KILL_SECONDS`, if processes multiply faster
    than they are killed.
    """
    started = time.monotonic()
    while left := [process.pid for process in descendants(tree) if process.pid != spared]:
        if time.monotonic() > started + SPARE_SECONDS:
            spared = 0
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.001)  # a process takes a moment to end
        if time.monotonic() > started + KILL_SECONDS:
            raise TimeoutError(f"{len(left)} processes of a submission cannot be killed")


def reap() -> None:
    """Collect the exit status of every child that has ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
