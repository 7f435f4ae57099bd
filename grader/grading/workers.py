"""Worker processes, as the process that grades a class sees them: tasks are handed out, results come back."""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import os
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from grader.errors import Starved, UserError
from grader.grading.task import Task
from grader.grading.worker import failed, grade_task, probe, start_worker
from grader.processes import Pool
from grader.results.records import GradedSubmission
from grader.sandbox.host.fork_server import Supplier
from grader.submission.submission import Release

T = TypeVar("T")


@contextmanager
def _safe_path() -> Iterator[None]:
    """Have Python start with no module from the folder that the command runs in: a course lies there."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def _cores_for(jobs: int) -> tuple[tuple[int, ...], ...]:
    """Return the cores on which so many workers are to stay, one set for each; none where a system has no such thing.

    No two workers share a core unless there are more workers than cores: what one submission does with its own leaves
    the others' alone. A worker and its sandbox take turns: on one core, each finds in the cache what the other wrote.
    """
    cores = tuple(sorted(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else ()
    sets = min(jobs, len(cores))
    return tuple(cores[number::sets] for number in range(sets))


SHORT = "/tmp"  # the folder that is made there can be opened by us alone
LONGEST_FOLDER = 107 - len("/pymp-12345678/listener-12345678")
"""Bytes of a path below which Python can make the socket of a fork server: Linux takes 107 for all of it."""


def _keep_sockets_short() -> None:
    """Have this process make its sockets in a folder whose path is short enough, where that of temporary files is not.

    Raises OSError where there is none.
    """
    usual = tempfile.gettempdir()
    if len(os.fsencode(usual)) <= LONGEST_FOLDER:
        return
    try:
        tempfile.tempdir = SHORT
        multiprocessing.util.get_temp_dir()  # which is made once, and kept
    finally:
        tempfile.tempdir = usual


@contextmanager
def _ctrl_c_is_ours() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, since it goes to all in the terminal: this one ends them."""
    resource_tracker.ensure_running()  # which unblocks it for us
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class WorkerProcesses(Pool):
    """Forks of a process that has imported what marks. A fork of this process would hold the gradebook.

    Their sandboxes come from `fork_server`, or each starts its own. With `here`, they are forks of this process: where
    one will do, that is ready sooner, and while no gradebook is open a fork holds none.
    """

    def __init__(self, jobs: int, fork_server: Supplier | None = None, *, here: bool = False) -> None:
        control = fork_server.control if fork_server else None
        context = multiprocessing.get_context("fork" if here else "forkserver")
        if not here:
            context.set_forkserver_preload(["grader.grading.preload"])
            with _safe_path(), _ctrl_c_is_ours():
                _keep_sockets_short()
                forkserver.ensure_running()
        super().__init__(jobs, mp_context=context, initializer=start_worker, initargs=(control, _cores_for(jobs)))

    def stop(self) -> None:
        """End the workers, whatever they are doing."""
        processes = list((self._processes or {}).values())
        for process in processes:
            process.terminate()
        self.shutdown(wait=True, cancel_futures=True)


class Graders(Protocol):
    """What grades submissions: worker processes of this machine (`Workers`), or the hosts of a cluster (`Cluster`)."""

    weaker: set[str]
    """Which protection sandboxes had where it was not the strongest one, and why."""
    sent_away: set[str]
    """Why hosts that came in the middle were not let grade."""

    @property
    def jobs(self) -> int:
        """How many submissions are graded at a time."""

    def make_room(self, tasks: int) -> None:
        """Get ready for so many tasks."""

    def grade(self, task: Task) -> Future[GradedSubmission]:
        """Begin to grade a submission."""

    def wait(self, running: Collection[Future[GradedSubmission]]) -> Collection[Future[GradedSubmission]]:
        """Wait until one of these is done, at least; return those that are, of none none.

        Raises `UserError` where nothing will come any more.
        """

    def probe(self, protection: str, release: Release) -> None:
        """See that workers live and sandboxes start, and add to `weaker`.

        Raises `UserError` where a person has to mend something, and another exception where a worker died.
        """


class Workers:
    """An executor, made when it is first needed, and another one when a dead worker has broken it.

    Use it as a context manager.
    """

    def __init__(self, jobs: int, make: Callable[[int], Executor] = WorkerProcesses) -> None:
        self.jobs, self._make = jobs, make
        self._executor: Executor | None = None
        self.count = jobs
        """How many workers there are, or will be with the first task."""
        self.weaker: set[str] = set()
        self.sent_away: set[str] = set()

    def begin_with_one(self, executor: Executor) -> None:
        """Take an executor of a single worker, until there is more to do."""
        self._executor, self.count = executor, 1

    def warm_up(self, tasks: int, function: Callable[..., object], *arguments: Any) -> None:
        """Have as many workers as these tasks will need start with a function, whatever becomes of it.

        Returns once the worker fork server, if there is one, has finished importing. Import nothing heavy meanwhile: on
        two cores it would delay the sandbox fork server, for which every worker waits.
        """
        with suppress(Exception):  # told when the first task is submitted
            for _ in range(min(tasks, self.jobs)):
                self.submit(function, *arguments)

    def make_room(self, tasks: int) -> None:
        """Have as many workers as so many tasks will need, where there are fewer by now."""
        if self._executor and self.count < min(tasks, self.jobs):
            self._shut_down(self._executor)
            self._executor = None

    def submit(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have a worker call a function; where a dead worker has broken the executor, one of a new executor."""
        if not self._executor:
            self._executor, self.count = self._make(self.jobs), self.jobs
        try:
            return self._executor.submit(function, *arguments)
        except BrokenExecutor:
            self._executor.shutdown(wait=False)
            self._executor, self.count = self._make(self.jobs), self.jobs
            return self._executor.submit(function, *arguments)

    def grade(self, task: Task) -> Future[GradedSubmission]:
        """Have a worker grade a submission."""
        return self.submit(grade_task, task)

    @staticmethod
    def wait(running: Collection[Future[GradedSubmission]]) -> Collection[Future[GradedSubmission]]:
        """Wait until one of these is done; return those that are."""
        return wait(running, return_when=FIRST_COMPLETED).done

    def probe(self, protection: str, release: Release) -> None:
        """Have as many workers as there are do what every task needs; `weaker` tells what they found."""
        probes = [self.submit(probe, protection, release) for _ in range(self.count)]
        self.weaker |= {said for ready in probes if (said := ready.result())}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shut_down(self._executor, at_once=error is not None)

    def end(self) -> None:
        """End the workers, whatever they are doing."""
        self._shut_down(self._executor, at_once=True)

    @staticmethod
    def _shut_down(executor: Executor | None, *, at_once: bool = False) -> None:
        if at_once and isinstance(executor, WorkerProcesses):
            executor.stop()
        elif executor:
            executor.shutdown(wait=True, cancel_futures=True)


def grade_all(tasks: Iterable[Task], graders: Graders) -> Iterator[tuple[Task, GradedSubmission]]:
    """Yield tasks with their results as they come; at most two a worker are on their way.

    When a worker dies, all on their way with it are suspects. Each is graded once more, alone: so only the one that
    kills its worker gets a `grader_error`. A submission that was starved of processor time is graded once more alone,
    too, and a person sees to it if that is no better.

    Raises `UserError` where it is the machine that fails.
    """
    waiting = iter(tasks)
    running: dict[Future[GradedSubmission], Task] = {}
    suspects: deque[Task] = deque()
    while True:
        while not suspects and len(running) < 2 * graders.jobs and (task := next(waiting, None)):
            running[graders.grade(task)] = task
        for future in graders.wait(running):
            task = running.pop(future)
            error = future.exception()
            if isinstance(error, UserError):
                raise error
            if error:
                suspects.append(task)
            else:
                yield task, future.result()
        if suspects and not running:
            task = suspects.popleft()
            yield task, _grade_alone(task, graders)
        elif not running and (task := next(waiting, None)):
            running[graders.grade(task)] = task
        elif not running:
            return


def _grade_alone(task: Task, graders: Graders) -> GradedSubmission:
    try:
        (future,) = graders.wait([graders.grade(task)])
        return future.result()
    except UserError:
        raise
    except Starved:
        return failed(task, "starved")
    except Exception:
        check_machine(graders, task.settings.sandbox, task.release)
        return failed(task)


def check_machine(graders: Graders, protection: str, release: Release) -> None:
    """See that workers live and sandboxes start, so that no submission is blamed for it.

    Raises `UserError` where they do not.
    """
    try:
        graders.probe(protection, release)
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            f"Worker processes fail on this machine: {str(error) or type(error).__name__}.",
            f"Free memory, and space in {tempfile.gettempdir()}; then run the same command again: what is graded is"
            " kept, and it goes on with the rest.",
        ) from error
