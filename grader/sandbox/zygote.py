"""A warm process that is forked once for each sandbox, and each of its forks once for each submission.

It has imported what students import, and nothing that knows an answer. `python -m grader.sandbox.zygote FD` is started
by `nursery.Nursery`: what comes over the socket FD is the name of a protection, with another socket attached and a file
that holds what all submissions are to share. Cells to share are run in a fork, which gets this order and those after it
that share the same. For each order a zygote is forked, which goes behind the walls of `jail`, says that it is ready and
what the shared cells gave, and serves a `session.Sandbox` over the other socket:

* ``{"open": limits, "forget": false}`` with a socket attached forks a submission's process on it, with or without the
  names that the shared cells have left;
* ``{"prune": true}`` ends all that this process has started, ``{"close": true}`` ends it too. Both are answered with
  what there had just been too much of: ``memory``, ``processes``, or nothing.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn

import matplotlib.pyplot as plt
import numpy as np  # noqa: F401  # loaded here so that every fork has it
import sympy  # likewise

from grader.limits import Limits
from grader.sandbox import means, watch, wire
from grader.sandbox.jail import OPEN_FILES, Jail, Protection, enter, refusal, strongest
from grader.sandbox.nursery import PRIME_SECONDS
from grader.sandbox.shell import CellShell, Recorder, Stream, make_shell
from grader.sandbox.student import GIVEN, keep, lay_out, receive_files, run_cell


@dataclass(frozen=True)
class Warm:
    """What a process that forks zygotes has run for all of them."""

    shell: CellShell
    plain: frozenset[str]
    """The names that every notebook starts with."""
    shared: bytes = b""
    """The course's own cells and files, as they were ordered."""
    runs: tuple[wire.Message, ...] = ()


def main(descriptor: int) -> None:
    shell = make_shell()
    _warm_up(shell)
    settle()
    tend(socket.socket(fileno=descriptor), Warm(shell, frozenset(shell.user_ns)))


def tend(door: socket.socket, warm: Warm) -> None:
    """Fork a zygote for each order until nobody holds the other end any more.

    One that shares something else goes to a fork that has run that; the last of these stays for the next order.
    """
    other: Other | None = None
    while True:
        wanted, attached, _, _ = socket.recv_fds(door, 64, 2)
        if len(attached) < 2:
            return
        control, parcel = attached
        shared = os.pread(parcel, os.fstat(parcel).st_size, 0)
        if shared == warm.shared:
            if not os.fork():
                without = [door, other.door] if other else [door]
                _do(hatch, socket.socket(fileno=control), wanted.decode(), warm, without=without)
        elif not (other and other.shared == shared and _pass_on(other, wanted, attached)):
            if other:
                other.door.close()
            other = _prime_another(warm, shared, door, attached)
            _pass_on(other, wanted, attached)
        for number in attached:
            os.close(number)
        watch.reap()


@dataclass(frozen=True)
class Other:
    """A fork that has run something else for its own forks."""

    door: socket.socket
    shared: bytes


def _prime_another(warm: Warm, shared: bytes, door: socket.socket, attached: list[int]) -> Other:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if not os.fork():
        for number in attached:
            os.close(number)
        _do(lambda: tend(theirs, prime(warm, shared)), without=[door, ours])
    theirs.close()
    return Other(ours, shared)


def _pass_on(other: Other, wanted: bytes, attached: list[int]) -> bool:
    try:
        socket.send_fds(other.door, [wanted], attached)
    except OSError:  # it has ended
        return False
    return True


def _do(action: Callable[..., None], *arguments: object, without: list[socket.socket]) -> NoReturn:
    """Do something in a fork, which ends with it and holds none of these sockets."""
    try:
        for held in without:
            held.close()
        action(*arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def prime(warm: Warm, shared: bytes) -> Warm:
    """Run the course's own cells, so that every fork has what they left; one that fails is the last."""
    plain, runs = json.loads(shared), []
    streams = [Stream(name, warm.shell.recorder) for name in ("stdout", "stderr")]
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        lay_out(plain["files"])
        sys.path.insert(0, "")
        for source in plain["cells"]:
            runs.append(run_cell(warm.shell, GIVEN, source, PRIME_SECONDS))
            if runs[-1]["failed"]:
                break
    means.learned()
    settle()
    return replace(warm, shared=shared, runs=tuple(runs))


def hatch(control: socket.socket, wanted: str, warm: Warm) -> None:
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
    ready = {"ready": pid, "protection": protection, "weaker": weaker, "runs": len(warm.runs)}
    wire.send_frames(control, b"".join(map(wire.frame, (ready, *warm.runs))))
    serve(control, jail, warm)


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


def serve(control: socket.socket, jail: Jail, warm: Warm) -> None:
    """Answer the grader's messages, and watch the open submission between them."""
    fork: Fork | None = None
    while True:
        if fork and not select.select([control], [], [], watch.SECONDS)[0]:
            look(jail, fork)
            continue
        try:
            message, attached = wire.receive_with_descriptor(control)
        except (wire.WireError, OSError):
            break
        if "open" in message and attached is not None:
            forgotten = set(warm.shell.user_ns) - warm.plain if message["forget"] else set[str]()
            fork = _fork(control, attached, jail, Limits(**message["open"]), warm.shell, forgotten)
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
