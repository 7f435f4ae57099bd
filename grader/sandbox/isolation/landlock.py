"""Restrict this process to some files, by Landlock: access rules that a process sets on itself and cannot lift.

Interface and constants: the kernel's documentation, "Landlock: unprivileged access control".
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable

from grader.sandbox.isolation import syscalls

LEAST_VERSION = 3
"""Before it (Linux 6.2) a file that may only be read can still be emptied."""

_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REFER, _TRUNCATE, _DEVICE_CONTROL = 1 << 13, 1 << 14, 1 << 15
_MAKE_DEVICES = 1 << 6 | 1 << 11
_FILES = (1 << 13) - 1  # what the first version knows
_NETWORK, _SCOPES = 0b11, 0b11  # bind and connect; abstract sockets and signals

_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE


def restrict(read: Iterable[str], write: Iterable[str], devices: Iterable[str]) -> None:
    """Let this process and all that it starts read and execute only `read`, and change only `write` and `devices`.

    These are paths of files, or of folders with all that is in them; a path that is not there is left out. Raises
    OSError if the kernel has no Landlock.
    """
    version = syscalls.landlock_version()
    everything = _handled(version)
    ruleset = syscalls.landlock_ruleset(_attributes(version))
    try:
        for path in read:
            _allow(ruleset, path, _EXECUTE | _READ | _LIST)
        for path in write:
            _allow(ruleset, path, everything & ~(_MAKE_DEVICES | _DEVICE_CONTROL))
        for path in devices:
            _allow(ruleset, path, (_READ | _WRITE) & everything)
        syscalls.landlock_restrict(ruleset)
    finally:
        os.close(ruleset)


def try_restrict(read: Iterable[str], write: Iterable[str], devices: Iterable[str]) -> None:
    """Do as `restrict` if the kernel has Landlock; for a process that is isolated by other means already."""
    if syscalls.landlock_version():
        restrict(read, write, devices)


def _handled(version: int) -> int:
    later = ((2, _REFER), (3, _TRUNCATE), (5, _DEVICE_CONTROL))
    return _FILES | sum(right for since, right in later if version >= since)


def _attributes(version: int) -> bytes:
    """Return what the ruleset governs: files, network (from version 4), signals and abstract sockets (version 6)."""
    parts = [_handled(version)] + [_NETWORK] * (version >= 4) + [_SCOPES] * (version >= 6)
    return struct.pack(f"={len(parts)}Q", *parts)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        syscalls.landlock_allow(ruleset, access if os.path.isdir(path) else access & _ON_FILES, beneath)
    finally:
        os.close(beneath)
