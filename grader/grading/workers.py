"""Grading in worker processes: a task in, a graded submission out.

What grades is imported where it is used: who only hands out tasks has no need of it, and begins sooner.

A worker keeps its sandbox between submissions. It imports neither nbgrader nor the gradebook, and what it needs travels
in its task, so a worker may live on another machine: any `concurrent.futures.Executor` will do.
"""

from __future__ import annotations

import functools
import multiprocessing
import multiprocessing.util
import os
import re
import signal
import socket
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from types import TracebackType
from typing import Any, Self, TypeVar

from grader.errors import SandboxError, UserError
from grader.grading.task import Task
from grader.results.records import GradedSubmission
from grader.sandbox.host.fork_server import ForkServer
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.submission import Release
from grader.verdict import Verdict

GRACE_SECONDS = 2.0
"""How long a worker may take to tidy up after it is told to end."""
T = TypeVar("T")

_door: socket.socket | None = None
"""Of the nursery that this worker's sandboxes come from; without one each has its own."""


# ── in a worker ────────────────────────────────────────────────────────────────────────────────────────────


def grade_task(task: Task) -> GradedSubmission:
    """Grade one submission in a worker. Where the sandbox fails, try once with a new one, then ask for a human."""
    from grader.grading.pipeline import grade

    for _ in range(2):
        try:
            sandbox = worker_sandbox(task.settings.sandbox, task.release)
            return grade(task.submission, task.release, task.settings, sandbox)
        except SandboxError:
            worker_sandbox.cache_clear()
    return failed(task)


def failed(task: Task) -> GradedSubmission:
    """Return the result of a submission that we could not grade."""
    from grader.grading.pipeline import ungraded
    from grader.marking import messages
    from grader.marking.outcome import Outcome

    outcome = Outcome(Verdict.GRADER_ERROR, "sandbox", messages.GRADER_ERROR)
    return ungraded(task.submission, task.release, task.settings, outcome)


@functools.lru_cache(maxsize=1)
def worker_sandbox(protection: str, release: Release) -> Sandbox:
    """Return this process's sandbox, ready for an assignment; one for another assignment takes its place."""
    from grader.grading.shared_cells import shared

    try:
        return Sandbox(protection, _door, shared(release))
    except SandboxError:  # a cell of the course's own ends the process: then each submission runs it, and is told
        with suppress(SandboxError):
            return Sandbox(protection, _door)
    return Sandbox(protection)  # the nursery may have died; then the sandbox has its own


def start_worker(door: socket.socket | None = None, cores: Sequence[int] = ()) -> None:
    """Leave Ctrl-C to the parent, tidy up when told to end, and end with the parent however that ends.

    Sandboxes come from the nursery behind `door`. Of `cores`, if there are any, this worker stays on one.
    """
    global _door  # noqa: PLW0603  # an executor has no other way to equip a worker
    _door = door
    if cores:
        number = re.findall(r"\d+", multiprocessing.current_process().name)[-1]  # children are numbered
        os.sched_setaffinity(0, {cores[int(number) % len(cores)]})
    multiprocessing.util.Finalize(None, worker_sandbox.cache_clear, exitpriority=0)  # it knows no other end
    signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which the sandbox would inherit
    signal.signal(signal.SIGTERM, _end)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:
    """A worker holds both ends of the pool's pipes: it would never notice by itself that nobody is left."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _end(*_: object) -> None:
    last_word = threading.Timer(GRACE_SECONDS, os._exit, (1,))
    last_word.daemon = True
    last_word.start()
    sys.exit(1)


def probe(protection: str, release: Release) -> str:
    """Do what every task needs: run, write a little to the temporary folder, start a sandbox.

    Returns which protection it has where there is a stronger one, and why it has not that one; or nothing.
    """
    with tempfile.TemporaryFile() as file:
        file.write(bytes(2**16))
    sandbox = worker_sandbox(protection, release)
    return sandbox.fallback_reason and f"{sandbox.protection} ({sandbox.fallback_reason})"


# ── in the grading process ─────────────────────────────────────────────────────────────────────────────────


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


def _cores_for(jobs: int) -> tuple[int, ...]:
    """Return the cores on which so many workers are to stay, each on one; none where some would be left over.

    A worker and its sandbox take turns: on one core, each finds in the cache what the other has written.
    """
    cores = tuple(sorted(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else ()
    return cores if jobs >= len(cores) else ()


class WorkerProcesses(ProcessPoolExecutor):
    """Forks of a process that has imported what marks; one of ours would hold the gradebook."""

    def __init__(self, jobs: int, fork_server: ForkServer | None = None) -> None:
        door = fork_server.control if fork_server else None
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload([__name__, "grader.grading.pipeline"])
        with _safe_path():
            forkserver.ensure_running()
        super().__init__(jobs, mp_context=server, initializer=start_worker, initargs=(door, _cores_for(jobs)))

    def stop(self) -> None:
        """End the workers, whatever they are doing."""
        processes = list((self._processes or {}).values())
        for process in processes:
            process.terminate()
        self.shutdown(wait=True, cancel_futures=True)


class Workers:
    """An executor, and another one when a dead worker has broken it. Use it as a context manager."""

    def __init__(self, jobs: int, make: Callable[[int], Executor] = WorkerProcesses) -> None:
        self.jobs, self._make = jobs, make
        self._executor = make(jobs)

    def warm_up(self, tasks: int, function: Callable[..., object], *arguments: Any) -> None:
        """Have as many workers as these tasks will need start with a function, whatever becomes of it.

        Returns when what workers are forks of has imported all it needs. Whoever imports more meanwhile, on two cores,
        holds up the nursery, for which all will wait.
        """
        with suppress(Exception):  # told when the first task is submitted
            for _ in range(min(tasks, self.jobs)):
                self.submit(function, *arguments)

    def submit(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        try:
            return self._executor.submit(function, *arguments)
        except BrokenExecutor:
            self._executor.shutdown(wait=False)
            self._executor = self._make(self.jobs)
            return self._executor.submit(function, *arguments)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error and isinstance(self._executor, WorkerProcesses):
            self._executor.stop()
        else:
            self._executor.shutdown(wait=True, cancel_futures=True)


def grade_all(tasks: Iterable[Task], workers: Workers) -> Iterator[tuple[Task, GradedSubmission]]:
    """Yield tasks with their results as they come; at most two a worker are on their way.

    When a worker dies, all on their way with it are suspects. Each is graded once more, alone: so only the one that
    kills its worker gets a `grader_error`.

    Raises `UserError` where it is the machine that fails.
    """
    waiting = iter(tasks)
    running: dict[Future[GradedSubmission], Task] = {}
    suspects: deque[Task] = deque()
    while True:
        while not suspects and len(running) < 2 * workers.jobs and (task := next(waiting, None)):
            running[workers.submit(grade_task, task)] = task
        for future in wait(running, return_when=FIRST_COMPLETED).done:
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
            yield task, _grade_alone(task, workers)
        elif not running and (task := next(waiting, None)):
            running[workers.submit(grade_task, task)] = task
        elif not running:
            return


def _grade_alone(task: Task, workers: Workers) -> GradedSubmission:
    try:
        return workers.submit(grade_task, task).result()
    except UserError:
        raise
    except Exception:
        check_machine(workers, task.settings.sandbox, task.release)
        return failed(task)


def check_machine(workers: Workers, protection: str, release: Release) -> str:
    """See that workers live and sandboxes start here, so that no submission is blamed for it.

    Returns what a person should know of the sandboxes, or nothing.

    Raises `UserError` where they do not.
    """
    try:
        probes = [workers.submit(probe, protection, release) for _ in range(workers.jobs)]
        return "; ".join(sorted({said for ready in probes if (said := ready.result())}))
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            f"Worker processes fail on this machine: {str(error) or type(error).__name__}.",
            f"Free memory, and space in {tempfile.gettempdir()}; then run the same command again: what is graded is"
            " kept, and it goes on with the rest.",
        ) from error
