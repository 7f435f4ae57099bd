"""Cells and probes in a process of their own: what comes back, and what a broken one costs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader.answers import wire
from grader.answers.answer import Answer, Died, Probe, Raised, Returned, TimedOut, Undefined
from grader.answers.code import Code
from grader.answers.codec import encode_inputs
from grader.answers.values import Number
from grader.sandbox import limits
from grader.sandbox.host import session as session_module
from grader.sandbox.host.fork_server import ForkServer
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.host.session import RECENT, Asked, Session
from grader.sandbox.isolation.process_watch import INTERVAL_SECONDS, UNWATCHED_SECONDS
from grader.sandbox.limits import Allowance, Limits

LIMITS = Limits(cell_seconds=5.0, call_seconds=5.0, notebook_seconds=60.0)
SHORT = Limits(cell_seconds=0.6, call_seconds=0.6, notebook_seconds=30.0)
"""For what uses its time up."""


def later() -> Allowance:
    return Allowance.of(LIMITS.notebook_seconds)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No submission is taken for starved, however long others have the processor."""
    for module in (limits, session_module):
        monkeypatch.setattr(module, "PATIENCE", 100.0)


@pytest.fixture
def session(sandbox: Sandbox, tmp_path: Path) -> Iterator[Session]:
    with sandbox.open([], LIMITS) as opened:
        yield opened


@pytest.fixture
def hurried(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(session_module, "GRACE_SECONDS", 0.5)
    with sandbox.open([], SHORT) as opened:
        yield opened


def ask(session: Session, function: str, code: str = "answer(x)", **given: object) -> Answer:
    (answer,) = session.ask_isolated([Probe(function, code, encode_inputs(given))], later())
    return answer


def define(session: Session, *sources: str) -> None:
    session.run(list(enumerate(sources)), later())


# ── documents ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_document_is_an_open_descriptor_and_nothing_else(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "video.mp4").write_bytes(b"0123456789")
    code = "import os; float(os.pread(documents['video'], 3, 4))"
    with (tmp_path / "video.mp4").open("rb") as file:
        with sandbox.open([], LIMITS, documents={"video": file.fileno()}) as session:
            assert ask(session, "", code) == Returned(Number(456.0))
            assert ask(session, "", "import os; float(len(os.listdir()))") == Returned(Number(0.0))
            writing = ask(session, "", "import os; os.pwrite(documents['video'], b'x', 0)")
            assert isinstance(writing, Raised)
        with sandbox.open([], LIMITS) as session:
            assert isinstance(ask(session, "", "documents"), Raised)  # the next one has none
    assert (tmp_path / "video.mp4").read_bytes() == b"0123456789"


def test_a_question_may_have_more_time_than_others(hurried: Session) -> None:
    probe = Probe("", "import time; time.sleep(0.8); 1.0", [])
    assert hurried.ask_isolated([probe], later(), seconds=10.0) == (Returned(Number(1.0)),)


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_outputs_come_as_a_notebook_writes_them(session: Session) -> None:
    source = "import matplotlib.pyplot as plt\nprint('hi')\nplt.plot([1, 2])\nplt.show()\ndisplay('shown')\n1 + 1"
    outputs = session.run([(0, source)], later())[0].outputs
    kinds = [output["output_type"] for output in outputs]
    assert kinds == ["stream", "display_data", "display_data", "execute_result"]
    assert outputs[0]["text"] == "hi\n"
    assert outputs[1]["data"]["image/png"]
    assert outputs[3]["data"]["text/plain"] == "2"


def test_random_numbers_are_the_same_in_every_run(session: Session) -> None:
    source = "import random\nimport numpy as np\nprint(random.random(), np.random.random())"
    assert session.run([(0, source)], later())[0].outputs[0]["text"] == "0.8444218515250481 0.5488135039273248\n"


def test_an_error_is_led_back_to_the_students_line(session: Session) -> None:
    runs = session.run([(4, "def f(x):\n    return 1 / x"), (7, "f(0)")], later())
    assert runs[4].failed is None
    failed = runs[7].failed
    assert failed is not None
    assert (failed.kind, failed.cell, failed.line) == ("ZeroDivisionError", 4, 2)


def test_a_syntax_error_names_its_line(session: Session) -> None:
    failed = session.run([(3, "x = 1\ndef f(:\n    pass")], later())[3].failed
    assert failed is not None
    assert (failed.kind, failed.cell, failed.line) == ("SyntaxError", 3, 2)


def test_a_warning_of_the_compiler_is_shown_once_and_names_the_cell(session: Session) -> None:
    outputs = session.run([(3, "same = 1 is 1")], later())[3].outputs
    assert [output["text"].count("SyntaxWarning") for output in outputs] == [1]
    assert outputs[0]["text"].startswith("<cell 3>:1:")


def test_a_cell_may_await(session: Session) -> None:
    source = "async def later():\n    return 5\n\n[await later() for _ in range(2)]"
    assert session.run([(0, source)], later())[0].outputs[0]["data"]["text/plain"] == "[5, 5]"


@pytest.mark.parametrize("word", ["exit()", "quit()"])
def test_a_cell_that_asks_to_leave_is_told_and_the_next_one_runs(session: Session, word: str) -> None:
    """ipykernel 7.4 with nbclient 0.11 shows nothing, and a later cell dies."""
    runs = session.run([(0, f"x = 1\n{word}"), (1, "x")], later())
    assert "exit() or quit() was called" in runs[0].outputs[0]["text"]
    assert runs[1].outputs[0]["data"]["text/plain"] == "1"


def test_a_cell_that_never_ends_is_stopped_and_the_next_one_runs(hurried: Session) -> None:
    runs = hurried.run([(0, "y = 5\nwhile True: pass"), (1, "print(y)")], later())
    assert runs[0].stopped == "timeout"
    assert runs[1].outputs[0]["text"] == "5\n"


def test_a_cell_that_cannot_be_stopped_ends_the_run(hurried: Session) -> None:
    stubborn = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"
    runs = hurried.run([(0, stubborn), (1, "print(1)")], later())
    assert runs[0].stopped == "timeout"
    assert 1 not in runs


BUSY = """
import time
def busy(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until: pass
    return seconds
"""


@pytest.fixture
def crowded() -> Iterator[None]:
    """Take turns on one core with programs that compute, each with a session and so a share of its own."""
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(mine)})
    command = [sys.executable, "-S", "-c", "while True: pass"]
    crowd = [subprocess.Popen(command, start_new_session=True) for _ in range(4)]
    try:
        yield
    finally:
        os.sched_setaffinity(0, mine)
        for one in crowd:
            one.kill()
        for one in crowd:
            one.wait()


def test_time_in_which_others_have_the_processor_costs_nothing(lasting_fork_server: ForkServer, crowded: None) -> None:
    limit = 0.2 + UNWATCHED_SECONDS + INTERVAL_SECONDS  # so much sleep may be seen where there was none
    limits = Limits(cell_seconds=limit, call_seconds=limit, notebook_seconds=3.0)
    probe = Probe("busy", "answer(0.2)", [])
    with Sandbox(fork_server=lasting_fork_server.control) as sandbox, sandbox.open([], limits) as session:
        started = time.monotonic()
        runs = session.run([(0, BUSY + "busy(0.2)")], Allowance.of(3.0))
        assert runs[0].stopped == ""
        assert session.ask_shared([probe], Allowance.of(3.0)).answers == (Returned(Number(0.2)),)
        assert time.monotonic() - started > 2 * limit, "nothing was crowded"


def test_what_a_submissions_own_processes_take_is_its_own_time(sandbox: Sandbox) -> None:
    crowd = "import os\ndef crowded(seconds):\n    for _ in range(9):\n        if not os.fork():\n            busy(3)\n"
    source = BUSY + crowd + "            os._exit(0)\n    return busy(seconds)"
    with sandbox.open([], Limits(call_seconds=0.5)) as session:
        session.run([(0, source)], later())
        assert ask(session, "crowded", "answer(0.45)") == TimedOut(0.5)


def test_a_call_that_only_waits_is_told_from_one_that_computes(hurried: Session) -> None:
    define(hurried, "import time\ndef wait(): time.sleep(60)\ndef work():\n    while True: pass")
    assert ask(hurried, "wait", "answer()") == TimedOut(SHORT.call_seconds, idle=True)
    assert ask(hurried, "work", "answer()") == TimedOut(SHORT.call_seconds)


def test_what_filled_the_memory_in_a_cell_is_let_go_and_the_rest_can_be_asked(session: Session) -> None:
    fill = "import weakref\nclass Filled: pass\ndef f():\n    global seen\n    kept = Filled()\n"
    cells = [
        (0, f"{fill}    seen = weakref.ref(kept)\n    raise MemoryError"),
        (1, "f()"),
        (2, "print(seen() is None)"),
    ]
    assert session.run(cells, later())[2].outputs[0]["text"] == "True\n"


def test_a_cell_that_kills_the_process_ends_the_run(session: Session) -> None:
    runs = session.run([(0, "import os; os._exit(0)"), (1, "print(1)")], later())
    assert runs[0].stopped == "killed"
    assert 1 not in runs


def test_output_beyond_the_limit_is_dropped(session: Session) -> None:
    run = session.run([(0, "for _ in range(300): print('x' * 10_000)")], later())[0]
    assert sum(len(output["text"]) for output in run.outputs) <= 2**20
    assert run.dropped == 300 * 10_001 - 2**20


def test_output_up_to_the_limit_is_kept_in_any_script(session: Session) -> None:
    run = session.run([(0, "print('😀' * (2**20 - 1))")], later())[0]
    assert not run.stopped
    assert len(run.outputs[0]["text"]) == 2**20


# ── probes ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_function_answers_in_the_students_namespace(session: Session) -> None:
    define(session, "factor = 3", "def f(x):\n    return factor * x")
    assert ask(session, "f", x=2.0) == Returned(Number(6.0))


def test_a_probe_may_pass_functions_and_use_what_is_returned(session: Session) -> None:
    define(session, "def twice(f):\n    return lambda x: f(f(x))")
    answer = ask(session, "twice", "answer(f)(x)", f=Code("lambda t: t + 1"), x=1.0)
    assert answer == Returned(Number(3.0))


def test_a_name_that_is_not_there_is_undefined(session: Session) -> None:
    assert ask(session, "f", x=1.0) == Undefined()


def test_an_exception_comes_with_its_classes_and_its_line(session: Session) -> None:
    define(session, "class Odd(ValueError): pass", "def f(x):\n    raise Odd('no')")
    answer = ask(session, "f", x=1.0)
    assert isinstance(answer, Raised)
    assert answer.failure.bases[:2] == ("Odd", "ValueError")
    assert (answer.failure.cell, answer.failure.line, answer.failure.text) == (1, 2, "no")


@pytest.mark.parametrize(
    ("body", "ended"),
    [
        ("while True: pass", TimedOut),
        ("import os; os._exit(0)", Died),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Died),
        ("import ctypes; return ctypes.string_at(0)", Died),
    ],
)
def test_a_question_that_hangs_or_dies_costs_itself_only(hurried: Session, body: str, ended: type[Answer]) -> None:
    define(hurried, f"def bad(x):\n    {body}", "def good(x):\n    return x")
    assert isinstance(ask(hurried, "bad", x=1.0), ended)
    assert ask(hurried, "good", x=1.0) == Returned(Number(1.0))


def test_endless_recursion_is_an_exception_like_others(session: Session) -> None:
    define(session, "def f(x):\n    return f(x)")
    answer = ask(session, "f", x=1.0)
    assert isinstance(answer, Raised)
    assert answer.failure.kind == "RecursionError"


def test_behaviour_is_seen(session: Session) -> None:
    define(session, "def f(x):\n    print('noise')\n    x[0] = 9\n    return x")
    probe = Probe("f", "answer(x)", encode_inputs({"x": np.array([1.0, 2.0])}), forbid_aliasing=True)
    (answer,) = session.ask_isolated([probe], later())
    assert isinstance(answer, Returned)
    assert answer.changed == ("x",)
    assert answer.shared
    assert answer.printed == len("noise\n")


def test_the_process_that_ran_the_cells_answers_too_until_a_call_takes_it_along(session: Session) -> None:
    define(session, "import os\ndef f(x):\n    return 1 / x if x else os._exit(0)")
    probes = [Probe("f", "answer(x)", encode_inputs({"x": x})) for x in (2.0, 4.0, 0.0)]
    assert session.ask_shared(probes[:2], later()) == Asked((Returned(Number(0.5)), Returned(Number(0.25))))
    assert session.ask_shared(probes, later()) == Asked((), lost=True), "what it died of is still to be told"


def test_what_the_process_that_ran_the_cells_raised_before_it_hung_is_known(hurried: Session) -> None:
    define(hurried, "def f(x):\n    while x < 0: pass\n    return 1 / x")
    probes = [Probe("f", "answer(x)", encode_inputs({"x": x})) for x in (2.0, 0.0, -1.0, 3.0)]
    asked = hurried.ask_shared(probes, later())
    assert asked.lost
    first, raised, *hung = asked.answers
    assert first == Returned(Number(0.5))
    assert isinstance(raised, Raised)
    assert hung == [TimedOut(SHORT.call_seconds)] * 2


@pytest.mark.parametrize(
    "trick",
    [
        "sys.settrace(None); sys.setprofile(None)",
        "sp.diff.__code__ = (lambda f, *x, **k: f.diff(*x)).__code__",
        "hook = [c for c in sp.diff.__code__.co_consts if callable(c)][0]\n"
        "    sp.diff.__code__ = hook.__closure__[0].cell_contents.__code__",  # what it had
    ],
)
def test_removing_a_call_hook_counts_as_a_forbidden_call(session: Session, trick: str) -> None:
    define(session, "import sys, sympy as sp", f"def f(e, x):\n    {trick}\n    return sp.diff(e, x)")
    inputs = encode_inputs({"x": Code("sympy.Symbol('x')"), "e": Code("sympy.sin(x)**2")})
    answers = session.ask_isolated([Probe("f", "answer(e, x)", inputs, forbidden=("diff",))] * 2, later())
    assert [answer.forbidden_calls for answer in answers if isinstance(answer, Returned)] == [("diff",)] * 2


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("return sp.diff(e, x)", ("diff",)),
        ("return e.diff(x)", ("diff",)),
        ("return list(map(sp.diff, [e]))[0]", ("diff",)),
        ("t = threading.Thread(target=sp.diff, args=(e, x))\n    t.start()\n    t.join()\n    return e", ("diff",)),
        ("import sympy.physics.vector as v\n    v.Vector(0).diff(x, v.ReferenceFrame('N'))\n    return e", ("diff",)),
        ("return sp.Derivative(e, x)", ("Derivative",)),
        ("return eval('e.diff(x)', dict(e=e, x=x))", ("diff",)),
        ("return (e.diff(x) for _ in 'a')", ("diff",)),
        ("return sp.expand(sp.sin(x) * (e + 1))", ()),
        ("return sp.factor(e * 2 + e**2)", ()),
        ("return sp.sympify('2*cos(x)')", ()),
    ],
)
def test_forbidden_calls_are_named_and_those_that_sympy_makes_itself_are_not(
    session: Session, body: str, called: tuple[str, ...]
) -> None:
    define(session, "import threading, sympy as sp", f"def f(e, x):\n    {body}")
    inputs = encode_inputs({"x": Code("sympy.Symbol('x')"), "e": Code("sympy.sin(x)**2")})
    (answer,) = session.ask_isolated([Probe("f", "answer(e, x)", inputs, forbidden=("diff", "Derivative"))], later())
    assert isinstance(answer, Returned)
    assert answer.forbidden_calls == called


def test_time_in_which_the_grader_marks_is_not_the_submissions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process sleeps meanwhile, which would be its own time; a busy machine may take seconds to mark an answer."""
    ahead = 0.0
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + ahead)
    for module in (limits, session_module, wire):
        monkeypatch.setattr(module, "time", clock)
    ours, theirs = socket.socketpair()
    supervisor = SimpleNamespace(kill_children=str, used_since=lambda moment: (clock.monotonic() - moment, 0.0))
    session = Session(wire.Connection(ours), LIMITS, supervisor)
    allowance = Allowance.of(400)
    with ours, theirs:
        for _ in range(4):
            wire.send(theirs, {"undefined": True})
            assert session.ask_shared([Probe("f", "answer()", {})], allowance) == Asked((Undefined(),))
            ahead += 150
            assert session.left(allowance) > 200
        with session._theirs():
            ahead += 400
            with pytest.raises(wire.WireTimeout):
                session._receive(session._runner, allowance)
        assert session.left(allowance) == 0


def test_used_time_is_not_measured_for_each_of_many_short_cells() -> None:
    asked = []

    def used_since(moment: float) -> tuple[float, float]:
        asked.append(moment)
        return time.monotonic() - moment, 0.0

    ours, theirs = socket.socketpair()
    supervisor = SimpleNamespace(kill_children=str, used_since=used_since)
    session = Session(wire.Connection(ours), LIMITS, supervisor)
    allowance = Allowance.of(min(LIMITS.cell_seconds, LIMITS.call_seconds))
    with ours, theirs:
        started = time.monotonic()
        lefts = [session.left(allowance) for _ in range(1000)]
        passed = time.monotonic() - started
    assert len(asked) <= 2 + passed / RECENT
    assert all(abs(left - (allowance.seconds - passed)) < passed + RECENT for left in lefts)


def test_a_reply_that_came_too_late_is_not_taken_for_the_next_one() -> None:
    ours, theirs = socket.socketpair()
    supervisor = SimpleNamespace(kill_children=str, used_since=lambda _: (0.0, 0.0))
    session = Session(wire.Connection(ours), LIMITS, supervisor)
    with ours, theirs:
        for reply in ({"ended": 6}, {"forked": True}, {"ended": 9}):
            wire.send(theirs, reply)
        session._start_disposable()
        assert session._end_disposable() == "signal 9"


def test_forged_messages_are_no_answer(session: Session) -> None:
    forge = "import os\ndef f(x):\n    for fd in range(3, 40):\n        try: os.write(fd, b'\\x00\\x00\\x00\\x02{}')\n"
    define(session, forge + "        except OSError: pass\n    return 1.0")
    assert isinstance(ask(session, "f", x=1.0), (Died, Returned))


# ── a file that is asked ───────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_asked_where_it_is_there_and_its_line_is_told(sandbox: Sandbox) -> None:
    files = [("app.py", b"ready = 1\n\ndef show(x):\n    return 1 / x\n"), ("broken.py", b"\n(")]

    def probe(file: str, x: float) -> Probe:
        module = file.removesuffix(".py")
        return Probe("shows", f"import {module}\n{module}.show(x)", encode_inputs({"x": x}), file=file)

    with sandbox.open(files, LIMITS) as session:
        returned, raised = session.ask_isolated([probe("app.py", 2.0), probe("app.py", 0.0)], later())
        (broken,) = session.ask_isolated([probe("broken.py", 1.0)], later())
        (absent,) = session.ask_isolated([probe("other.py", 1.0)], later())
    assert isinstance(returned, Returned)
    assert returned.value == Number(0.5)
    assert isinstance(raised, Raised)
    assert (raised.failure.kind, raised.failure.cell, raised.failure.line) == ("ZeroDivisionError", -1, 4)
    assert isinstance(broken, Raised)
    assert (broken.failure.kind, broken.failure.line) == ("SyntaxError", 2)
    assert isinstance(absent, Undefined)
