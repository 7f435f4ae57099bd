"""Everything measured, in one go: each side grades the same class from nothing, one after the other."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks import floor
from benchmarks.classroom import (
    Submissions,
    command,
    environment,
    generate,
    last_line,
    lay_out_ours,
    lay_out_stock,
    make_class,
    part_of,
)
from benchmarks.figures import Agreement, Batch, Marks, agreement, fastest
from benchmarks.measure import Run, run
from grader.course import Course
from grader.errors import UserError
from grader.results.result import from_json

STARTS = 7
"""How often a short command is tried; the fastest counts."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class Machine:
    """Where it was measured, and how busy that was with other things before."""

    cores: int
    processor: str
    python: str
    nbgrader: str
    load: float


@dataclass(frozen=True)
class Comparison:
    """One class, graded by three commands."""

    assignment: str
    jobs: int
    rounds: int
    ours: Batch
    through_nbgrader: Batch
    stock: Batch
    agreement: Agreement
    same_results: int
    """How many ``results.json`` are byte for byte the same from `nbgrader autograde` and `grader autograde`."""
    regrade: float
    floor: float
    help: float
    bare: float


@dataclass(frozen=True)
class Growth:
    """Two classes of different size, graded by `grader autograde`."""

    assignment: str
    jobs: int
    small: Batch
    large: Batch


def this_machine() -> Machine:
    """Describe this machine. Ask before anything is measured."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.machine()
    return Machine(
        len(os.sched_getaffinity(0)), processor, platform.python_version(), version("nbgrader"), os.getloadavg()[0]
    )


# ── side by side ───────────────────────────────────────────────────────────────────────────────────────────


def compare(
    course: Course, assignment: str, *, size: int, stock_size: int, jobs: int, rounds: int, say: Say
) -> Comparison:
    """Grade a class with this package, with nbgrader through it, and with stock nbgrader; in turns, if in rounds.

    nbgrader grades a part of the class, drawn evenly. Of several rounds the fastest counts, on each side.

    Raises `UserError` where a command fails.
    """
    everyone = make_class(course, assignment, size)
    part = part_of(everyone, stock_size)
    ours: list[Batch] = []
    through_nbgrader: list[Batch] = []
    stock: list[Batch] = []
    with tempfile.TemporaryDirectory(prefix="grader-bench-") as folder:
        root = Path(folder)
        for number in range(rounds):
            here = root / str(number)
            say(f"round {number + 1} of {rounds}: laying out {size} submissions")
            one = lay_out_ours(course, assignment, everyone, here / "ours")
            two = lay_out_ours(course, assignment, part, here / "through_nbgrader")
            generate(two.root, assignment)
            three = lay_out_stock(course, assignment, part, here / "stock")
            say(f"grader autograde: {size} submissions, {jobs} workers")
            ours.append(batch(one, assignment, everyone, grading(assignment, jobs), fine=(0, 1)))
            say(f"nbgrader autograde through this package: {len(part)} submissions")
            through_nbgrader.append(batch(two, assignment, part, [command("nbgrader"), "autograde", assignment]))
            say(f"stock nbgrader autograde: {len(part)} submissions")
            stock.append(batch(three, assignment, part, [command("nbgrader"), "autograde", assignment]))
        say("grader autograde again, nothing changed")
        again = run(grading(assignment, jobs), one.root, environment(), watch=False)
        if f"{size} of them unchanged" not in again.said:
            raise UserError("A second run graded unchanged submissions again.", last_line(again.said))
        say("the same cells and calls without isolation")
        warm = _floor(one, assignment, jobs)
        marks, followed = our_marks(one, assignment)
        return Comparison(
            assignment,
            jobs,
            rounds,
            fastest(ours),
            fastest(through_nbgrader),
            fastest(stock),
            agreement(marks, stock_marks(three, assignment), followed),
            sum(_same(one, two, student, assignment) for student in part),
            again.seconds,
            warm,
            quickest([command("grader"), "--help"], root),
            quickest([sys.executable, "-c", "pass"], root),
        )


def grow(course: Course, assignment: str, *, sizes: tuple[int, int], jobs: int, say: Say) -> Growth:
    """Grade a class and a larger one with this package.

    Raises `UserError` where a command fails.
    """
    batches = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="grader-bench-") as folder:
            say(f"grader autograde: {size} submissions, {jobs} workers")
            everyone = make_class(course, assignment, size)
            scratch = lay_out_ours(course, assignment, everyone, Path(folder) / "ours")
            batches.append(batch(scratch, assignment, everyone, grading(assignment, jobs), fine=(0, 1)))
    return Growth(assignment, jobs, *batches)


# ── one command ────────────────────────────────────────────────────────────────────────────────────────────


def grading(assignment: str, jobs: int) -> list[str]:
    return [command("grader"), "autograde", assignment, "--jobs", str(jobs)]


def batch(
    course: Course, assignment: str, students: Submissions, what: Sequence[str], *, fine: Sequence[int] = (0,)
) -> Batch:
    """Run a grading command and see when each student's notebook was there.

    Raises `UserError` where it fails or leaves one out.
    """
    done = run(what, course.root, environment())
    name = " ".join([Path(what[0]).name, *what[1:]])
    if done.code not in fine:
        raise UserError(f"`{name}` failed: {last_line(done.said)}", "Try it by hand in a course like it.")
    return Batch(_written(course, assignment, students, done, name), done.seconds, done.peak)


def _written(course: Course, assignment: str, students: Submissions, done: Run, name: str) -> tuple[float, ...]:
    paths = [course.autograded(student, assignment) / f"{assignment}.ipynb" for student in students]
    missing = [path.parent.parent.name for path in paths if not path.is_file()]
    if missing:
        raise UserError(f"`{name}` did not grade {', '.join(missing[:5])}.", last_line(done.said))
    return tuple(path.stat().st_mtime - done.started for path in paths)


def quickest(what: Sequence[str], cwd: Path) -> float:
    """Return the shortest of several runs of a short command."""
    return min(run(what, cwd, environment(), watch=False).seconds for _ in range(STARTS))


def _floor(course: Course, assignment: str, jobs: int) -> float:
    alike = {  # what a sandbox gives to students' code as well
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    done = run(floor.command(course.root, assignment, jobs), course.root, environment() | alike, watch=False)
    if done.code:
        raise UserError(f"The cells do not run without isolation: {last_line(done.said)}", "Try them in a notebook.")
    return float(last_line(done.said))


# ── scores ─────────────────────────────────────────────────────────────────────────────────────────────────


def our_marks(course: Course, assignment: str) -> tuple[Marks, frozenset[tuple[str, str]]]:
    """Return which questions have full marks, and which of these by follow-through."""
    marks, followed = {}, set()
    for path in course.root.glob(f"autograded/*/{assignment}/results.json"):
        result = from_json(path.read_text(encoding="utf-8"))
        for question in result.questions:
            key = result.student, question.grade_id
            marks[key] = question.score == question.points
            if question.code == "follow_through":
                followed.add(key)
    return marks, frozenset(followed)


def stock_marks(course: Course, assignment: str) -> Marks:
    """Return which questions have full marks in nbgrader's gradebook."""
    from nbgrader.api import Gradebook

    with closing(Gradebook(course.db_url)) as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score == grade.max_score
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
            if grade.cell.cell_type == "code"  # what is written in words waits for a person on both sides
        }


def _same(one: Course, other: Course, student: str, assignment: str) -> bool:
    left, right = (course.autograded(student, assignment) / "results.json" for course in (one, other))
    return left.read_bytes() == right.read_bytes()
