"""The gradebook, written: what the grader found is stored, what a person gave stays, all of it or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from gradebook_by_hand import NAME, POINTS, graded, release
from nbgrader.api import Gradebook as NbgraderGradebook
from sqlalchemy import delete
from traitlets.config import Config

from grader.errors import UserError
from grader.nbgrader.database import open_database
from grader.nbgrader.gradebook import Gradebook
from grader.nbgrader.hand_marks import TABLE
from grader.results.result import QuestionResult
from grader.results.review import NOT_GIVEN
from grader.verdict import Verdict

DUE = datetime.datetime(2026, 10, 1, 12)
Grades = dict[str, tuple[float | None, float | None, bool]]


@pytest.fixture
def gradebook(db_url: str) -> Iterator[Gradebook]:
    with Gradebook(db_url) as opened:
        opened.ensure_assignment(NAME, release(), DUE)
        yield opened


def grades(db_url: str, student: str = "ann", notebook: str = NAME) -> Grades:
    """Return automatic and manual points and whether a person has to look, as nbgrader reads it."""
    with NbgraderGradebook(db_url) as opened:
        stored = opened.find_submission_notebook(notebook, NAME, student)
        return {one.name: (one.auto_score, one.manual_score, one.needs_manual_grade) for one in stored.grades}


def give_by_hand(db_url: str, question: str, points: float) -> None:
    """Enter points and a comment as formgrader does."""
    with NbgraderGradebook(db_url) as opened:
        grade = opened.find_grade(question, NAME, NAME, "ann")
        grade.manual_score, grade.needs_manual_grade = points, False
        opened.find_comment(f"{question}_answer", NAME, NAME, "ann").manual_comment = "Nearly."
        opened.db.commit()


# ── assignments ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_assignment_has_the_released_points_and_its_due_date(gradebook: Gradebook, db_url: str) -> None:
    with NbgraderGradebook(db_url) as opened:
        assignment = opened.find_assignment(NAME)
        assert (assignment.max_score, assignment.duedate) == (sum(POINTS.values()), DUE)


def test_a_due_date_that_is_there_stays(gradebook: Gradebook, db_url: str) -> None:
    assert gradebook.ensure_assignment(NAME, release(), DUE.replace(day=2)) == DUE
    with NbgraderGradebook(db_url) as opened:
        assert opened.find_assignment(NAME).duedate == DUE


def test_points_may_change_and_cells_be_added_but_none_taken_away_once_something_is_stored(
    gradebook: Gradebook, db_url: str
) -> None:
    for points in ({"dg": 3.0}, {"df": 4.0, "dg": 3.0}):
        gradebook.ensure_assignment(NAME, release(**points))
        with NbgraderGradebook(db_url) as opened:
            assert opened.find_assignment(NAME).max_score == sum(points.values())
    gradebook.record(NAME, [graded(df=2.0, dg=0.5)])
    gradebook.ensure_assignment(NAME, release(df=5.0, dg=3.0))
    with NbgraderGradebook(db_url) as opened:
        assert opened.find_assignment(NAME).max_score == 8.0
    gradebook.ensure_assignment(NAME, release(df=2.0, dg=1.0, dh=1.0))
    assert set(grades(db_url)) == {"df", "dg"}, "old marks stand; the new question has none before it is graded"
    with pytest.raises(UserError, match=r"not in the release any more: dg, dg_answer"):
        gradebook.ensure_assignment(NAME, release(df=2.0, dh=1.0))


def test_cells_for_which_nobody_has_points_may_be_removed_again(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(df=2.0)])
    gradebook.ensure_assignment(NAME, release(df=2.0, dg=1.0, dh=1.0))
    older = graded(df=2.0)
    not_given = QuestionResult("dh", 1.0, 0.0, Verdict.MISSING, NOT_GIVEN, "")
    result = replace(older.result, questions=(*older.result.questions, not_given))
    gradebook.record(NAME, [replace(older, result=result)])
    assert grades(db_url)["dh"] == (0.0, None, True)
    gradebook.ensure_assignment(NAME, release())
    assert grades(db_url) == {"df": (2.0, None, False), "dg": (0.0, None, False)}
    gradebook.ensure_assignment(NAME, release(df=2.0, dg=1.0, dh=1.0))
    gradebook.record(NAME, [replace(older, result=result)])
    give_by_hand(db_url, "dh", 0.0)
    with pytest.raises(UserError, match=r"not in the release any more: dh, dh_answer"):
        gradebook.ensure_assignment(NAME, release())


# ── results ────────────────────────────────────────────────────────────────────────────────────────────────


def test_scores_are_stored_for_new_students(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded("ann", df=2.0, dg=0.25), graded("bob")])
    assert grades(db_url, "ann") == {"df": (2.0, None, False), "dg": (0.25, None, False)}
    assert grades(db_url, "bob") == {"df": (0.0, None, False), "dg": (0.0, None, False)}


def test_what_the_grader_failed_on_has_no_score_and_is_flagged(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(df=-1, dg=1.0)])
    assert grades(db_url) == {"df": (None, None, True), "dg": (1.0, None, False)}


def test_a_damaged_submission_keeps_the_old_scores_flagged(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(df=2.0)])
    damaged = graded()
    gradebook.record(NAME, [replace(damaged, result=replace(damaged.result, damaged=True))])
    assert grades(db_url) == {"df": (2.0, None, True), "dg": (0.0, None, True)}


def test_what_a_person_gave_stays_and_is_flagged_after_a_regrade(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(df=0.5)])
    give_by_hand(db_url, "df", 1.5)
    assert gradebook.record(NAME, [graded(df=2.0)]) == {"ann": ("df",)}
    assert grades(db_url)["df"] == (2.0, 1.5, True)
    with NbgraderGradebook(db_url) as opened:
        assert opened.find_comment("df_answer", NAME, NAME, "ann").comment == "Nearly."


def handed_in_again(gradebook: Gradebook, text: str) -> bool:
    """Grade an answer as a class is graded, and return whether the points by hand for it wait to be looked at."""
    one = graded(df=0.5)
    gradebook.flag_for_review(NAME, ["ann"])
    changed = gradebook.record(NAME, [replace(one, notebook=one.notebook.replace("return x", text))])
    assert changed in ({}, {"ann": ("df",)})
    return bool(changed)


def test_points_by_hand_stand_for_the_same_answer_and_wait_for_a_person_after_another(
    gradebook: Gradebook, db_url: str
) -> None:
    assert not handed_in_again(gradebook, "return 1")
    give_by_hand(db_url, "df", 1.5)
    assert not handed_in_again(gradebook, "return 1")
    assert grades(db_url)["df"] == (0.5, 1.5, False)
    assert handed_in_again(gradebook, "return 2")
    assert handed_in_again(gradebook, "return 2"), "until a person has looked"
    assert grades(db_url)["df"] == (0.5, 1.5, True)
    assert not handed_in_again(gradebook, "return 1"), "back at the answer that was marked"
    assert handed_in_again(gradebook, "return 3")
    gradebook.flag_for_review(NAME, ["ann"])  # a run that was interrupted
    assert handed_in_again(gradebook, "return 3")
    give_by_hand(db_url, "df", 1.5)
    assert not handed_in_again(gradebook, "return 3")
    assert grades(db_url)["df"] == (0.5, 1.5, False)


def test_without_a_record_of_the_answer_points_by_hand_stand(gradebook: Gradebook, db_url: str) -> None:
    assert not handed_in_again(gradebook, "return 1")
    give_by_hand(db_url, "df", 1.5)
    engine = open_database(db_url)
    with engine.begin() as connection:
        connection.execute(delete(TABLE))
    engine.dispose()
    assert not handed_in_again(gradebook, "return 2")
    assert handed_in_again(gradebook, "return 3"), "from then on the answer is known"


def test_what_was_recorded_before_and_agrees_stays_settled(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(df=0.5)])
    give_by_hand(db_url, "df", 1.5)
    gradebook.record(NAME, [graded(df=0.5, recorded=True)])
    assert grades(db_url)["df"] == (0.5, 1.5, False)


def test_an_error_in_the_middle_stores_nothing(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(df=0.5)])
    broken = replace(graded("bob", df=2.0), notebook="no notebook")
    with pytest.raises(ValueError, match="Expecting value"):
        gradebook.record(NAME, [graded(df=2.0), broken])
    assert grades(db_url)["df"][0] == 0.5


# ── review ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_flags_are_set_for_the_students_named_until_they_are_recorded(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded("ann", df=2.0), graded("bob", df=2.0)])
    gradebook.flag_for_review(NAME, ["ann", "nobody"])
    assert {flag for *_, flag in grades(db_url, "ann").values()} == {True}
    assert {flag for *_, flag in grades(db_url, "bob").values()} == {False}
    gradebook.record(NAME, [graded("ann", df=2.0)])
    assert {flag for *_, flag in grades(db_url, "ann").values()} == {False}


def test_only_the_notebooks_meant_are_flagged(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(df=2.0)])
    gradebook.flag_for_review(NAME, ["ann"], "other*")
    assert {flag for *_, flag in grades(db_url).values()} == {False}
    gradebook.flag_for_review(NAME, ["ann"], "a1*")
    assert {flag for *_, flag in grades(db_url).values()} == {True}


def test_an_assignment_that_the_gradebook_does_not_know_has_nothing_to_flag(gradebook: Gradebook) -> None:
    gradebook.flag_for_review("a2_gradients", ["ann"])


# ── late work ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_course_s_rule_is_applied_to_what_is_late_and_taken_back(db_url: str) -> None:
    rule = Config()
    rule.AssignLatePenalties.plugin_class = "nbgrader.plugins.LateSubmissionPlugin"
    rule.LateSubmissionPlugin.penalty_method = "zero"
    with Gradebook(db_url, rule) as gradebook:
        gradebook.ensure_assignment(NAME, release(), DUE)
        for at, penalty in (("2026-10-01 13:00:00 UTC", 2.0), ("2026-10-01 20:00:00 +0900", None)):
            gradebook.record(NAME, [graded(at=at, df=2.0)])
            with NbgraderGradebook(db_url) as opened:
                assert opened.find_submission_notebook(NAME, NAME, "ann").late_submission_penalty == penalty


def test_a_date_that_is_not_understood_takes_the_place_of_an_older_one_and_one_question_is_flagged(
    gradebook: Gradebook, db_url: str
) -> None:
    gradebook.record(NAME, [graded(at="2026-10-01 11:00:00 UTC", df=2.0)])
    unknown = graded(at="yesterday evening", df=2.0, dg=1.0)
    gradebook.record(NAME, [replace(unknown, result=replace(unknown.result, date_problem="Not understood."))])
    with NbgraderGradebook(db_url) as opened:
        assert opened.find_submission(NAME, "ann").timestamp is None
    assert grades(db_url) == {"df": (2.0, None, True), "dg": (1.0, None, False)}
    gradebook.record(NAME, [graded(at="2026-10-01 11:00:00 UTC", df=2.0)])
    assert not any(flag for *_, flag in grades(db_url).values())


def test_without_a_date_the_one_that_the_gradebook_holds_stands(gradebook: Gradebook, db_url: str) -> None:
    gradebook.record(NAME, [graded(at="2026-10-01 11:00:00 UTC", df=2.0)])
    gradebook.record(NAME, [graded(df=2.0)])
    with NbgraderGradebook(db_url) as opened:
        assert opened.find_submission(NAME, "ann").timestamp == datetime.datetime(2026, 10, 1, 11)
