"""What students' code may use: time, memory, processes, disk."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Self

PATIENCE = 10.0
"""How many times its limit something may take by the clock on the wall while other processes have the processor."""


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; times are seconds of its own time (`Allowance`)."""

    cell_seconds: float = 10.0
    call_seconds: float = 5.0
    notebook_seconds: float = 120.0
    memory_mb: float = 1024.0
    """Mebibytes, of all its processes together, beyond what Python and its libraries need to start."""
    processes: float = 64
    """Processes and threads at the same time."""
    disk_mb: float = 64.0
    """Mebibytes in its private /tmp, and of any one file."""


@dataclass(frozen=True)
class Allowance:
    """How long a submission may go on: so many seconds of its own time, and in any case until a time of the wall's.

    Its own time stands still while it waits for a processor that other processes have. It never runs faster than the
    wall's, so nothing need be measured before that has used up the seconds.
    """

    started: float
    """A time of `time.monotonic`, as `until` is."""
    seconds: float
    until: float

    @classmethod
    def of(cls, seconds: float, until: float | None = None) -> Self:
        """Return an allowance that begins now; it ends at `until`, or after `PATIENCE` times as long."""
        now = time.monotonic()
        return cls(now, seconds, now + PATIENCE * seconds if until is None else until)
