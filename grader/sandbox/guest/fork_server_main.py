"""The fork server's process: it has imported what students import, and nothing that knows an answer.

`python -m grader.sandbox.guest.fork_server_main FD` is started by `fork_server.ForkServer`. Each request on the socket
FD names a protection, with two descriptors attached: the control socket of a new supervisor, and a file with what all
submissions share. Requests that want the same go to one fork, the template process: it enters the view of the file
system that students' code has, runs the shared cells, and is forked for each supervisor. So every supervisor has what
these cells left, and their pictures are drawn once.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import socket
import struct
import sys

import matplotlib.pyplot as plt
import numpy as np  # noqa: F401  # loaded here so that every fork has it
import sympy  # likewise

from grader.answers import wire
from grader.sandbox.guest import forbidden_calls
from grader.sandbox.guest.runner import GIVEN, lay_out, run_cell
from grader.sandbox.guest.shell import CellShell, Recorder, Stream, make_shell
from grader.sandbox.guest.supervisor import Warm, finish, hatch, settle
from grader.sandbox.host.fork_server import SHARED_CELL_SECONDS
from grader.sandbox.isolation import process_watch
from grader.sandbox.isolation.jail import Protection, furnish, refusal, strongest, workplace

Order = tuple[bytes, bytes]
"""A protection, and what to share."""


def main(descriptor: int) -> None:
    shell = make_shell()
    warm_up(shell)
    settle()
    nurse(socket.socket(fileno=descriptor), shell)


def nurse(door: socket.socket, shell: CellShell) -> None:
    """Pass each order on to a fork that does what it wants, until nobody can order any more.

    The last of these forks stays for the next order.
    """
    maker: tuple[Order, socket.socket] | None = None
    while True:
        protection, attached, _, _ = socket.recv_fds(door, 64, 2)
        if len(attached) < 2:
            return
        control, parcel = attached
        order = protection, os.pread(parcel, os.fstat(parcel).st_size, 0)
        if not (maker and maker[0] == order and _pass_on(maker[1], control)):
            if maker:
                maker[1].close()
            maker = order, _fork_maker(order, shell, door, attached)
            _pass_on(maker[1], control)
        for number in attached:
            os.close(number)
        process_watch.reap()


def _pass_on(door: socket.socket, control: int) -> bool:
    try:
        socket.send_fds(door, [b"order"], [control])
    except OSError:  # it has ended
        return False
    return True


def _fork_maker(order: Order, shell: CellShell, door: socket.socket, attached: list[int]) -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if not os.fork():
        for number in attached:
            os.close(number)
        door.close()
        ours.close()
        finish(make_zygotes, theirs, order, shell)
    theirs.close()
    return ours


# ── the maker of zygotes ───────────────────────────────────────────────────────────────────────────────────


def make_zygotes(door: socket.socket, order: Order, shell: CellShell) -> None:
    """Run what is to be shared, then fork a zygote for each order until there can come none."""
    warm = _make_ready(order, shell)
    while True:
        _, attached, _, _ = socket.recv_fds(door, 64, 1)
        if not attached:
            return
        if not os.fork():
            door.close()
            control = socket.socket(fileno=attached[0])
            _go_where_it_is_asked_for(control)
            if isinstance(warm, str):
                finish(wire.send, control, {"refused": warm})
            finish(hatch, control, warm)
        os.close(attached[0])
        process_watch.reap()


def _go_where_it_is_asked_for(control: socket.socket) -> None:
    """Take the cores of the process at the other end: the two work in turns, and each finds its memory in the cache."""
    with contextlib.suppress(OSError, AttributeError):  # it has ended, or this is not Linux
        pid, _, _ = struct.unpack(
            "3i", control.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        )
        os.sched_setaffinity(0, os.sched_getaffinity(pid))


def _make_ready(order: Order, shell: CellShell) -> Warm | str:
    """Return what zygotes need, or why they cannot be locked up here.

    Raises whatever keeps the shared cells from running: then this process ends, and nobody shares anything.
    """
    plain = frozenset(shell.user_ns)
    try:
        protection, fallback_reason = _choose(order[0].decode())
        own_users = furnish(protection)
    except OSError as error:
        return str(error)
    if protection is Protection.LANDLOCK:
        _mind_a_closed_proc()
    return Warm(shell, plain, protection, fallback_reason, own_users, run_shared(order[1], shell, protection))


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


def _mind_a_closed_proc() -> None:
    """Tell who looks for a /proc once and for all that there is none: this wall leaves it in sight, and closed.

    It is scikit-learn that asks, in many a `predict`.
    """
    with contextlib.suppress(ImportError):
        importlib.import_module("threadpoolctl")._HAS_PROCFS = False  # type: ignore[attr-defined]  # it has no other way


def run_shared(shared: bytes, shell: CellShell, protection: Protection) -> tuple[wire.Message, ...]:
    """Run the course's own cells, so that every fork has what they left; one that fails is the last."""
    if not shared:
        return ()
    wanted, runs = json.loads(shared), []
    streams = [Stream(name, shell.recorder) for name in ("stdout", "stderr")]
    with workplace(protection), contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        lay_out(wanted["files"])
        sys.path.insert(0, "")
        for source in wanted["cells"]:
            runs.append(run_cell(shell, GIVEN, source, SHARED_CELL_SECONDS))
            if runs[-1]["failed"]:
                break
    forbidden_calls.learned()
    for words in wanted["forbidden"]:
        forbidden_calls.guard(tuple(words))  # it is kept
    settle()
    return tuple(runs)


# ── warm ───────────────────────────────────────────────────────────────────────────────────────────────────


ELEMENTARY = (
    *("x**2", "x**3 - 2*x + 1", "(1 + x**2)**3", "sqrt(x)", "1/x", "x**-2", "tan(3*x) / (2 + x**2)"),
    *("exp(x)", "exp(-x)", "exp(3*x)", "exp(x**2)", "log(x)", "log(x**2)", "log(cos(x)**2)"),
    *("sin(x)", "cos(x)", "sin(3*x)", "cos(3*x)", "sin(x**2)", "cos(x**3)", "cos(5*x) - exp(-(x**3))"),
    *("x**2 * sin(x)", "x * exp(x) * cos(x)", "sin(x) / x", "x**3 * exp(3*x)"),
)
"""What derivatives are taken of in a course. SymPy remembers much of it, most of all what it found out of `x`."""
PARTIAL = ("x*y", "x/y", "x + y**2", "x**2 * y", "x * y**2 * z**3", "x * cos(y)", "sin(x*y)", "exp(x*y)")
"""And partial derivatives."""
LETTERS = ("a", "b", "r", "s", "t", "u", "v", "w", "y", "z", "x1", "x2", "x3")
"""Other symbols of a course, of which it is to find out the same."""
SIMPLE = ("x**3 - 2*x + 1", "sin(x**2) * exp(2*x)", "log(x)/x + cos(x)*sqrt(x)")
"""Slopes of these are simplified in moments."""


def warm_up(shell: CellShell) -> None:
    """Draw, work with expressions, and fail: what is loaded and cached at first use, every fork then has."""
    figure = plt.figure(figsize=(1, 1))
    figure.add_subplot().set_title("$x^2$")
    figure.canvas.draw()
    plt.close(figure)
    x = sympy.Symbol("x")
    for text in ELEMENTARY:
        str(sympy.diff(sympy.sympify(text), x))
    for text in PARTIAL:
        for letter in "xyz":
            str(sympy.diff(sympy.sympify(text), sympy.Symbol(letter)))
    for symbol in map(sympy.Symbol, LETTERS):
        for expression in (3 * symbol**3, sympy.cos(2 * symbol), sympy.exp(symbol)):
            sympy.diff(expression, symbol)
    for text in SIMPLE:
        expression = sympy.sympify(text)
        slope = sympy.diff(expression, x)
        sympy.lambdify(x, [expression, slope], "numpy")(0.5)
        str(slope.subs(x, 2).evalf())
        sympy.simplify(slope - sympy.expand(slope))
    for source in ("1 / 0", "1 +"):
        shell.run_cell(source)
    shell.recorder = Recorder()


if __name__ == "__main__":
    main(int(sys.argv[1]))
    os._exit(0)  # nothing is left to tidy up, and Python would take its time to look
