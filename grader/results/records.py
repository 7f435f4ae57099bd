"""What the gradebook holds of a class, as plain values: read once, and passed to whoever reports or exports it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
class SubmissionRecord:
    """One student's submission of one assignment."""

    student: str
    assignment: str
    late_penalty: float
    marks: tuple[MarkRecord, ...]
    comments: tuple[tuple[str, str], ...]
    """Comments that a person wrote: name of the cell, text."""


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
