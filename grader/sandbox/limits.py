"""What students' code may use: time, memory, processes, disk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; times are seconds of wall time."""

    cell_seconds: float = 10.0
    call_seconds: float = 5.0
    notebook_seconds: float = 120.0
    memory_mb: float = 1024.0
    """Mebibytes, of all its processes together, beyond what Python and its libraries need to start."""
    processes: float = 64
    """Processes and threads at the same time."""
    disk_mb: float = 64.0
    """Mebibytes in its private /tmp, and of any one file."""
