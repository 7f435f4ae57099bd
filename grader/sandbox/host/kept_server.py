"""A fork server that is kept between commands of one course, so that the next one need not wait for its imports.

It listens at a path in a folder that only its owner can enter. The path's name tells all that it was started with, so
who finds one there finds what it would have started itself: see `Place`. docs/decisions/0030-kept-fork-server.md tells
what this is worth, and why no student's code reaches it.
"""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import stat
import sys
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.digests import digest, digests_of_package
from grader.sandbox.host.fork_server import ForkServer, Supplier, environment
from grader.sandbox.isolation.peers import peer
from grader.sandbox.messages import HERE, WARM

MINUTES_VARIABLE = "GRADER_KEEP_MINUTES"
"""An environment variable that counts instead of a course's setting."""
ANSWER_SECONDS = 3.0
"""How long one that is kept may take to say that it is there; after that another one is started in its place."""
LONGEST_PATH = 100
"""Bytes of a socket's path; Linux takes 107, and a process adds its id while it makes one."""


@dataclass(frozen=True)
class Place:
    """Where the fork server of a course would be, and which others are of the same course, but of other code."""

    path: Path
    course: str

    def others(self) -> list[Path]:
        """Return the sockets of the same course beside this one: of other versions of this package or of libraries."""
        return [path for path in self.path.parent.glob(f"{self.course}-*") if path != self.path]


class KeptServer:
    """A way in to a fork server that another command has started."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.close = weakref.finalize(self, control.close)

    @staticmethod
    def stderr_tail() -> str:
        """Return nothing: what it writes is not kept."""
        return ""


def fork_server_of(course: Path, minutes: float, *, warm_up: bool) -> Supplier:
    """Return a way to the fork server that is kept for a course, or start one, to be kept so many minutes idle.

    Where none is to be kept, or can be, it is one that ends with this command. `warm_up` is that of `ForkServer`.
    """
    place = place_of(course) if minutes_kept(minutes) > 0 else None
    if not place:
        return ForkServer(warm_up=warm_up)
    if control := _connect(place.path):
        with contextlib.suppress(OSError):
            if warm_up:
                control.send(WARM)
            return KeptServer(control)
    for other in place.others():
        with contextlib.suppress(OSError):
            other.unlink()  # it notices, and ends when nobody uses it any more
    return ForkServer(warm_up=warm_up, kept_at=(str(place.path), 60 * minutes_kept(minutes)))


def minutes_kept(setting: float) -> float:
    """Return how many minutes an idle fork server is kept: what the environment says, else the course's setting."""
    try:
        return float(os.environ[MINUTES_VARIABLE])
    except (KeyError, ValueError):
        return setting


def running(course: Path) -> int | None:
    """Return the process id of the fork server that is kept for a course; None where there is none."""
    place = place_of(course)
    control = _connect(place.path) if place else None
    if not control:
        return None
    with control:
        return peer(control)[0]


def _connect(path: Path) -> socket.socket | None:
    """Return a connection to the fork server at a path, if one is there, alive, and this user's own."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        connection.settimeout(ANSWER_SECONDS)
        connection.connect(str(path))
        if peer(connection)[1] == os.geteuid() and connection.recv(len(HERE)) == HERE:
            connection.settimeout(None)
            return connection
    except OSError:  # nobody is there, or nobody at work
        pass
    connection.close()
    return None


# ── where ──────────────────────────────────────────────────────────────────────────────────────────────────


def place_of(course: Path) -> Place | None:
    """Return where the fork server of a course belongs; None where this system or its folders are not fit for one."""
    if sys.platform != "linux" or not hasattr(socket, "SO_PEERCRED"):
        return None
    folder = own_folder()
    if not folder:
        return None
    name, code = _digest(_circumstances(course)), _digest(_code())
    path = folder / f"{name}-{code}"
    return Place(path, name) if len(os.fsencode(path)) <= LONGEST_PATH else None


def own_folder() -> Path | None:
    """Return a folder that this user alone can enter, made where there is none; None where it is not so."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    runtime = Path(given) if given.startswith("/") and is_own(Path(given)) else None
    folder = runtime / "grader" if runtime else Path("/tmp", f"grader-{os.geteuid()}")
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700)
    return folder if is_own(folder) else None


def is_own(folder: Path) -> bool:
    """Is this a folder, no link to one, that belongs to this user and that nobody else can enter?"""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o077


def _circumstances(course: Path) -> Iterator[str]:
    """Yield what a process hands on to those that it starts: limits, rights, namespaces, variables."""
    yield str(course.resolve())
    yield from (f"{name}={value}" for name, value in sorted(environment().items()))
    limits = sorted(name for name in dir(resource) if name.startswith("RLIMIT_"))
    yield from (f"{name} {resource.getrlimit(getattr(resource, name))}" for name in limits)
    yield f"{os.getpriority(os.PRIO_PROCESS, 0)} {sorted(os.sched_getaffinity(0))} {os.getgroups()} {os.getegid()}"
    for name in ("ns/user", "ns/mnt", "ns/pid", "ns/net", "ns/ipc"):
        yield str(Path("/proc/self", name).readlink())
    yield Path("/proc/self/cgroup").read_text(encoding="utf-8", errors="replace")
    status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace")
    yield from (line for line in status.splitlines() if line.startswith(("Umask", "Cap", "NoNewPrivs", "Seccomp:")))


def _code() -> Iterator[str]:
    """Yield what code a fork server has: Python, when packages were last installed, and the files of this package."""
    yield from (sys.version, sys.executable, sys.prefix, sys.base_prefix)
    for folder in sys.path:
        with contextlib.suppress(OSError):
            yield f"{folder} {Path(folder).stat().st_mtime_ns}" if folder.endswith("-packages") else folder
    yield from (f"{path} {content}" for path, content in digests_of_package("grader", "*.py"))


def _digest(facts: Iterable[str]) -> str:
    return digest(*(fact.encode(errors="surrogateescape") for fact in facts))[:16]
