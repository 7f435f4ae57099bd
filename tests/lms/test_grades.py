"""What a submission is worth to an LMS: points that count, or why there are none; the comment as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import UserError
from grader.lms.grades import (
    Grade,
    Status,
    for_class,
    grades_of,
    hints_of,
    score_text,
    to_grade,
    write_comment,
)
from grader.lms.roster import Person, Roster
from grader.results.records import ClassRecords, MarkRecord, StudentRecord, SubmissionRecord
from grader.results.result import QuestionResult, Result, read_result, to_json
from grader.verdict import Verdict


def mark(question: str, auto: float | None, manual: float | None = None, extra: float = 0.0) -> MarkRecord:
    return MarkRecord(question, auto, manual, extra, 2.0, needs_review=auto is None and manual is None)


def submission(
    *marks: MarkRecord, penalty: float = 0.0, comments: tuple[tuple[str, str], ...] = ()
) -> SubmissionRecord:
    return SubmissionRecord("kim", "a1", penalty, marks, comments)


@pytest.mark.parametrize(
    ("handed_in", "status", "score"),
    [
        (submission(mark("f", 1.5), mark("g", 2.0)), Status.GRADED, 3.5),
        (submission(mark("f", 1.5, manual=0.5)), Status.GRADED, 0.5),
        (submission(mark("f", 1.5, manual=0.5, extra=0.25)), Status.GRADED, 0.75),
        (submission(mark("f", 1.5), penalty=0.5), Status.GRADED, 1.0),
        (submission(mark("f", 1.5), penalty=5.0), Status.GRADED, 0.0),
        (submission(), Status.GRADED, 0.0),
        (submission(mark("f", 1.5), mark("g", None)), Status.NEEDS_GRADING, None),
        (submission(mark("f", float("nan"))), Status.NEEDS_GRADING, None),
        (submission(mark("f", float("inf"))), Status.NEEDS_GRADING, None),
    ],
)
def test_a_score_is_what_counts_after_the_penalty(
    handed_in: SubmissionRecord, status: Status, score: float | None
) -> None:
    grade = to_grade(handed_in, 4.0, None, "en")
    assert (grade.status, grade.score) == (status, score)


def test_the_comment_has_a_line_a_question_in_the_order_of_the_notebook() -> None:
    handed_in = submission(
        mark("f", 0.0), mark("g", 2.0), mark("h", 1.0, manual=1.5), penalty=0.5, comments=(("h_answer", "Why\nso?"),)
    )
    hints = {"h": "Not told: a person decided.", "g": "", "f": "Where is\nthe 2?"}
    assert write_comment(handed_in, hints, "en").splitlines() == [
        "h 1.5/2",
        "g 2/2",
        "f 0/2: Where is the 2?",
        "Late submission: −0.5",
        "h: Why so?",
    ]
    assert "지각 제출 감점: −0.5" in write_comment(handed_in, hints, "ko")


def test_hints_come_from_the_results_and_a_right_answer_has_none(tmp_path: Path) -> None:
    questions = (
        QuestionResult("g", 1, 0, Verdict.WRONG, "sign", "Which sign?"),
        QuestionResult("f", 1, 1, Verdict.CORRECT, "correct", "Correct."),
    )
    path = tmp_path / "results.json"
    path.write_text(to_json(Result("a1", "kim", 20, questions)), encoding="utf-8")
    assert list(hints_of(read_result(path)).items()) == [("g", "Which sign?"), ("f", "")]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"questions": [1]}', b'{"questions": null}'])
def test_results_that_cannot_be_read_give_no_hints(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    assert hints_of(read_result(path)) == {}
    path.write_bytes(content)
    assert hints_of(read_result(path)) == {}


def test_a_grade_waits_while_nobody_knows_when_the_work_was_handed_in() -> None:
    result = Result("a1", "kim", 20, (), date_problem="Not understood.")
    grade = to_grade(submission(mark("f", 1.5, manual=2.0)), 4.0, result, "en")
    assert (grade.status, grade.score) == (Status.NEEDS_GRADING, None)
    assert "mend submitted/kim/a1/timestamp.txt" in grade.reason


def test_every_student_has_a_grade_in_every_assignment(tmp_path: Path) -> None:
    records = ClassRecords(
        (StudentRecord("kim"), StudentRecord("lee")), {"a1": 4.0, "a2": 2.0}, (submission(mark("f", 1.0)),)
    )
    grades = grades_of(records, (), tmp_path, "en")
    assert [(g.assignment, g.student, g.status, g.max_score) for g in grades] == [
        ("a1", "kim", Status.GRADED, 4.0),
        ("a1", "lee", Status.NOT_SUBMITTED, 4.0),
        ("a2", "kim", Status.NOT_SUBMITTED, 2.0),
        ("a2", "lee", Status.NOT_SUBMITTED, 2.0),
    ]
    assert {grade.assignment for grade in grades_of(records, ["a2", "a2"], tmp_path, "en")} == {"a2"}
    with pytest.raises(UserError, match="holds no assignment a9"):
        grades_of(records, ["a9"], tmp_path, "en")


def test_the_excused_have_no_score_whatever_they_handed_in() -> None:
    grades = [Grade("kim", "a1", Status.GRADED, 3.0, 4.0, 0.5, "Well done.")]
    (grade,) = for_class(grades, Roster((Person("kim", excused=("a1",)),)))
    assert grade == Grade("kim", "a1", Status.EXCUSED, None, 4.0)


@pytest.mark.parametrize(
    ("score", "text"),
    [(8.5, "8.5"), (10.0, "10"), (0.0, "0"), (2.675, "2.68"), (10 / 3, "3.33"), (1e-9, "0"), (1e6, "1000000"),
     (0.1 + 0.2, "0.3")],
)  # fmt: skip
def test_numbers_have_a_point_and_two_decimals_at_most(score: float, text: str) -> None:
    assert score_text(score) == text


def test_points_by_hand_for_another_answer_wait_and_the_reason_says_which() -> None:
    stale = MarkRecord("essay", None, 2.0, 0.0, 2.0, needs_review=True)
    grade = to_grade(submission(mark("f", 1.5), stale), 4.0, None, "en")
    assert (grade.status, grade.score) == (Status.NEEDS_GRADING, None)
    assert grade.reason.startswith("essay had points by hand for another answer")
