"""The sandbox's self-test: is students' code isolated on this machine? Escapes are attempted from inside a sandbox.

An escape attempt is a cell, as a student might write it. It prints what it reached, and ``done`` when it has tried
everything, so an attempt that could not be made never counts as one that failed to escape. What an attempt has changed
outside is looked for besides. `grader doctor` shows the results.
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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import grader
from grader.answers.answer import CellRun
from grader.sandbox.escape_attempts import ATTEMPTS, EscapeAttempt
from grader.sandbox.guest.shell import KEPT_CHARACTERS
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.limits import Allowance, Limits

LIMITS = Limits(cell_seconds=10, notebook_seconds=60, memory_mb=128, processes=16, disk_mb=4)
"""Small limits, so that attempts to exceed them end soon."""
SECRET = "GRADER_DOCTOR_SECRET"
DONE = "done"
SHOWN = 4
"""How many of the things that an attempt reached are told."""
TOO_MUCH = ("memory", "processes")
"""Values of `CellRun.stopped` of a cell that was stopped for using too much."""


@dataclass(frozen=True)
class Guarantee:
    """Something that students' code must not be able to do, and what came of trying it."""

    name: str
    tried: str
    broken: str = ""
    """How the code could do it; empty if the guarantee holds."""


@dataclass(frozen=True)
class Honeypot:
    """What the escape attempts try to reach: any unprotected process of the grader's user can."""

    course: Path
    file: Path
    """A file in the course folder that anyone may read and write."""
    token: str
    """A random word in that file, in the victim's environment, and in the names of the files below."""
    listener: socket.socket
    """A service on this machine's network."""
    victim: subprocess.Popen[bytes]
    """Another process of the grader's user."""

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def left(self) -> Path:
        """A file that an attempt leaves in the machine's temporary folder, if it can."""
        return Path(tempfile.gettempdir(), f"left-{self.token}")

    @property
    def shared(self) -> Path:
        """A file that an attempt leaves in shared memory, if it can."""
        return Path("/dev/shm", f"shared-{self.token}")


def run_selftest(course: Path, gradebook: Path | None, protection: str = "auto") -> tuple[str, tuple[Guarantee, ...]]:
    """Try to break every guarantee of a protection; return the protection that was used, and all guarantees.

    `course` is the course folder and `gradebook` its file, if it is one, which attempts try to read. Raises `UserError`
    if the protection does not work on this machine.
    """
    with Sandbox(protection) as sandbox:
        guarantees = [attempt(sandbox, course, gradebook, one) for one in ATTEMPTS]
        return sandbox.protection, (
            *guarantees,
            output_is_limited(sandbox),
            loops_are_ended(sandbox),
            nothing_outlives(sandbox),
        )


def attempt(sandbox: Sandbox, course: Path, gradebook: Path | None, escape: EscapeAttempt) -> Guarantee:
    """Make one escape attempt, in a submission and with a honeypot of its own; return what came of it."""
    with lay_out_honeypot(course) as honeypot:
        names = names_for(honeypot, valuables(course, gradebook, honeypot))
        head = "".join(f"{name} = {value!r}\n" for name, value in names.items())
        run = _run(sandbox, f"{head}{escape.code}\nprint({DONE!r})\n")
        taken = taken_outside(honeypot)
    printed = "".join(str(output.get("text", "")) for output in run.outputs).strip()
    reached = list(dict.fromkeys(line for line in printed.splitlines() if line != DONE))
    if not reached and not printed.endswith(DONE) and not (escape.may_end and run.stopped in TOO_MUCH):
        reached = [f"the attempt could not be made ({run.failed or run.stopped})"]
    more = f"and {len(reached) - SHOWN} more"
    return Guarantee(escape.name, escape.tried, "; ".join(reached[:SHOWN] + [more] * (len(reached) > SHOWN) + taken))


def output_is_limited(sandbox: Sandbox) -> Guarantee:
    """Print more than is kept; the guarantee is broken if all of it, or nothing, was kept."""
    run = _run(sandbox, f"for _ in range(4):\n    print('x' * {KEPT_CHARACTERS})\n")
    kept = sum(len(output.get("text", "")) for output in run.outputs)
    fine = 0 < kept <= KEPT_CHARACTERS
    return Guarantee("keeps to its output", "four times as much", "" if fine else f"{kept} characters were kept")


def loops_are_ended(sandbox: Sandbox) -> Guarantee:
    """Loop without end, ignoring signals; the guarantee is broken if that was not stopped by its time limit."""
    loop = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"
    run = _run(sandbox, loop, replace(LIMITS, cell_seconds=0.5))
    broken = "" if run.stopped == "timeout" else f"it ended otherwise ({run.failed or run.stopped or 'by itself'})"
    return Guarantee("keeps to its time", "a loop without end, deaf to signals", broken)


def nothing_outlives(sandbox: Sandbox) -> Guarantee:
    """Leave a process in a session of its own; the guarantee is broken if it is alive when the submission is over."""
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
    broken = "a process goes on" if left else "" if started else "the attempt could not be made"
    return Guarantee("leaves nothing behind", "a process of its own session, its parent gone", broken)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # the process has just ended, or belongs to another user
        return b""


def taken_outside(honeypot: Honeypot) -> list[str]:
    """Return how an attempt has changed or reached the honeypot, seen from outside, and restore it."""
    taken = []
    if honeypot.victim.poll() is not None:
        taken.append("another process was ended")
    with contextlib.suppress(BlockingIOError):
        honeypot.listener.accept()[0].close()
        taken.append("the machine's network was reached")
    if not honeypot.file.is_file() or honeypot.file.read_text(encoding="utf-8") != honeypot.token:
        taken.append(f"{honeypot.file} was changed")
        honeypot.file.write_text(honeypot.token, encoding="utf-8")
    for path in (honeypot.left, honeypot.shared):
        if path.exists():
            taken.append(f"{path} was written")
            path.unlink()
    return taken


def _run(sandbox: Sandbox, code: str, limits: Limits = LIMITS) -> CellRun:
    with sandbox.open([], limits) as session:
        run = session.run([(0, code)], Allowance.of(limits.notebook_seconds))[0]
    sandbox.wait()  # so that what it has changed can be looked for outside
    return run


# ── honeypot ───────────────────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def lay_out_honeypot(course: Path) -> Iterator[Honeypot]:
    """Lay out a honeypot for one attempt, and remove it afterwards."""
    token = secrets.token_hex(8)
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(_honeyfile(course, token))
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        listener.setblocking(False)
        command = [sys.executable, "-S", "-c", "import time; time.sleep(600)"]
        victim = stack.enter_context(subprocess.Popen(command, env={**os.environ, SECRET: token}))
        stack.callback(victim.kill)
        yield Honeypot(course, file, token, listener, victim)


@contextlib.contextmanager
def _honeyfile(course: Path, token: str) -> Iterator[Path]:
    """Make a file that any user may read and change: in the course or, if it is not writable, the temporary folder."""
    folder = course if os.access(course, os.W_OK) else Path(tempfile.gettempdir())
    path = folder / f".honeypot-{token}"
    try:
        path.write_text(token, encoding="utf-8")
        path.chmod(0o666)
        yield path
    finally:
        path.unlink(missing_ok=True)


def valuables(course: Path, gradebook: Path | None, honeypot: Honeypot) -> list[str]:
    """Return the paths of existing files and folders that hold answers, grades and secrets."""
    package = Path(grader.__file__).parent
    folders = [course / name for name in ("solutions", "source", "submitted", "autograded", "nbgrader_config.py")]
    system = [Path("/etc/passwd"), Path("/etc/shadow"), Path("/etc/hostname")]
    system += [Path.home() / name for name in (".ssh", ".bashrc", ".profile", ".bash_history", ".netrc", ".pgpass")]
    grades = [gradebook] if gradebook else []
    wanted = [honeypot.file, package / "hidden_tests", package.parent / "solutions", *grades, *folders, *system]
    return sorted({str(path.absolute()) for path in wanted if path.exists()})


def names_for(honeypot: Honeypot, paths: Sequence[str]) -> dict[str, object]:
    """Return the names that an attempt's code uses: what to reach, and how much it may use."""
    return {
        "paths": list(paths),
        "honeyfile": str(honeypot.file),
        "left": str(honeypot.left),
        "shared": str(honeypot.shared),
        "token": honeypot.token,
        "secret": SECRET,
        "victim": honeypot.victim.pid,
        "doctor": os.getpid(),
        "port": honeypot.port,
        "memory": int(LIMITS.memory_mb * 2**20),
        "processes": int(LIMITS.processes),
        "disk": int(LIMITS.disk_mb * 2**20),
    }
