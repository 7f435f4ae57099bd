"""Does a person have to look? Whoever asks is answered here: command, gradebook, report, LMS, nbgrader's log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from grader import catalog
from grader.results.records import MarkRecord
from grader.results.result import QuestionResult, Result
from grader.verdict import CELL_IDLE, IDLE, TOO_LATE, Verdict

NOT_GIVEN = "not_given"
"""The code of a question that the submitted notebook has nothing of."""
NOT_RUN = "not_run"
"""The code of a question of whose answer something stands where it is not run: in a locked cell, a text, a comment."""


REBOUND = "name_used_again"
"""The code of a question whose answer uses a name that a later cell of the student gives another meaning."""


class Review(Enum):
    """Why a person has to look."""

    DAMAGED = "damaged"
    """The submission cannot be graded as it is. The scores in the gradebook stay as they are."""
    DATE = "date"
    """Nobody knows when it was handed in: the whole grade waits until its date is mended."""
    NOTICE = "notice"
    """The notebook was found in an odd state. Its scores stand."""
    UNSETTLED = "unsettled"
    """What was measured of a file decides nothing: 0 points until a person has looked."""
    GRADER_ERROR = "grader_error"
    """The grader failed on a question: no score until a person gives one."""
    NOT_GIVEN = "not_given"
    """The notebook has nothing of the question, or where it is not run, or a later cell may have spoilt it: 0 points,
    which only the gradebook asks a person to confirm."""
    KILLED = "killed"
    """The process that answered a question was killed: 0 points, which only the gradebook asks a person to confirm."""
    IDLE = "idle"
    """Time ran out while the process hardly used the processor: 0 points, confirmed in the same way."""
    TOO_LATE = "too_late"
    """The notebook's time was used up before the question could be judged: 0 points, confirmed in the same way."""


@dataclass(frozen=True)
class ToReview:
    """One reason to look, the question that it is about, and what to tell."""

    reason: Review
    grade_id: str = ""
    """Empty where the reason concerns the whole submission."""
    message: str = ""


def reviews(result: Result) -> tuple[ToReview, ...]:
    """Return all that a person has to look at in a result: first of the whole submission, then of its questions."""
    return (
        *([ToReview(Review.DAMAGED, message=result.problem)] if result.damaged else ()),
        *([ToReview(Review.DATE, message=result.date_problem)] if result.date_problem else ()),
        *(ToReview(Review.NOTICE, message=notice) for notice in result.notices),
        *(ToReview(reason, question.grade_id, question.message) for reason, question in _of_questions(result)),
    )


def _of_questions(result: Result) -> Iterator[tuple[Review, QuestionResult]]:
    """Yield the questions to look at, and why. An inspection is settled by the codes of its own `settled` only."""
    inspections = {inspection.name: inspection for inspection in catalog.find(result.assignment).inspections}
    for question in result.questions:
        inspection = inspections.get(question.grade_id)
        if question.verdict is Verdict.GRADER_ERROR:
            yield Review.GRADER_ERROR, question
        elif question.code in (NOT_GIVEN, NOT_RUN, REBOUND):
            yield Review.NOT_GIVEN, question
        elif question.verdict is Verdict.MISSING:
            continue
        elif inspection and question.code not in inspection.settled:
            yield Review.UNSETTLED, question
        elif question.verdict is Verdict.KILLED:
            yield Review.KILLED, question
        elif question.code in (IDLE, CELL_IDLE):
            yield Review.IDLE, question
        elif question.code == TOO_LATE:
            yield Review.TOO_LATE, question


_OF_THE_GRADEBOOK = (Review.KILLED, Review.IDLE, Review.TOO_LATE, Review.NOT_GIVEN)


def needs_review(result: Result) -> bool:
    """Should a person look at a result before its grades are given out?"""
    return any(one.reason not in _OF_THE_GRADEBOOK for one in reviews(result))


# ── in the gradebook ───────────────────────────────────────────────────────────────────────────────────────


def doubtful_scores(result: Result) -> frozenset[str]:
    """Return the questions with a score that a person should confirm: unsettled, or 0 for what was not judged in full.

    Where nobody knows if a submission was late, one question more: see `flagged_for_date`.
    """
    return _doubtful_by_themselves(result) | flagged_for_date(result)


def _doubtful_by_themselves(result: Result) -> frozenset[str]:
    doubtful = (Review.UNSETTLED, *_OF_THE_GRADEBOOK)
    return frozenset(one.grade_id for one in reviews(result) if one.reason in doubtful)


def flagged_for_date(result: Result | None) -> frozenset[str]:
    """Return the one question, the first settled one, that is flagged while nobody knows when it was handed in.

    The date is mended in ``timestamp.txt``, not by marking. But formgrader and nbgrader exports know a submission that
    waits by its flagged cells alone, and one flag does not hide those that a person has to mark.
    """
    if not result or not result.date_problem or result.damaged:
        return frozenset()
    own = {*result.grader_errors, *_doubtful_by_themselves(result)}
    return frozenset([one.grade_id for one in result.questions if one.grade_id not in own][:1])


def flagged_when_recorded(auto: float | None, manual: float | None, *, doubtful: bool, changed: bool) -> bool:
    """Should the gradebook ask a person for a score, now that `auto` is recorded beside what a person gave before?

    It asks where there is no score, where the only one is doubtful, and where a person has scored another answer than
    this one (`changed`).
    """
    return changed if manual is not None else auto is None or doubtful


def waits_for_score(auto: float | None, manual: float | None, *, flagged: bool) -> bool:
    """Is a mark of the gradebook still to be given by a person, or to be looked at again?"""
    return flagged or (manual is None and auto is None)


def cells_waiting(result: Result | None, marks: Sequence[MarkRecord] | None) -> tuple[str, ...]:
    """Return the cells that wait for a person's score, without the one that is flagged for the date.

    The gradebook's `marks` tell; where it does not know the submission (None), the result does, if there is one.
    """
    if marks is not None:
        dated = flagged_for_date(result)
        waiting = (mark for mark in marks if mark.needs_review)
        return tuple(mark.question for mark in waiting if mark.manual is not None or mark.question not in dated)
    return result.grader_errors if result else ()


def is_unrecorded(result: Result | None, marks: Sequence[MarkRecord]) -> bool:
    """Did the last grading end before the gradebook had its result: stopped, or failed as by a rule for late work?

    Then marks of the grader's wait that are settled by the result, or there is no result. To mark them by hand is of no
    use: grading again takes their flags back.
    """
    if result is None:
        return any(mark.needs_review and mark.auto is not None for mark in marks)
    if result.damaged:
        return False
    own = {*result.grader_errors, *doubtful_scores(result)}
    settled = {question.grade_id for question in result.questions} - own
    return any(mark.needs_review and mark.manual is None and mark.question in settled for mark in marks)
