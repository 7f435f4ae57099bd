"""One process warms up for all sandboxes, and runs once what they share."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from grader.errors import SandboxError
from grader.sandbox.host import fork_server as fork_server_module
from grader.sandbox.host.fork_server import ForkServer, Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.isolation import process_watch
from grader.sandbox.limits import Allowance, Limits

LIMITS = Limits(cell_seconds=2.0)
CHANCE = Shared((("chance", "import os; chance = os.urandom(8); print(chance)"),))
OTHER = Shared((*CHANCE.cells, ("more", "print('more')")))


@pytest.fixture
def fork_server(lasting_fork_server: ForkServer) -> ForkServer:
    return lasting_fork_server


def printed(sandbox: Sandbox, source: str, *, forget: bool = False) -> str:
    with sandbox.open([], LIMITS, forget=forget) as session:
        return str(session.run([(0, source)], Allowance.of(5))[0].outputs[0]["text"])


def shown(sandbox: Sandbox) -> list[str]:
    return [run.outputs[0]["text"] for run in sandbox.shared_runs.values()]


def test_what_sandboxes_share_runs_once_for_all_of_them(fork_server: ForkServer) -> None:
    with (
        Sandbox(fork_server=fork_server.control, shared=CHANCE) as first,
        Sandbox(fork_server=fork_server.control, shared=CHANCE) as second,
    ):
        assert shown(first) == shown(second) == [printed(first, "print(chance)")] == [printed(second, "print(chance)")]


def test_garbage_of_students_is_collected_and_what_is_loaded_is_left_alone(fork_server: ForkServer) -> None:
    with Sandbox(fork_server=fork_server.control) as sandbox:
        source = "import gc; print(gc.isenabled(), gc.get_freeze_count() > 10**5)"
        assert printed(sandbox, source) == "True True\n"


def test_others_that_share_something_else_or_nothing_have_none_of_it(fork_server: ForkServer) -> None:
    with (
        Sandbox(fork_server=fork_server.control, shared=CHANCE) as first,
        Sandbox(fork_server=fork_server.control, shared=OTHER) as second,
        Sandbox(fork_server=fork_server.control) as plain,
        Sandbox(fork_server=fork_server.control, shared=CHANCE) as later,
    ):
        assert len({shown(sandbox)[0] for sandbox in (first, second, later)}) == 3
        assert shown(second)[1] == "more\n"
        assert plain.shared_runs == {}
        assert printed(plain, "print('chance' in globals())") == "False\n"
        assert printed(first, "print(chance)") == shown(first)[0]  # although its turn to be forked is over


@pytest.mark.parametrize(
    "ends",
    [
        Shared((("ends", "import os; os._exit(1)"),)),
        Shared((("fits not", "1"),), (("file", b""), ("file/in it", b""))),
    ],
    ids=["a cell", "a file that cannot be written"],
)
def test_what_ends_the_process_that_shares_it_costs_only_those_who_share_it(
    fork_server: ForkServer, ends: Shared
) -> None:
    for _ in range(2):
        with pytest.raises(SandboxError):
            Sandbox(fork_server=fork_server.control, shared=ends)
    with (
        Sandbox(fork_server=fork_server.control) as plain,
        Sandbox(fork_server=fork_server.control, shared=CHANCE) as shares,
    ):
        assert printed(plain, "print(1)") == printed(shares, "print(1)") == "1\n"


def test_shared_cells_work_in_a_folder_that_goes_away(fork_server: ForkServer) -> None:
    files = (("data/one.txt", b"1"),)
    look = "import os; print(open('data/one.txt').read(), os.getcwd())"
    with Sandbox(fork_server=fork_server.control, shared=Shared((("look", look),), files)) as sandbox:
        number, folder = shown(sandbox)[0].split()
        assert number == "1"
        assert not Path(folder).exists()
        assert Path.cwd() != Path(folder)


def test_a_sandbox_runs_on_the_cores_of_who_asks_for_it(fork_server: ForkServer) -> None:
    mine = os.sched_getaffinity(0)
    look = "import os; print(sorted(os.sched_getaffinity(0)))"
    try:
        for cores in ({min(mine)}, mine):
            os.sched_setaffinity(0, cores)
            with Sandbox(fork_server=fork_server.control) as sandbox:
                assert printed(sandbox, look) == f"{sorted(cores)}\n"
    finally:
        os.sched_setaffinity(0, mine)


def test_what_questions_forbid_is_looked_for_once_for_all_of_them(fork_server: ForkServer) -> None:
    words = ("diff", "Derivative")
    module = "sys.modules['grader.sandbox.guest.forbidden_calls']"
    misses = f"import sys; calls = {module}{{}}; print(calls._guard.cache_info().misses)"
    for forbidden, searches in (((words,), 0), ((), 1)):
        with Sandbox(fork_server=fork_server.control, shared=Shared(CHANCE.cells, forbidden=forbidden)) as sandbox:
            before = int(printed(sandbox, misses.format("")))
            assert int(printed(sandbox, misses.format(f"; calls.guard({words})"))) == before + searches


def test_nothing_is_left_of_a_fork_server_that_is_closed() -> None:
    machine = process_watch.Tree(os.open("/proc", os.O_RDONLY | os.O_DIRECTORY), os.getpid())
    before = {process.pid for process in process_watch.descendants(machine)}
    with closing(ForkServer()) as fork_server, Sandbox(fork_server=fork_server.control, shared=CHANCE) as sandbox:
        assert sandbox.shared_runs
        family = [process.pid for process in process_watch.descendants(machine) if process.pid not in before]
        assert len(family) >= 3  # fork server, template process, supervisor
    until = time.monotonic() + 60
    while (left := [pid for pid in family if process_watch.status(machine, pid)]) and time.monotonic() < until:
        time.sleep(0.02)
    os.close(machine.proc)
    assert not left


def test_python_finds_its_own_library_where_a_variable_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """On clusters `module load` sets it."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/python/lib")
    monkeypatch.setenv("PYTHONPATH", "/home/kim")
    environment = fork_server_module.environment()
    assert environment["LD_LIBRARY_PATH"] == "/opt/python/lib"
    assert "PYTHONPATH" not in environment


def test_it_is_known_when_it_has_ended() -> None:
    with closing(ForkServer(warm_up=False)) as server:
        assert not server.has_ended()
        server._process.kill()
        server._process.wait()
        assert server.has_ended()
