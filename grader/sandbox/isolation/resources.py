"""The kernel's limits on one process (`setrlimit`). Limits on a whole submission are kept by `process_watch`."""

from __future__ import annotations

import resource

from grader.sandbox.limits import Limits

OPEN_FILES = 256
"""Descriptors that a process may have."""
STACK = 8 * 2**20
"""Bytes of a stack, which is also what a thread takes of the address space."""


def limit(limits: Limits, address_space: int, processes: int) -> None:
    """Limit this process and all that it starts.

    `address_space`, in bytes, is what it has already; `processes` counts all processes and threads of its user. For
    either of them 0 sets no limit.
    """
    values = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: int(limits.disk_mb * 2**20),
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_STACK: STACK,
    }
    if address_space:
        values[resource.RLIMIT_AS] = address_space + int(limits.memory_mb * 2**20)
    if processes:
        values[resource.RLIMIT_NPROC] = processes
    for name, value in values.items():
        _, hard = resource.getrlimit(name)
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (allowed, allowed))
