"""`python -m benchmarks.repeats`: are results the same bytes in every run, whatever the order and number of workers?

Run it where nbgrader_config.py lies. Each round grades all samples of an assignment in another order. It prints what
differs from the first round, and exits with 1 if anything does.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from grader import catalog
from grader.authoring.samples import hand_in, load_samples
from grader.authoring.verify import SAMPLE_LIMITS
from grader.cli.commands import in_words
from grader.cli.current import current_course
from grader.course import Course, Settings
from grader.grading.task import Task
from grader.grading.workers import Workers, grade_all
from grader.results.records import GradedSubmission
from grader.results.result import to_json
from grader.submission.intake import read_release, read_submission


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="For each number of workers.")
@click.option(
    "--jobs", type=click.IntRange(1), multiple=True, default=(1, 2, 4), show_default=True, help="Numbers of workers."
)
def main(assignments: Sequence[str], rounds: int, jobs: Sequence[int]) -> None:
    """Grade the samples of ASSIGNMENTS (default: all) in shuffled rounds and compare."""
    with in_words():
        course = current_course()
        differ = [line for name in assignments or catalog.names() for line in _compare(course, name, rounds, jobs)]
    for line in differ:
        click.echo(line)
    raise SystemExit(bool(differ))


def _compare(course: Course, name: str, rounds: int, jobs: Sequence[int]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        tasks = list(_tasks(course, replace(course, root=Path(folder)), name))
        first: dict[str, str] = {}
        order = random.Random(0)  # an order, no secret
        for number in jobs:
            for turn in range(rounds):
                order.shuffle(tasks)
                with Workers(number) as workers:
                    found = {task.submission.student: _digest(graded) for task, graded in grade_all(tasks, workers)}
                first = first or found
                for student in sorted(found):
                    if found[student] != first[student]:
                        yield f"{name}: {student} differs in round {turn + 1} with {number} workers"
        click.echo(f"{name}: {len(tasks)} samples, {rounds * len(jobs)} rounds", err=True)


def _tasks(course: Course, place: Course, name: str) -> Iterator[Task]:
    """Yield a task for each sample, handed in at `place`."""
    release = read_release(course, name)
    settings = Settings(course.seed, course.language, SAMPLE_LIMITS)
    for sample in load_samples(course.root / "tests" / "submissions" / name):
        hand_in(sample, course.root, place.submitted(sample.name, name))
        yield Task(read_submission(place, sample.name, name, catalog.find(name).documents), release, settings)


def _digest(graded: GradedSubmission) -> str:
    return hashlib.sha256((to_json(graded.result) + graded.notebook).encode(errors="surrogateescape")).hexdigest()


if __name__ == "__main__":
    main()
