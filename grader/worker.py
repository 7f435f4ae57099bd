"""Grading in worker processes: a task in, a graded submission out.

A worker keeps its sandbox between submissions. It imports neither nbgrader nor the gradebook, and what it needs travels
in its task, so a worker may live on another machine.
"""

from __future__ import annotations

import functools
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass

import nbformat

from grader import messages
from grader.grading import Graded, Release, Settings, grade, ungraded
from grader.sandbox.session import Sandbox, SandboxError
from grader.submission import Submission
from grader.verdict import Verdict


@dataclass(frozen=True)
class Task:
    """All that a worker needs for one submission."""

    submission: Submission
    release: Release
    settings: Settings


def grade_task(task: Task) -> Graded:
    """Grade one submission in a worker. Where the sandbox fails, try once with a new one, then ask for a human."""
    for _ in range(2):
        try:
            return grade(task.submission, task.release, task.settings, worker_sandbox(task.settings.sandbox))
        except SandboxError:
            worker_sandbox.cache_clear()
    return failed(task)


def failed(task: Task) -> Graded:
    """Return the result of a submission that we could not grade."""
    original = nbformat.reads(task.release.notebook, as_version=4)
    return ungraded(
        task.submission,
        original,
        task.settings,
        "sandbox",
        messages.GRADER_ERROR,
        damaged=False,
        verdict=Verdict.GRADER_ERROR,
    )


@functools.cache
def worker_sandbox(protection: str) -> Sandbox:
    """Return this worker's sandbox."""
    return Sandbox(protection)


def worker_pool(jobs: int) -> Executor:
    """Return an executor of processes that start afresh: a fork would inherit the gradebook's connection."""
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def grade_all(tasks: Iterable[Task], executor: Executor) -> Iterator[Graded]:
    """Yield results as they come. A worker that dies costs its submission a `grader_error`, no other."""
    waiting = {executor.submit(grade_task, task): task for task in tasks}
    for future in as_completed(waiting):
        error = future.exception()
        yield failed(waiting[future]) if error else future.result()
