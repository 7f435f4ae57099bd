"""The fork server's process: it has imported what students import, and nothing that holds an answer.

`python -m grader.sandbox.guest FD [PATH SECONDS]` is started by `host.fork_server.ForkServer`. Each
request on the socket FD names a protection and has two descriptors attached: the control socket of a new supervisor,
and a file with what all submissions share. Requests for the same protection and payload go to one fork, the template
process: it enters the file system that students' code sees, runs the shared cells, and is forked for each supervisor.
So the shared cells run once, and every supervisor has the names that they define. The request `WARM`, with nothing
attached, has libraries do beforehand what they do at first use.

It ends with the last that holds the other end of FD. With PATH it is kept: it leaves the process that started it, and
serves who comes to the `Listener` there too, until nobody has done so for SECONDS.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import json
import os
import select
import socket
import sys

import matplotlib.pyplot as plt
import numpy.random
import sympy

from grader.answers import wire
from grader.sandbox.guest import forbidden_calls, pictures
from grader.sandbox.guest.listener import Listener
from grader.sandbox.guest.runner import SHARED_CELL, run_cell, write_file
from grader.sandbox.guest.shell import CellShell, Recorder, Stream, make_shell
from grader.sandbox.guest.supervisor import Template, freeze_heap, run_and_exit, start
from grader.sandbox.isolation import choose, process_watch
from grader.sandbox.isolation.jail import Jail
from grader.sandbox.isolation.peers import peer
from grader.sandbox.messages import WARM

Request = tuple[bytes, bytes]
"""A protection's name, and the payload: what to share, as `Shared.payload` returns it."""


def main(descriptor: int, path: str = "", idle_seconds: str = "0") -> None:
    if path and os.fork():
        return  # who started this waits for this process only, and not for the one that is kept
    shell = make_shell()
    freeze_heap()
    gc.enable()  # `__main__` has switched it off
    listener = None
    if path:
        with contextlib.suppress(OSError):  # then this is a fork server of one command, as without a path
            listener = Listener(path, float(idle_seconds))
    Server(shell, socket.socket(fileno=descriptor), listener).serve()


class Server:
    """Passes each request on to a template process that has what it asks for. The last one is kept for the next."""

    def __init__(self, shell: CellShell, control: socket.socket, listener: Listener | None = None) -> None:
        self._shell, self._listener = shell, listener
        self._connections = [control]
        self._template: tuple[Request, socket.socket] | None = None
        self._is_warm = False

    def serve(self) -> None:
        """Answer requests until no process can send one, and none has connected for the listener's time."""
        while self._listener or self._connections:
            listeners = [self._listener.socket] if self._listener else []
            seconds = self._listener.wait_seconds() if self._listener and not self._connections else None
            for ready in select.select([*self._connections, *listeners], [], [], seconds)[0]:
                if self._listener and ready is self._listener.socket:
                    self._accept(self._listener)
                elif not self._answer(ready):
                    self._connections.remove(ready)
                    ready.close()
            if self._listener and self._listener.is_over(in_use=bool(self._connections)):
                self._stop_listening(self._listener)

    def _accept(self, listener: Listener) -> None:
        if connection := listener.accept():
            self._connections.append(connection)

    def _stop_listening(self, listener: Listener) -> None:
        """Accept nobody else, but those who came before."""
        listener.stop()
        while select.select([listener.socket], [], [], 0)[0]:
            self._accept(listener)
        listener.socket.close()
        self._listener = None

    def _answer(self, connection: socket.socket) -> bool:
        """Do what the next request on a connection asks for; return whether there was one."""
        try:
            protection, attached, _, _ = socket.recv_fds(connection, 64, 2)
        except OSError:
            return False
        if protection == WARM and not attached:
            self._warm_up()
            return True
        if len(attached) < 2:
            for number in attached:
                os.close(number)
            return False
        supervisor, payload = attached
        request = protection, os.pread(payload, os.fstat(payload).st_size, 0)
        if not (self._template and self._template[0] == request and _pass_on(self._template[1], supervisor)):
            self._forget_template()
            self._template = request, self._fork_template(request, attached)
            _pass_on(self._template[1], supervisor)
        for number in attached:
            os.close(number)
        process_watch.reap()
        return True

    def _warm_up(self) -> None:
        if not self._is_warm:
            self._is_warm = True
            self._forget_template()  # it is cold, and so its forks would be
            warm_up(self._shell)
            freeze_heap()

    def _forget_template(self) -> None:
        if self._template:
            self._template[1].close()
            self._template = None

    def _fork_template(self, request: Request, attached: list[int]) -> socket.socket:
        """Fork a template process; return the socket on which it takes the control sockets of supervisors."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if not os.fork():
            for number in attached:
                os.close(number)
            for one in [ours, *self._connections, *([self._listener.socket] if self._listener else [])]:
                one.close()  # no process below this one can reach the fork server
            run_and_exit(serve_template, theirs, request, self._shell)
        theirs.close()
        return ours


def _pass_on(template: socket.socket, supervisor: int) -> bool:
    """Send a supervisor's control socket to a template process; return whether that is still alive."""
    try:
        socket.send_fds(template, [b"request"], [supervisor])
    except OSError:
        return False
    return True


# ── the template process ───────────────────────────────────────────────────────────────────────────────────


def serve_template(requests: socket.socket, request: Request, shell: CellShell) -> None:
    """Prepare what is shared, then fork a supervisor for each control socket that comes, until none can come."""
    template = _prepare(request, shell)
    while True:
        _, attached, _, _ = socket.recv_fds(requests, 64, 1)
        if not attached:
            return
        if not os.fork():
            requests.close()
            control = socket.socket(fileno=attached[0])
            _take_cores_of_peer(control)
            if isinstance(template, str):
                run_and_exit(wire.send, control, {"refused": template})
            run_and_exit(start, control, template)
        os.close(attached[0])
        process_watch.reap()


def _take_cores_of_peer(control: socket.socket) -> None:
    """Run on the cores of the process at the other end: the two work in turns, and share the cache of a core."""
    with contextlib.suppress(OSError, AttributeError):  # it has ended, or this is not Linux
        os.sched_setaffinity(0, os.sched_getaffinity(peer(control)[0]))


def _prepare(request: Request, shell: CellShell) -> Template | str:
    """Return what supervisors need, or why students' code cannot be isolated here.

    Raises whatever keeps the shared cells from running. Then this process ends, and the request fails.
    """
    names = frozenset(shell.user_ns)
    numpy.random.seed(0)  # whoever draws from it gets the same numbers in every run; `runner` seeds Python's own
    try:
        protection, fallback_reason = choose.choose(request[0].decode())
        jail = choose.JAILS[protection].build_root()
    except OSError as error:
        return str(error)
    return Template(shell, names, protection, fallback_reason, jail, run_shared(request[1], shell, jail))


def run_shared(payload: bytes, shell: CellShell, jail: Jail) -> tuple[wire.Message, ...]:
    """Run the shared cells in the shell; return what each gave, as `run_cell` does. One that fails is the last.

    Besides, find the SymPy functions that questions forbid: `forbidden_calls.guard` then returns at once in all forks.
    """
    if not payload:
        return ()
    shared, runs = json.loads(payload), []
    streams = [Stream(name, shell.recorder) for name in ("stdout", "stderr")]
    with jail.workplace(), contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        for name, content in shared["files"]:
            write_file(name, base64.b64decode(content))
        sys.path.insert(0, "")
        for source in shared["cells"]:
            runs.append(run_cell(shell, SHARED_CELL, source, shared["cell_seconds"]))
            if runs[-1]["failed"]:
                break
            pictures.shrink(runs[-1]["outputs"])
    for source in shared["checks"]:
        shell.compile.expect(source)
    forbidden_calls.function_index()
    for words in shared["forbidden"]:
        forbidden_calls.guard(tuple(words))
    freeze_heap()
    return tuple(runs)


# ── warming up ──────────────────────────────────────────────────────────────────────────────────────────────


ELEMENTARY = (
    *("x**2", "x**3 - 2*x + 1", "(1 + x**2)**3", "sqrt(x)", "1/x", "x**-2", "tan(3*x) / (2 + x**2)"),
    *("exp(x)", "exp(-x)", "exp(3*x)", "exp(x**2)", "log(x)", "log(x**2)", "log(cos(x)**2)"),
    *("sin(x)", "cos(x)", "sin(3*x)", "cos(3*x)", "sin(x**2)", "cos(x**3)", "cos(5*x) - exp(-(x**3))"),
    *("x**2 * sin(x)", "x * exp(x) * cos(x)", "sin(x) / x", "x**3 * exp(3*x)"),
)
"""Expressions of the kind that courses differentiate, in `x`. SymPy caches much of what it finds out about them."""
PARTIAL = ("x*y", "x/y", "x + y**2", "x**2 * y", "x * y**2 * z**3", "x * cos(y)", "sin(x*y)", "exp(x*y)")
"""Expressions of the kind whose partial derivatives courses take, in `x`, `y` and `z`."""
LETTERS = ("a", "b", "r", "s", "t", "u", "v", "w", "y", "z", "x1", "x2", "x3")
"""Other symbols of courses: SymPy caches what it finds out for each of them."""
SIMPLE = ("x**3 - 2*x + 1", "sin(x**2) * exp(2*x)", "log(x)/x + cos(x)*sqrt(x)")
"""Expressions whose derivatives SymPy simplifies in a few milliseconds."""


def warm_up(shell: CellShell) -> None:
    """Draw, differentiate and fail once, so that every fork has what libraries load and cache at first use."""
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
    shell.display_formatter.format(x)
    shell.recorder = Recorder()
    forbidden_calls.function_index()  # once, and not for each assignment
