"""A class, graded: reads what was submitted, maps `grade` over an executor, and writes what comes back.

One process writes; the others only grade. What a submission needs travels in its task, what was found travels back.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from fnmatch import fnmatchcase
from pathlib import Path

import nbformat

from grader import questions
from grader.course import Course
from grader.errors import UserError
from grader.gradebook import Gradebook, read_timestamp
from grader.grading import Graded, Release, Settings
from grader.results import FILE_NAME, Result, to_json
from grader.submission import MAX_BYTES, OTHER_NAME, TOO_LARGE, Submission
from grader.worker import Task, grade_all

MAX_FILES_BYTES = 10 * 2**20
"""Bytes of other submitted files that are laid beside the notebook; more are left out."""

# ── what there is ──────────────────────────────────────────────────────────────────────────────────────────


def submissions(course: Course, assignment: str, pattern: str = "*") -> list[str]:
    """Return the students who handed in an assignment, sorted."""
    folder = course.root / "submitted"
    students = sorted(path.name for path in folder.iterdir() if (path / assignment).is_dir()) if folder.is_dir() else []
    return [student for student in students if fnmatchcase(student, pattern)]


def choose_assignments(course: Course, name: str | None) -> tuple[str, ...]:
    """Return the assignments to grade: the one named, or all that someone handed in.

    Raises `UserError` for an unknown name, and where nothing was handed in.
    """
    if name is not None and name not in questions.names():
        raise UserError(f"There is no assignment {name}.", f"Assignments are: {', '.join(questions.names())}.")
    if name is not None:
        return (name,)
    found = tuple(name for name in questions.names() if submissions(course, name))
    if not found:
        raise UserError(
            f"Nothing was handed in: {course.root / 'submitted'} holds no submission.",
            "Collect the submissions first; they belong in submitted/<student>/<assignment>/.",
        )
    return found


def choose_students(course: Course, assignment: str, pattern: str) -> list[str]:
    """Return the students to grade.

    Raises `UserError` where nobody matches.
    """
    students = submissions(course, assignment, pattern)
    if not students:
        everyone = submissions(course, assignment)
        known = f"Students who did are: {', '.join(everyone)}." if everyone else "Collect the submissions first."
        raise UserError(f"No student matching {pattern} handed in {assignment}.", known)
    return students


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def read_release(course: Course, assignment: str) -> Release:
    """Return what students were given.

    Raises `UserError` where the release is not built.
    """
    path = course.release(assignment)
    if not path.is_file():
        raise UserError(f"{path} is not there.", f"Run `grader build {assignment}` first.")
    return Release(path.read_text(encoding="utf-8"), read_files(path.parent))


def read_submission(course: Course, student: str, assignment: str) -> Submission:
    """Return what a student handed in, with the reason if its notebook must not be read."""
    folder = course.submitted(student, assignment)
    path = folder / f"{assignment}.ipynb"
    files = read_files(folder)
    if not path.is_file():
        others = sorted(other.name for other in folder.glob("*.ipynb"))
        renamed = OTHER_NAME.fill(name=assignment, others=", ".join(others))
        return Submission(student, assignment, None, files, ("other_name", renamed) if others else None)
    size = path.stat().st_size
    if size > MAX_BYTES:
        message = TOO_LARGE.fill(size=size / 2**20, limit=MAX_BYTES / 2**20)
        return Submission(student, assignment, None, files, ("too_large", message))
    return Submission(student, assignment, path.read_bytes(), files)


def read_files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    """Return the files beside a notebook, sorted, up to `MAX_FILES_BYTES`; no links, no notebooks."""
    files: list[tuple[str, bytes]] = []
    left = MAX_FILES_BYTES
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.suffix == ".ipynb" or path.name == "timestamp.txt":
            continue
        left -= path.stat().st_size
        if left < 0:
            break
        files.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    return tuple(files)


# ── grading ────────────────────────────────────────────────────────────────────────────────────────────────


def autograde(
    course: Course, assignment: str, students: list[str], executor: Executor, report: Callable[[Result], None]
) -> list[Result]:
    """Grade an assignment of these students: autograded notebooks, ``results.json`` and gradebook are written.

    `report` is called with each result once it is stored. Returns the results sorted by student.
    """
    release = read_release(course, assignment)
    settings = Settings(course.seed, course.language, course.limits, course.sandbox)
    tasks = [Task(read_submission(course, student, assignment), release, settings) for student in students]
    results = []
    with Gradebook(course.db_url) as gradebook:
        gradebook.ensure_assignment(assignment, nbformat.reads(release.notebook, as_version=4))
        for graded in grade_all(tasks, executor):
            store(course, gradebook, graded)
            results.append(graded.result)
            report(graded.result)
    return sorted(results, key=lambda result: result.student)


def store(course: Course, gradebook: Gradebook, graded: Graded) -> None:
    """Write one submission's notebook, results and scores."""
    result = graded.result
    folder = course.autograded(result.student, result.assignment)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = course.submitted(result.student, result.assignment) / "timestamp.txt"
    timestamp = read_timestamp(stamp.read_text(encoding="utf-8", errors="replace")) if stamp.is_file() else None
    if timestamp:
        _replace(folder / stamp.name, timestamp + "\n")
    _replace(folder / f"{result.assignment}.ipynb", graded.notebook)
    _replace(folder / FILE_NAME, to_json(result))
    gradebook.record(result, nbformat.reads(graded.notebook, as_version=4), timestamp)


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all; nbgrader leaves its own read-only."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
