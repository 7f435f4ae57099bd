"""Where sandboxes come from: one process that has imported all they need, and is forked for each.

What all submissions of an assignment share runs once, in a fork of it that then stands in its place.

The grading process starts it first of all, so that it warms up beside everything else, and hands its door to the
workers. A worker without one, on another machine, starts its own.
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
from dataclasses import dataclass
from pathlib import Path
from typing import IO

GRACE_SECONDS = 2.0
"""How long a process may take to end by itself before it is killed."""
PRIME_SECONDS = 20.0
"""How long one of the course's own cells may take."""


class ForkServer:
    """The process. It ends when nobody holds its `door` any more, and with it what it has forked ends as it is left."""

    def __init__(self) -> None:
        self.door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the process
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.sandbox.guest.fork_server_main", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                start_new_session=True,  # Ctrl-C is for the grader, which then ends this one
            )
        self.close = weakref.finalize(self, _end, process, self.door, self._complaints)  # also for who forgets

    def complaint(self) -> str:
        """Return the last line that the process wrote of its own."""
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


@dataclass(frozen=True)
class Shared:
    """What all submissions of an assignment share."""

    cells: tuple[tuple[str, str], ...] = ()
    """The course's own, by id and source."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Those beside the notebook."""
    forbidden: tuple[tuple[str, ...], ...] = ()
    """What one question or another forbids of SymPy; see `means.guard`."""

    def packed(self) -> bytes:
        """Return what the nursery needs of it, as bytes; for no cells, none."""
        cells, files = [source for _, source in self.cells], [packed(*file) for file in self.files]
        return json.dumps({"cells": cells, "files": files, "forbidden": self.forbidden}).encode() if cells else b""


NOTHING_SHARED = Shared()


def packed(name: str, content: bytes) -> tuple[str, str]:
    """Return a file as JSON can carry it."""
    return name, base64.b64encode(content).decode()


def order(door: socket.socket, protection: str, shared: Shared) -> socket.socket:
    """Return the control socket of a new zygote, which says when it is ready.

    Raises OSError where the nursery has ended.
    """
    ours, theirs = socket.socketpair()
    with theirs, tempfile.TemporaryFile() as parcel:  # it may be larger than a message
        parcel.write(shared.packed())
        parcel.flush()
        socket.send_fds(door, [protection.encode()], [theirs.fileno(), parcel.fileno()])
    return ours


def _end(process: subprocess.Popen[bytes], door: socket.socket, complaints: IO[bytes]) -> None:
    door.close()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    complaints.close()


def _environment() -> dict[str, str]:
    """A small environment: nothing of the instructor's but what Python needs to start."""
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME") if name in os.environ}
    return kept | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",  # the same class gets the same marks twice
        "OPENBLAS_NUM_THREADS": "1",  # a fork has one thread
        "OMP_NUM_THREADS": "1",
        "KERAS_BACKEND": "numpy",  # the others compile, and start threads that no fork inherits
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
    }
