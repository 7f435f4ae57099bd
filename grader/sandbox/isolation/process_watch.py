"""How much memory, time and how many processes a submission uses, and how all of its processes are ended.

The kernel's own limits hold for each process alone. The supervisor sums up here, ten times a second, what a submission
uses in all its processes together.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grader.sandbox.limits import Limits

INTERVAL_SECONDS = 0.1
"""Between two measurements."""
SPARE_SECONDS = 0.5
"""How long `kill_all` spares a process while its children keep coming back."""
KILL_SECONDS = 20.0
"""How long `kill_all` tries before it gives up."""
MOST_SECONDS_TO_END = 0.02
"""`kill_all` looks whether all have ended at most so much later: each look takes time that they need to end."""
TICK_SECONDS = 0.02
"""A thread that runs is counted more often than this."""
UNWATCHED_SECONDS = 0.3
"""Between two measurements, so much counts as sleep at most: a supervisor that looks later had no processor itself,
and cannot tell sleep from a wait that began meanwhile."""
KEPT_MEASUREMENTS = 6_000
"""Of a `Clock`: ten minutes."""


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


def machine(top: int = 0) -> Tree:
    """Return the tree below a process, or below this one, in the machine's /proc. Raises OSError if there is none."""
    return Tree(os.open("/proc", os.O_RDONLY | os.O_DIRECTORY), top or os.getpid())


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
    children: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir(tree.proc)):
        with contextlib.suppress(OSError):  # `stat` tells less than `status`, in a third of the time
            _state, parent, _ = _read(tree, f"{name}/stat").rpartition(b") ")[2].split(b" ", 2)
            children.setdefault(int(parent), []).append(int(name))
    below, parents = list[int](), [tree.top]
    while parents:
        found = children.get(parents.pop(), ())
        parents += found
        below += found
    return [process for pid in below if (process := _living(tree, pid))]


def _living(tree: Tree, pid: int) -> Process | None:
    """Return a process; None if all its threads have ended."""
    fields = status(tree, pid)
    threads = int(fields.get("Threads", "1"))
    if fields.get("State", "X").startswith(("Z", "X")):
        if threads < 2:
            return None
        fields = _status_of_thread(tree, pid)  # the first one has ended, and has no memory any more: the others have
    return Process(pid, threads, memory(fields))


def _status_of_thread(tree: Tree, pid: int) -> dict[str, str]:
    """Return the `status` of a thread of a process that has memory; none if there is no such thread."""
    found = (status(tree, folder) for folder in _folders_of_threads(tree, pid))
    return next((fields for fields in found if "RssAnon" in fields), {})


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


# ── time ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Measured:
    """What a submission has used up to a moment, in seconds."""

    moment: float
    """By `time.monotonic`."""
    own: float = 0.0
    """Of its own time: in which it ran or slept, not those in which it waited for a processor."""
    cpu: float = 0.0
    """Of processor time, of all its threads together."""


@dataclass(frozen=True)
class Thread:
    """What the kernel counts of a thread, in seconds, and when these numbers were last seen to change."""

    ran: float
    waited: float
    """For a processor, up to when it last got one."""
    changed: float
    """By `time.monotonic`."""
    runnable: bool
    """Does it run, or wait for a processor, just now?"""

    def waited_by(self, moment: float) -> float:
        """Return how long it has waited by now: a wait is counted by the kernel only when it is over."""
        unseen = moment - self.changed
        return self.waited + (unseen if self.runnable and unseen > TICK_SECONDS else 0.0)


NEW_THREAD = Thread(0.0, 0.0, 0.0, runnable=False)


class Clock:
    """The own time of the processes below a supervisor, from what the kernel counts for each thread.

    A submission that runs on a processor, or sleeps, uses its time; one that could run while others have the processor
    does not. So a neighbour that takes the processors costs it nothing. Own time passes as fast as processor time does
    in all threads together, and never faster than the wall's. Where the kernel tells of no waiting, it is the wall's.
    """

    def __init__(self) -> None:
        self._threads: dict[str, Thread] = {}
        self._measured = deque([Measured(time.monotonic())], maxlen=KEPT_MEASUREMENTS)

    def measure(self, tree: Tree, processes: Iterable[Process]) -> None:
        """Take note of what these processes have used by now; call it when a submission begins, and often."""
        last, now = self._measured[-1], time.monotonic()
        found = {name: thread for process in processes for name, thread in threads(tree, process, now)}
        cpu = waited = 0.0
        for name, thread in found.items():
            before = self._threads.get(name, NEW_THREAD)
            if (before.ran, before.waited) == (thread.ran, thread.waited):
                found[name] = replace(thread, changed=before.changed if before.runnable else last.moment)
            cpu += thread.ran - before.ran
            waited += max(0.0, found[name].waited_by(now) - before.waited_by(last.moment))
        span = now - last.moment
        own = min(span, max(cpu, min(span, UNWATCHED_SECONDS) - waited))
        self._threads = found
        self._measured.append(Measured(now, last.own + own, last.cpu + cpu))

    def since(self, moment: float) -> tuple[float, float]:
        """Return the own time and the processor time, in seconds, used from a moment to the last measurement."""
        last = later = self._measured[-1]
        for earlier in reversed(self._measured):
            if earlier.moment <= moment:
                break
            later = earlier
        span = later.moment - earlier.moment
        share = min(1.0, max(0.0, (moment - earlier.moment) / span)) if span else 0.0
        own = last.own - earlier.own - share * (later.own - earlier.own)
        return own, last.cpu - earlier.cpu - share * (later.cpu - earlier.cpu)


def threads(tree: Tree, process: Process, now: float) -> Iterator[tuple[str, Thread]]:
    """Yield the threads of a process by the name of their folder in /proc; none that the kernel does not tell of."""
    for folder in _folders_of_threads(tree, process.pid) if process.threads > 1 else [str(process.pid)]:
        with contextlib.suppress(OSError, ValueError):
            ran, waited, _ = map(int, _read(tree, f"{folder}/schedstat").split())
            state = _read(tree, f"{folder}/stat").rpartition(b") ")[2][:1]
            yield folder, Thread(ran / 1e9, waited / 1e9, now, state == b"R")


def _folders_of_threads(tree: Tree, pid: int) -> list[str]:
    """Return the folders of a process's threads, as names in /proc; that of its first one if it has just ended."""
    try:
        descriptor = os.open(f"{pid}/task", os.O_RDONLY | os.O_DIRECTORY, dir_fd=tree.proc)
    except OSError:
        return [str(pid)]
    try:
        return [f"{pid}/task/{name}" for name in os.listdir(descriptor)]
    except OSError:
        return [str(pid)]
    finally:
        os.close(descriptor)


def _read(tree: Tree, name: str) -> bytes:
    """Return the beginning of a file in /proc, as bytes: each encoding would be one more module to load."""
    descriptor = os.open(name, os.O_RDONLY, dir_fd=tree.proc)
    try:
        return os.read(descriptor, 500)
    finally:
        os.close(descriptor)


# ── the end ────────────────────────────────────────────────────────────────────────────────────────────────


def kill_all(tree: Tree, spared: int = 0) -> None:
    """Kill every process below the top but `spared`, until none is left.

    That one is killed too if its children keep coming back for `SPARE_SECONDS`; one that takes long to end, since it
    gives much memory back, is no child that comes back. Raises TimeoutError after `KILL_SECONDS`, if processes multiply
    faster than they are killed.
    """
    started = time.monotonic()
    killed: set[int] = set()
    pause = 0.001  # a process takes a moment to end
    while left := {process.pid for process in descendants(tree)} - {spared}:
        if left - killed and time.monotonic() > started + SPARE_SECONDS:
            spared = 0
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        killed |= left
        time.sleep(pause)
        pause = min(2 * pause, MOST_SECONDS_TO_END)
        if time.monotonic() > started + KILL_SECONDS:
            raise TimeoutError(f"{len(left)} processes of a submission cannot be killed")


def reap() -> None:
    """Collect the exit status of every child that has ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
