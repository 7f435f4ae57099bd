"""The sandbox, as the grader sees it: a supervisor process, which starts one process for each submission."""

from __future__ import annotations

import os
import signal
import socket
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Self

from grader.answers import wire
from grader.answers.answer import CellRun
from grader.answers.parse import parse_run
from grader.errors import SandboxError, UserError
from grader.sandbox.host.fork_server import (
    GRACE_SECONDS,
    NOTHING_SHARED,
    SHARED_CELL_SECONDS,
    START_SECONDS,
    ForkServer,
    Shared,
    Supplier,
    request_supervisor,
)
from grader.sandbox.host.session import Session
from grader.sandbox.isolation import process_watch
from grader.sandbox.limits import Limits
from grader.sandbox.protection import Protection

UNPROTECTED = (
    "`grader doctor` tells what is missing. On Linux 6.2 or later it works without special rights. To grade without"
    " protection, and only code that you trust, add --unsafe-no-sandbox; every result will say so."
)


class Sandbox:
    """A supervisor process. Use it as a context manager, for one submission at a time.

    Parameters
    ----------
    protection
        A `Protection`, or ``auto`` for the strongest that works on this machine.
    fork_server
        The control socket of a `ForkServer` that supplies the supervisor; without one the sandbox starts its own.
    shared
        What all submissions share. If one of its cells fails, nothing is shared.
    start
        How it starts a fork server of its own, or finds one; by default a `ForkServer`.

    Raises `UserError` if the protection does not work on this machine, `SandboxError` if the supervisor does not start.

    """

    def __init__(
        self,
        protection: str = "auto",
        fork_server: socket.socket | None = None,
        shared: Shared = NOTHING_SHARED,
        start: Callable[[], Supplier] | None = None,
    ) -> None:
        self._fork_server: Supplier | None = None
        if fork_server is None:
            self._fork_server = (start or ForkServer)()
            fork_server = self._fork_server.control
        try:
            supervisor = request_supervisor(fork_server, protection, shared)
        except OSError as error:
            raise SandboxError("the process that sandboxes come from has ended") from error
        self._supervisor, self._ending = wire.Connection(supervisor), False
        pids: list[int] = []
        self._finish = weakref.finalize(
            self, _end, os.getpid(), supervisor, pids
        )  # also if the caller forgets to close
        try:
            ready = self._receive(START_SECONDS + SHARED_CELL_SECONDS * len(shared.cells))
            if "refused" in ready:
                what = f"Students' code cannot be locked up on this machine ({ready['refused']})."
                raise UserError(what, UNPROTECTED)
            pids.append(ready["ready"])
            runs = [parse_run(self._receive(START_SECONDS)) for _ in range(ready["runs"])]
        except (SandboxError, UserError):
            self.close()
            raise
        self.protection = Protection(ready["protection"])
        self.fallback_reason: str = ready["fallback_reason"]
        """Why ``auto`` chose no stronger protection; empty if it chose the strongest."""
        whole = not any(run.failed for run in runs)
        self.shared_runs: dict[tuple[str, str], CellRun] = dict(zip(shared.cells, runs, strict=True)) if whole else {}
        """What the shared cells gave, by id and source, in their order."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the supervisor and all that it has forked."""
        self._finish()
        if self._fork_server:
            self._fork_server.close()

    def open(
        self,
        files: Sequence[tuple[str, bytes]],
        limits: Limits,
        *,
        forget: bool = True,
        documents: Mapping[str, int] | None = None,
    ) -> Session:
        """Start a process for a submission, with these files, by name and content, in its working directory.

        With `forget` it has none of the names that the shared cells have defined. `documents` are descriptors by name,
        open for reading; code in the process finds them in the dict ``documents``.

        Raises `SandboxError` if it does not start.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            self._request({"open": asdict(limits), "forget": forget}, theirs.fileno())
        session = Session(wire.Connection(ours), limits, self)
        session.start(files, documents or {})
        return session

    def wait(self) -> None:
        """Wait until the last submission has ended, with all that it had started."""
        if self._ending:
            self._ending = False
            self._receive(START_SECONDS)

    # ── for the session ────────────────────────────────────────────────────────────────────────────────────

    def kill_children(self) -> str:
        """Do as `Supervisor.kill_children` says."""
        return str(self._request({"kill_children": True})["too_much"])

    def used_since(self, moment: float) -> tuple[float, float]:
        """Do as `Supervisor.used_since` says."""
        used = self._request({"used_since": moment})
        return float(used["own"]), float(used["cpu"])

    def interrupt(self) -> None:
        """Do as `Supervisor.interrupt` says."""
        self._request({"interrupt": True})

    def begin_close(self) -> None:
        """Begin to end the submission. The next request waits for that; meanwhile its result can be written."""
        self._send({"close": True})
        self._ending = True

    def _request(self, message: wire.Message, *descriptors: int) -> wire.Message:
        self.wait()
        self._send(message, *descriptors)
        return self._receive(START_SECONDS)

    def _send(self, message: wire.Message, *descriptors: int) -> None:
        try:
            self._supervisor.send(message, descriptors)
        except wire.WireError as error:
            raise self._silent(error) from error

    def _receive(self, seconds: float) -> wire.Message:
        try:
            return self._supervisor.receive(time.monotonic() + seconds)
        except wire.WireError as error:
            raise self._silent(error) from error

    def _silent(self, error: wire.WireError) -> SandboxError:
        stderr = self._fork_server.stderr_tail() if self._fork_server else ""
        return SandboxError(f"the process that runs students' code does not answer: {stderr or error}")


def _end(owner: int, supervisor: socket.socket, pids: Sequence[int]) -> None:
    """Hang up and wait until the supervisor has ended; kill it after `GRACE_SECONDS`, if its process id is known.

    What it has started is killed before: while it lives, whoever loses a parent becomes its child, and so is found.
    A fork of the process that owns it, such as a worker, forgets it only: to hang up would end it for the owner too.
    """
    with supervisor, suppress(OSError):
        if os.getpid() != owner:
            return
        supervisor.shutdown(socket.SHUT_WR)
        supervisor.settimeout(GRACE_SECONDS)
        try:
            while supervisor.recv(2**16):
                pass
        except TimeoutError:
            for pid in pids:
                with suppress(TimeoutError):
                    process_watch.kill_all(process_watch.machine(pid))
                os.kill(pid, signal.SIGKILL)
