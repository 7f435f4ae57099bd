"""What students' code cannot do, under each of the two protections."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from grader.answers.answer import Answer, Died, Probe, Returned, TimedOut
from grader.answers.codec import encode_inputs
from grader.sandbox.guest.listener import Listener
from grader.sandbox.host.fork_server import ForkServer, Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.host.session import Session
from grader.sandbox.isolation import choose
from grader.sandbox.limits import Allowance, Limits
from grader.sandbox.protection import Protection

LIMITS = Limits(cell_seconds=20, call_seconds=20, notebook_seconds=60, memory_mb=200, processes=20, disk_mb=4)
SOLUTION = Path(choose.__file__).parents[3] / "solutions" / "a1_derivatives.py"


@pytest.fixture(scope="module", params=["namespaces", "landlock"])
def protected(request: pytest.FixtureRequest, lasting_fork_server: ForkServer) -> Iterator[Sandbox]:
    reason = choose.refusal(Protection(request.param))
    if reason:
        pytest.skip(f"{request.param} does not work on this machine: {reason}")
    with Sandbox(request.param, lasting_fork_server.control) as started:
        yield started


def run(sandbox: Sandbox, *cells: str, files: Sequence[tuple[str, bytes]] = ()) -> list[str]:
    """Run cells in one submission; return what each printed, or the name of its exception, or how it stopped."""
    with sandbox.open(files, LIMITS) as session:
        runs = session.run(list(enumerate(cells)), Allowance.of(LIMITS.notebook_seconds))
    return [
        run.failed.kind if run.failed else run.stopped or "".join(o.get("text", "") for o in run.outputs).strip()
        for run in runs.values()
    ]


def ask(session: Session, function: str) -> Answer:
    (answer,) = session.ask_isolated([Probe(function, "answer()", encode_inputs({}))], Allowance.of(60))
    return answer


DENIED = {"PermissionError", "FileNotFoundError", "ModuleNotFoundError"}


@pytest.mark.parametrize(
    "path",
    [str(SOLUTION), "/etc/passwd", "/etc/hostname", "/proc/self/environ", "/proc/1/cmdline", "/machine/1/cmdline"],
)
def test_files_of_the_machine_cannot_be_read(protected: Sandbox, path: str) -> None:
    assert run(protected, f"print(open({path!r}).read())")[0] in DENIED


REACH = """
import socket
kind = getattr(socket, {kind!r})
reached = {way}
reached.connect({path!r})
print("reached", reached.recv(9))
"""


@pytest.mark.parametrize("kind", ["SOCK_SEQPACKET", "SOCK_STREAM", "SOCK_DGRAM"])
@pytest.mark.parametrize("way", ["socket.socket(socket.AF_UNIX, kind)", "socket.socketpair(socket.AF_UNIX, kind)[0]"])
def test_no_kind_of_socket_reaches_a_fork_server_that_is_kept(protected: Sandbox, kind: str, way: str) -> None:
    """Behind Landlock the path is there, and its owner is the same user."""
    path = f"/tmp/listener-{os.getpid()}"
    listener = Listener(path, 600)
    with listener.socket:
        said = run(protected, REACH.format(kind=kind, way=way, path=path))[0]
        assert said.endswith("Error"), said
        assert not select.select([listener.socket], [], [], 0)[0]
        listener.stop()


def test_a_secret_beside_the_temporary_folder_stays_one(protected: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine alone")
    assert run(protected, f"print(open({str(secret)!r}).read())")[0] in DENIED
    assert run(protected, f"open({str(secret)!r}, 'w').write('mine')")[0] in DENIED
    assert secret.read_text() == "mine alone"


@pytest.mark.parametrize("module", ["solutions.a1_derivatives", "grader.hidden_tests.a1_derivatives"])
def test_what_knows_answers_cannot_be_imported(protected: Sandbox, module: str) -> None:
    assert run(protected, f"import {module}")[0] in DENIED


@pytest.mark.parametrize(
    "wait",
    ["import time; time.sleep(60)", "import os; os.read(os.pipe()[0], 1)", "import os; os.kill(os.getpid(), 19)"],
    ids=["sleeps", "reads a pipe", "stops itself"],
)
def test_a_call_that_waits_is_told_from_one_that_computes(protected: Sandbox, wait: str) -> None:
    with protected.open((), Limits(call_seconds=0.5)) as session:
        session.run([(0, f"def wait(): {wait}")], Allowance.of(60))
        probe = Probe("wait", "answer()", encode_inputs({}))
        assert session.ask_shared([probe], Allowance.of(60)).answers == (TimedOut(0.5, idle=True),)


def test_python_and_its_libraries_are_there(protected: Sandbox) -> None:
    used = "import sqlite3, xml.dom.minidom, sympy.stats, numpy.polynomial; print('here')"
    assert run(protected, used) == ["here"]


def test_files_handed_in_lie_beside_the_notebook(protected: Sandbox) -> None:
    read = "import helper; print(helper.x, open('data/a.txt').read())"
    assert run(protected, read, files=[("helper.py", b"x = 3"), ("data/a.txt", b"a")]) == ["3 a"]


def test_a_shell_line_shows_what_it_prints(protected: Sandbox) -> None:
    assert run(protected, "!echo hello") == ["hello"]


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_UNIX)",
        "import os; os.kill(os.getppid(), 9)",
        "import os; os.memfd_create('x')",
        "import os; os.setpriority(os.PRIO_PROCESS, 0, 10)",
        "import resource; resource.prlimit(1, resource.RLIMIT_CPU, (1, 1))",
        *(
            f"import ctypes, os; c = ctypes.CDLL(None, use_errno=True);"
            f" r = c.{call}; e = ctypes.get_errno(); assert r < 0 and e == 1; raise PermissionError(e)"
            for call in (
                "unshare(0x10000000)",
                "ptrace(16, os.getppid(), 0, 0)",
                "shmget(0, 4096, 0o1666)",
                "mount(b'none', b'/tmp', b'tmpfs', 0, None)",
                "syscall(425, 8, 0)",
                "syscall(310, os.getppid(), 0, 0, 0, 0, 0)",
            )
        ),
    ],
)
def test_system_calls_that_reach_out_are_refused(protected: Sandbox, attempt: str) -> None:
    assert run(protected, attempt) == ["PermissionError"]


def test_every_descriptor_but_the_connection_to_the_grader_is_dev_null(protected: Sandbox) -> None:
    count = (
        "import os\n"
        "kinds = []\n"
        "for number in range(256):\n"
        "  try: kinds.append(os.fstat(number).st_rdev)\n"
        "  except OSError: pass\n"
        "nothing = os.stat('/dev/null').st_rdev\n"
        "print(len(kinds) - kinds.count(nothing))"
    )
    assert run(protected, count) == ["1"]


def test_a_submission_finds_nothing_of_the_one_before(protected: Sandbox) -> None:
    leave = "import builtins, os\nbuiltins.left = 1\nos.environ['LEFT'] = '1'"
    run(protected, leave, "open('/tmp/left', 'w')")
    look = "import builtins, os; print(hasattr(builtins, 'left'), 'LEFT' in os.environ, os.path.exists('/tmp/left'))"
    assert run(protected, look) == ["False False False"]


def test_nothing_outlives_its_submission(protected: Sandbox) -> None:
    daemon = "import subprocess; subprocess.Popen(['sleep', '86399'], start_new_session=True); print('started')"
    orphan = (
        "import os\n"
        "if not os.fork():\n"
        "  os.setsid()\n"
        "  if not os.fork(): os.execvp('sleep', ['sleep', '86399'])\n"
        "  os._exit(0)"
    )
    assert run(protected, daemon, orphan)[0] == "started"
    protected.wait()
    assert b"sleep\x0086399\x00" not in commands()


def commands() -> list[bytes]:
    """Return the command lines of all processes; any of them may end while they are read."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if os.access(path, os.R_OK):
                found.append(path.read_bytes())
    return found


# ── limits ────────────────────────────────────────────────────────────────────────────────────────────────


def test_memory_is_limited_in_one_process(protected: Sandbox) -> None:
    assert run(protected, "x = bytearray(300 * 2**20)", "print(1)") == ["MemoryError", "1"]


def test_memory_is_limited_over_all_processes(protected: Sandbox) -> None:
    hog = (
        "import os, time\n"
        "for _ in range(4):\n"
        "  if not os.fork():\n"
        "    x = b'x' * (100 * 2**20); time.sleep(60); os._exit(0)\n"
        "print([os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(4)])"
    )
    assert run(protected, hog) == ["[-9, -9, -9, -9]"]


def test_a_question_that_uses_too_much_costs_only_itself(protected: Sandbox) -> None:
    greedy = (
        "import os, time\n"
        "def greedy():\n"
        "  for _ in range(3):\n"
        "    if not os.fork():\n"
        "      x = b'x' * (60 * 2**20); time.sleep(20); os._exit(0)\n"
        "  x = b'x' * (120 * 2**20); time.sleep(20); return 1\n"
        "def modest(): return 2"
    )
    with protected.open([], LIMITS) as session:
        session.run([(0, greedy)], Allowance.of(30))
        assert ask(session, "greedy") == Died("memory")
        assert isinstance(ask(session, "modest"), Returned)


def test_processes_and_threads_are_limited(protected: Sandbox) -> None:
    threads = (  # with small stacks: one that finds no memory when it begins may never tell that it has
        "import threading, time\nthreading.stack_size(2**16)\n"
        "for _ in range(100): threading.Thread(target=time.sleep, args=(60,)).start()"
    )
    forks = (
        "import os, time\n"
        "for _ in range(100):\n"
        "  if not os.fork(): time.sleep(60); os._exit(0)\n"
        "print(os.waitstatus_to_exitcode(os.wait()[1]) == -9)"  # the first to end; so few may be left that they live
    )
    assert run(protected, threads)[0] in {"RuntimeError", "processes"}
    assert run(protected, forks)[0] in {"BlockingIOError", "True", "processes"}


def test_disk_is_limited(protected: Sandbox) -> None:
    assert run(protected, "open('big', 'wb').write(bytes(5 * 2**20))")[0] in {"OSError", "PermissionError"}


def test_the_end_of_a_process_is_told_by_its_signal(protected: Sandbox) -> None:
    with protected.open([], LIMITS) as session:
        session.run([(0, "import ctypes\ndef crash(): ctypes.string_at(0)")], Allowance.of(30))
        assert ask(session, "crash") == Died("signal 11")


@pytest.mark.usefixtures("one_fork_server")
def test_what_the_course_loads_sees_no_more_than_students_do() -> None:
    if reason := choose.refusal(Protection.NAMESPACES):
        pytest.skip(reason)
    look = (
        "import os, socket; print(os.path.exists('/proc/self'), os.path.exists('/etc/passwd'), socket.if_nameindex())"
    )
    with Sandbox("namespaces", shared=Shared((("look", look),))) as sandbox:
        (seen,) = sandbox.shared_runs.values()
    assert seen.outputs[0]["text"].strip() == "False False [(1, 'lo')]"


# ── without, and afterwards ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("one_fork_server")
def test_without_protection_the_machine_lies_open() -> None:
    with Sandbox("none") as open_one:
        assert open_one.protection == "none"
        assert "def " in run(open_one, f"print(open({str(SOLUTION)!r}).read())")[0]


def test_the_environment_is_not_the_instructors_and_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = [name for name in (Protection.NAMESPACES, Protection.LANDLOCK) if not choose.refusal(name)]
    if not working:
        pytest.skip("no protection works on this machine")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("CANVAS_TOKEN", "secret")
    with closing(ForkServer(warm_up=False)) as fork_server:
        for protection in working:
            with Sandbox(protection, fork_server.control) as sandbox:
                (shown,) = run(sandbox, "import os; print(sorted(os.environ), os.getcwd())")
            assert "'HOME'" in shown
            assert "CANVAS_TOKEN" not in shown
            assert "/tmp/" in shown or str(tmp_path) in shown
    assert not list(tmp_path.iterdir())
