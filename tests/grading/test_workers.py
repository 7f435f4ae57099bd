"""Grading spread over workers: few submissions on their way, and nobody pays for another one's dead worker."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from grader.course import Course, Settings
from grader.errors import Starved, UserError
from grader.grading import workers
from grader.grading.task import Task
from grader.grading.worker import grade_task
from grader.grading.workers import WorkerProcesses, Workers, _cores_for, check_machine, grade_all
from grader.results.records import GradedSubmission
from grader.submission.intake import read_release
from grader.submission.submission import Submission
from grader.verdict import Verdict

NAME = "a1_derivatives"
GRADED = "graded"


class Mortal(ThreadPoolExecutor):
    """Breaks as a pool of processes does: with one worker, all that is on its way is lost."""

    def __init__(self, jobs: int, do: Callable[[str], None], machine: Callable[[], None] = lambda: None) -> None:
        super().__init__(jobs)
        self._do, self._machine, self._dead = do, machine, False

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        if self._dead:
            raise BrokenExecutor
        return super().submit(self._grade, arguments[0].submission.student if function is grade_task else None)

    def _grade(self, student: str | None) -> Any:
        try:
            if self._dead:
                raise BrokenExecutor
            return self._machine() if student is None else (self._do(student), GRADED)[1]
        except BrokenExecutor:
            self._dead = True
            raise


@pytest.fixture
def tasks(course: Course) -> Callable[[int], Iterator[Task]]:
    release, settings = read_release(course, NAME), Settings(course.seed, course.language, course.limits)
    return lambda count: (Task(Submission(f"s{n}", NAME, None), release, settings) for n in range(count))


def graded(results: Iterator[tuple[Task, GradedSubmission]]) -> dict[str, Any]:
    return {task.submission.student: result for task, result in results}


def test_one_that_kills_its_worker_twice_costs_nobody_else_a_mark(tasks: Callable[[int], Iterator[Task]]) -> None:
    tries: Counter[str] = Counter()

    def do(student: str) -> None:
        tries[student] += 1
        if student in ("s3", "s5"):
            raise BrokenExecutor

    with Workers(2, partial(Mortal, do=do)) as workers:
        found = graded(grade_all(tasks(12), workers))
    ours = {student for student, result in found.items() if result != GRADED}
    assert (len(found), ours) == (12, {"s3", "s5"})
    assert (tries["s3"], max(tries.values())) == (2, 2)
    assert {question.verdict for question in found["s3"].result.questions} == {Verdict.GRADER_ERROR}


def test_one_whose_worker_dies_by_chance_is_graded_the_second_time(tasks: Callable[[int], Iterator[Task]]) -> None:
    tries: Counter[str] = Counter()

    def do(student: str) -> None:
        tries[student] += 1
        if tries[student] == 1 and student == "s0":
            raise BrokenExecutor
        if tries[student] == 1 and student == "s7":
            raise MemoryError

    with Workers(2, partial(Mortal, do=do)) as workers:
        assert graded(grade_all(tasks(9), workers)) == {f"s{n}": GRADED for n in range(9)}


def test_one_that_others_starved_is_graded_once_more_alone_and_then_left_to_a_person(
    tasks: Callable[[int], Iterator[Task]],
) -> None:
    at_work: set[str] = set()
    beside: dict[str, list[int]] = {"s1": [], "s4": []}

    def do(student: str) -> None:
        at_work.add(student)
        time.sleep(0.01)
        others = len(at_work) - 1
        at_work.discard(student)
        if student in beside:
            beside[student].append(others)
            if others or student == "s4":
                raise Starved

    with Workers(4, partial(Mortal, do=do)) as workers:
        found = graded(grade_all(tasks(8), workers))
    assert {student for student, result in found.items() if result != GRADED} == {"s4"}
    assert {question.code for question in found["s4"].result.questions} == {"starved"}
    assert [alone for *_, alone in beside.values()] == [0, 0]


def test_no_more_than_two_submissions_a_worker_are_read_ahead(tasks: Callable[[int], Iterator[Task]]) -> None:
    read = written = most = 0

    def reading() -> Iterator[Task]:
        nonlocal read, most
        for task in tasks(50):
            read += 1
            most = max(most, read - written)
            yield task

    with Workers(3, partial(Mortal, do=lambda student: None)) as workers:
        for _ in grade_all(reading(), workers):
            written += 1
    assert (read, written) == (50, 50)
    assert most <= 6


def test_a_machine_on_which_no_worker_lives_is_not_blamed_on_a_class(tasks: Callable[[int], Iterator[Task]]) -> None:
    def die(*_: object) -> None:
        raise BrokenExecutor("no memory")

    with Workers(2, partial(Mortal, do=die, machine=die)) as workers:
        with pytest.raises(UserError, match="no memory"):
            list(grade_all(tasks(4), workers))
        with pytest.raises(UserError, match="what is graded is kept"):
            check_machine(workers, "auto", next(tasks(1)).release)


def test_what_a_person_can_mend_is_told_and_not_graded(tasks: Callable[[int], Iterator[Task]]) -> None:
    def refuse(student: str) -> None:
        raise UserError("No protection.", "Run `grader doctor`.")

    with Workers(2, partial(Mortal, do=refuse)) as workers, pytest.raises(UserError, match="No protection"):
        list(grade_all(tasks(4), workers))


def test_a_process_that_dies_is_replaced() -> None:
    with Workers(1) as workers:
        with pytest.raises(BrokenExecutor):
            workers.submit(os._exit, 3).result()
        assert workers.submit(os.getpid).result() != os.getpid()


def meet(folder: Path, number: int) -> set[int]:
    """Return a worker's cores, when so many are at work."""
    (folder / str(os.getpid())).touch()
    until = time.monotonic() + 60
    while len(list(folder.iterdir())) < number and time.monotonic() < until:
        time.sleep(0.01)
    return os.sched_getaffinity(0)


@pytest.mark.parametrize(
    ("jobs", "sets"),
    [
        (1, ((0, 1, 2, 3),)),
        (2, ((0, 2), (1, 3))),
        (3, ((0, 3), (1,), (2,))),
        (9, ((0,), (1,), (2,), (3,))),
    ],
)
def test_no_core_has_two_workers_while_there_are_enough(
    monkeypatch: pytest.MonkeyPatch, jobs: int, sets: tuple[tuple[int, ...], ...]
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2, 3})
    assert _cores_for(jobs) == sets


def test_workers_that_fill_the_machine_stay_each_on_a_core(tmp_path: Path) -> None:
    cores = os.sched_getaffinity(0)
    with Workers(len(cores)) as workers:
        met = [workers.submit(meet, tmp_path, len(cores)) for _ in cores]
        assert sorted(map(tuple, (one.result() for one in met))) == sorted((core,) for core in cores)


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="the machine has one core")
def test_fewer_workers_go_wherever_there_is_room() -> None:
    with Workers(1) as workers:
        assert workers.submit(os.sched_getaffinity, 0).result() == os.sched_getaffinity(0)


def test_workers_begin_with_what_is_ours_loaded_and_files_of_the_course_are_not_taken_for_it(tmp_path: Path) -> None:
    script = """
import gc
from grader.grading.workers import WorkerProcesses
if __name__ == "__main__":
    with WorkerProcesses(1) as workers:
        loaded = workers.submit(gc.get_freeze_count).result()
        print(loaded > 10**5, workers.submit(gc.isenabled).result())
"""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "script.py").write_text(script)
    (tmp_path / "nbformat.py").write_text("raise SystemExit('the wrong one')")
    run = subprocess.run([sys.executable, "run/script.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("True True\n", "")


def test_ctrl_c_while_processes_start_reaches_the_first_one_alone() -> None:
    script = """
import os, signal, threading
from multiprocessing import forkserver
from grader.grading.workers import WorkerProcesses
if __name__ == "__main__":
    with WorkerProcesses(1) as pool:
        waiting = pool.submit(os.getpid)
        for pid in (forkserver._forkserver._forkserver_pid, *pool._processes):
            os.kill(pid, signal.SIGINT)
        print(waiting.result() in pool._processes, signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("True False\n", "")


def test_the_process_that_hands_out_tasks_loads_nothing_that_only_marking_needs() -> None:
    loading = "import sys, grader.grading.class_run, grader.cli.class_table"
    code = f"{loading}; print(*{{'sympy', 'IPython.core'}} & {{*sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""


def test_to_know_what_there_is_loads_nothing_that_takes_time() -> None:
    loading = "import sys; from grader import lock; from grader.cli import commands; from grader import catalog"
    code = f"{loading}; catalog.names(); print('numpy' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "False\n"


def test_one_worker_begins_alone_and_gives_way_where_there_is_more_to_do() -> None:
    with Workers(2) as workers:
        workers.begin_with_one(WorkerProcesses(1, here=True))
        workers.make_room(1)
        assert workers.count == 1
        first = workers.submit(os.getpid).result()
        assert first != os.getpid()
        workers.make_room(2)
        assert workers.submit(os.getpid).result() not in (first, os.getpid())
        assert workers.count == 2


def test_nothing_starts_before_the_first_task() -> None:
    with Workers(2, lambda _: pytest.fail("not needed")):
        pass


@pytest.mark.parametrize(("length", "short"), [(20, False), (workers.LONGEST_FOLDER, False), (200, True)])
def test_sockets_have_short_paths_whatever_the_folder_of_temporary_files(
    length: int, short: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "SHORT", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", usual := "/".ljust(length, "x"))
    monkeypatch.setattr(multiprocessing.current_process(), "_config", {})
    workers._keep_sockets_short()
    assert bool(list(tmp_path.iterdir())) == short
    assert tempfile.gettempdir() == usual
