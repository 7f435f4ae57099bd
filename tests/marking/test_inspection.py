"""From a measured number to an outcome, and which outcomes wait for a person."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from grader.answers.answer import Answer, Died, Failure, Raised, Returned, TimedOut
from grader.answers.values import Array, Items, Number, Other
from grader.file_probes.pages import pages
from grader.marking.inspection import mark_inspection, not_measured
from grader.questions.question import Document, Finding, Inspection
from grader.submission.documents import Attachment
from grader.text import Bilingual
from grader.verdict import Verdict

ESSAY = Inspection(
    "essay",
    points=2,
    measure=pages,
    findings=(
        Finding("correct", 1, 2, 1, Verdict.CORRECT),
        Finding("long", 3, inf, 0.5, hint=Bilingual("{number:g} pages, {clock}.", "{number:g}쪽, {clock}.")),
        Finding("empty", 0, 0, settled=False),
    ),
    seconds=20,
    document=Document(("essay", "paper"), (".pdf",), 10),
)
APP = replace(ESSAY, name="app", document=None)
ATTACHMENT = Attachment("essay", "paper.pdf", b"%PDF")


@pytest.mark.parametrize(
    ("number", "verdict", "code", "credit"),
    [
        (1, Verdict.CORRECT, "correct", 1),
        (2, Verdict.CORRECT, "correct", 1),
        (3, Verdict.WRONG, "long", 0.5),
        (1e9, Verdict.WRONG, "long", 0.5),
        (0, Verdict.WRONG, "empty", 0),
        (2.5, Verdict.INVALID, "unreadable", 0),
    ],
)
def test_a_number_is_marked_by_the_finding_in_whose_range_it_lies(
    number: float, verdict: Verdict, code: str, credit: float
) -> None:
    outcome = mark_inspection(ESSAY, Returned(Number(number)))
    assert (outcome.verdict, outcome.code, outcome.credit) == (verdict, code, credit)


def test_the_number_is_told_also_as_minutes_and_seconds() -> None:
    message = mark_inspection(ESSAY, Returned(Number(185.4))).message
    assert message == Bilingual("185.4 pages, 3:05.", "185.4쪽, 3:05.")


@pytest.mark.parametrize(
    ("answer", "verdict", "code"),
    [
        (Returned(Number(nan)), "invalid", "unreadable"),
        (Returned(Number(-inf)), "invalid", "unreadable"),
        (Returned(Number(-99)), "invalid", "unreadable"),
        (Returned(Number(2, 1)), "invalid", "unreadable"),
        (Returned(Array(np.array([2.0]))), "invalid", "unreadable"),
        (Returned(Other("text")), "invalid", "unreadable"),
        (Returned(Items((), True)), "invalid", "unreadable"),
        (TimedOut(20), "timeout", "timeout"),
        (Died("memory"), "killed", "memory"),
        (Died("signal 11"), "killed", "no_answer"),
        (Raised(Failure("MemoryError", "")), "killed", "memory"),
        (Raised(Failure("RecursionError", "")), "invalid", "unreadable"),
        (Raised(Failure("ModuleNotFoundError", "No module named 'pypdf'")), "grader_error", "ModuleNotFoundError"),
    ],
)
def test_whatever_else_comes_earns_nothing(answer: Answer, verdict: str, code: str) -> None:
    outcome = mark_inspection(ESSAY, answer)
    assert (outcome.verdict, outcome.code, outcome.credit) == (verdict, code, 0)


@pytest.mark.parametrize(("kind", "code"), [("ModuleNotFoundError", "ModuleNotFoundError"), ("Mine", "exception")])
def test_an_error_in_the_students_own_program_is_told(kind: str, code: str) -> None:
    outcome = mark_inspection(APP, Raised(Failure(kind, "No module named 'keras'")))
    assert (outcome.verdict, outcome.code) == ("raised", code)
    assert "No module named 'keras'" in outcome.message.en


def test_a_document_that_is_not_there_is_missing() -> None:
    outcome = not_measured(ESSAY, None)
    assert outcome
    assert (outcome.verdict, outcome.code) == ("missing", "no_file")
    assert "essay.pdf" in outcome.message.en


def test_where_there_is_nothing_to_hand_in_or_nothing_wrong_with_it_it_is_measured() -> None:
    assert not_measured(APP, None) is None
    assert not_measured(ESSAY, ATTACHMENT) is None


def test_a_document_with_a_problem_is_not_opened() -> None:
    outcome = not_measured(ESSAY, replace(ATTACHMENT, problem=("linked", Bilingual("A link.", "링크입니다."))))
    assert outcome
    assert (outcome.verdict, outcome.code, outcome.message.en) == ("invalid", "linked", "A link.")
