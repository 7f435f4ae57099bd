"""A sandbox from inside: a process behind the walls that is forked once for each submission.

It goes behind the walls of `jail`, says that it is ready and what the shared cells gave, and serves a
`session.Sandbox`:

* ``{"open": limits, "forget": false}`` with a socket attached forks a submission's process on it, with or without the
  names that the shared cells have left;
* ``{"kill_children": true}`` ends all that this process has started, ``{"close": true}`` ends it too. Both are
  answered with what there had just been too much of: ``memory``, ``processes``, or nothing.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from grader.answers import wire
from grader.sandbox.guest.runner import keep, receive_files
from grader.sandbox.guest.shell import CellShell
from grader.sandbox.isolation import process_watch
from grader.sandbox.isolation.jail import OPEN_FILES, Jail, Protection, enter, make_folder, remove_folder
from grader.sandbox.limits import Limits


@dataclass(frozen=True)
class Warm:
    """What the maker of zygotes has made ready for all of them."""

    shell: CellShell
    plain: frozenset[str]
    """The names that every notebook starts with."""
    protection: Protection
    fallback_reason: str
    """Why it is no stronger one."""
    own_users: bool
    """See `jail.furnish`."""
    runs: tuple[wire.Message, ...]
    """What the shared cells gave."""


def hatch(control: socket.socket, warm: Warm) -> None:
    """Lock up and serve until the grader hangs up; then take every submission along."""
    os.setsid()
    pid = os.getpid()
    try:
        jail = enter(warm.protection, warm.own_users)
    except OSError as error:
        wire.send(control, {"refused": str(error)})
        return
    settle()
    ready = {
        "ready": pid,
        "protection": warm.protection,
        "fallback_reason": warm.fallback_reason,
        "runs": len(warm.runs),
    }
    wire.send_frames(control, b"".join(map(wire.frame, (ready, *warm.runs))))
    serve(control, jail, warm)


# ── serving ────────────────────────────────────────────────────────────────────────────────────────────────


LATELY = 3.0
"""Seconds for which an end of our making is told as the cause."""


@dataclass
class Fork:
    """The submission that is open, and what it has used too much of lately."""

    pid: int
    folder: str
    limits: Limits
    too_much: str = ""
    since: float = 0.0

    def cause(self) -> str:
        """Return why processes of it have just ended, if that was our doing."""
        return self.too_much if time.monotonic() - self.since < LATELY else ""


def serve(control: socket.socket, jail: Jail, warm: Warm) -> None:
    """Answer the grader's messages, and watch the open submission between them."""
    fork: Fork | None = None
    while True:
        if fork and not select.select([control], [], [], process_watch.SECONDS)[0]:
            look(jail, fork)
            continue
        try:
            message, attached = wire.receive_with_descriptor(control)
        except (wire.WireError, OSError):
            break
        if "open" in message and attached is not None:
            forgotten = set(warm.shell.user_ns) - warm.plain if message["forget"] else set[str]()
            fork = _fork(control, attached, jail, Limits(**message["open"]), warm.shell, forgotten)
            os.close(attached)
            wire.send(control, {"opened": True})
        elif fork and "kill_children" in message:
            process_watch.kill_all(jail.tree, spared=fork.pid)
            wire.send(control, {"too_much": fork.cause()})
        elif fork and "close" in message:
            _close(jail, fork)
            wire.send(control, {"too_much": fork.cause()})
            fork = None
    if fork:
        _close(jail, fork)


def settle() -> None:
    """Tidy up the memory once, so that the forks share it and need not each tidy it, which would copy it."""
    gc.collect()
    gc.freeze()
    bytes(2**16)  # at the first allocation of such a size the C library sorts all that was freed


def look(jail: Jail, fork: Fork) -> None:
    """End what a submission has started when it uses too much, and all of it where its first process does."""
    found = process_watch.descendants(jail.tree)
    too_much = process_watch.excess(found, fork.limits, jail.memory)
    if not too_much:
        return
    fork.too_much, fork.since = too_much, time.monotonic()
    alone = [process for process in found if process.pid == fork.pid]
    process_watch.kill_all(jail.tree, spared=0 if process_watch.excess(alone, fork.limits, jail.memory) else fork.pid)


def _fork(
    control: socket.socket, attached: int, jail: Jail, limits: Limits, shell: CellShell, forgotten: set[str]
) -> Fork:
    folder = make_folder(jail.protection)
    held = [number for number in range(3, OPEN_FILES) if number != attached and _is_open(number)]

    def leave() -> None:
        control.detach()
        for name in forgotten:
            del shell.user_ns[name]
        _leave(jail, folder, limits, attached, held, shell)

    pid = os.fork()
    if not pid:
        finish(leave)
    return Fork(pid, folder, limits)


def finish(action: Callable[..., None], *arguments: object) -> NoReturn:
    """Do something in a fork, and end it whatever comes of that."""
    try:
        action(*arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _leave(jail: Jail, folder: str, limits: Limits, attached: int, held: list[int], shell: CellShell) -> None:
    """Become a submission's process: lock up, then serve. `held` are the zygote's other open descriptors."""
    connection = socket.socket(fileno=attached)
    nowhere = os.open(os.devnull, os.O_RDWR)
    _lead_nowhere(held, nowhere)
    os.closerange(OPEN_FILES, 2**16)
    try:
        jail.move_in(folder, limits)
        documents = receive_files(connection)
        os.environ.pop("XDG_CACHE_HOME", None)
        if "" not in sys.path:
            sys.path.insert(0, "")  # as in a kernel: files beside the notebook can be imported
        jail.lock(folder, limits)
    except Exception as error:
        wire.send(connection, {"broken": f"{type(error).__name__}: {error}"})
        return
    _lead_nowhere([0, 1, 2], nowhere)
    if documents:
        shell.user_ns["documents"] = documents
    wire.send(connection, {"locked": True})
    keep(connection, shell)


def _lead_nowhere(numbers: list[int], nowhere: int) -> None:
    """Point open descriptors at nothing; closed, their numbers would go to files that their old owners then close."""
    for number in numbers:
        os.dup2(nowhere, number)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _close(jail: Jail, fork: Fork) -> None:
    """End a submission with all that it started."""
    for end in (os.kill, os.killpg):  # the group too, for systems without /proc
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(fork.pid, signal.SIGKILL)
    os.waitpid(fork.pid, 0)
    process_watch.kill_all(jail.tree)
    process_watch.reap()
    remove_folder(jail.protection, fork.folder)
