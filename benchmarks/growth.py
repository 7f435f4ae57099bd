"""How time and memory of the process that hands out and writes grow with the class: nothing is graded meanwhile.

`python -m benchmarks.growth --sizes 200,2000,20000`, where nbgrader_config.py lies. A few samples are graded; in
place of workers, `Ready` then gives each submission of a class one of their results. Each size has a process of its
own, which marks the class and then finds that nothing has changed.
"""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Collection, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path

import click
import nbformat

from benchmarks.classroom import lay_out_ours, make_class
from benchmarks.writer import SAMPLES, graded_samples
from grader import catalog
from grader.cli.commands import in_words
from grader.cli.current import current_course
from grader.course import Course
from grader.grading.class_run import autograde, choose_students
from grader.grading.task import Task
from grader.nbgrader.convert import nbgrader_config
from grader.nbgrader.gradebook import Gradebook
from grader.results.records import GradedSubmission
from grader.submission.submission import Release


@dataclass
class Ready:
    """Graders that have the results already, by the submission's notebook."""

    results: dict[str, GradedSubmission]
    jobs: int = 2
    weaker: set[str] = field(default_factory=set)
    sent_away: set[str] = field(default_factory=set)

    def make_room(self, tasks: int) -> None:
        """Do nothing."""

    def probe(self, protection: str, release: Release) -> None:
        """Do nothing."""

    def grade(self, task: Task) -> Future[GradedSubmission]:
        """Return the result under the submission's student and date."""
        done: Future[GradedSubmission] = Future()
        student = task.submission.student
        graded = self.results[kind_of(student)]
        own = replace(graded.result, student=student)
        done.set_result(replace(graded, result=own, handed_in_at=task.submission.handed_in_at))
        return done

    @staticmethod
    def wait(running: Collection[Future[GradedSubmission]]) -> Collection[Future[GradedSubmission]]:
        """Return all: each is done."""
        return list(running)


def kind_of(student: str) -> str:
    """Return the sample's name in an id such as ``s00012_right_solution``."""
    return student.partition("_")[2]


def without_pictures(graded: GradedSubmission) -> GradedSubmission:
    """Return a result whose notebook has no picture, so that 20,000 of them fit on a disk."""
    notebook = nbformat.reads(graded.notebook, as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop("image/png", None)
    return replace(graded, notebook=nbformat.writes(notebook))


@dataclass(frozen=True)
class Part:
    """What a run took: seconds of this process's processor and of wall, and the most memory in MiB until its end."""

    processor: float
    wall: float
    peak: float


def mark(course: Course, assignment: str, graders: Ready) -> Part:
    """Mark a class as `grader autograde` does, and tell what that took."""
    wall, processor = time.monotonic(), time.process_time()
    with Gradebook(course.db_url, nbgrader_config(course, assignment)) as gradebook:
        students = choose_students(course, assignment, "*")
        autograde(course, assignment, students, graders, gradebook, lambda _, __: nullcontext(lambda _: None))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Part(time.process_time() - processor, time.monotonic() - wall, peak)


def in_own_process(course: Course, assignment: str, graders: Ready) -> None:
    """Mark a class twice in a fork, and print what each run took."""
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return
    for what in ("marked", "nothing changed"):
        part = mark(course, assignment, graders)
        click.echo(f"  {what}: {part.processor:.1f} s of processor, {part.wall:.1f} s, peak {part.peak:.0f} MiB")
    os._exit(0)


def sizes_of(text: str) -> Sequence[int]:
    """Return numbers that are written with commas between them."""
    return [int(one) for one in text.split(",")]


@click.command()
@click.option("--assignment", type=click.Choice(catalog.names()), default="a5_neuron", help="Whose samples.")
@click.option("--sizes", default="200,2000,20000", show_default=True, help="Submissions of each class.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to write; default: the temporary folder.")
def main(assignment: str, sizes: str, folder: Path | None) -> None:
    """Hand out and write classes of several sizes, and tell what each took."""
    with in_words():
        course = current_course()
        graded = [without_pictures(one) for one in graded_samples(course, assignment)]
        samples = make_class(course, assignment, SAMPLES)
    graders = Ready({kind_of(one.result.student): one for one in graded})
    for size in sizes_of(sizes):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            root = Path(place) / "course"
            dealt = enumerate(islice(cycle(samples.items()), size))
            class_ = {f"s{number:06}_{kind_of(student)}": text for number, (student, text) in dealt}
            own = lay_out_ours(course, assignment, class_, root)
            click.echo(f"{size} submissions, load average {os.getloadavg()[0]:.1f}")
            in_own_process(own, assignment, graders)
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
