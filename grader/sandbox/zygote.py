"""A warm process that is forked once for each submission.

It has imported what students import, and nothing that knows an answer. `python -m grader.sandbox.zygote FD` is
started by `session.Sandbox` and serves it over the socket FD: ``{"open": folder}`` with a socket attached forks
a submission's process on it, ``{"close": pid}`` ends one and says how it had ended.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys

import matplotlib.pyplot as plt
import numpy as np  # noqa: F401  # loaded here so that every fork has it
import sympy  # noqa: F401  # likewise

from grader.sandbox import wire
from grader.sandbox.shell import CellShell, make_shell
from grader.sandbox.student import keep


def main(descriptor: int) -> None:
    """Serve until the grader hangs up; then take every submission along."""
    control = socket.socket(fileno=descriptor)
    shell = make_shell()
    _draw_once()
    gc.collect()
    gc.freeze()  # what is warm now stays shared between the forks
    wire.send(control, {"ready": True})
    alive: set[int] = set()
    while True:
        try:
            message, attached = wire.receive_with_descriptor(control)
        except (wire.WireError, OSError):
            break
        if "open" in message and attached is not None:
            alive.add(pid := _fork(control, attached, message["open"], shell))
            os.close(attached)
            wire.send(control, {"pid": pid})
        elif "close" in message:
            alive.discard(message["close"])
            wire.send(control, {"signal": _close(message["close"])})
    for pid in alive:
        _close(pid)


def _fork(control: socket.socket, attached: int, folder: str, shell: CellShell) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        control.close()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)
        os.chdir(folder)
        os.environ["HOME"] = folder
        sys.path.insert(0, "")  # as in a kernel: files beside the notebook can be imported
        keep(socket.socket(fileno=attached), shell)
    finally:
        os._exit(0)


def _close(pid: int) -> int:
    """End a submission with all that it started; return the signal it had died of by itself, or 0."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    if not ended:
        os.waitpid(pid, 0)
        return 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _draw_once() -> None:
    """Draw a small figure: fonts and renderer are then loaded for every fork."""
    figure = plt.figure(figsize=(1, 1))
    figure.add_subplot().set_title("$x^2$")
    figure.canvas.draw()
    plt.close(figure)


if __name__ == "__main__":
    main(int(sys.argv[1]))
