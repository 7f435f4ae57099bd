"""A class whose grading can be broken off anywhere.

Answers are graded beforehand, so that a whole run takes a moment. `die_often` kills such runs, each in a process of its
own, at lines chosen at random of the modules that write, each with something else on the disk; has each one finished by
a second run, and tells what differs from a run that nobody disturbed.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook as NbgraderGradebook
from small_assignment import NAME, settings

from grader.authoring.samples import load_samples, notebook_bytes
from grader.course import Course, Settings, load_course
from grader.grading import class_run, writer
from grader.grading.class_run import ClassResult, autograde
from grader.grading.pipeline import grade
from grader.grading.task import Task
from grader.grading.worker import failed, grade_task
from grader.grading.workers import Workers
from grader.nbgrader import database, gradebook, gradebook_rows, late_penalty
from grader.nbgrader.convert import nbgrader_config
from grader.nbgrader.gradebook import Gradebook
from grader.results import store, whole_files
from grader.results.records import GradedSubmission
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release, read_submission
from grader.submission.submitted import submissions

Answers = dict[tuple[str, bytes | None], GradedSubmission]
"""What was graded beforehand, by student and notebook."""
MODULES = (store, whole_files, writer, class_run, gradebook, gradebook_rows, database, late_penalty)
"""The modules at whose lines a run is killed: those that write."""
PATHS = {module.__file__: module for module in MODULES}
FIRST = {
    "unchanged": "wrong_step",
    "same": "wrong_step",
    "better": "untouched",
    "worse": "right_solution",
    "failing": "right_solution",
}
"""What each handed in the first time, by the name of a sample, …"""
SECOND = {
    "same": "wrong_step",
    "better": "right_solution",
    "worse": "damaged_file",
    "failing": "half_done",
    "new": "wrong_step",
}
"""… and the second; the grader cannot mark ``failing``."""

# ── a class ────────────────────────────────────────────────────────────────────────────────────────────────


def hand_in(course: Course, student: str, sample: str, when: str) -> None:
    """Write a sample as a student's submission."""
    release, solution = (
        nbformat.read(course.root / kind / NAME / f"{NAME}.ipynb", as_version=4) for kind in ("release", "source")
    )
    found = next(one for one in load_samples(course.root / "tests" / "submissions" / NAME) if one.name == sample)
    folder = course.submitted(student, NAME)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.ipynb").write_bytes(notebook_bytes(found, release, solution) or b"")
    (folder / "timestamp.txt").write_text(when + "\n", encoding="utf-8")


def give_by_hand(course: Course) -> None:
    """Let a person score and comment, settle what waits, and set a due date that the second submissions miss."""
    with NbgraderGradebook(course.db_url) as gradebook:
        for student in ("unchanged", "same", "better", "worse"):
            grade_given = gradebook.find_grade("step_slope", NAME, NAME, student)
            grade_given.manual_score, grade_given.extra_credit, grade_given.needs_manual_grade = 1.5, 0.25, False
            gradebook.find_comment("step_slope_answer", NAME, NAME, student).manual_comment = f"Nearly, {student}."
        gradebook.db.commit()
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-19 10:00:00 UTC")


def make_class(course: Course, answers: Answers) -> None:
    """Grade a class once, let a person mark, and hand in again."""
    for student, sample in FIRST.items():
        hand_in(course, student, sample, "2026-11-18 10:00:00 UTC")
    run(course, answers)
    give_by_hand(course)
    for student, sample in SECOND.items():
        hand_in(course, student, sample, "2026-11-20 10:00:00 UTC")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')


# ── grading it ─────────────────────────────────────────────────────────────────────────────────────────────


class Prepared(Executor):
    """Gives answers that were graded beforehand; `before` is called at each."""

    def __init__(self, answers: Answers, before: Callable[[Task], None]) -> None:
        self._answers, self._before = answers, before

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(self._answer(*arguments) if function is grade_task else None)
        return future

    def _answer(self, task: Task) -> GradedSubmission:
        self._before(task)
        answer = self._answers[task.submission.student, task.submission.notebook]
        return replace(answer, handed_in_at=task.submission.handed_in_at)


@contextmanager
def unwatched(assignment: str, count: int) -> Iterator[Callable[[Any], None]]:
    yield lambda result: None


def run(
    course: Course,
    answers: Answers,
    before: Callable[[Task], None] = lambda task: None,
    *,
    force: bool = False,
) -> ClassResult:
    """Grade the class with answers made beforehand."""
    course = load_course(course.root)
    workers = Workers(1, lambda jobs: Prepared(answers, before))  # two on their way at a time
    with Gradebook(course.db_url, nbgrader_config(course, NAME)) as gradebook:
        return autograde(course, NAME, submissions(course, NAME), workers, gradebook, unwatched, force=force)


def prepare(course: Course, sandbox: Sandbox) -> Answers:
    """Grade everything that will be handed in; ``failing`` is our own failure the second time."""
    release, chosen = read_release(course, NAME), Settings(course.seed, course.language, course.limits)
    answers = {}
    for term in (FIRST, SECOND):
        for student, sample in term.items():
            hand_in(course, student, sample, "2026-11-18 10:00:00 UTC")
            submission = read_submission(course, student, NAME)
            task = Task(submission, release, chosen)
            ours = (student, term) == ("failing", SECOND)
            graded = failed(task) if ours else grade(submission, release, chosen, sandbox)
            answers[student, submission.notebook] = graded
    shutil.rmtree(course.root / "submitted")
    return answers


# ── what came of it ────────────────────────────────────────────────────────────────────────────────────────


def state(course: Course) -> dict[str, Any]:
    """Return all that is stored, in the gradebook and in ``autograded/``, but for ids."""
    found: dict[str, Any] = {}
    with NbgraderGradebook(course.db_url) as gradebook:
        for submission in gradebook.assignment_submissions(NAME):
            for notebook in submission.notebooks:
                found["gradebook", submission.student.id, notebook.name] = (
                    submission.timestamp,
                    notebook.late_submission_penalty,
                    sorted(
                        (g.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade)
                        for g in notebook.grades
                    ),
                    sorted((c.name, c.auto_comment or "", c.manual_comment or "") for c in notebook.comments),
                )
        cells = gradebook.find_notebook(NAME, NAME)
        found["cells"] = sorted((type(cell).__name__, cell.name) for cell in (*cells._base_cells, *cells.source_cells))
    folder = course.root / "autograded"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found["file", *path.relative_to(folder).parts] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def differences(one: dict[Any, Any], other: dict[Any, Any]) -> list[str]:
    return [
        f"{key}: {left} != {right}"
        for key in one.keys() | other.keys()
        for left, right in _apart(one.get(key), other.get(key))
    ]


def _apart(left: Any, right: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the parts in which two values differ."""
    if isinstance(left, list | tuple) and isinstance(right, list | tuple) and len(left) == len(right):
        for one, other in zip(left, right, strict=True):
            yield from _apart(one, other)
    elif left != right:
        yield left, right


def untrue(now: dict[Any, Any], old: dict[Any, Any], new: dict[Any, Any]) -> list[str]:
    """Return what would mislead somebody who looks after a death.

    That is half a file, a lost mark, an old score with a new date, or one not flagged for review though its files are
    gone; and an old file once new ones are there.
    """
    wrong = []
    results = {student: ("file", student, NAME, "results.json") for student in SECOND}
    if any(now.get(key) not in (None, old.get(key)) for key in results.values()):
        stale = [key for key in results.values() if now.get(key) not in (None, new[key])]
        wrong += [f"{key} is still the old one" for key in stale]
    for key, value in now.items():
        if key[0] == "file" and not key[-1].endswith((".json.new", ".ipynb.new", ".stamp.json", ".txt.new")):
            if value not in (old.get(key), new.get(key)):
                wrong.append(f"{key} is neither old nor new")
        elif key[0] == "gradebook":
            before = old.get(key, new[key])
            if by_hand(value) != by_hand(before):
                wrong.append(f"{key} lost a mark or a comment that a person gave: {by_hand(value)}")
            if value in (new[key], flagged(before)):
                continue
            mine = ("file", key[1], NAME, "results.json")
            if value != old.get(key) or now.get(mine) != old.get(mine):
                wrong.append(f"{key} is neither new, nor flagged, nor old with all its files: {value}")
    return wrong


def by_hand(stored: Any) -> list[Any]:
    """Return what a person gave."""
    _, _, grades, comments = stored
    given = [(name, manual, extra) for name, _, manual, extra, _ in grades]
    return given + [(name, manual) for name, _, manual in comments]


def flagged(stored: Any) -> Any:
    """Return a submission's rows with every score waiting for a person."""
    when, penalty, grades, comments = stored
    return when, penalty, [(*grade[:4], True) for grade in grades], comments


# ── deaths ─────────────────────────────────────────────────────────────────────────────────────────────────


def in_child(action: Callable[[], object]) -> int:
    """Do something in a process of its own; return how that ended."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Lines:
    """Notes the lines of ours that are passed and what lies on the disk then, or kills the process at one of them."""

    def __init__(self, last: int = 0, course: Course | None = None) -> None:
        self.passed: list[tuple[str, int]] = []
        self.found: list[int] = []
        """What lies on the disk at each, as a number, if a course is given."""
        self._last, self._course = last, course

    def __call__(self, frame: Any, event: str, argument: object) -> Any:
        return self._line if frame.f_code.co_filename in PATHS else None

    def _line(self, frame: Any, event: str, argument: object) -> Any:
        if event == "line":
            self.passed.append((frame.f_code.co_filename, frame.f_lineno))
            if self._course:
                self.found.append(on_disk(self._course))
            if len(self.passed) == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self._line


def on_disk(course: Course) -> int:
    """Return a number for what grading has written into a course: another one after each change."""
    found: list[tuple[object, ...]] = []
    folders = [str(course.root)]
    while folders:
        with suppress(FileNotFoundError), os.scandir(folders.pop()) as entries:  # other threads write
            for entry in entries:
                if entry.name not in ("submitted", "source", "release", "tests"):
                    is_folder, now = entry.is_dir(), entry.stat()
                    folders += [entry.path] * is_folder
                    found.append((entry.path, now.st_ino, is_folder or (now.st_size, now.st_mtime_ns)))
    return hash(frozenset(found))


def choose(found: list[int], deaths: int) -> list[int]:
    """Return at which passes to die: each time with something else on the disk, which alone outlives a process."""
    chance = random.Random(7)
    passes: dict[int, list[int]] = {}
    for count, state_then in enumerate(found, 1):
        passes.setdefault(state_then, []).append(count)
    return [chance.choice(counts) for counts in chance.sample([*passes.values()], min(deaths, len(passes)))]


def traced(action: Callable[[], object], lines: Lines) -> Callable[[], object]:
    def act() -> None:
        sys.settrace(lines)
        threading.settrace(lines)  # files are written in threads
        try:
            action()
        finally:
            sys.settrace(None)
            threading.settrace(None)  # as the documentation has it

    return act


def die_often(before: Course, answers: Answers, folder: Path, deaths: int) -> Iterator[str]:
    """Kill a class's second grading that often; yield what is wrong then, or after one more run.

    Copies of the class are laid into the folder.
    """
    old = state(before)

    def copy(name: str) -> Course:
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(before.root, folder / name)
        return load_course(folder / name)

    undisturbed = copy("undisturbed")
    lines = Lines(course=undisturbed)
    traced(partial(run, undisturbed, answers), lines)()
    for module in (PATHS[path] for path in PATHS.keys() - {path for path, _ in lines.passed}):
        yield f"{module.__name__}: no line of it was passed"
    new = state(undisturbed)
    for one in untrue(new, old, new):
        yield f"undisturbed: {one}"
    for last in choose(lines.found, deaths):
        course = copy("killed")
        ended = in_child(traced(partial(run, course, answers), Lines(last)))
        wrong = [] if ended == -signal.SIGKILL else [f"ended with {ended}"]
        wrong += untrue(state(course), old, new)
        if in_child(partial(run, course, answers)):
            wrong.append("the rerun failed")
        wrong += differences(state(course), new)
        module, number = lines.passed[last - 1]
        for one in wrong:
            yield f"killed at line {number} of {module}: {one}"


def make_course(folder: Path, small: Course) -> Course:
    """Lay out a course with the small assignment, which every process that reads its settings then knows."""
    shutil.copytree(
        small.root, folder, ignore=shutil.ignore_patterns("grader", "solutions")
    )  # of the clone, not a course
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(settings(small.root))
    return load_course(folder)
