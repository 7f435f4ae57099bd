"""A class, graded: reads what was submitted, maps `grade` over an executor, and writes what comes back.

One process writes; the others only grade. A task carries all that grading a submission needs; the graded submission
comes back. What was graded before and has not changed is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime

import nbformat

from grader import catalog
from grader.course import Course, Settings
from grader.errors import Stopped, UserError
from grader.grading.task import Task
from grader.grading.workers import Graders, check_machine, grade_all
from grader.grading.writer import Writer
from grader.questions.question import Document
from grader.results.records import Gradebook, GradedSubmission
from grader.results.result import QuestionResult, Result
from grader.results.review import needs_review
from grader.results.stamp import input_digest
from grader.results.store import invalidate, is_of_other_code, load, remove_stale
from grader.submission.intake import read_release, read_submission
from grader.submission.submission import Release
from grader.submission.submitted import (
    handed_in_by,
    how_to_mark,
    how_to_move,
    known_assignments,
    misplaced,
    submissions,
)
from grader.submission.timestamp import due_date
from grader.text.dates import WrittenDate
from grader.text.student_ids import matches, twin_sentence, twins

# ── what there is ──────────────────────────────────────────────────────────────────────────────────────────


def choose_assignments(course: Course, name: str | None) -> tuple[str, ...]:
    """Return the assignments to grade: the one named, or all that someone handed in.

    Raises `UserError` for an unknown name, and where nothing was handed in.
    """
    if name is not None:
        return known_assignments(course, [name])
    found = tuple(name for name in course.assignments if submissions(course, name))
    if not found and (other := how_to_move(misplaced(course)) or how_to_mark(course)):
        raise other
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
    lost = [one for one in misplaced(course) if matches(one.student, pattern) and one.assignment in ("", assignment)]
    if not students and (other := how_to_move(lost)):
        raise other
    if not students:
        everyone = submissions(course, assignment)
        known = f"Students who did are: {', '.join(everyone)}." if everyone else "Collect the submissions first."
        raise UserError(f"No student matching {pattern} handed in {assignment}.", known)
    return students


# ── grading ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ClassResult:
    """An assignment of a class, graded; by student."""

    assignment: str
    results: tuple[Result, ...]
    kept: int = 0
    """How many of them were graded before and have not changed."""
    of_other_code: int = 0
    """How many of the others had a result by another version of this package, of its questions or of its libraries."""
    gone: tuple[str, ...] = ()
    """Students whose submission vanished while the class was graded; what is stored of it stands."""
    look_alike: tuple[str, ...] = ()
    """A sentence on each group of folders in submitted/ whose names look alike, so that they may be one student's."""
    marked_before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By student, the cells that a person had marked before another answer came; their marks wait to be looked at."""
    fallback_reason: str = ""
    """Which protection the sandboxes had where it was not the strongest one, and why."""
    sent_away: tuple[str, ...] = ()
    """Why hosts of a cluster that came in the middle were not let grade."""
    no_copy: str = ""
    """Why the gradebook was not copied before the first result was written; empty where it was."""

    due: datetime | None = None
    """When it is due, by the gradebook, in UTC without a zone."""
    handed_in: Mapping[str, WrittenDate] = field(default_factory=dict)
    """The dates of submissions that bear one, by student."""

    @property
    def needs_review(self) -> bool:
        """Should a person look before these grades are given out?"""
        return bool(self.gone or self.look_alike or self.marked_before) or any(map(needs_review, self.results))


Watch = Callable[[str, int], AbstractContextManager[Callable[[Result], None]]]
"""Called with an assignment and the number of submissions to grade; gives the function to call with each result."""


def autograde(
    course: Course,
    assignment: str,
    students: Sequence[str],
    graders: Graders,
    gradebook: Gradebook,
    watch: Watch,
    *,
    force: bool = False,
) -> ClassResult:
    """Grade an assignment of these students: autograded notebooks, ``results.json`` and `gradebook` are written.

    What was graded before and has not changed is kept, unless `force`.

    Raises `UserError` where something cannot be read or written, and `Stopped` at Ctrl-C; what is graded by then is
    stored, and the next run goes on with the rest.
    """
    if lacking := catalog.lacking(assignment):
        raise lacking
    class_ = class_of(course, assignment)
    done, no_copy = _Graded(), ""
    try:
        with Writer(course, assignment, gradebook) as writer:
            due = class_.prepare(gradebook, students)
            to_grade = list(_without_kept(class_, students, writer, done, force=force))
            writer.flush()
            kept = len(done.results)
            of_other_code = sum(is_of_other_code(course.autograded(student, assignment)) for student in to_grade)
            if to_grade:
                no_copy = _make_ready(class_, to_grade, graders, gradebook)
            with watch(assignment, len(to_grade)) as report:
                for task, graded in grade_all(class_.tasks(to_grade), graders):
                    writer.add(graded, digest_of(task))
                    done.add(graded)
                    report(graded.result)
    except KeyboardInterrupt:
        raise Stopped(
            f"Stopped: {len(done.results)} of {len(students)} submissions of {assignment} are graded and stored.",
            "The others have no result yet. Run the same command again: it goes on with them.",
        ) from None
    return ClassResult(
        assignment,
        tuple(done.results[student] for student in sorted(done.results)),
        kept,
        of_other_code,
        gone=tuple(student for student in students if student not in done.results),
        look_alike=tuple(map(twin_sentence, twins(handed_in_by(course)))),
        marked_before=writer.marked_before,
        fallback_reason="; ".join(sorted(graders.weaker)) if to_grade else "",
        sent_away=tuple(sorted(graders.sent_away)) if to_grade else (),
        no_copy=no_copy,
        due=due,
        handed_in=done.dates,
    )


class _Graded:
    """What is graded so far, by student. Equal results of questions are held once: most of a class are the same."""

    def __init__(self) -> None:
        self.results: dict[str, Result] = {}
        self.dates: dict[str, WrittenDate] = {}
        self._questions: dict[QuestionResult, QuestionResult] = {}

    def add(self, graded: GradedSubmission) -> None:
        result = graded.result
        questions = tuple(self._questions.setdefault(one, one) for one in result.questions)
        self.results[result.student] = replace(result, questions=questions)
        if graded.handed_in_at:
            self.dates[result.student] = graded.handed_in_at


def _without_kept(
    class_: ClassFolder, students: Sequence[str], writer: Writer, done: _Graded, *, force: bool
) -> Iterator[str]:
    """Keep what was graded before and has not changed, unless `force`; yield the students whose submission is left."""
    for task in class_.tasks(students):
        if not force and (stored := class_.stored_result(task)):
            done.add(stored)
            writer.keep(stored)
        else:
            yield task.submission.student


def _make_ready(class_: ClassFolder, students: Sequence[str], graders: Graders, gradebook: Gradebook) -> str:
    """See that grading can work, then delete what it will replace: no old result may pass for a new one.

    The gradebook keeps the old scores until it has new ones, flagged for a person to look at. Returns why the gradebook
    was not copied, or nothing.
    """
    graders.make_room(len(students))
    check_machine(graders, class_.course.sandbox, class_.release)
    folders = [class_.course.autograded(student, class_.assignment) for student in students]
    no_copy = gradebook.keep_copy(class_.course.root)
    for folder in folders:
        invalidate(folder)  # before the flag, which nothing would take back from a result that still has its stamp
    gradebook.flag_for_review(class_.assignment, students)
    for folder in folders:
        remove_stale(folder, class_.assignment)
    return no_copy


def changed(course: Course, assignment: str, students: Sequence[str]) -> list[str]:
    """Return the students whose submission would be graded: it is new, or something that its result was made from is.

    Raises `UserError` where the release is not built.
    """
    class_ = class_of(course, assignment)
    return [task.submission.student for task in class_.tasks(students) if not class_.stored_result(task)]


def class_of(course: Course, assignment: str) -> ClassFolder:
    """Return what is needed to read and grade an assignment's submissions.

    Raises `UserError` where the release is not built.
    """
    settings = course.settings(assignment)
    return ClassFolder(
        course, assignment, read_release(course, assignment), settings, catalog.find(assignment).documents
    )


@dataclass(frozen=True)
class ClassFolder:
    """One assignment's submissions, read one at a time, and what is stored of them."""

    course: Course
    assignment: str
    release: Release
    settings: Settings
    documents: Sequence[Document]

    def prepare(self, gradebook: Gradebook, students: Sequence[str]) -> datetime | None:
        """Have a gradebook know the assignment; return when it is due there.

        Raises `UserError` where it cannot hold the students' ids or the assignment.
        """
        gradebook.check_students(students)
        due = due_date(catalog.load(self.assignment).due, self.course.year)
        notebook = nbformat.reads(self.release.notebook, as_version=4)
        return gradebook.ensure_assignment(self.assignment, notebook, due)

    def tasks(self, students: Iterable[str]) -> Iterator[Task]:
        """Read submissions, each when it is its turn; one that has vanished is left out."""
        for student in students:
            submission = read_submission(self.course, student, self.assignment, self.documents)
            if self.course.submitted(student, self.assignment).is_dir():
                yield Task(submission, self.release, self.settings)

    def stored_result(self, task: Task, course: Course | None = None) -> GradedSubmission | None:
        """Return the result stored here or in another course's folder.

        It is None unless the files are whole, and were made from the task as it is.
        """
        submission = task.submission
        folder = (course or self.course).autograded(submission.student, self.assignment)
        stored = load(folder, self.assignment, submission.handed_in_at)
        return stored if stored and stored.stamp and stored.stamp.input_digest == digest_of(task) else None


def digest_of(task: Task) -> str:
    """Return the digest of all that a task's result is made from: a stored one stands as long as it is the same."""
    return input_digest(task.submission, task.release, task.settings)
