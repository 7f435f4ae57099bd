"""How many results a second are written: files, stamps and gradebook, by the writer that grading a class uses.

`python -m benchmarks.writer --results 10000`, where nbgrader_config.py lies. A few samples are graded, then their
results are written under as many ids as asked for, in a fresh course folder: nothing is graded meanwhile.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

import click
import nbformat

from benchmarks.classroom import make_class
from grader import catalog
from grader.cli.commands import in_words
from grader.cli.current import current_course
from grader.course import Course
from grader.grading.pipeline import grade
from grader.grading.shared_cells import shared
from grader.grading.writer import Writer
from grader.nbgrader.convert import nbgrader_config
from grader.nbgrader.gradebook import Gradebook
from grader.results.records import GradedSubmission
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release
from grader.submission.submission import Submission
from grader.text.dates import read_date

SAMPLES = 20


@dataclass(frozen=True)
class Part:
    """Results written one after the other: how many, in how many seconds of wall and of this process's processor."""

    results: int
    seconds: float
    processor: float


def graded_samples(course: Course, assignment: str) -> list[GradedSubmission]:
    """Return results of samples."""
    release, settings = read_release(course, assignment), course.settings(assignment)
    date = read_date("2026-11-20 10:00:00 UTC")
    with Sandbox(course.sandbox, None, shared(release)) as sandbox:
        return [
            replace(grade(Submission(student, assignment, text), release, settings, sandbox), handed_in_at=date)
            for student, text in make_class(course, assignment, SAMPLES).items()
        ]


def write(root: Path, db_url: str, graded: list[GradedSubmission], release: str, results: int) -> list[Part]:
    """Write so many results into a course folder and a gradebook; return what each tenth took."""
    assignment, course, parts = graded[0].result.assignment, Course(root), []
    with (
        Gradebook(db_url, nbgrader_config(current_course(), assignment)) as gradebook,
        Writer(course, assignment, gradebook) as writer,
    ):
        gradebook.ensure_assignment(assignment, nbformat.reads(release, as_version=4))
        begun, processor, count = time.monotonic(), time.process_time(), 0
        for number, one in enumerate(islice(cycle(graded), results)):
            writer.add(replace(one, result=replace(one.result, student=f"s{number:06}")), "0" * 64)
            count += 1
            if count == results // 10 or number == results - 1:
                writer.flush()
                parts.append(Part(count, time.monotonic() - begun, time.process_time() - processor))
                begun, processor, count = time.monotonic(), time.process_time(), 0
    return parts


@click.command()
@click.option("--assignment", type=click.Choice(catalog.names()), default="a1_derivatives", help="Whose results.")
@click.option("--results", type=click.IntRange(10), default=2000, show_default=True, help="How many.")
@click.option(
    "--db-url", default="", help="An empty gradebook to use, such as a PostgreSQL server's; default: a new file."
)
@click.option("--folder", type=click.Path(path_type=Path), help="Where to write; default: the temporary folder.")
def main(assignment: str, results: int, db_url: str, folder: Path | None) -> None:
    """Write results and tell how many a second."""
    with in_words():
        course = current_course()
        graded = graded_samples(course, assignment)
        release = course.release(assignment).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory(dir=folder) as place:
            root = Path(place)
            gradebook = root / "gradebook.db"
            parts = write(root, db_url or f"sqlite:///{gradebook}", graded, release, results)
            size = gradebook.stat().st_size if gradebook.exists() else 0
    for part in parts:
        click.echo(
            f"{part.results} results: {part.results / part.seconds:.0f} a second,"
            f" {part.processor / part.results * 1000:.1f} ms of processor each"
        )
    total = sum(part.results for part in parts)
    seconds = sum(part.seconds for part in parts)
    click.echo(
        f"{total} results in {seconds:.1f} s: {total / seconds:.0f} a second; gradebook {size / 2**20:.0f} MiB;"
        f" load average {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
