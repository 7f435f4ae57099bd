"""What a submission costs on a Dask cluster, and where: processor time in each place, and bytes on their way.

`python -m benchmarks.cluster`, where nbgrader_config.py lies; it needs `make cluster`. A scheduler and a host start on
this machine. When a few submissions are graded, by which all is warm, a class is; nothing is written.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
import psutil

from benchmarks.classroom import make_class
from grader import catalog
from grader.cli.commands import in_words
from grader.cli.current import current_course
from grader.course import Course
from grader.grading import host
from grader.grading.cluster import Cluster
from grader.grading.task import Task
from grader.grading.workers import grade_all
from grader.processes import cores
from grader.submission.intake import read_release
from grader.submission.submission import Submission

PORT = 18786
OURS = "the process that hands out tasks, and its readers"


def tasks_of(course: Course, assignment: str, size: int) -> list[Task]:
    """Return tasks, the assignment's samples in turn."""
    release, settings = read_release(course, assignment), course.settings(assignment)
    class_ = make_class(course, assignment, size)
    return [Task(Submission(student, assignment, text), release, settings) for student, text in class_.items()]


@contextmanager
def running(commands: Sequence[Sequence[str]]) -> Iterator[list[psutil.Process]]:
    """Give programs that run in a folder of their own, and end them."""
    with tempfile.TemporaryDirectory() as folder:
        programs = [
            subprocess.Popen([sys.executable, "-m", *one], cwd=folder, stderr=subprocess.DEVNULL) for one in commands
        ]
        try:
            yield [psutil.Process(one.pid) for one in programs]
        finally:
            for one in reversed(programs):
                one.terminate()
                one.wait()


def processor(process: psutil.Process) -> float:
    """Return the seconds of processor that a process and its descendants have used, those that have ended included."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        times = one.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


@click.command()
@click.option("--assignment", type=click.Choice(catalog.names()), default="a1_derivatives", help="Whose samples.")
@click.option("--size", type=click.IntRange(1), default=400, show_default=True, help="Submissions.")
def main(assignment: str, size: int) -> None:
    """Grade a class on a cluster and tell what a submission costs in each place."""
    with in_words():
        course = current_course()
        tasks = tasks_of(course, assignment, size)
    address = f"tcp://127.0.0.1:{PORT}"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(PORT), "--no-dashboard"]
    with running([scheduler, ["grader", "worker", address]]) as programs, Cluster(address) as cluster:
        places = dict(zip(("scheduler", "host", OURS), [*programs, psutil.Process()], strict=True))
        cluster.make_room(size)
        cluster.probe(course.sandbox, tasks[0].release)
        list(grade_all(tasks[: 4 * cores()], cluster))
        before = {name: processor(place) for name, place in places.items()}
        began = time.monotonic()
        graded = [one for _, one in grade_all(tasks, cluster)]
        seconds = time.monotonic() - began
        used = {name: processor(place) - before[name] for name, place in places.items()}
    own = used.pop(OURS) - sum(used.values())  # the programs are its children
    for name, spent in {**used, OURS: own}.items():
        click.echo(f"{name}: {spent / size * 1000:.1f} ms of processor for each submission")
    packed = sum(len(host.packed(task)) for task in tasks) / size
    notebooks = sum(len(one.notebook.encode()) for one in graded) / size
    release = len(pickle.dumps(tasks[0].release))
    click.echo(f"a task has {packed / 1000:.1f} kB, the release, sent once, {release / 1000:.1f} kB")
    click.echo(f"an autograded notebook, made here, has {notebooks / 1000:.1f} kB")
    click.echo(f"{size} in {seconds:.1f} s: {size / seconds:.1f} a second; load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
