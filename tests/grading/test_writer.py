"""In which order results are written, and what is left where that fails."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from grader.course import Course
from grader.errors import UserError
from grader.grading.writer import BATCH, MAX_SECRET_BYTES, THREADS, Writer
from grader.results.records import GradedSubmission
from grader.results.result import QuestionResult, Result
from grader.results.store import load, save
from grader.text.dates import read_date
from grader.verdict import Verdict

NAME = "a1_derivatives"
DATE = read_date("2026-11-20 10:00:00 UTC")


class Recorded:
    """A gradebook that only notes what is recorded; one that is `full` refuses it."""

    def __init__(self, *, full: bool = False) -> None:
        self.batches: list[list[GradedSubmission]] = []
        self.full = full

    def ensure_assignment(self, assignment: str, release: NotebookNode, due: datetime.datetime | None = None) -> None:
        pass

    def keep_copy(self) -> None:
        pass

    def flag_for_review(self, assignment: str, students: Sequence[str]) -> None:
        pass

    def record(self, assignment: str, submissions: Sequence[GradedSubmission]) -> dict[str, tuple[str, ...]]:
        assert assignment == NAME
        if self.full:
            raise UserError("The gradebook is full.", "Free some space.")
        self.batches.append(list(submissions))
        return {}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def graded(student: str) -> GradedSubmission:
    question = QuestionResult("df", 2.0, 1.5, Verdict.WRONG, "factor_lost", "Look.")
    return GradedSubmission(Result(NAME, student, 7, (question,)), '{"cells": []}\n', DATE)


def test_a_result_is_on_the_disk_before_the_gradebook_has_it_and_its_stamp_says_when(course: Course) -> None:
    class Looking(Recorded):
        def record(self, assignment: str, submissions: Sequence[GradedSubmission]) -> dict[str, tuple[str, ...]]:
            on_disk.append(load(course.autograded("kim", NAME), NAME, DATE))
            return super().record(assignment, submissions)

    on_disk: list[GradedSubmission | None] = []
    gradebook = Looking()
    with Writer(course, NAME, gradebook) as writer:
        writer.add(graded("kim"), "made from")
        assert gradebook.batches == []
    assert on_disk[0]
    assert not on_disk[0].in_gradebook
    assert gradebook.batches == [on_disk]
    recorded = load(course.autograded("kim", NAME), NAME)
    assert recorded
    assert recorded.in_gradebook
    assert (course.autograded("kim", NAME) / "timestamp.txt").read_text() == "2026-11-20 10:00:00 UTC\n"


def test_results_go_into_the_gradebook_in_batches(course: Course) -> None:
    gradebook = Recorded()
    with Writer(course, NAME, gradebook) as writer:
        for number in range(BATCH + 1):
            writer.keep(graded(f"s{number}"))
    assert [len(batch) for batch in gradebook.batches][-1] >= 1
    assert sum(map(len, gradebook.batches)) == BATCH + 1
    assert max(map(len, gradebook.batches)) <= BATCH


def test_the_files_of_several_results_are_written_at_a_time(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    all_at_work = threading.Barrier(THREADS, timeout=20)

    def save_together(*arguments: Any) -> GradedSubmission:
        all_at_work.wait()
        return save(*arguments)

    monkeypatch.setattr("grader.grading.writer.save", save_together)
    gradebook = Recorded()
    with Writer(course, NAME, gradebook) as writer:
        for number in range(THREADS):
            writer.add(graded(f"s{number}"), "made from")
    assert sum(map(len, gradebook.batches)) == THREADS


def test_one_that_cannot_be_written_is_told_and_the_others_are_recorded(course: Course) -> None:
    (course.root / "autograded").mkdir()
    (course.root / "autograded" / "lee").write_text("in the way of a folder")
    gradebook = Recorded()
    with pytest.raises(UserError, match="lee"), Writer(course, NAME, gradebook) as writer:  # noqa: PT012  # told later
        for student in ("kim", "lee", "park"):
            writer.add(graded(student), "made from")
    assert {one.result.student for batch in gradebook.batches for one in batch} == {"kim", "park"}


def test_no_more_than_two_transactions_of_results_wait(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files take long, grading waits for them: results would fill the memory."""
    most = 0

    def slow(*arguments: Any) -> GradedSubmission:
        time.sleep(0.002)
        return save(*arguments)

    monkeypatch.setattr("grader.grading.writer.save", slow)
    gradebook = Recorded()
    with Writer(course, NAME, gradebook) as writer:
        for number in range(4 * BATCH):
            writer.add(graded(f"s{number}"), "made from")
            most = max(most, number + 1 - sum(map(len, gradebook.batches)))
    assert most <= 2 * BATCH
    assert sum(map(len, gradebook.batches)) == 4 * BATCH


def test_what_the_gradebook_refuses_is_not_marked_as_recorded(course: Course) -> None:
    with pytest.raises(UserError, match="full"), Writer(course, NAME, Recorded(full=True)) as writer:
        writer.add(graded("kim"), "made from")
    stored = load(course.autograded("kim", NAME), NAME)
    assert stored
    assert not stored.in_gradebook


def test_an_error_is_told_and_what_waited_is_recorded(course: Course) -> None:
    gradebook = Recorded()
    with pytest.raises(ValueError, match="first"), Writer(course, NAME, gradebook) as writer:  # noqa: PT012  # after one result
        writer.add(graded("kim"), "made from")
        raise ValueError("the first error")
    assert sum(map(len, gradebook.batches)) == 1
    with pytest.raises(ValueError, match="first"), Writer(course, NAME, Recorded(full=True)) as writer:  # noqa: PT012
        writer.add(graded("lee"), "made from")
        raise ValueError("the first error, and not that the gradebook is full")


def test_a_result_that_was_recorded_is_passed_on_as_known(course: Course) -> None:
    gradebook = Recorded()
    with Writer(course, NAME, gradebook) as writer:
        writer.add(graded("kim"), "made from")
    known = load(course.autograded("kim", NAME), NAME)
    assert known
    with Writer(course, NAME, gradebook) as writer:
        writer.keep(replace(known, handed_in_at=None))
    assert [one.in_gradebook for batch in gradebook.batches for one in batch] == [False, True]


def test_the_word_by_which_a_student_finds_the_feedback_is_copied_but_not_through_a_link(course: Course) -> None:
    for student in ("kim", "lee"):
        course.submitted(student, NAME).mkdir(parents=True)
    (course.root / "secret").write_text("no", encoding="utf-8")
    (course.submitted("kim", NAME) / "submission_secret.txt").write_text("x" * (MAX_SECRET_BYTES + 1), encoding="utf-8")
    (course.submitted("lee", NAME) / "submission_secret.txt").symlink_to(course.root / "secret")
    with Writer(course, NAME, Recorded()) as writer:
        for student in ("kim", "lee"):
            writer.add(graded(student), "made from")
    assert (course.autograded("kim", NAME) / "submission_secret.txt").read_text() == "x" * MAX_SECRET_BYTES
    assert not (course.autograded("lee", NAME) / "submission_secret.txt").exists()
