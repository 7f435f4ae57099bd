"""Where a submission and a class stand: points so far, what a person has still to mark, who is late, who is missing.

The gradebook, the table after grading, the report and the LMS files say it in these words. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from grader.results.records import MarkRecord
from grader.results.result import Result
from grader.results.review import cells_waiting


@dataclass(frozen=True)
class Standing:
    """One submission. Points are those of all cells, written answers too, before a late penalty."""

    score: float
    """Points given so far, by the grader or by a person."""
    max_score: float
    to_mark: float = 0.0
    """Points of the cells that wait for a person."""
    answers: int = 0
    """How many cells a person can mark now; none where the file is to be mended first."""
    seconds_late: float = 0.0

    def told(self) -> str:
        """Return it in words: ``10 / 14, 4 to mark``."""
        waits = f", {self.to_mark:g} to mark" if self.to_mark else ""
        return f"{self.score:g} / {self.max_score:g}{waits}"


NO_POINTS = Standing(0.0, 0.0)


def standing_of(result: Result | None, marks: Sequence[MarkRecord] | None, seconds_late: float = 0.0) -> Standing:
    """Return where a submission stands, by the gradebook's `marks`; where it has none, by the result."""
    waiting = cells_waiting(result, marks)
    answers = 0 if result and result.damaged else len(waiting)
    if marks:
        points = [(mark.question, mark.score or 0.0, mark.max_score) for mark in marks]
    else:
        points = [(one.grade_id, one.score, one.points) for one in result.questions] if result else []
    return Standing(
        sum(score for _, score, _ in points),
        sum(maximum for _, _, maximum in points),
        sum(maximum for cell, _, maximum in points if cell in waiting),
        answers,
        seconds_late,
    )


@dataclass(frozen=True)
class ClassStanding:
    """One assignment: where each submission stands, and who handed in nothing."""

    submissions: Mapping[str, Standing]
    missing: tuple[str, ...] = ()
    """Students of the course, by id, who handed in nothing and are not excused."""
    left: tuple[tuple[str, str], ...] = ()
    """Who handed in nothing and has left the course: the student, and the word that says so."""

    @property
    def late(self) -> tuple[tuple[str, float], ...]:
        """Who is late and by how many seconds, the latest first."""
        late = ((student, one.seconds_late) for student, one in self.submissions.items() if one.seconds_late)
        return tuple(sorted(late, key=lambda entry: (-entry[1], entry[0])))

    @property
    def answers(self) -> int:
        """How many answers a person can mark now."""
        return sum(one.answers for one in self.submissions.values())

    def told(self) -> str:
        """Return the class in words, each number with what it counts."""
        return (
            f"{len(self.submissions)} handed in, {len(self.late)} late, {len(self.missing)} missing,"
            f" {answers_to_mark(self.answers)}"
        )


NOBODY = ClassStanding({})


def answers_to_mark(count: int) -> str:
    """Return how many answers wait for a person, in words."""
    return f"{count or 'no'} answer{'s' * (count != 1)} to mark by hand"


def class_standing(
    submissions: Mapping[str, Standing], expected: Collection[str], left: Mapping[str, str] | None = None
) -> ClassStanding:
    """Return where a class stands of whose students those `expected` should hand in something.

    `left`: the word that says so, for each who has left the course.
    """
    gone = sorted(one for one in (left or {}).items() if one[0] not in submissions)
    return ClassStanding(submissions, tuple(sorted(set(expected) - set(submissions))), tuple(gone))
