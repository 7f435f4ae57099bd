"""A sandbox starts or says why not; the cells that the course gives run once for all its submissions."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest

from grader.errors import UserError
from grader.sandbox.host import sandbox as sandbox_module
from grader.sandbox.host.fork_server import Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.isolation import choose, process_watch
from grader.sandbox.limits import Allowance, Limits
from grader.sandbox.protection import Protection

LIMITS = Limits(cell_seconds=1.0, notebook_seconds=30.0)
pytestmark = pytest.mark.usefixtures("one_fork_server")


def later() -> Allowance:
    return Allowance.of(LIMITS.notebook_seconds)


def test_cells_that_ran_for_all_leave_their_names_to_each() -> None:
    cells = (("setup", "import helper\nx = [helper.one]"), ("look", "print(x)"))
    with Sandbox(shared=Shared(cells, (("helper.py", b"one = 1"),))) as sandbox:
        assert [run.outputs for run in sandbox.shared_runs.values()][1][0]["text"] == "[1]\n"
        for _ in range(2):
            with sandbox.open([], LIMITS, forget=False) as session:
                run = session.run([(0, "x.append(2); print(x)")], later())[0]
                assert run.outputs[0]["text"] == "[1, 2]\n"
        with sandbox.open([], LIMITS) as session:
            failed = session.run([(0, "x")], later())[0].failed
            assert failed is not None
            assert failed.kind == "NameError"


def test_a_supervisor_that_gets_no_processor_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    if choose.refusal(Protection.LANDLOCK):
        pytest.skip("no Landlock here")
    monkeypatch.setattr(sandbox_module, "GRACE_SECONDS", 0.2)
    sandbox = Sandbox("landlock")
    session = sandbox.open([], LIMITS)
    leave_an_orphan = """
import os, time
child = os.fork()
if not child:
    os.fork() or time.sleep(60)
    os._exit(0)
os.waitpid(child, 0)
"""
    session.run([(0, leave_an_orphan)], later())
    (supervisor,) = sandbox._finish.peek()[2][2]  # what it will be called with
    os.kill(supervisor, signal.SIGSTOP)
    left = process_watch.descendants(process_watch.machine(supervisor))
    assert len(left) > 1
    sandbox.close()
    states = [process_watch.status(process_watch.machine(), one.pid).get("State", "Z") for one in left]
    session._runner.close()
    assert not [state for state in states if not state.startswith(("Z", "X"))]


def test_where_such_a_cell_fails_nothing_is_shared() -> None:
    with Sandbox(shared=Shared((("setup", "x = 1"), ("look", "1 / 0")))) as sandbox:
        assert sandbox.shared_runs == {}


def test_what_the_course_has_loaded_is_not_held_against_a_student() -> None:
    loads = ("setup", "import numpy as np\nx = np.ones(30 * 2**17)")  # 30 MB
    with Sandbox(shared=Shared((loads,))) as sandbox:
        limits = replace(LIMITS, cell_seconds=30.0, memory_mb=24.0)
        for megabytes, seconds, ends in ((8, 0.3, {""}), (40, 60, {"memory", "MemoryError"})):
            with sandbox.open([], limits, forget=False) as session:
                source = f"import time\ny = np.ones({megabytes} * 2**17)\ntime.sleep({seconds})"
                run = session.run([(0, source)], later())[0]
                assert (run.failed.kind if run.failed else run.stopped) in ends


def test_a_fork_that_forgets_a_sandbox_leaves_it_to_its_owner() -> None:
    sandbox = Sandbox()
    child = os.fork()
    if child == 0:
        try:
            sandbox.close()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    with sandbox, sandbox.open([], LIMITS) as session:
        assert not session.run([(0, "x = 1")], later())[0].failed


def test_a_refusal_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sandbox, "_receive", lambda *_: {"refused": "namespaces: not permitted"})
    with pytest.raises(UserError, match=r"not permitted.*--unsafe-no-sandbox"):
        Sandbox()
