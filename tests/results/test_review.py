"""Does a person have to look? The one answer, for everybody who asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.file_probes.pages import pages
from grader.questions.question import Assignment, Finding, Inspection
from grader.results import review
from grader.results.records import MarkRecord
from grader.results.result import QuestionResult, Result
from grader.results.review import (
    Review,
    cells_waiting,
    doubtful_scores,
    flagged_for_date,
    flagged_when_recorded,
    is_unrecorded,
    needs_review,
    reviews,
    waits_for_score,
)
from grader.verdict import Verdict

ESSAY = Inspection(
    "essay",
    points=2,
    measure=pages,
    findings=(
        Finding("correct", 1, 2, 1, Verdict.CORRECT),
        Finding("long", 3, 9, 0.5),
        Finding("empty", 0, 0, settled=False),
    ),
    seconds=20,
)


def result(verdict: Verdict, code: str = "code", name: str = "df") -> Result:
    return Result("any", "kim", 0, (QuestionResult(name, 2.0, 0.0, verdict, code, "What is told."),))


def reasons(graded: Result) -> list[tuple[Review, str, str]]:
    return [(one.reason, one.grade_id, one.message) for one in reviews(graded)]


@pytest.mark.parametrize("verdict", [Verdict.CORRECT, Verdict.WRONG, Verdict.RAISED, Verdict.TIMEOUT, Verdict.MISSING])
def test_an_answer_that_was_marked_needs_nobody(verdict: Verdict) -> None:
    assert reviews(result(verdict)) == ()
    assert not needs_review(result(verdict))


def test_a_damaged_file_needs_a_person_and_one_that_is_not_there_does_not() -> None:
    absent = replace(result(Verdict.MISSING, "no_notebook"), problem="There is none.")
    assert not needs_review(absent)
    damaged = replace(result(Verdict.MISSING, "not_json"), problem="It is broken.", damaged=True)
    assert reasons(damaged) == [(Review.DAMAGED, "", "It is broken.")]
    assert needs_review(damaged)


def test_notices_need_a_person_each() -> None:
    noticed = replace(result(Verdict.CORRECT), notices=("Twice.", "Unknown."))
    assert reasons(noticed) == [(Review.NOTICE, "", "Twice."), (Review.NOTICE, "", "Unknown.")]
    assert needs_review(noticed)
    assert doubtful_scores(noticed) == frozenset()


def test_what_the_grader_failed_on_needs_a_person() -> None:
    failed = result(Verdict.GRADER_ERROR)
    assert reasons(failed) == [(Review.GRADER_ERROR, "df", "What is told.")]
    assert needs_review(failed)


def test_a_killed_process_is_a_matter_for_the_gradebook_only() -> None:
    killed = result(Verdict.KILLED)
    assert reasons(killed) == [(Review.KILLED, "df", "What is told.")]
    assert not needs_review(killed)
    assert doubtful_scores(killed) == {"df"}


@pytest.mark.parametrize(
    ("code", "reason"), [("idle", Review.IDLE), ("cell_idle", Review.IDLE), ("too_late", Review.TOO_LATE)]
)
def test_a_timeout_that_may_not_be_the_answers_is_a_matter_for_the_gradebook_only(code: str, reason: Review) -> None:
    waited = result(Verdict.TIMEOUT, code)
    assert reasons(waited) == [(reason, "df", "What is told.")]
    assert not needs_review(waited)
    assert doubtful_scores(waited) == {"df"}
    assert reviews(result(Verdict.TIMEOUT, "timeout")) == ()


@pytest.mark.parametrize(
    ("verdict", "code", "reason"),
    [
        ("correct", "correct", None),
        ("wrong", "long", None),
        ("wrong", "empty", Review.UNSETTLED),
        ("missing", "no_file", None),
        ("grader_error", "ModuleNotFoundError", Review.GRADER_ERROR),
        ("invalid", "linked", Review.UNSETTLED),
        ("timeout", "timeout", Review.UNSETTLED),
        ("killed", "memory", Review.UNSETTLED),
    ],
)
def test_what_no_finding_settles_needs_a_person(
    monkeypatch: pytest.MonkeyPatch, verdict: str, code: str, reason: Review | None
) -> None:
    monkeypatch.setattr(review.catalog, "find", lambda name, *_: Assignment(name, (ESSAY,)))
    graded = result(Verdict(verdict), code, "essay")
    assert [one.reason for one in reviews(graded)] == ([reason] if reason else [])
    assert needs_review(graded) is bool(reason)
    assert doubtful_scores(graded) == ({"essay"} if reason is Review.UNSETTLED else set())


def test_a_question_that_was_not_in_the_notebook_is_0_until_a_person_confirms_it() -> None:
    graded = result(Verdict.MISSING, review.NOT_GIVEN)
    assert [one.reason for one in reviews(graded)] == [Review.NOT_GIVEN]
    assert doubtful_scores(graded)


@pytest.mark.parametrize(
    ("auto", "manual", "doubtful", "changed", "flagged"),
    [
        (1.0, None, False, False, False),
        (None, None, False, False, True),
        (0.0, None, True, False, True),
        (1.0, 2.0, False, False, False),
        (0.0, 2.0, True, False, False),
        (None, 2.0, False, True, True),
    ],
)
def test_recording_flags_what_has_no_score_a_doubtful_one_or_one_for_another_answer(
    auto: float | None, manual: float | None, doubtful: bool, changed: bool, flagged: bool
) -> None:
    assert flagged_when_recorded(auto, manual, doubtful=doubtful, changed=changed) is flagged


@pytest.mark.parametrize(
    ("auto", "manual", "flagged", "waits"),
    [
        (1.0, None, False, False),
        (None, None, False, True),
        (1.0, None, True, True),
        (None, 2.0, False, False),
        (1.0, 2.0, True, True),
    ],
)
def test_a_mark_waits_until_a_person_has_given_a_score(
    auto: float | None, manual: float | None, flagged: bool, waits: bool
) -> None:
    assert waits_for_score(auto, manual, flagged=flagged) is waits


def test_the_gradebook_tells_which_cells_wait_and_without_it_the_result() -> None:
    failed = result(Verdict.GRADER_ERROR)
    marks = [MarkRecord("df", 1.0, None, 0.0, 2.0, False), MarkRecord("essay", None, None, 0.0, 2.0, True)]
    assert cells_waiting(failed, marks) == ("essay",)
    assert cells_waiting(failed, []) == ()
    assert cells_waiting(failed, None) == ("df",)
    assert cells_waiting(None, None) == ()


@pytest.mark.parametrize(
    ("graded", "df", "ended_before"),
    [
        (result(Verdict.CORRECT), MarkRecord("df", 1.0, None, 0.0, 2.0, True), True),
        (result(Verdict.CORRECT), MarkRecord("df", 1.0, None, 0.0, 2.0, False), False),
        (result(Verdict.CORRECT), MarkRecord("df", 1.0, 2.0, 0.0, 2.0, True), False),  # scored for another answer
        (result(Verdict.KILLED), MarkRecord("df", 0.0, None, 0.0, 2.0, True), False),
        (result(Verdict.GRADER_ERROR), MarkRecord("df", None, None, 0.0, 2.0, True), False),
        (replace(result(Verdict.CORRECT), damaged=True), MarkRecord("df", 1.0, None, 0.0, 2.0, True), False),
        (None, MarkRecord("df", 1.0, None, 0.0, 2.0, True), True),
        (None, MarkRecord("df", None, None, 0.0, 2.0, True), False),
    ],
)
def test_marks_that_wait_although_the_result_settles_them_were_not_recorded(
    graded: Result | None, df: MarkRecord, ended_before: bool
) -> None:
    essay = MarkRecord("essay", None, None, 0.0, 2.0, True)
    assert is_unrecorded(graded, [df, essay]) is ended_before


def test_while_nobody_knows_when_it_was_handed_in_the_whole_grade_waits() -> None:
    undated = replace(result(Verdict.CORRECT), date_problem="Not understood.")
    assert reasons(undated) == [(Review.DATE, "", "Not understood.")]
    assert needs_review(undated)
    assert doubtful_scores(undated) == {"df"}


def test_one_question_is_flagged_for_a_date_and_those_that_a_person_marks_are_not_hidden_by_others() -> None:
    names = ("df", "dg", "dh")
    asked = tuple(QuestionResult(name, 2, 2, Verdict.CORRECT, "correct", "") for name in names)
    killed = replace(asked[0], score=0, verdict=Verdict.KILLED)
    undated = Result("a99", "ann", 0, (killed, *asked[1:]), date_problem="Not understood.")
    assert flagged_for_date(undated) == {"dg"}, "the first one that no other reason flags"
    assert doubtful_scores(undated) == {"df", "dg"}
    marks = [MarkRecord(name, 2.0, None, 0.0, 2.0, name != "dh") for name in names]
    essay = MarkRecord("essay", None, None, 0.0, 2.0, True)
    assert cells_waiting(undated, [*marks, essay]) == ("df", "essay"), "these are marked; the date is mended"
    assert not flagged_for_date(replace(undated, date_problem=""))
    assert not flagged_for_date(replace(undated, problem="It is broken.", damaged=True)), "it is flagged as a whole"
