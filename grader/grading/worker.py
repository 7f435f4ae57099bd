"""In a worker: a task in, a graded submission out.

What grades is imported where it is used: the process that only hands out tasks names `grade_task`, and begins sooner
without it.

A worker keeps its sandbox between submissions. It imports neither nbgrader nor the gradebook, and what it needs travels
in its task, so a worker may live on another machine: any `concurrent.futures.Executor` will do.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import os
import re
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from grader.course import Settings
from grader.errors import SandboxError
from grader.grading.task import Task
from grader.results.records import GradedSubmission
from grader.sandbox.host.fork_server import NOTHING_SHARED, Supplier
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.submission import Release, Submission
from grader.verdict import Verdict

T = TypeVar("T")
GRACE_SECONDS = 2.0
"""How long a worker may take to tidy up after it is told to end."""


class WorkerState:
    """A worker's sandbox, made when it is first needed, and anew for another assignment or after it has failed.

    A sandbox runs one submission at a time, so whoever uses it holds a lock: threads of one worker take turns.
    `fork_server` is the control socket of a `ForkServer` that supplies sandboxes; without it each starts its own, by
    `start` if that is given.
    """

    def __init__(self, fork_server: socket.socket | None = None) -> None:
        self._fork_server = fork_server
        self.start: Callable[[], Supplier] | None = None
        self._lock = threading.Lock()
        self._sandbox: Sandbox | None = None
        self._made_for: tuple[str, Release] | None = None

    @contextmanager
    def sandbox(self, protection: str, release: Release) -> Iterator[Sandbox]:
        """Give the sandbox, ready for an assignment, to one user at a time; after a `SandboxError` it is closed.

        Raises `UserError` where the protection does not work on this machine, `SandboxError` where it does not start.
        """
        with self._lock:
            if self._sandbox is None or self._made_for != (protection, release):
                self.close()
                self._sandbox, self._made_for = self._start(protection, release), (protection, release)
            try:
                yield self._sandbox
            except SandboxError:
                self.close()
                raise

    def _start(self, protection: str, release: Release) -> Sandbox:
        from grader.grading.shared_cells import shared

        given = shared(release)
        for fork_server, share in (
            (self._fork_server, given),
            (self._fork_server, NOTHING_SHARED),  # a cell of the course's own ends the process: each submission runs it
            (None, given),  # the fork server may have died; then the sandbox has its own
        ):
            with suppress(SandboxError):
                return Sandbox(protection, fork_server, share, self.start)
        return Sandbox(protection)

    def close(self) -> None:
        """End the sandbox, if there is one."""
        sandbox, self._sandbox = self._sandbox, None
        if sandbox:
            sandbox.close()


_state = WorkerState()
"""Of this process. An executor calls functions, not methods of an object that lives in its workers."""


def worker_state() -> WorkerState:
    """Return the state of this process: `start_worker`'s, or one without a fork server where nobody has called that."""
    return _state


def grade_task(task: Task, state: WorkerState | None = None) -> GradedSubmission:
    """Grade one submission. Where the sandbox fails, try once with a new one, then leave it to a person.

    Raises `UserError` where the machine lacks what the sandbox needs; `Starved` where other processes had the processor
    for so long that the submission could not be judged.
    """
    from grader.grading.pipeline import grade

    with suppress(SandboxError):
        return in_sandbox(grade, task, state)
    return failed(task)


def in_sandbox(
    function: Callable[[Submission, Release, Settings, Sandbox], T], task: Task, state: WorkerState | None = None
) -> T:
    """Call a function with a submission and this worker's sandbox; where that fails, once more with a new one.

    Raises what `grade_task` raises, and `SandboxError` where it fails again, or has failed only after the time of a
    whole notebook.
    """
    state = state or worker_state()
    too_late = time.monotonic() + task.settings.limits.notebook_seconds
    try:
        with state.sandbox(task.settings.sandbox, task.release) as sandbox:
            return function(task.submission, task.release, task.settings, sandbox)
    except SandboxError:
        if time.monotonic() > too_late:
            raise
    with state.sandbox(task.settings.sandbox, task.release) as sandbox:
        return function(task.submission, task.release, task.settings, sandbox)


def failed(task: Task, code: str = "sandbox") -> GradedSubmission:
    """Return the result of a submission that we could not grade: no score until a person gives one."""
    from grader.grading.pipeline import ungraded
    from grader.marking import messages
    from grader.marking.outcome import Outcome

    outcome = Outcome(Verdict.GRADER_ERROR, code, messages.GRADER_ERROR)
    return ungraded(task.submission, task.release, task.settings, outcome)


def probe(protection: str, release: Release) -> str:
    """Do what every task needs: run, write a little to the temporary folder, start a sandbox.

    Returns which protection it has where there is a stronger one, and why it has not that one; or nothing.

    Raises what `WorkerState.sandbox` raises, and OSError where nothing can be written.
    """
    with tempfile.TemporaryFile() as file:
        file.write(bytes(2**16))
    with worker_state().sandbox(protection, release) as sandbox:
        return weaker_than_possible(sandbox)


def weaker_than_possible(sandbox: Sandbox) -> str:
    """Return which protection a sandbox has where there is a stronger one, and why it has not that one; or nothing."""
    return sandbox.fallback_reason and f"{sandbox.protection} ({sandbox.fallback_reason})"


# ── its beginning and its end ──────────────────────────────────────────────────────────────────────────────


def start_worker(fork_server: socket.socket | None = None, cores: Sequence[Sequence[int]] = ()) -> None:
    """Make this process a worker: the initializer of `WorkerProcesses`.

    Sandboxes come from `fork_server`. Of the sets in `cores`, if there are any, this worker stays on one. It leaves
    Ctrl-C to its parent, tidies up when it is told to end, and ends with the parent however that ends.
    """
    global _state  # noqa: PLW0603  # an executor has no other way to equip a worker
    _state = WorkerState(fork_server)
    if cores:
        number = re.findall(r"\d+", multiprocessing.current_process().name)[-1]  # children are numbered
        os.sched_setaffinity(0, cores[int(number) % len(cores)])
    multiprocessing.util.Finalize(None, _tidy_up, exitpriority=0)  # a worker is told of no other end
    signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which the sandbox would inherit, nor blocked
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, _end)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _tidy_up() -> None:
    """Close what this worker has; being told to end once more must not interrupt that."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _state.close()


def _end_after(parent: Any) -> None:
    """A worker holds both ends of the pool's pipes: it would never notice by itself that nobody is left."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(2 * GRACE_SECONDS)
    os._exit(1)  # Python handles no signal that comes in the moment before the main thread waits for work


def _end(*_: object) -> None:
    last_word = threading.Timer(GRACE_SECONDS, os._exit, (1,))
    last_word.daemon = True
    last_word.start()
    sys.exit(1)
