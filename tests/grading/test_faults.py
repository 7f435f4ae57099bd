"""What goes wrong on our side: deaths, full disks, damaged gradebooks. No grade is lost, doubled or half written."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import faults
import pytest
from click.testing import CliRunner
from faults import NAME, differences, make_class, make_course, run, state
from nbgrader.api import Gradebook
from small_assignment import WRITTEN, known

from grader.cli.commands import main
from grader.course import Course, load_course
from grader.errors import Stopped, UserError
from grader.grading.task import Task
from grader.nbgrader import database
from grader.results.records import GradedSubmission
from grader.results.stamp import code_digest
from grader.sandbox.host.sandbox import Sandbox

Answers = dict[tuple[str, bytes | None], GradedSubmission]
pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture(scope="module", autouse=True)
def _known(small: Course) -> Iterator[None]:
    with known(small.root):
        yield


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, small: Course, small_sandbox: Sandbox) -> Answers:
    return faults.prepare(make_course(tmp_path_factory.mktemp("answers") / "course", small), small_sandbox)


@pytest.fixture(scope="module")
def handed_in_again(tmp_path_factory: pytest.TempPathFactory, small: Course, answers: Answers) -> Course:
    """A class graded once and marked by hand, most of whom have handed in again. To be copied."""
    course = make_course(tmp_path_factory.mktemp("class") / "course", small)
    make_class(course, answers)
    return course


@pytest.fixture
def again(tmp_path: Path, handed_in_again: Course) -> Course:
    return load_course(Path(shutil.copytree(handed_in_again.root, tmp_path / "again")))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, handed_in_again: Course, answers: Answers) -> dict[Any, Any]:
    """What a class comes to that nobody disturbs."""
    course = load_course(Path(shutil.copytree(handed_in_again.root, tmp_path_factory.mktemp("calm") / "course")))
    run(course, answers)
    return state(course)


# ── deaths ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_killed_at_any_line_a_rerun_comes_to_the_same_and_nobody_is_misled_meanwhile(
    tmp_path: Path, handed_in_again: Course, answers: Answers
) -> None:
    assert list(faults.die_often(handed_in_again, answers, tmp_path, deaths=20)) == []


def test_the_command_killed_leaves_no_process_and_a_rerun_comes_to_the_same(
    again: Course, tmp_path: Path, answers: Answers, request: pytest.FixtureRequest
) -> None:
    shutil.rmtree(again.submitted("failing", NAME))  # the real command does not fail on it
    calm = load_course(Path(shutil.copytree(again.root, tmp_path / "calm")))
    run(calm, answers)
    for graded in (0, 2):
        killed = killed_in_the_middle(again, graded, tmp_path, request)
        run(killed, answers)
        assert not differences(state(killed), state(calm))


def killed_in_the_middle(course: Course, graded: int, folder: Path, request: pytest.FixtureRequest) -> Course:
    """Return a copy of a course in which the command was killed after so many results.

    On a busy machine the command may have ended before it is killed, which shows nothing: then it is tried again.
    """
    # Every process that we start has this in its environment. It is short, for the paths of sockets may not be long.
    mark = tempfile.mkdtemp(prefix="k-", dir="/tmp")
    request.addfinalizer(lambda: shutil.rmtree(mark, ignore_errors=True))
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"} | {"TMPDIR": mark}
    for attempt in range(10):
        killed = load_course(Path(shutil.copytree(course.root, folder / f"killed after {graded}, {attempt}")))
        with subprocess.Popen(
            [sys.executable, "-m", "grader", "autograde", "--jobs", "2"],
            cwd=killed.root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as command:
            wait_until(partial(has_graded, killed, graded), command)
            command.send_signal(signal.SIGKILL)
        wait_for_the_end_of_all(mark)
        if command.returncode == -signal.SIGKILL:
            return killed
    raise AssertionError("it had always ended before, and this test shows nothing")


def test_a_forced_regrade_that_dies_as_it_begins_leaves_nobody_flagged(
    again: Course, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = load_course(Path(shutil.copytree(again.root, tmp_path / "calm")))
    run(calm, answers, force=True)

    def die(_folder: Path, _assignment: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("grader.grading.class_run.remove_stale", die)
        with pytest.raises(Stopped):
            run(again, answers, force=True)
    run(again, answers)
    assert not differences(state(again), state(calm))


def has_graded(course: Course, count: int) -> bool:
    """Has a command taken the old results away, and written that many new ones?"""
    begun = not (course.autograded("worse", NAME) / ".stamp.json").exists()
    results = [course.autograded(student, NAME) / "results.json" for student in faults.SECOND]
    return begun and sum(path.exists() for path in results) >= count


PATIENCE = 120
"""Seconds that we wait for something: so many are for machines that are busy with all else."""


def wait_until(holds: Callable[[], bool], command: subprocess.Popen[bytes]) -> None:
    """Wait for something, or for the end of a command."""
    deadline = time.monotonic() + PATIENCE
    while not holds() and command.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def wait_for_the_end_of_all(mark: str) -> None:
    """Wait until no process has a mark in its environment; to look takes milliseconds, so not at every one."""
    deadline = time.monotonic() + PATIENCE
    while left := alive(mark):
        assert time.monotonic() < deadline, left
        time.sleep(0.02)


def alive(mark: str) -> list[str]:
    """Return the processes whose environment holds a mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(
    again: Course, undisturbed: dict[Any, Any], answers: Answers
) -> None:
    with pytest.raises(Stopped) as stopped:
        run(again, answers, before=at_call(3, interrupt))
    assert f"3 of 6 submissions of {NAME} are graded and stored" in stopped.value.what
    assert "it goes on" in stopped.value.remedy
    assert graded_by(again, answers) == [
        "failing",
        "new",
        "same",
        "worse",
    ]  # what we failed on is tried again each time
    assert not differences(state(again), undisturbed)


def at_call(number: int, action: Callable[[], object]) -> Callable[[Task], None]:
    """Return what does something when it is called the n-th time."""
    called = 0

    def before(task: Task) -> None:
        nonlocal called
        called += 1
        if called == number:
            action()

    return before


def interrupt() -> None:
    raise KeyboardInterrupt


def graded_by(course: Course, answers: Answers, **options: Any) -> list[str]:
    """Grade, and return whose submissions were marked anew."""
    graded: list[str] = []
    run(course, answers, before=lambda task: graded.append(task.submission.student), **options)
    return graded


# ── what has not changed ───────────────────────────────────────────────────────────────────────────────────


def test_what_has_not_changed_is_not_graded_again_but_counted(
    again: Course, undisturbed: dict[Any, Any], answers: Answers
) -> None:
    assert graded_by(again, answers) == ["better", "failing", "new", "same", "worse"]
    assert graded_by(again, answers) == ["failing", "worse"]  # ours to mend, and a damaged file
    assert not differences(state(again), undisturbed)
    result = run(again, answers)
    assert (len(result.results), result.kept, result.needs_review) == (6, 4, True)
    assert graded_by(again, answers, force=True) == ["better", "failing", "new", "same", "unchanged", "worse"]


@pytest.mark.parametrize("changed", ["seed", "limit", "release", "file", "date", "marking code", "notebook", "results"])
def test_a_result_stands_only_while_all_that_it_was_made_from_is_the_same(
    again: Course, answers: Answers, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(again, answers)
    config, mine = again.root / "nbgrader_config.py", again.submitted("unchanged", NAME)
    text = config.read_text(encoding="utf-8")
    stored = again.autograded("unchanged", NAME)
    if changed == "seed":
        config.write_text(text.replace("seed = 20", "seed = 21"), encoding="utf-8")
    elif changed == "limit":
        config.write_text(text.replace("call_seconds = 5", "call_seconds = 6"), encoding="utf-8")
    elif changed == "release":
        (again.release(NAME).parent / "data.csv").write_text("1", encoding="utf-8")
    elif changed == "file":
        (mine / "helper.py").write_text("x = 1", encoding="utf-8")
    elif changed == "date":
        (mine / "timestamp.txt").write_text("2026-11-17 10:00:00 UTC", encoding="utf-8")
    elif changed == "marking code":
        monkeypatch.setattr("grader.results.stamp.code_digest", lambda: "another")
    elif changed == "notebook":
        with (stored / f"{NAME}.ipynb").open("a", encoding="utf-8") as file:
            file.write(" ")
    else:
        (stored / "results.json").write_text("{}", encoding="utf-8")
    assert "unchanged" in graded_by(again, answers)


def test_the_digest_of_the_marking_code_is_that_of_its_files() -> None:
    assert len(code_digest()) == 64


def test_a_gradebook_that_lost_a_result_gets_it_back_from_the_files(
    again: Course, undisturbed: dict[Any, Any], answers: Answers
) -> None:
    run(again, answers)
    with Gradebook(again.db_url) as gradebook:
        gradebook.remove_submission(NAME, "new")
    assert "new" not in graded_by(again, answers)
    assert not differences(state(again), undisturbed)


def test_a_new_due_date_counts_without_grading_again(again: Course, answers: Answers) -> None:
    run(again, answers)
    assert penalty(again, "better") == state(again)["gradebook", "better", NAME][1] > 0
    with Gradebook(again.db_url) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-21 10:00:00 UTC")
    assert "better" not in graded_by(again, answers)
    assert penalty(again, "better") is None


def penalty(course: Course, student: str) -> float | None:
    with Gradebook(course.db_url) as gradebook:
        return gradebook.find_submission_notebook(NAME, NAME, student).late_submission_penalty


def test_a_late_rule_that_fails_is_named_and_nothing_is_lost(
    again: Course, undisturbed: dict[Any, Any], answers: Answers
) -> None:
    config = again.root / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(text + "c.AssignLatePenalties.plugin_class = 'nowhere.Rule'\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"nowhere.*c\.AssignLatePenalties\.plugin_class"):
        run(again, answers)
    config.write_text(text, encoding="utf-8")
    run(again, answers)
    assert not differences(state(again), undisturbed)


# ── disks ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("call", [1, 2, 5, 8])
def test_a_file_that_cannot_be_written_stops_grading_with_words_and_a_rerun_goes_on(
    again: Course, undisturbed: dict[Any, Any], answers: Answers, monkeypatch: pytest.MonkeyPatch, code: int, call: int
) -> None:
    calls = 0

    def fail(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls >= call:
            raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(UserError, match=os.strerror(code)) as told:
            run(again, answers)
    assert "run the same command again" in told.value.remedy
    assert not list(again.root.rglob("*.new"))
    run(again, answers)
    assert not differences(state(again), undisturbed)


def test_a_disk_that_is_full_sooner_or_later(
    tmp_path: Path, handed_in_again: Course, undisturbed: dict[Any, Any], answers: Answers
) -> None:
    told = []
    with small_disk(tmp_path / "disk", 4 * 2**20) as disk:

        def fill(left: int) -> None:
            with contextlib.suppress(OSError):  # what is just being written may take the place first: full all the same
                (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - left))

        for moment, left in itertools.product((1, 3), range(0, 75_000, 15_000)):
            course = load_course(Path(shutil.copytree(handed_in_again.root, disk / "course")))
            old = state(course)
            try:
                run(course, answers, before=at_call(moment, partial(fill, left)))
            except UserError as error:
                told.append(error)
            (disk / "ballast").unlink()
            assert not faults.untrue(state(course), old, undisturbed)
            run(course, answers)
            assert not differences(state(course), undisturbed)
            shutil.rmtree(course.root)
    assert len({error.what for error in told}) > 1, told  # at several places
    assert all("Free some space" in error.remedy for error in told)


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path]:
    """A file system of that size; only root may make one."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_submission_that_vanishes_or_cannot_be_read_costs_nobody_a_mark(again: Course, answers: Answers) -> None:
    def vanish(task: Task) -> None:
        shutil.rmtree(again.submitted("worse", NAME), ignore_errors=True)

    result = run(again, answers, before=vanish)
    assert (result.gone, result.needs_review) == (("worse",), True)
    grades = state(again)["gradebook", "worse", NAME][2]
    assert {name: (auto is not None, needs) for name, auto, _, _, needs in grades} == {
        name: (name != WRITTEN, True) for name, *_ in grades
    }


# ── the gradebook ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("moment", [1, 4])
def test_a_gradebook_in_use_is_waited_for_and_what_is_graded_is_taken_up_again(
    again: Course, undisturbed: dict[Any, Any], answers: Answers, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(again.root / "gradebook.db")) as other:
        lock = at_call(moment, lambda: other.execute("BEGIN EXCLUSIVE"))
        with pytest.raises(UserError, match="database is locked") as told:
            run(again, answers, before=lock)
    assert "close formgrader" in told.value.remedy
    assert graded_by(again, answers) == ["failing", "worse"]  # the others are taken from the disk
    assert not differences(state(again), undisturbed)


@pytest.mark.parametrize("place", [0, 4096 + 100, -4096])
def test_a_damaged_gradebook_is_told_and_the_copy_puts_it_right(
    again: Course,
    undisturbed: dict[Any, Any],
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    one_fork_server: None,
    place: int,
) -> None:
    gradebook, copy = again.root / "gradebook.db", again.root / "gradebook.db.backup"
    with gradebook.open("r+b") as file:
        file.seek(place, os.SEEK_SET if place >= 0 else os.SEEK_END)
        file.write(random.Random(1).randbytes(4096))
    damaged = gradebook.read_bytes()
    monkeypatch.chdir(again.root)
    done = CliRunner().invoke(main, ["autograde"])
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: The gradebook {gradebook} ")
    assert "gradebook.db.backup" in done.output
    assert gradebook.read_bytes() == damaged
    copy.replace(gradebook)  # as it was before the first grading
    assert graded_by(again, answers) == ["better", "failing", "new", "same", "worse"]
    assert len(state(again)) == len(undisturbed)


def test_two_commands_at_once(again: Course, monkeypatch: pytest.MonkeyPatch, one_fork_server: None) -> None:
    hold = "import sys, pathlib; from grader.lock import course_lock\n"
    hold += "with course_lock(pathlib.Path.cwd(), 'grader autograde'): print('held', flush=True); sys.stdin.read()"
    monkeypatch.chdir(again.root)
    before = state(again)
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin
        assert other.stdout
        other.stdout.readline()
        done = [CliRunner().invoke(main, [command]) for command in ("autograde", "build", "demo")]
        other.stdin.close()
    assert [one.exit_code for one in done] == [1, 1, 1]
    assert all(f"grader autograde, process {other.pid} on " in one.output for one in done)
    assert state(again) == before
