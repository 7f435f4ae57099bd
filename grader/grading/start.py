"""The order in which grading starts, so that a class of new submissions is begun soonest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING

from grader.errors import UserError
from grader.sandbox.host.fork_server import ForkServer

if TYPE_CHECKING:
    from grader.course import Course
    from grader.grading.workers import Workers


@contextmanager
def started(course: Course, jobs: int, new: Sequence[str]) -> Iterator[Workers]:
    """Start what grading needs and give the workers; all of it ends with the context.

    `new` are the assignments of submissions that were never graded, one for each. Where there are any, waiting for
    imports would take longer than grading a small class, so processes that import much start before this one does:

    1. The sandbox fork server. It imports what students' code may use, which takes longest, and every worker waits for
       it. It is a program of its own, so not even NumPy need be here.
    2. The modules that hand out work, here, and with them NumPy: the fork server imports meanwhile.
    3. The worker fork server, which imports what marks, and as many workers as there is work for, each of which asks
       for a sandbox. This returns when the worker fork server has finished importing.

    Import anything else heavy, such as nbgrader, inside the context: on two cores it would delay 1 and 3. Where nothing
    is new there may be nothing to grade: then workers start when they get their first task, and each sandbox its own
    fork server.
    """
    with closing(ForkServer()) if new else nullcontext() as fork_server:
        from grader.grading.worker import probe
        from grader.grading.workers import WorkerProcesses, Workers
        from grader.submission.intake import read_release

        with Workers(jobs, partial(WorkerProcesses, fork_server=fork_server)) as workers:
            if new:
                with suppress(UserError):  # what is amiss with a release is told when its turn comes
                    workers.warm_up(len(new), probe, course.sandbox, read_release(course, new[0]))
            yield workers
