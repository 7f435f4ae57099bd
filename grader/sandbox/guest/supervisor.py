"""The supervisor: an isolated process that starts and ends each submission's process, and watches what it uses.

It says that it is ready, with the runs of the shared cells, and then serves a `host.sandbox.Sandbox`:

* ``{"open": limits, "forget": bool}``, with a socket attached, forks a submission's process that serves this socket;
  with ``forget`` it has none of the names that the shared cells have defined;
* ``{"kill_children": true}`` ends all that this process has started, ``{"close": true}`` ends it too. The reply to
  both, ``{"too_much": ...}``, says what the submission has just used too much of: ``memory``, ``processes``, or
  nothing;
* ``{"used_since": moment}`` asks what it has used since a time of `time.monotonic`, in seconds; the reply is
  ``{"own": ..., "cpu": ...}``, see `process_watch.Clock`;
* ``{"interrupt": true}`` stops the cell that it runs, as an alarm would.
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
from dataclasses import dataclass, field
from typing import NoReturn

from grader.answers import wire
from grader.sandbox.guest.runner import receive_files, serve_submission
from grader.sandbox.guest.shell import CellShell
from grader.sandbox.isolation import process_watch, syscalls
from grader.sandbox.isolation.jail import Jail
from grader.sandbox.isolation.resources import OPEN_FILES
from grader.sandbox.limits import Limits
from grader.sandbox.protection import Protection

CAUSE_SECONDS = 3.0
"""How long after processes were killed for using too much this is given as the cause of what ended."""


@dataclass(frozen=True)
class Template:
    """What the template process has prepared for all supervisors."""

    shell: CellShell
    names: frozenset[str]
    """The names in the shell's namespace before the shared cells ran."""
    protection: Protection
    fallback_reason: str
    """Why no stronger protection works here; empty if none is stronger."""
    jail: Jail
    runs: tuple[wire.Message, ...]
    """What the shared cells gave, as `runner.run_cell` returns it."""


def start(control: socket.socket, template: Template) -> None:
    """Isolate this process, then serve the grader until it hangs up; every submission ends with this process."""
    os.setsid()
    pid = os.getpid()
    try:
        jail = template.jail.isolate()
    except OSError as error:
        wire.send(control, {"refused": str(error)})
        return
    freeze_heap()
    ready = {
        "ready": pid,
        "protection": template.protection,
        "fallback_reason": template.fallback_reason,
        "runs": len(template.runs),
    }
    wire.send_frames(control, b"".join(map(wire.frame, (ready, *template.runs))))
    serve(control, jail, template)


def freeze_heap() -> None:
    """Collect garbage and exclude what is left from later collections, so that forks go on sharing its memory."""
    gc.collect()
    gc.freeze()
    syscalls.give_back_freed_memory()


def run_and_exit(action: Callable[..., None], *arguments: object) -> NoReturn:
    """Call something in a fork and end the fork, whatever comes of it."""
    try:
        action(*arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


# ── serving ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Submission:
    """The submission that is open: its process, and what it has used too much of."""

    pid: int
    folder: str
    limits: Limits
    too_much: str = ""
    since: float = 0.0
    """When it was killed for that, by `time.monotonic`."""
    clock: process_watch.Clock = field(default_factory=process_watch.Clock)
    """The supervisor's: it goes on where a submission needs another process."""

    def cause(self) -> str:
        """Return what its processes were killed for in the last `CAUSE_SECONDS`, or an empty string."""
        return self.too_much if time.monotonic() - self.since < CAUSE_SECONDS else ""


def serve(control: socket.socket, jail: Jail, template: Template) -> None:
    """Answer the grader's messages, and enforce the open submission's limits between them."""
    submission: Submission | None = None
    clock = process_watch.Clock()
    while True:
        if submission and not select.select([control], [], [], process_watch.INTERVAL_SECONDS)[0]:
            enforce_limits(jail, submission)
            continue
        try:
            message, attached = wire.receive_with_descriptor(control)
        except (wire.WireError, OSError):
            break
        if "open" in message and attached is not None:
            forgotten = set(template.shell.user_ns) - template.names if message["forget"] else set[str]()
            submission = _open(control, attached, jail, Limits(**message["open"]), template.shell, forgotten)
            submission.clock = clock
            clock.measure(jail.tree, ())
            os.close(attached)
            wire.send(control, {"opened": True})
        elif submission and "kill_children" in message:
            process_watch.kill_all(jail.tree, spared=submission.pid)
            wire.send(control, {"too_much": submission.cause()})
        elif submission and "used_since" in message:
            enforce_limits(jail, submission)
            own, cpu = clock.since(message["used_since"])
            wire.send(control, {"own": own, "cpu": cpu})
        elif submission and "interrupt" in message:
            with contextlib.suppress(ProcessLookupError):
                os.kill(submission.pid, signal.SIGALRM)
            wire.send(control, {"interrupted": True})
        elif submission and "close" in message:
            _close(jail, submission)
            wire.send(control, {"too_much": submission.cause()})
            submission = None
    if submission:
        _close(jail, submission)


def enforce_limits(jail: Jail, submission: Submission) -> None:
    """Kill the children of a submission that uses too much, and its first process too if that alone does.

    Its clock takes note of the time that it uses.
    """
    processes = process_watch.descendants(jail.tree)
    submission.clock.measure(jail.tree, processes)
    too_much = process_watch.excess(processes, submission.limits, jail.memory)
    if not too_much:
        return
    submission.too_much, submission.since = too_much, time.monotonic()
    first = [process for process in processes if process.pid == submission.pid]
    alone = process_watch.excess(first, submission.limits, jail.memory)
    process_watch.kill_all(jail.tree, spared=0 if alone else submission.pid)


def _open(
    control: socket.socket, attached: int, jail: Jail, limits: Limits, shell: CellShell, forgotten: set[str]
) -> Submission:
    folder = jail.make_folder()
    inherited = [number for number in range(3, OPEN_FILES) if number != attached and _is_open(number)]

    def become_submission() -> None:
        control.detach()
        for name in forgotten:
            del shell.user_ns[name]
        _lock_up_and_serve(jail, folder, limits, attached, inherited, shell)

    pid = os.fork()
    if not pid:
        run_and_exit(become_submission)
    return Submission(pid, folder, limits)


def _close(jail: Jail, submission: Submission) -> None:
    """End a submission with all that it started."""
    for end in (os.kill, os.killpg):  # its process group too, for systems without /proc
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(submission.pid, signal.SIGKILL)
    os.waitpid(submission.pid, 0)
    process_watch.kill_all(jail.tree)
    process_watch.reap()
    jail.remove_folder(submission.folder)


# ── a submission's process ─────────────────────────────────────────────────────────────────────────────────


def _lock_up_and_serve(
    jail: Jail, folder: str, limits: Limits, attached: int, inherited: list[int], shell: CellShell
) -> None:
    """Become a submission's process: lock up, then serve. `inherited` are the supervisor's other open descriptors."""
    connection = socket.socket(fileno=attached)
    devnull = os.open(os.devnull, os.O_RDWR)
    _redirect_to_devnull(inherited, devnull)
    os.closerange(OPEN_FILES, 2**16)
    try:
        jail.drop_privileges(folder, limits)
        documents = receive_files(connection)
        os.environ.pop("XDG_CACHE_HOME", None)
        if "" not in sys.path:
            sys.path.insert(0, "")  # as in a kernel: files beside the notebook can be imported
        jail.lock(limits)
    except Exception as error:
        wire.send(connection, {"broken": f"{type(error).__name__}: {error}"})
        return
    _redirect_to_devnull([0, 1, 2], devnull)
    if documents:
        shell.user_ns["documents"] = documents
    wire.send(connection, {"locked": True})
    serve_submission(connection, shell)


def _redirect_to_devnull(numbers: list[int], devnull: int) -> None:
    """Point descriptors to /dev/null. Closed, their numbers could be reused and then closed by their former owners."""
    for number in numbers:
        os.dup2(devnull, number)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
