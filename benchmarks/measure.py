"""A command, measured: wall time, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")
LOOKS_A_SECOND = 5.0
SHARE_OF_A_CORE = 0.03
"""What looking may cost; where there are many processes, it looks less often."""


@dataclass(frozen=True)
class Run:
    """What a command took: `seconds` of wall time from start to end, `peak` bytes of memory."""

    started: float
    seconds: float
    peak: int
    code: int
    said: str


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str], *, watch: bool = True) -> Run:
    """Run a command to its end; `watch` its memory."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        started, clock = time.time(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        with Memory(process.pid, on=watch) as memory:
            code = process.wait()
            seconds = time.perf_counter() - clock
        said.seek(0)
        return Run(started, seconds, memory.peak, code, said.read())


class Memory:
    """Looks, now and then, at a process and all it has started; a context manager. `peak` is in bytes.

    Pages that several processes share count once: it adds up the proportional set sizes, or, where a locked-up
    process does not show its own, what of it is in memory and is no file and not shared.
    """

    def __init__(self, pid: int, *, on: bool = True) -> None:
        self.peak = 0
        self._pid, self._on, self._over = pid, on, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        if self._on:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._on:
            self._thread.join()

    def _look(self) -> None:
        family: set[int] = {self._pid}
        while True:
            cpu = time.thread_time()
            family = descendants(family, parents())
            self.peak = max(self.peak, sum(map(memory_of, family)))
            pause = max(1 / LOOKS_A_SECOND, (time.thread_time() - cpu) / SHARE_OF_A_CORE)
            if self._over.wait(pause):
                return


def parents() -> dict[int, int]:
    """Return every process's parent."""
    found: dict[int, int] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                found[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    return found


def descendants(family: Iterable[int], parent: Mapping[int, int]) -> set[int]:
    """Return those of a family that still live, and all that they have started.

    Whoever was seen once stays in it, though its own parent has ended.
    """
    found = {pid for pid in family if pid in parent}
    while more := {pid for pid, of in parent.items() if of in found and pid not in found}:
        found |= more
    return found


def memory_of(pid: int) -> int:
    """Return the bytes that a process accounts for; 0 where it has ended."""
    with suppress(OSError, ValueError, IndexError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    with suppress(OSError, ValueError, IndexError):
        _, resident, shared = (PROC / str(pid) / "statm").read_text(encoding="ascii").split()[:3]
        return (int(resident) - int(shared)) * PAGE
    return 0
