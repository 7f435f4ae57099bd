"""The fork server, as the grader sees it: one process that has imported all that sandboxes need and is forked for each.

What all submissions of an assignment share runs once, in a fork of it: the template process, of which the supervisors
are forks. The class starts first of all, so that its imports run beside the grader's own, and workers get its control
socket. A worker on another machine has none and starts a fork server of its own.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from grader.sandbox.messages import WARM

START_SECONDS = 60.0
"""How long a process of the sandbox may take to start."""
GRACE_SECONDS = 2.0
"""How long a process may take to obey, or to end by itself, before it is killed."""
SHARED_CELL_SECONDS = 20.0
"""How long one of the shared cells may take."""

KEPT_VARIABLES = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "LD_LIBRARY_PATH")
"""The last is set by ``module load`` on clusters: without it Python may find another copy of its own library."""


class Supplier(Protocol):
    """Whatever supplies sandboxes: a `ForkServer` of one's own, or a way in to one that is kept between commands."""

    control: socket.socket
    """Where requests go."""

    @property
    def close(self) -> Callable[[], object]:
        """Call this when no more is wanted."""

    def stderr_tail(self) -> str:
        """Return what was said last about an error, as far as that is known."""


class ForkServer:
    """The process. It ends when the last holder of its `control` socket closes it, and so do its forks.

    With `warm_up` it tries beforehand what libraries do at first use, which pays off from a few submissions on. With
    `kept_at`, the path of a `Listener` and seconds, it does not end then: others find it there, until none has for so
    long.
    """

    def __init__(self, *, warm_up: bool = True, kept_at: tuple[str, float] | None = None) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = [str(theirs.fileno()), *map(str, kept_at or ())]
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the process
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.sandbox.guest", *arguments],
                pass_fds=[theirs.fileno()],
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._stderr,
                start_new_session=True,  # Ctrl-C is for the grader, which then ends this process
                cwd="/" if kept_at else None,  # it may outlive the folder that the command runs in
            )
        if warm_up:
            self.control.send(WARM)
        self._process = process
        self.close = weakref.finalize(self, _end, process, self.control, self._stderr)  # also if nobody calls it

    def has_ended(self) -> bool:
        """Has the process ended, though nobody has closed it?"""
        return self._process.poll() is not None

    def stderr_tail(self) -> str:
        """Return the last line that the process or one of its forks wrote to its standard error."""
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


@dataclass(frozen=True)
class Shared:
    """What all submissions of an assignment share."""

    cells: tuple[tuple[str, str], ...] = ()
    """The course's own cells that run once for all, by id and source."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Files beside the notebook that these cells need, by name and content."""
    forbidden: tuple[tuple[str, ...], ...] = ()
    """For each question that forbids SymPy functions, their names; see `forbidden_calls.guard`."""
    checks: tuple[str, ...] = ()
    """Sources of the course's own cells that each notebook runs for itself; see `CellCompiler.expect`."""

    def payload(self) -> bytes:
        """Return this as JSON for the fork server; empty if there are no cells."""
        cells, files = (
            [source for _, source in self.cells],
            [(name, base64.b64encode(content).decode()) for name, content in self.files],
        )
        rest = {"checks": self.checks, "forbidden": self.forbidden, "cell_seconds": SHARED_CELL_SECONDS}
        return json.dumps({"cells": cells, "files": files} | rest).encode() if cells else b""


NOTHING_SHARED = Shared()


def request_supervisor(fork_server: socket.socket, protection: str, shared: Shared) -> socket.socket:
    """Ask for a new supervisor; return its control socket, on which it says when it is ready.

    Raises OSError if the fork server has ended.
    """
    ours, theirs = socket.socketpair()
    with theirs, tempfile.TemporaryFile() as payload:  # a file: it may be larger than a message
        payload.write(shared.payload())
        payload.flush()
        socket.send_fds(fork_server, [protection.encode()], [theirs.fileno(), payload.fileno()])
    return ours


def _end(process: subprocess.Popen[bytes], control: socket.socket, stderr: IO[bytes]) -> None:
    control.close()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    stderr.close()


def environment() -> dict[str, str]:
    """Return the process's environment: of the instructor's only what Python needs to start."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",  # so that grading a class twice gives the same marks
        "OPENBLAS_NUM_THREADS": "1",  # a fork has one thread
        "OMP_NUM_THREADS": "1",
        "KERAS_BACKEND": "numpy",  # the others compile, and start threads that no fork inherits
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
    }
