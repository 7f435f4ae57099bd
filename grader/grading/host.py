"""A grading host: a machine that grades for another one, as many submissions at a time as it has cores.

A Dask worker calls `grade_here` and `probe_here`, in as many threads as it likes: behind them are worker processes and
a fork server of this machine's own, as in `grader autograde`. Nothing here imports Dask.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import lru_cache

from grader.course import Settings
from grader.errors import SandboxError, Starved, UserError
from grader.grading.reply import plain, to_bytes
from grader.grading.task import Task
from grader.grading.worker import in_sandbox, probe, weaker_than_possible
from grader.grading.workers import WorkerProcesses, Workers
from grader.processes import cores
from grader.results.stamp import code_digest, code_facts
from grader.sandbox.host.fork_server import ForkServer
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.submission import Release, Submission


class Host:
    """The worker processes of this machine. They start with the first task, and anew when their fork server has ended.

    A worker that has lost its fork server would start one for itself, with each new sandbox, and no template process:
    everything would still be graded, many times slower, for as long as the host lives.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._fork_server: ForkServer | None = None
        self._workers: Workers | None = None
        self.has_other_code = False
        """Than whoever asked last."""

    def submit(self, function: Callable[..., bytes], *arguments: object) -> Future[bytes]:
        """Have a worker process call a function. Any thread may ask."""
        with self._lock:
            if self._workers is None or self._fork_server is None or self._fork_server.has_ended():
                self._end()
                self._fork_server = server = ForkServer()
                self._workers = Workers(self._jobs, lambda jobs: WorkerProcesses(jobs, server))
            return self._workers.submit(function, *arguments)

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._workers:
            self._workers.end()
        if self._fork_server:
            self._fork_server.close()
        self._workers = self._fork_server = None


@lru_cache(maxsize=1)
def this_host() -> Host:
    """Return the host that this process is: Dask calls functions, not methods of an object that lives here."""
    return Host(cores())


# ── called by a Dask worker ────────────────────────────────────────────────────────────────────────────────


def packed(task: Task) -> bytes:
    """Return a task without its release, with the bytes of its documents, as `grade_here` takes it.

    Raises OSError where a document cannot be read.
    """
    submission = task.submission
    documents = tuple(document.carried() for document in submission.documents)
    return pickle.dumps((replace(submission, documents=documents), task.settings))


def grade_here(task: bytes, release: bytes, code: str) -> bytes:
    """Run and mark a submission; the reply is one of `grader.grading.reply`.

    Parameters
    ----------
    task
        What `packed` returned.
    release
        The pickled `Release`, which comes once for a class.
    code
        The digest of the code by which it is to be marked.

    """
    return _answer(code, lambda: this_host().submit(run_task, Task(*_with_release(task, release))))


def probe_here(protection: str, release: bytes, code: str) -> bytes:
    """See that a sandbox starts here; the reply says which protection it has where there is a stronger one."""
    return _answer(code, lambda: this_host().submit(probe_task, protection, _release(release)))


def _answer(code: str, ask: Callable[[], Future[bytes]]) -> bytes:
    this_host().has_other_code = other = code != code_digest()
    if other:
        return to_bytes({"other_code": code_facts()})
    try:
        return ask().result()
    except UserError as error:
        return to_bytes({"refused": [error.what, error.remedy]})
    except Starved:
        return to_bytes({"starved": True})
    except Exception as error:  # of which Dask would make a pickle
        return to_bytes({"lost": str(error) or type(error).__name__})


def _with_release(task: bytes, release: bytes) -> tuple[Submission, Release, Settings]:
    submission, settings = pickle.loads(task)
    return submission, _release(release), settings


@lru_cache(maxsize=4)
def _release(release: bytes) -> Release:
    made: Release = pickle.loads(release)
    return made


# ── called in its worker processes ─────────────────────────────────────────────────────────────────────────


def run_task(task: Task) -> bytes:
    """Run and mark a submission.

    Raises what `grade_task` raises.
    """
    try:
        return in_sandbox(_marked, task)
    except SandboxError:
        return to_bytes({"failed": "sandbox"})


def _marked(submission: Submission, release: Release, settings: Settings, sandbox: Sandbox) -> bytes:
    from grader.grading.pipeline import run_and_mark

    marked = run_and_mark(submission, release, settings, sandbox)
    return to_bytes({"marked": plain(marked), "weaker": weaker_than_possible(sandbox)})


def probe_task(protection: str, release: Release) -> bytes:
    """Do as `probe` does."""
    return to_bytes({"weaker": probe(protection, release)})
