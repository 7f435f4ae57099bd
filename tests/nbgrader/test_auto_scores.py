"""What a result gives to the gradebook without a person, and what it leaves to one."""

from __future__ import annotations

from dataclasses import replace

import nbformat
from gradebook_by_hand import graded

from grader.nbgrader.auto_scores import AutomaticMarks, automatic_marks
from grader.results.records import GradedSubmission
from grader.verdict import Verdict


def marks(submission: GradedSubmission) -> AutomaticMarks:
    found = automatic_marks(submission.result, nbformat.reads(submission.notebook, as_version=4))
    assert found is not None
    return found


def test_a_question_has_its_score_and_its_answer_a_comment_only_where_it_is_missing() -> None:
    found = marks(graded(df=0.5))
    assert (found.score("df"), found.score("dg")) == (0.5, 0.0)
    assert (found.comment("df_answer"), found.comment("dg_answer")) == (None, "No response.")
    assert not found.needs_review("df", None)
    assert not found.needs_review("df", 1.0)
    assert found.needs_review("df", 1.0, changed=True), "what a person gave for another answer"


def test_the_grader_s_own_error_is_no_score() -> None:
    found = marks(graded(df=-1))
    assert found.score("df") is None
    assert found.needs_review("df", None)


def test_a_killed_process_is_0_points_for_a_person_to_see() -> None:
    submission = graded(df=0.5)
    df, dg = submission.result.questions
    killed = replace(submission.result, questions=(replace(df, score=0.0, verdict=Verdict.KILLED), dg))
    found = marks(replace(submission, result=killed))
    assert (found.score("df"), found.needs_review("df", None), found.needs_review("dg", None)) == (0.0, True, False)


def test_a_written_answer_waits_for_a_person_unless_it_is_untouched() -> None:
    found = marks(graded(df=2.0))
    assert (found.score("df_answer"), found.score("dg_answer")) == (None, 0.0)


def test_a_damaged_file_gives_nothing() -> None:
    submission = graded()
    damaged = replace(submission.result, damaged=True)
    assert automatic_marks(damaged, nbformat.reads(submission.notebook, as_version=4)) is None
