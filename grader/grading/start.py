"""The order in which grading starts, so that new submissions are begun soonest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UserError
from grader.sandbox.host.kept_server import fork_server_of

if TYPE_CHECKING:
    from grader.course import Course
    from grader.grading.workers import Graders, Workers
    from grader.sandbox.host.fork_server import Supplier

STAMP = ".stamp.json"
"""`grader.results.stamp.FILE_NAME`, whose module would import too much here."""
FEW = 4
"""Up to so many submissions are done before the sandbox fork server would have tried what libraries do at first use."""


def looks_new(submitted: Path, autograded: Path) -> bool:
    """Does a submission look as if it had come, or changed, since it was graded?

    A guess from dates, which takes microseconds: what is graded is decided by contents.
    """
    try:
        graded = (autograded / STAMP).stat().st_mtime_ns
        with os.scandir(submitted) as entries:
            dates = [
                submitted.stat().st_mtime_ns,
                *(entry.stat(follow_symlinks=False).st_mtime_ns for entry in entries),
            ]
    except OSError:
        return True
    return max(dates) > graded


def fork_server_of_course(course: Course, *, warm_up: bool) -> Supplier:
    """Find or start what supplies a course's sandboxes; where students' code runs unprotected it ends with the command.

    `warm_up` is that of `ForkServer`.
    """
    return fork_server_of(course.root, 0.0 if course.sandbox == "none" else course.minutes_kept, warm_up=warm_up)


@contextmanager
def graders_for(
    course: Course, jobs: int | None, handed_in: Sequence[tuple[str, str]], *, force: bool = False
) -> Iterator[Graders]:
    """Start what grades these submissions, each given by student and assignment; it ends with the context.

    That is worker processes, of which there are `jobs` or as many as cores, or the hosts of the course's scheduler.

    Raises `UserError` where that may not be used.
    """
    if course.scheduler:
        from grader.grading.cluster import Cluster

        with Cluster(course.scheduler, insecure=course.insecure) as cluster:
            yield cluster
        return
    new = [
        name for one, name in handed_in if force or looks_new(course.submitted(one, name), course.autograded(one, name))
    ]
    most = min(jobs or os.cpu_count() or 1, len(handed_in) or 1)
    with started(course, most, new) as workers:
        yield workers


@contextmanager
def started(course: Course, jobs: int, new: Sequence[str]) -> Iterator[Workers]:
    """Start what grading needs and give the workers; all of it ends with the context.

    `new` are the assignments of submissions that will probably be graded, one for each. Where there are any, waiting
    for imports would take longer than grading a small class, so processes that import much start before this one does:

    1. The sandbox fork server, unless one is kept from an earlier command. It imports what students' code may use,
       which takes longest, and every worker waits for it. It is a program of its own, so not even NumPy need be here.
    2. The modules that hand out work, here, and with them NumPy: the fork server imports meanwhile.
    3. The worker fork server, which imports what marks, and as many workers as there is work for, each of which asks
       for a sandbox. This returns when the worker fork server has finished importing. For a single submission there is
       one worker, a fork of this process.

    Import anything else heavy, such as nbgrader, inside the context: on two cores it would delay 1 and 3. Where nothing
    is new there may be nothing to grade: then all of this starts with the first task.
    """
    with ExitStack() as stack:

        def fork_server() -> Supplier:
            warm_up = not new or len(new) > FEW
            return stack.enter_context(closing(fork_server_of_course(course, warm_up=warm_up)))

        servers = [fork_server()] if new else []
        from grader.grading.worker import probe
        from grader.grading.workers import WorkerProcesses, Workers
        from grader.submission.intake import read_release

        def make(count: int) -> WorkerProcesses:
            if not servers:
                servers.append(fork_server())
            return WorkerProcesses(count, servers[0])

        with Workers(jobs, make) as workers:
            if len(new) == 1:
                workers.begin_with_one(WorkerProcesses(1, servers[0], here=True))
            if new:
                with suppress(UserError):  # what is amiss with a release is told when its turn comes
                    workers.warm_up(len(new), probe, course.sandbox, read_release(course, new[0]))
            yield workers
