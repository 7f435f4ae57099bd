"""Is a student's code locked up on this machine? Everything it must not do is tried, from inside a real sandbox.

A trial is a cell, as a student might write it. It prints what it reached, and ``done`` when it has tried everything:
so a trial that could not be made is never taken for a wall that stands. What a trial leaves behind is looked for
outside besides. `grader doctor` shows what came of it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import grader
from grader.answers.answer import CellRun
from grader.sandbox.escape_attempts import TRIALS, Trial
from grader.sandbox.guest.shell import KEPT_CHARACTERS
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.limits import Limits

LIMITS = Limits(cell_seconds=10, notebook_seconds=60, memory_mb=128, processes=16, disk_mb=4)
"""Small ones: the trials are over sooner."""
SECRET = "GRADER_DOCTOR_SECRET"
DONE = "done"
SHOWN = 4
TOO_MUCH = ("memory", "processes")


@dataclass(frozen=True)
class Promise:
    """Something that a student's code must not be able to do, and what came of trying. `broken` says how it could."""

    name: str
    tried: str
    broken: str = ""


@dataclass(frozen=True)
class Bait:
    """What the trials are after: it lies open to any process of ours."""

    course: Path
    canary: Path
    """A file in the course folder."""
    token: str
    """What the file, the victim's environment and all names of ours hold."""
    listener: socket.socket
    victim: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def left(self) -> Path:
        """A file that a trial leaves in the machine's own temporary folder, if it can."""
        return Path(tempfile.gettempdir(), f"left-{self.token}")

    @property
    def shared(self) -> Path:
        return Path("/dev/shm", f"shared-{self.token}")


def try_walls(course: Path, db_url: str, protection: str = "auto") -> tuple[str, tuple[Promise, ...]]:
    """Try to break every promise behind a protection; return which one it is, and what came of the trials.

    Raises `UserError` where the protection does not work on this machine.
    """
    with Sandbox(protection) as sandbox:
        kept = [attempt(sandbox, course, db_url, trial) for trial in TRIALS]
        return sandbox.protection, (
            *kept,
            output_is_limited(sandbox),
            loops_are_ended(sandbox),
            nothing_outlives(sandbox),
        )


def attempt(sandbox: Sandbox, course: Path, db_url: str, trial: Trial) -> Promise:
    """Make one trial, in a submission and with bait of its own; return what came of it."""
    with lay_bait(course) as bait:
        names = known(bait, valuables(course, db_url, bait))
        head = "".join(f"{name} = {value!r}\n" for name, value in names.items())
        run = _run(sandbox, f"{head}{trial.code}\nprint({DONE!r})\n")
        taken = outside(bait)
    printed = "".join(str(output.get("text", "")) for output in run.outputs).strip()
    reached = list(dict.fromkeys(line for line in printed.splitlines() if line != DONE))
    if not reached and not printed.endswith(DONE) and not (trial.may_end and run.stopped in TOO_MUCH):
        reached = [f"the trial could not be made ({run.failed or run.stopped})"]
    more = f"and {len(reached) - SHOWN} more"
    return Promise(trial.name, trial.tried, "; ".join(reached[:SHOWN] + [more] * (len(reached) > SHOWN) + taken))


def output_is_limited(sandbox: Sandbox) -> Promise:
    """Print without an end in sight; return what was kept of it."""
    run = _run(sandbox, f"for _ in range(4):\n    print('x' * {KEPT_CHARACTERS})\n")
    kept = sum(len(output.get("text", "")) for output in run.outputs)
    fine = 0 < kept <= KEPT_CHARACTERS
    return Promise("keeps to its output", "four times as much", "" if fine else f"{kept} characters were kept")


def loops_are_ended(sandbox: Sandbox) -> Promise:
    """Loop for ever, deaf to signals."""
    loop = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"
    run = _run(sandbox, loop, replace(LIMITS, cell_seconds=0.5))
    told = "" if run.stopped == "timeout" else f"it ended otherwise ({run.failed or run.stopped or 'by itself'})"
    return Promise("keeps to its time", "a loop without end, deaf to signals", told)


def nothing_outlives(sandbox: Sandbox) -> Promise:
    """Leave a process behind that hides from its parents; look for it when the submission is over."""
    token = secrets.token_hex(8)
    run = _run(
        sandbox,
        "import os, sys, time\n"
        "if not os.fork():\n"
        "    os.setsid()\n"
        f"    os.execv(sys.executable, [sys.executable, '-S', '-c', 'import time; time.sleep(600)', {token!r}])\n"
        f"time.sleep(0.3)\nprint({DONE!r})",
    )
    started = any(output.get("text", "").strip() == DONE for output in run.outputs)
    left = [path.parent for path in Path("/proc").glob("[0-9]*/cmdline") if token.encode() in _read(path)]
    for folder in left:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(int(folder.name), signal.SIGKILL)
    told = "a process goes on" if left else "" if started else "the trial could not be made"
    return Promise("leaves nothing behind", "a process of its own session, its parent gone", told)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has just ended, or is not ours to see
        return b""


def outside(bait: Bait) -> list[str]:
    """Return what of the bait was taken, seen from outside; whatever is found is cleared away."""
    taken = []
    if bait.victim.poll() is not None:
        taken.append("another process was ended")
    with contextlib.suppress(BlockingIOError):
        bait.listener.accept()[0].close()
        taken.append("the machine's network was reached")
    if not bait.canary.is_file() or bait.canary.read_text(encoding="utf-8") != bait.token:
        taken.append(f"{bait.canary} was changed")
        bait.canary.write_text(bait.token, encoding="utf-8")
    for path in (bait.left, bait.shared):
        if path.exists():
            taken.append(f"{path} was written")
            path.unlink()
    return taken


def _run(sandbox: Sandbox, code: str, limits: Limits = LIMITS) -> CellRun:
    with sandbox.open([], limits) as session:
        run = session.run([(0, code)], time.monotonic() + limits.notebook_seconds)[0]
    sandbox.wait()  # what it did is looked at from outside
    return run


# ── bait ───────────────────────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def lay_bait(course: Path) -> Iterator[Bait]:
    """Lay out what a thief would want, and clear it away afterwards."""
    token = secrets.token_hex(8)
    with contextlib.ExitStack() as stack:
        canary = stack.enter_context(_canary(course, token))
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        listener.setblocking(False)
        command = [sys.executable, "-S", "-c", "import time; time.sleep(600)"]
        victim = stack.enter_context(subprocess.Popen(command, env={**os.environ, SECRET: token}))
        stack.callback(victim.kill)
        yield Bait(course, canary, token, listener, victim)


@contextlib.contextmanager
def _canary(course: Path, token: str) -> Iterator[Path]:
    """Make a file that any user may read and change, in the course if we may write there."""
    folder = course if os.access(course, os.W_OK) else Path(tempfile.gettempdir())
    path = folder / f".canary-{token}"
    try:
        path.write_text(token, encoding="utf-8")
        path.chmod(0o666)
        yield path
    finally:
        path.unlink(missing_ok=True)


def valuables(course: Path, db_url: str, bait: Bait) -> list[str]:
    """Return the files and folders that hold answers, grades and secrets, those that are there."""
    package = Path(grader.__file__).parent
    folders = [course / name for name in ("solutions", "source", "submitted", "autograded", "nbgrader_config.py")]
    system = [Path("/etc/passwd"), Path("/etc/shadow"), Path("/etc/hostname")]
    system += [Path.home() / name for name in (".ssh", ".bashrc", ".profile", ".bash_history", ".netrc")]
    gradebook = Path(db_url.removeprefix("sqlite:///"))
    wanted = [bait.canary, package / "questions", package.parent / "solutions", gradebook, *folders, *system]
    return sorted({str(path.absolute()) for path in wanted if path.exists()})


def known(bait: Bait, paths: Sequence[str]) -> dict[str, object]:
    """Return the names that a trial finds: what it is after, and what it may use."""
    return {
        "paths": list(paths),
        "canary": str(bait.canary),
        "left": str(bait.left),
        "shared": str(bait.shared),
        "token": bait.token,
        "secret": SECRET,
        "victim": bait.victim.pid,
        "doctor": os.getpid(),
        "port": bait.port,
        "memory": int(LIMITS.memory_mb * 2**20),
        "processes": int(LIMITS.processes),
        "disk": int(LIMITS.disk_mb * 2**20),
    }
