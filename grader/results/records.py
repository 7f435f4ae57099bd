"""What goes into a gradebook and what comes out, as plain values; and what grading needs of a gradebook."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from grader.results.result import Result
from grader.text.dates import WrittenDate

if TYPE_CHECKING:  # the process that hands out work needs neither, and begins sooner
    from nbformat import NotebookNode

    from grader.results.stamp import Stamp

# ── what comes out, read once and passed to whoever reports or exports it ──────────────────────────────────


@dataclass(frozen=True)
class StudentRecord:
    """A student as nbgrader knows one; an empty text is "not known"."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


@dataclass(frozen=True)
class MarkRecord:
    """The points of one graded cell. `auto` is None until the grader, `manual` until a person has given points."""

    question: str
    auto: float | None
    manual: float | None
    extra: float
    """Points that a person added on top."""
    max_score: float
    needs_review: bool
    """A person still has to give points."""

    @property
    def score(self) -> float | None:
        """The points that count: a person's before the grader's; None while there are none."""
        given = self.auto if self.manual is None else self.manual
        return None if given is None else given + self.extra


@dataclass(frozen=True)
class RubricMark:
    """What a person gave for one item of a question's rubric, as it read then."""

    text: str
    """Markdown."""
    given: float
    points: float
    """What the item is worth."""


@dataclass(frozen=True)
class HandMark:
    """One change of a mark by a person, made on the page of `grader mark`."""

    at: datetime.datetime
    """In UTC, without a zone."""
    by: str
    """Who: the name that `grader mark` was started with."""
    before: float | None
    """The points that counted before, given by a person or by the grader."""
    score: float | None
    """The points that were given; None where they were taken back."""
    comment: str
    rubric: tuple[RubricMark, ...] = ()


@dataclass(frozen=True)
class AnswerRecord:
    """One student's answer to one question, as the gradebook knows it: for whoever marks it by hand."""

    id: str
    """That of the submitted notebook in nbgrader's gradebook; formgrader's pages have it in their address."""
    student: str
    assignment: str
    notebook: str
    mark: MarkRecord
    comment: str
    """What a person wrote."""
    is_other_answer: bool
    """The points by hand were given for an earlier answer."""
    history: tuple[HandMark, ...]
    """The oldest first."""
    version: str
    """Changes with the answer, its points and its comment, whoever changes them."""


@dataclass(frozen=True)
class QuestionRecord:
    """One question of an assignment, and how many of its answers wait for a person."""

    assignment: str
    name: str
    max_score: float
    by_hand: bool
    """Only a person can mark it: a written answer, or a task."""
    answers: int
    waiting: int


@dataclass(frozen=True)
class SubmissionRecord:
    """One student's submission of one assignment."""

    student: str
    assignment: str
    late_penalty: float
    marks: tuple[MarkRecord, ...]
    comments: tuple[tuple[str, str], ...]
    """Comments that a person wrote: name of the cell, text."""
    due: datetime.datetime | None = None
    """When it was due for this student, any extension granted; this and the next in UTC without a zone."""
    handed_in: datetime.datetime | None = None
    rubrics: tuple[tuple[str, tuple[RubricMark, ...]], ...] = ()
    """By question: the items that explain the points which a person gave."""


@dataclass(frozen=True)
class ClassRecords:
    """A gradebook's content. Empty where a course has no gradebook yet."""

    students: tuple[StudentRecord, ...] = ()
    """By id."""
    maxima: Mapping[str, float] = field(default_factory=dict)
    """The points of every assignment in the gradebook, by name."""
    submissions: tuple[SubmissionRecord, ...] = ()
    """Of the assignments that were read, by assignment and student."""
    lateness: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Seconds after the due date, by assignment and student; only what was late."""

    def submissions_of(self, assignment: str) -> dict[str, SubmissionRecord]:
        """Return the submissions of one assignment, by student."""
        return {one.student: one for one in self.submissions if one.assignment == assignment}


# ── what goes in ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class GradedSubmission:
    """A result, the autograded notebook, and the date of what was graded."""

    result: Result
    notebook: str
    """The notebook with outputs and verdicts, as the text of its file."""
    handed_in_at: WrittenDate | None = None
    """The date in the submission's ``timestamp.txt``, understood or not; None where there is no such file."""
    stamp: Stamp | None = None
    """What it was made from, once it is stored."""

    @property
    def in_gradebook(self) -> bool:
        """Was it recorded before? Then what agrees is left alone, and what a person has settled stays settled."""
        return self.stamp is not None and self.stamp.in_gradebook


class HandMarks(Protocol):
    """What marking by hand needs of a gradebook.

    Its methods raise `UserError` where the gradebook cannot be used.
    """

    def questions(self) -> Sequence[QuestionRecord]:
        """Return the questions that are marked by hand, or of which answers wait for a person, by assignment."""

    def answers(self, assignment: str, question: str) -> Sequence[AnswerRecord]:
        """Return the answers of a class to one question, in an order that says nothing of who gave them."""

    def give(self, seen: AnswerRecord, version: str, given: HandMark) -> AnswerRecord | None:
        """Store what a person gave, if the answer is still of this version.

        Returns None; or, where somebody or something changed it meanwhile, how it stands now: nothing is stored then.
        """


class Gradebook(Protocol):
    """What grading a class needs of a gradebook that is open for writing.

    Its methods raise `UserError` where the gradebook cannot be written; nothing is stored then.
    """

    def check_students(self, students: Iterable[str]) -> None:
        """See that it can hold these students' ids; raise `UserError` where it cannot."""

    def ensure_assignment(
        self, assignment: str, release: NotebookNode, due: datetime.datetime | None = None
    ) -> datetime.datetime | None:
        """Make the gradebook know the released notebook's cells and points; return when it is due there.

        That is `due` where it held no date.
        """

    def keep_copy(self, folder: Path) -> str:
        """Copy the gradebook, in place of the last copy; return why there is none, in a sentence, or nothing.

        `folder` is the course's.
        """

    def flag_for_review(self, assignment: str, students: Sequence[str]) -> None:
        """Have a person look at all that is stored of these submissions, until `record` takes that back."""

    def record(
        self, assignment: str, submissions: Sequence[GradedSubmission], notebook: str = ""
    ) -> Mapping[str, tuple[str, ...]]:
        """Store results of one notebook of an assignment, by default the one of its name: all or, on an error, none.

        Returns, by student, the cells that a person has marked, but for another answer.
        """
