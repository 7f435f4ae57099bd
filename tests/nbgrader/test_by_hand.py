"""Marks given on the page of `grader mark`, in the gradebook: a file's and a server's."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from gradebook_by_hand import NAME, cell, graded, release
from nbgrader.api import Gradebook as NbgraderGradebook

from grader.errors import UserError
from grader.nbgrader.by_hand import HandMarking
from grader.nbgrader.gradebook import Gradebook
from grader.results.records import HandMark, QuestionRecord, RubricMark

RUBRIC = (RubricMark("names the rule", 0.5, 1), RubricMark("says why", 0.5, 1))
GIVEN = HandMark(datetime.datetime(2026, 3, 9, 12), "kim", None, 1.0, "Nearly.", RUBRIC)


@pytest.fixture
def marking(db_url: str) -> Iterator[HandMarking]:
    """A class of two: the grader failed on ann's first question."""
    with Gradebook(db_url) as gradebook:
        gradebook.ensure_assignment(NAME, release())
        gradebook.record(NAME, [graded("ann", df=-1, dg=1), graded("bob", df=2, dg=1)])
    with HandMarking(db_url) as opened:
        yield opened


def test_questions_with_answers_that_wait_are_listed_and_others_are_not(marking: HandMarking) -> None:
    assert marking.questions() == [QuestionRecord(NAME, "df", 2.0, by_hand=False, answers=2, waiting=1)]


def test_questions_that_a_person_marks_come_before_others_that_wait(db_url: str) -> None:
    asked = release()
    asked.cells.append(cell("why", "YOUR ANSWER HERE", grade=True, solution=True, points=2.0))
    with Gradebook(db_url) as gradebook:
        gradebook.ensure_assignment(NAME, asked)
        gradebook.record(NAME, [graded("ann", df=-1, dg=1)])
    with HandMarking(db_url) as opened:
        assert [one.name for one in opened.questions()] == ["why", "df"]


def test_what_is_given_stands_in_nbgraders_rows_and_in_the_history(marking: HandMarking, db_url: str) -> None:
    seen = next(one for one in marking.answers(NAME, "df") if one.student == "ann")
    assert (seen.mark.needs_review, seen.history, seen.is_other_answer) == (True, (), False)
    assert marking.give(seen, seen.version, GIVEN) is None
    (now,) = (one for one in marking.answers(NAME, "df") if one.student == "ann")
    assert (now.mark.manual, now.comment, now.mark.needs_review) == (1.0, "Nearly.", False)
    assert now.history == (GIVEN,)
    with NbgraderGradebook(db_url) as book:
        assert book.find_grade("df", NAME, NAME, "ann").manual_score == 1.0
        assert book.find_comment("df_answer", NAME, NAME, "ann").manual_comment == "Nearly."


def test_in_an_adopted_notebook_a_comment_stands_at_the_answer_above_the_test(
    marking: HandMarking, db_url: str
) -> None:
    with HandMarking(db_url, lambda *_: "dg_answer") as adopted:
        seen = next(one for one in adopted.answers(NAME, "df") if one.student == "ann")
        assert adopted.give(seen, seen.version, GIVEN) is None
        (now,) = (one for one in adopted.answers(NAME, "df") if one.student == "ann")
        assert now.comment == "Nearly."
    with NbgraderGradebook(db_url) as book:
        assert book.find_comment("dg_answer", NAME, NAME, "ann").manual_comment == "Nearly."


def test_another_version_is_refused_and_shown(marking: HandMarking) -> None:
    seen = next(one for one in marking.answers(NAME, "df") if one.student == "ann")
    assert marking.give(seen, seen.version, GIVEN) is None
    other = marking.give(seen, seen.version, GIVEN)
    assert other is not None
    assert (other.mark.manual, len(other.history)) == (1.0, 1)
    assert marking.give(seen, other.version, GIVEN) is None
    (now,) = (one for one in marking.answers(NAME, "df") if one.student == "ann")
    assert [one.before for one in now.history] == [None, 1.0]


def test_without_a_gradebook_there_is_nothing_to_mark(db_url: str) -> None:
    with pytest.raises(UserError, match="There is no gradebook"):
        HandMarking(db_url)
