"""A fork server is kept for the next command, which finds it only where it would have started the same one itself."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from traitlets.config import Config

from grader import digests
from grader.answers.answer import CellRun
from grader.course import course_from_config
from grader.errors import SandboxError, UserError
from grader.sandbox.guest.listener import Listener
from grader.sandbox.host import kept_server
from grader.sandbox.host.fork_server import ForkServer, Shared, Supplier
from grader.sandbox.host.kept_server import KeptServer, fork_server_of, is_own, minutes_kept, own_folder, place_of
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.isolation import process_watch

CHANCE = Shared((("chance", "import os; print(os.urandom(8))"),))


@pytest.fixture(autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for what a session runs, of this user alone; its path is short enough for a socket's."""
    monkeypatch.delenv(kept_server.MINUTES_VARIABLE, raising=False)
    made = Path(f"/tmp/kept-{os.getpid()}")
    made.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made))
    yield made / "grader"
    for path in [*made.glob("grader/*"), made / "grader", made]:
        path.unlink() if path.is_socket() else path.is_dir() and path.rmdir()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float] | None]:
    """Where fork servers were to be kept that would have been started; none is."""
    places: list[tuple[str, float] | None] = []

    def start(*, warm_up: bool, kept_at: tuple[str, float] | None = None) -> str:
        places.append(kept_at)
        return f"warm: {warm_up}"

    monkeypatch.setattr(kept_server, "ForkServer", start)
    return places


@pytest.fixture
def listeners() -> Iterator[Callable[[Path], Listener]]:
    """Makes listeners at which somebody waits and accepts who comes."""
    opened: list[tuple[Listener, threading.Thread]] = []

    def listen(path: Path) -> Listener:
        listener = Listener(str(path), 600)
        waits = threading.Thread(target=lambda: inside.append(listener.accept()), daemon=True)
        waits.start()
        opened.append((listener, waits))
        return listener

    inside: list[socket.socket | None] = []
    yield listen
    for listener, waits in opened:
        listener.socket.shutdown(socket.SHUT_RDWR)  # whoever still waits has an error
        waits.join()
        listener.socket.close()
    for connection in filter(None, inside):
        connection.close()


def place(course: Path) -> Path:
    found = place_of(course)
    assert found
    return found.path


# ── one that is there ──────────────────────────────────────────────────────────────────────────────────────


def test_the_next_command_finds_it(
    tmp_path: Path, started: list[object], listeners: Callable[[Path], Listener]
) -> None:
    listeners(place(tmp_path))
    with closing(fork_server_of(tmp_path, 10, warm_up=True)) as found:
        assert isinstance(found, KeptServer)
    assert not started


def test_one_of_another_course_or_of_another_version_is_not_used(
    tmp_path: Path, started: list[object], listeners: Callable[[Path], Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, others, old = place(tmp_path), place(tmp_path.parent), place(tmp_path)
    listeners(others)
    listeners(old)
    monkeypatch.setattr(kept_server, "_code", lambda: iter(["the next version"]))
    fork_server_of(tmp_path, 10, warm_up=False)
    new = place(tmp_path)
    assert new != mine
    assert started == [(str(new), 600)]
    assert not old.exists(), "so that it ends"
    assert others.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("TMPDIR", "/var/tmp"), ("LD_LIBRARY_PATH", "/opt/lib"), ("HOME", "/home/kim")],
)
def test_one_with_other_variables_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    before = place(tmp_path)
    monkeypatch.setenv(name, value)
    assert place(tmp_path) != before


def test_one_with_other_rights_to_the_processor_is_not_used(tmp_path: Path) -> None:
    before, mine = place(tmp_path), os.sched_getaffinity(0)
    if len(mine) < 2:
        pytest.skip("there is one core only")
    try:
        os.sched_setaffinity(0, {min(mine)})
        assert place(tmp_path) != before
    finally:
        os.sched_setaffinity(0, mine)


def test_a_file_of_the_package_that_changes_makes_it_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "grader"
    package.mkdir()
    (package / "shell.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(digests, "HOME", tmp_path)
    before = place(tmp_path)
    (package / "shell.py").write_text("2", encoding="utf-8")
    assert place(tmp_path) != before


def test_a_socket_at_which_nobody_listens_is_replaced(tmp_path: Path, started: list[object]) -> None:
    Listener(str(place(tmp_path)), 600).socket.close()
    fork_server_of(tmp_path, 10, warm_up=False)
    assert started == [(str(place(tmp_path)), 600)]


def test_one_that_does_not_answer_is_replaced(
    tmp_path: Path, started: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_server, "ANSWER_SECONDS", 0.05)
    with Listener(str(place(tmp_path)), 600).socket:
        fork_server_of(tmp_path, 10, warm_up=False)
    assert started == [(str(place(tmp_path)), 600)]


def test_one_of_another_user_is_never_used(
    tmp_path: Path, started: list[object], listeners: Callable[[Path], Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    listeners(place(tmp_path))
    monkeypatch.setattr(kept_server, "peer", lambda _: (1, os.geteuid() + 1))
    fork_server_of(tmp_path, 10, warm_up=False)
    assert len(started) == 1


# ── where it may be ────────────────────────────────────────────────────────────────────────────────────────


def test_its_folder_is_its_owners_alone(folder: Path) -> None:
    assert own_folder() == folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_can_enter_or_a_link_to_one_is_not_used(
    tmp_path: Path, folder: Path, started: list[object]
) -> None:
    folder.mkdir(mode=0o755)
    assert own_folder() is None
    fork_server_of(tmp_path, 10, warm_up=False)
    assert started == [None], "it ends with its command"
    mine, link = tmp_path / "mine", tmp_path / "link"
    mine.mkdir(mode=0o700)
    link.symlink_to(mine)
    assert is_own(mine)
    assert not is_own(link)


def test_a_folder_of_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_folder()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert not is_own(Path(os.environ["XDG_RUNTIME_DIR"]))


# ── whether ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_setting_or_a_variable_turns_it_off(
    tmp_path: Path, started: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    fork_server_of(tmp_path, 0, warm_up=True)
    monkeypatch.setenv(kept_server.MINUTES_VARIABLE, "0")
    fork_server_of(tmp_path, 10, warm_up=True)
    assert started == [None, None]
    monkeypatch.setenv(kept_server.MINUTES_VARIABLE, "no number")
    assert minutes_kept(10) == 10


def test_the_setting_is_a_number_of_minutes(tmp_path: Path) -> None:
    def minutes(value: object) -> float:
        return course_from_config(tmp_path, Config({"Grader": {"keep_minutes": value}})).minutes_kept

    assert (minutes(0), minutes(2.5)) == (0, 2.5)
    assert course_from_config(tmp_path, Config()).minutes_kept == 10
    for value in (-1, True, "ten", 1441):
        with pytest.raises(UserError, match="keep_minutes"):
            minutes(value)


# ── the process ────────────────────────────────────────────────────────────────────────────────────────────


def test_it_serves_command_after_command_until_it_is_killed(tmp_path: Path) -> None:
    with closing(fork_server_of(tmp_path, 10, warm_up=False)) as first:
        assert isinstance(first, ForkServer)
        shown = runs(first)
    with dies_with_the_test(tmp_path) as pid:
        machine = process_watch.machine(pid)
        until = time.monotonic() + 60
        while len(process_watch.descendants(machine)) > 1 and time.monotonic() < until:
            time.sleep(0.02)  # what the command used ends by itself, when it notices
        assert len(process_watch.descendants(machine)) == 1, "its template process, and nothing of the command"
        os.close(machine.proc)
        with closing(fork_server_of(tmp_path, 10, warm_up=False)) as second:
            assert isinstance(second, KeptServer)
            assert runs(second) == shown, "run once, for both commands"
            os.kill(pid, signal.SIGKILL)
            with pytest.raises(SandboxError):
                runs(second)
    assert kept_server.running(tmp_path) is None
    with closing(fork_server_of(tmp_path, 10, warm_up=False)) as third:
        assert isinstance(third, ForkServer)
        assert runs(third) != shown
    with dies_with_the_test(tmp_path) as another:
        assert another != pid


def runs(server: Supplier) -> Mapping[tuple[str, str], CellRun]:
    """Return what the shared cells gave in a sandbox of a fork server."""
    with Sandbox(fork_server=server.control, shared=CHANCE) as sandbox:
        return sandbox.shared_runs


@contextmanager
def dies_with_the_test(course: Path) -> Iterator[int]:
    """Give the process id of a course's fork server, and end it."""
    pid = kept_server.running(course)
    assert pid
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while Path(f"/proc/{pid}/exe").exists() and time.monotonic() < until:
            time.sleep(0.01)
