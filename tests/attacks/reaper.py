"""Runs a command, then tells which processes it left behind, wherever they hide: `reaper.py REPORT SECONDS COMMAND…`.

As a subreaper it becomes the parent of every orphan among its descendants, also of those that left their session.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 60.0
"""Seconds in which what was killed may still be on its way out, on a machine that is busy with all else."""


def main(report: str, seconds: str, *command: str) -> int:
    """Return the command's exit code; the report lists what outlived it, which is then killed.

    A command that takes longer than `seconds` is killed; its code is then 124, as `timeout` has it.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    process = subprocess.Popen(command)
    try:
        code = process.wait(float(seconds))
    except subprocess.TimeoutExpired:
        process.kill()
        code = 124
    deadline = time.monotonic() + PATIENCE
    while (left := _children()) and time.monotonic() < deadline:
        time.sleep(0.05)
    Path(report).write_text(json.dumps([_told(pid) for pid in left]), encoding="utf-8")
    while left := _children():
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    return code


def _children() -> list[int]:
    """Return our living children, after the dead ones were buried."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()]


def _told(pid: int) -> str:
    with contextlib.suppress(OSError):
        return f"{pid} " + Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return str(pid)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
