"""What the report on one assignment says, before it is a page or a file. Pure: what was read in, one value out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grader.marking.mark import FOLLOWED
from grader.report.mistakes import Mistake, mistakes
from grader.report.reading import ClassData, ReportedSubmission
from grader.report.similarity import AlikeGroup, alike_groups
from grader.report.statistics import Distribution, ItemStatistics, distribution, item_statistics
from grader.results.result import Result
from grader.results.standing import NOBODY, ClassStanding
from grader.text import Language
from grader.verdict import Verdict

Why = Literal["grader_error", "damaged", "date", "notice", "unreadable", "not_graded", "waiting"]


@dataclass(frozen=True)
class Concern:
    """Something about one submission that a person has to look at."""

    student: str
    why: Why
    about: str
    """The questions, the sentence or the reason."""


@dataclass(frozen=True)
class Excerpt:
    """How a few students of an alike group answered the most telling question."""

    question: str
    code: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Contents:
    """The report on one assignment."""

    assignment: str
    handed_in: int
    marked: int
    """Submissions with a score of their own: read, and nothing in them left for a person by the grader's fault."""
    untouched: int
    """Of these, handed in as they were released; they count as scores, not for the questions."""
    scores: Distribution | None
    items: tuple[ItemStatistics, ...]
    mistakes: tuple[Mistake, ...]
    concerns: tuple[Concern, ...]
    written: tuple[tuple[str, int], ...]
    """Written answers that wait for a person, by cell."""
    late: tuple[tuple[str, float], ...]
    """Student and seconds, the latest first."""
    absent: tuple[str, ...]
    alike: tuple[AlikeGroup, ...]
    excerpts: tuple[Excerpt, ...]
    """One for each alike group."""
    followed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Student, and the questions whose answers were right for the student's own earlier values only."""
    standing: ClassStanding = NOBODY
    """Where each submission stands, written answers and all."""

    @property
    def students_to_look_at(self) -> int:
        """How many students' submissions have something that a person has to look at or to mark."""
        marked = {student for student, one in self.standing.submissions.items() if one.to_mark}
        return len({concern.student for concern in self.concerns} | marked)

    @property
    def answers_to_mark(self) -> int:
        """How many answers a person can mark now, in all submissions together."""
        return self.standing.answers


def make_contents(data: ClassData, language: Language) -> Contents:
    """Return what there is to say about one assignment."""
    asked = {question.name: question.points for question in data.asked.questions}
    readable = [one.result for one in data.handed if one.result and not one.result.damaged]
    marked = [result for result in readable if not result.grader_errors]
    tried = [result for result in readable if not _is_untouched(result)]
    groups = alike_groups(data.code, data.given)
    waiting = Counter(cell for one in data.handed for cell in one.needs_review if cell not in asked)
    return Contents(
        data.assignment,
        len(data.handed),
        len(marked),
        sum(_is_untouched(result) for result in marked),
        distribution([result.score for result in marked], sum(asked.values())),
        item_statistics([_row(result) for result in tried], asked),
        mistakes(tried, data.asked, language),
        tuple(concern for one in data.handed for concern in _concerns(one, asked)),
        tuple(sorted(waiting.items())),
        data.standing.late,
        data.standing.missing,
        groups,
        tuple(_excerpt(group, data) for group in groups),
        tuple((result.student, names) for result in readable if (names := _followed(result))),
        data.standing,
    )


def _is_untouched(result: Result) -> bool:
    return all(question.verdict is Verdict.MISSING for question in result.questions)


def _followed(result: Result) -> tuple[str, ...]:
    return tuple(question.grade_id for question in result.questions if question.code == FOLLOWED)


def _row(result: Result) -> dict[str, float]:
    return {q.grade_id: q.score for q in result.questions if q.verdict is not Verdict.GRADER_ERROR}


def _concerns(one: ReportedSubmission, asked: dict[str, float]) -> Iterator[Concern]:
    """Yield what a person has to look at; a question marked by hand since then is done."""
    if not one.result:
        yield Concern(one.student, "unreadable" if one.unreadable else "not_graded", one.unreadable)
        return
    waiting = [cell for cell in one.needs_review if cell in asked]
    damage = " ".join((one.result.problem, *one.result.notices))
    if one.result.damaged and waiting:
        yield Concern(one.student, "damaged", damage)
    elif one.result.damaged and not one.needs_review and not _marked_by_hand(one.result):
        yield Concern(one.student, "damaged", damage)  # no gradebook to ask
    elif one.result.grader_errors:
        yield Concern(one.student, "grader_error", ", ".join(one.result.grader_errors))
    elif waiting:
        yield Concern(one.student, "waiting", ", ".join(waiting))
    if one.result.date_problem:
        yield Concern(one.student, "date", one.result.date_problem)
    for notice in () if one.result.damaged else one.result.notices:
        yield Concern(one.student, "notice", notice)


def _marked_by_hand(result: Result) -> bool:
    return any(question.score for question in result.questions)


def _excerpt(group: AlikeGroup, data: ClassData, students: int = 3) -> Excerpt:
    """Return the most telling question as the most telling pair answered it, and one more of the group."""
    question = max(group.likenesses[0].evidence.items(), key=lambda item: item[1])[0]
    chosen = dict.fromkeys((*group.likenesses[0].pair, *group.students))
    holding = [student for student in chosen if question in data.code.get(student, {})][:students]
    return Excerpt(question, tuple((student, data.code[student][question]) for student in holding))
