"""In a worker: one sandbox, used by one thread at a time, kept between submissions and replaced where it fails."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import nbformat
import pytest

from grader.authoring.samples import load_samples, notebook_bytes
from grader.course import Course, Settings
from grader.errors import SandboxError
from grader.grading import worker
from grader.grading.task import Task
from grader.grading.worker import WorkerState, failed, grade_task, probe, start_worker, worker_state
from grader.results.review import Review, reviews
from grader.sandbox.host.fork_server import NOTHING_SHARED, Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release
from grader.submission.submission import Release, Submission

NAME = "a1_derivatives"


@pytest.fixture(scope="module")
def task(course: Course) -> Callable[[str, str], Task]:
    """Make a task of a student and the sample that the student hands in."""
    release, settings = read_release(course, NAME), Settings(course.seed, course.language, course.limits)
    original = nbformat.reads(release.notebook, as_version=4)
    solution = nbformat.read(course.root / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    samples = {sample.name: sample for sample in load_samples(course.root / "tests" / "submissions" / NAME)}

    def make(student: str, sample: str) -> Task:
        content = notebook_bytes(samples[sample], original, solution)
        return Task(Submission(student, NAME, content), release, settings)

    return make


@pytest.fixture
def state() -> Iterator[WorkerState]:
    made = WorkerState()
    yield made
    made.close()


class Fake:
    """A sandbox that only notes what becomes of it."""

    def __init__(self) -> None:
        self.closed, self.protection, self.fallback_reason = False, "landlock", ""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Fake]:
    """Return the sandboxes that are made, none of them real."""
    sandboxes: list[Fake] = []

    def make(*_: object) -> Fake:
        sandboxes.append(Fake())
        return sandboxes[-1]

    monkeypatch.setattr(worker, "Sandbox", make)
    return sandboxes


def test_threads_of_one_worker_give_each_submission_its_own_result(
    state: WorkerState, task: Callable[[str, str], Task]
) -> None:
    """With one sandbox in two hands at once, one student got another one's marks."""
    samples = ("right_solution", "wrong_chain_rule", "untouched")
    tasks = [task(f"{sample}{number}", sample) for number in range(2) for sample in samples]
    alone = {sample: grade_task(task("alone", sample), state).result.questions for sample in samples}
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(partial(grade_task, state=state), tasks))
    for one in together:
        assert one.result.questions == alone[one.result.student[:-1]], one.result.student


def test_one_thread_at_a_time_has_the_sandbox(
    state: WorkerState, made: list[Fake], task: Callable[[str, str], Task]
) -> None:
    release = task("kim", "untouched").release
    inside, most = 0, 0
    both = threading.Barrier(2)

    def use() -> None:
        nonlocal inside, most
        both.wait()
        for _ in range(200):
            with state.sandbox("auto", release):
                inside += 1
                most = max(most, inside)
                inside -= 1

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(use) for _ in range(2)]:
                done.result()
    finally:
        sys.setswitchinterval(before)
    assert most == 1
    assert len(made) == 1


def test_a_sandbox_is_kept_for_an_assignment_and_replaced_for_another(
    state: WorkerState, made: list[Fake], task: Callable[[str, str], Task]
) -> None:
    release = task("kim", "untouched").release
    for one in (release, replace(release), replace(release, files=(("data.csv", b"1"),))):
        with state.sandbox("auto", one):
            pass
    assert [sandbox.closed for sandbox in made] == [True, False]
    state.close()
    state.close()
    assert all(sandbox.closed for sandbox in made)


def test_a_worker_whose_fork_server_has_died_still_runs_the_shared_cells_once(
    task: Callable[[str, str], Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them each submission of the class would run them."""
    tried: list[tuple[bool, bool]] = []

    def make(protection: str, fork_server: socket.socket | None, share: Shared = NOTHING_SHARED, *_: object) -> Fake:
        tried.append((fork_server is not None, share != NOTHING_SHARED))
        if fork_server:
            raise SandboxError("it has ended")
        return Fake()

    monkeypatch.setattr(worker, "Sandbox", make)
    ours, _theirs = socket.socketpair()
    with ours, _theirs, WorkerState(ours).sandbox("auto", task("kim", "untouched").release):
        assert tried == [(True, True), (True, False), (False, True)]


def test_where_the_sandbox_fails_a_submission_is_tried_again_with_a_new_one(
    state: WorkerState, made: list[Fake], task: Callable[[str, str], Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Sandbox] = []

    def fail_once(submission: Submission, release: Release, settings: Settings, sandbox: Sandbox) -> str:
        tried.append(sandbox)
        if len(tried) == 1:
            raise SandboxError("it does not answer")
        return submission.student

    monkeypatch.setattr("grader.grading.pipeline.grade", fail_once)
    assert grade_task(task("kim", "untouched"), state) == "kim"
    assert tried == made
    assert [sandbox.closed for sandbox in made] == [True, False]


def test_where_the_sandbox_fails_twice_a_person_is_asked(
    state: WorkerState, made: list[Fake], task: Callable[[str, str], Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise SandboxError("it does not answer")

    monkeypatch.setattr("grader.grading.pipeline.grade", fail)
    one = task("kim", "right_solution")
    assert grade_task(one, state) == failed(one)
    assert [sandbox.closed for sandbox in made] == [True, True]


def test_what_fails_only_after_a_whole_notebooks_time_is_left_to_a_person_at_once(
    task: Callable[[str, str], Task], made: list[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0

    def fail(*_: object) -> None:
        nonlocal now
        now += 121.0
        raise SandboxError("")

    monkeypatch.setattr(worker.time, "monotonic", lambda: now)
    monkeypatch.setattr("grader.grading.pipeline.grade", fail)
    one = task("kim", "untouched")
    assert grade_task(one, WorkerState()) == failed(one)
    assert now == 121.0


def test_our_own_failure_is_a_grader_error_with_no_score(task: Callable[[str, str], Task]) -> None:
    result = failed(task("kim", "right_solution")).result
    assert result.score == 0
    assert {one.reason for one in reviews(result)} == {Review.GRADER_ERROR}


def test_the_first_call_of_a_worker_makes_its_sandbox_and_tells_of_a_weaker_one(
    made: list[Fake], task: Callable[[str, str], Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_state", WorkerState())
    release = task("kim", "untouched").release
    assert probe("auto", release) == ""
    made[0].fallback_reason = "no namespaces"
    assert probe("auto", release) == "landlock (no namespaces)"
    assert len(made) == 1


def in_a_process_of_its_own(check: Callable[[], bool]) -> bool:
    child = os.fork()
    if child == 0:
        passed = False
        try:
            passed = check()
        finally:
            os._exit(0 if passed else 1)
    return os.waitpid(child, 0)[1] == 0


def test_the_initializer_gives_a_process_a_state_of_its_own() -> None:
    def check() -> bool:
        before = worker_state()
        start_worker()
        return worker_state() is not before

    assert in_a_process_of_its_own(check)


def test_a_worker_that_does_not_notice_its_signal_ends_after_its_parent_all_the_same() -> None:
    child = os.fork()
    if not child:
        worker.GRACE_SECONDS = 0.01
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        threading.Thread(target=worker._end_after, args=(SimpleNamespace(join=lambda: None),), daemon=True).start()
        time.sleep(10)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
