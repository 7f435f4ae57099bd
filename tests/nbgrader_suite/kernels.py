"""Kernels for the notebooks that nbgrader itself runs: each is a fork of a process that has imported one.

To start Python and to import a kernel takes most of the time that such a notebook takes. Run as a program, this file is
that process.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


class Kernel:
    """A running kernel, as `jupyter_client` sees it: what it uses of `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid, self._process = pid, os.pidfd_open(pid)
        self._ended = False

    def poll(self) -> int | None:
        """Return 0 once it has ended, however it did."""
        if not self._ended and select.select([self._process], [], [], 0)[0]:
            self._ended = True
            os.close(self._process)
        return 0 if self._ended else None

    def wait(self) -> int | None:
        if not self._ended:
            select.select([self._process], [], [])
        return self.poll()

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._process, number)


class Kernels:
    """The process that all kernels are forks of, which starts with the first of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def launch(self, command: Sequence[str], *, env: dict[str, str], cwd: str | None = None, **_: object) -> Kernel:
        """Do as `jupyter_client.launcher.launch_kernel` does."""
        assert command[:3] == [sys.executable, "-m", "ipykernel_launcher"]
        if not self._process:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen([sys.executable, __file__], stdin=pipe, stdout=pipe, text=True)
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([command[3:], dict(env), cwd or str(Path.cwd())]), file=self._process.stdin, flush=True)
        return Kernel(int(self._process.stdout.readline()))

    def close(self) -> None:
        if self._process:
            self._process.communicate()


def serve() -> None:
    """Read what a kernel is to be started with, a line each; answer with the number of its process."""
    del sys.path[0]  # the folder of this file
    from ipykernel import kernelapp

    importlib.import_module("ipykernel.debugger")  # as a kernel does when it starts
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # none of them is waited for
    for line in sys.stdin:
        arguments, environment, folder = json.loads(line)
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            os.write(1, f"{os.getpid()}\n".encode())
            os.dup2(2, 1)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            sys.argv = ["ipykernel_launcher", *arguments, f"--IPKernelApp.parent_handle={os.getppid()}"]
            kernelapp.launch_new_instance()
            os._exit(0)


if __name__ == "__main__":
    serve()
