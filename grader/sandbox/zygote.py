"""A warm process that is forked once for each sandbox, and each of its forks once for each submission.

It has imported what students import, and nothing that knows an answer. `python -m grader.sandbox.zygote FD` is started
by `nursery.Nursery`: what comes over the socket FD is the name of a protection with another socket attached. For each
it forks a zygote, which goes behind the walls of `jail` and serves a `session.Sandbox` over that socket:

* ``{"prime": cells, "files": files}`` runs cells that all submissions share, before the first of these, and answers
  with each cell's outputs and an empty message;
* ``{"open": limits, "forget": false}`` with a socket attached forks a submission's process on it, with or without the
  names that priming has left;
* ``{"prune": true}`` ends all that this process has started, ``{"close": true}`` ends it too. Both are answered with
  what there had just been too much of: ``memory``, ``processes``, or nothing.
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
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np  # noqa: F401  # loaded here so that every fork has it
import sympy  # likewise

from grader.limits import Limits
from grader.sandbox import means, watch, wire
from grader.sandbox.jail import OPEN_FILES, Jail, Protection, enter, refusal, strongest
from grader.sandbox.shell import CellShell, Recorder, Stream, make_shell
from grader.sandbox.student import GIVEN, keep, lay_out, receive_files, run_cell


def main(descriptor: int) -> None:
    """Fork zygotes until nobody holds the other end any more."""
    door = socket.socket(fileno=descriptor)
    shell = make_shell()
    _warm_up(shell)
    settle()
    while True:
        wanted, attached, _, _ = socket.recv_fds(door, 64, 1)
        if not attached:
            return
        if not os.fork():
            try:
                door.close()
                hatch(socket.socket(fileno=attached[0]), wanted.decode(), shell)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(attached[0])
        watch.reap()


def hatch(control: socket.socket, wanted: str, shell: CellShell) -> None:
    """Lock up and serve until the grader hangs up; then take every submission along."""
    os.setsid()
    pid = os.getpid()
    try:
        protection, weaker = _choose(wanted)
        jail = enter(protection)
    except OSError as error:
        wire.send(control, {"refused": str(error)})
        return
    settle()
    wire.send(control, {"ready": pid, "protection": protection, "weaker": weaker})
    serve(control, jail, shell)


def _choose(wanted: str) -> tuple[Protection, str]:
    """Return the protection asked for, or the strongest there is and why it is no stronger one.

    Raises OSError where it does not work on this machine.
    """
    if wanted == "auto":
        return strongest()
    protection = Protection(wanted)
    reason = refusal(protection) if protection is not Protection.NONE else ""
    if reason:
        raise OSError(f"{protection}: {reason}")
    return protection, ""


# ── serving ────────────────────────────────────────────────────────────────────────────────────────────────


PRIME_SECONDS = 20.0
"""For one of the course's own cells; the grader waits longer."""
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


def serve(control: socket.socket, jail: Jail, shell: CellShell) -> None:
    """Answer the grader's messages, and watch the open submission between them."""
    fork: Fork | None = None
    plain = set(shell.user_ns)
    while True:
        if fork and not select.select([control], [], [], watch.SECONDS)[0]:
            look(jail, fork)
            continue
        try:
            message, attached = wire.receive_with_descriptor(control)
        except (wire.WireError, OSError):
            break
        if "prime" in message:
            prime(control, jail, shell, message)
            jail = jail.warmed_up()
        elif "open" in message and attached is not None:
            forgotten = set(shell.user_ns) - plain if message["forget"] else set[str]()
            fork = _fork(control, attached, jail, Limits(**message["open"]), shell, forgotten)
            os.close(attached)
            wire.send(control, {"opened": True})
        elif fork and "prune" in message:
            watch.kill_all(jail.tree, spared=fork.pid)
            wire.send(control, {"too_much": fork.cause()})
        elif fork and "close" in message:
            _close(jail, fork)
            wire.send(control, {"too_much": fork.cause()})
            fork = None
    if fork:
        _close(jail, fork)


def prime(control: socket.socket, jail: Jail, shell: CellShell, message: wire.Message) -> None:
    """Run the course's own cells here, so that every fork has what they left."""
    streams = [Stream(name, shell.recorder) for name in ("stdout", "stderr")]
    with jail.workplace(), contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        lay_out(message["files"])
        sys.path.insert(0, "")
        for source in message["prime"]:
            run = run_cell(shell, GIVEN, source, PRIME_SECONDS)
            wire.send(control, run)
            if run["failed"]:
                break
    means.learned()
    settle()
    wire.send(control, {})


def settle() -> None:
    """Tidy up the memory once, so that the forks share it and need not each tidy it, which would copy it."""
    gc.collect()
    gc.freeze()
    bytes(2**16)  # at the first allocation of such a size the C library sorts all that was freed


def look(jail: Jail, fork: Fork) -> None:
    """End what a submission has started when it uses too much, and all of it where its first process does."""
    found = watch.descendants(jail.tree)
    too_much = watch.excess(found, fork.limits, jail.memory)
    if not too_much:
        return
    fork.too_much, fork.since = too_much, time.monotonic()
    alone = [process for process in found if process.pid == fork.pid]
    watch.kill_all(jail.tree, spared=0 if watch.excess(alone, fork.limits, jail.memory) else fork.pid)


def _fork(
    control: socket.socket, attached: int, jail: Jail, limits: Limits, shell: CellShell, forgotten: set[str]
) -> Fork:
    folder = jail.make_folder()
    held = [number for number in range(3, OPEN_FILES) if number != attached and _is_open(number)]
    pid = os.fork()
    if pid:
        return Fork(pid, folder, limits)
    try:
        control.detach()
        for name in forgotten:
            del shell.user_ns[name]
        _leave(jail, folder, limits, attached, held, shell)
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
    watch.kill_all(jail.tree)
    watch.reap()
    jail.remove_folder(fork.folder)


SIMPLE = ("t**3 - 2*t + 1", "sin(t**2) * exp(2*t)", "log(t)/t + cos(t)*sqrt(t)")
"""Slopes of these are simplified in moments."""


def _warm_up(shell: CellShell) -> None:
    """Draw, work with expressions, and fail: what is loaded and cached at first use, every fork then has."""
    figure = plt.figure(figsize=(1, 1))
    figure.add_subplot().set_title("$x^2$")
    figure.canvas.draw()
    plt.close(figure)
    t = sympy.Symbol("t")
    for text in (*SIMPLE, "tan(3*t) / (2 + t**2)", "cos(5*t) - exp(-(t**3))", "log(cos(t)**2)"):
        expression = sympy.sympify(text, {"t": t})
        slope = sympy.diff(expression, t)
        sympy.lambdify(t, [expression, slope], "numpy")(0.5)
        str(slope.subs(t, 2).evalf())
        if text in SIMPLE:
            sympy.simplify(slope - sympy.expand(slope))
    for source in ("1 / 0", "1 +"):
        shell.run_cell(source)
    shell.recorder = Recorder()


if __name__ == "__main__":
    main(int(sys.argv[1]))
