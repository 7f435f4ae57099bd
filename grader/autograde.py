"""A class, graded: reads what was submitted, maps `grade` over an executor, and writes what comes back.

One process writes; the others only grade. What a submission needs travels in its task, what was found travels back.
What is graded already and has not changed since stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

import nbformat

from grader import questions
from grader.course import Course
from grader.errors import Stopped, UserError
from grader.gradebook import Gradebook, read_timestamp
from grader.grading import Release, Settings
from grader.nbgrader_out import nbgrader_config
from grader.results import Result
from grader.seal import made_from
from grader.stored import TIMESTAMP, Stored, load, retire
from grader.submission import LINKED, MAX_BYTES, OTHER_NAME, TOO_LARGE, UNREADABLE, Submission
from grader.worker import Task, Workers, check_machine, grade_all
from grader.writer import Writer

MAX_DEPTH, MAX_FILES = 20, 1000
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
    """Return what a student handed in, with the reason if its notebook must not or cannot be read."""
    folder = course.submitted(student, assignment)
    path = folder / f"{assignment}.ipynb"
    try:
        if any(place.is_symlink() for place in (path, folder, folder.parent)):
            return Submission(student, assignment, None, (), ("linked", LINKED))
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
    except OSError as error:
        return Submission(student, assignment, None, (), ("unreadable", UNREADABLE.fill(reason=error.strerror)))


def read_files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    """Return the files beside a notebook, sorted, up to `MAX_FILES_BYTES`; no links, no notebooks.

    Folders deeper than `MAX_DEPTH`, and what comes after `MAX_FILES` entries, are left out.
    """
    files: list[tuple[str, bytes]] = []
    left = MAX_FILES_BYTES
    for path in sorted(islice(_below(folder, MAX_DEPTH), MAX_FILES)):
        if path.suffix == ".ipynb" or path.name == TIMESTAMP:
            continue
        left -= path.stat().st_size
        if left < 0:
            break
        files.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    return tuple(files)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the regular files in a folder and those in it, as deep as told; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
            elif depth and entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path), depth - 1)


def read_handed_in_at(course: Course, student: str, assignment: str) -> str | None:
    """Return the date in a submission's ``timestamp.txt``, if it holds one."""
    try:
        path = course.submitted(student, assignment) / TIMESTAMP
        return read_timestamp(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None


# ── grading ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ClassResult:
    """An assignment of a class, graded; by student."""

    assignment: str
    results: tuple[Result, ...]
    kept: int = 0
    """How many of them stood already."""
    gone: tuple[str, ...] = ()
    """Students whose submission was there at first and then was not; what is stored of it stands."""

    @property
    def needs_attention(self) -> bool:
        return bool(self.gone) or any(result.needs_attention for result in self.results)


Watch = Callable[[str, int], AbstractContextManager[Callable[[Result], None]]]
"""Told an assignment and how many are to be graded, gives what to call with each result."""


def autograde(
    course: Course, assignment: str, students: Sequence[str], workers: Workers, watch: Watch, *, force: bool = False
) -> ClassResult:
    """Grade an assignment of these students: autograded notebooks, ``results.json`` and gradebook are written.

    What was graded before and has not changed is kept, unless `force`.

    Raises `UserError` where something cannot be read or written, and `Stopped` at Ctrl-C; what is graded by then is
    stored, and the next run goes on with the rest.
    """
    release = read_release(course, assignment)
    settings = Settings(course.seed, course.language, course.limits, course.sandbox)
    handed_in = _HandedIn(course, assignment, release, settings)
    results: dict[str, Result] = {}
    try:
        with (
            Gradebook(course.db_url, nbgrader_config(course, assignment)) as gradebook,
            Writer(course, assignment, gradebook) as writer,
        ):
            gradebook.ensure_assignment(assignment, nbformat.reads(release.notebook, as_version=4))
            due = []
            for task in handed_in.tasks(students):
                stored = None if force else handed_in.standing(task)
                if stored:
                    results[task.submission.student] = stored.graded.result
                    writer.keep(stored, handed_in.at(task))
                else:
                    due.append(task.submission.student)
            writer.flush()
            kept = len(results)
            if due:
                _make_ready(course, release, assignment, due, workers, gradebook)
            with watch(assignment, len(due)) as report:
                for task, graded in grade_all(handed_in.tasks(due), workers):
                    writer.add(graded, handed_in.made_from(task), handed_in.at(task))
                    results[graded.result.student] = graded.result
                    report(graded.result)
    except KeyboardInterrupt:
        raise Stopped(
            f"Stopped: {len(results)} of {len(students)} submissions of {assignment} are graded and stored.",
            "The others have no result yet. Run the same command again: it goes on with them.",
        ) from None
    gone = tuple(student for student in students if student not in results)
    return ClassResult(assignment, tuple(results[student] for student in sorted(results)), kept, gone)


def _make_ready(
    course: Course, release: Release, assignment: str, due: Sequence[str], workers: Workers, gradebook: Gradebook
) -> None:
    """See that grading can work, then call in all that it will replace: no old result may pass for a new one.

    The gradebook keeps the old scores until it has new ones, marked for a person to look at.
    """
    check_machine(workers, course.sandbox, release)
    gradebook.keep_copy()
    gradebook.doubt(assignment, due)
    for student in due:
        retire(course.autograded(student, assignment), assignment)


@dataclass(frozen=True)
class _HandedIn:
    """One assignment's submissions, read one at a time, and what is known of their earlier grading."""

    course: Course
    assignment: str
    release: Release
    settings: Settings

    def tasks(self, students: Iterable[str]) -> Iterator[Task]:
        """Read submissions, each when it is its turn; one that has vanished is left out."""
        for student in students:
            submission = read_submission(self.course, student, self.assignment)
            if self.course.submitted(student, self.assignment).is_dir():
                yield Task(submission, self.release, self.settings)

    def at(self, task: Task) -> str | None:
        return read_handed_in_at(self.course, task.submission.student, self.assignment)

    def made_from(self, task: Task) -> str:
        return made_from(task.submission, task.release, task.settings, self.at(task))

    def standing(self, task: Task) -> Stored | None:
        """Return the stored result, if it is whole and nothing that it was made from has changed."""
        stored = load(self.course.autograded(task.submission.student, self.assignment), self.assignment)
        return stored if stored and stored.seal.made_from == self.made_from(task) else None
