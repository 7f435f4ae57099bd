"""The table after grading: who has which score, what went wrong, and what a person has to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from grader.cli.class_table import grading_progress, summary
from grader.grading.class_run import ClassResult
from grader.nbgrader.due_dates import DueDate
from grader.results.result import QuestionResult, Result
from grader.results.standing import NOBODY, ClassStanding, Standing
from grader.text.dates import read_date
from grader.verdict import Verdict

RIGHT = QuestionResult("df", 2, 2, Verdict.CORRECT, "correct", "Correct.")
LOST = QuestionResult("dg", 2, 0.5, Verdict.WRONG, "factor_lost", "Look at the 9.")
KILLED = QuestionResult("dh", 2, 0, Verdict.KILLED, "killed", "Python ended.")
FAILED = QuestionResult("di", 2, 0, Verdict.GRADER_ERROR, "grader_error", "To be graded by hand.")


STANDS = "a1: 0 handed in, 0 late, 0 missing, no answers to mark by hand."


def result(student: str, *questions: QuestionResult, **more: object) -> Result:
    return Result("a1", student, 20, questions, **more)


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]):
    """Return the lines that a summary prints, with single blanks."""

    def of(
        *results: Result,
        due: DueDate | None = None,
        zone: str | None = None,
        standing: ClassStanding = NOBODY,
        verbose: bool = False,
        **more: object,
    ) -> list[str]:
        graded = ClassResult("a1", results, **more)
        summary(graded, standing, due, zone, verbose=verbose)
        return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    return of


def test_each_student_has_a_line_with_score_and_what_went_wrong(shown) -> None:
    lines = shown(result("ann", RIGHT), result("bob", RIGHT, LOST, KILLED), kept=1)
    assert " ".join(lines).startswith("a1: 2 submissions, 1 of them unchanged since they were graded student score")
    assert lines[-3:-1] == ["ann 2 / 2", "bob 2.5 / 6 dg: wrong (factor_lost), dh: killed"]


def test_what_is_still_open_is_told_with_all_points_and_who_is_missing(shown) -> None:
    stands = {"ann": Standing(10, 14, 4, 2), "bob": Standing(12, 14, seconds_late=60)}
    lines = shown(result("ann", RIGHT), result("bob", RIGHT), standing=ClassStanding(stands, ("zoe",)))
    assert lines[-4:] == [
        "ann 10 / 14, 4 to mark",
        "bob 12 / 14",
        "a1: 2 handed in, 1 late, 1 missing, 2 answers to mark by hand.",
        "missing: zoe",
    ]


def test_a_student_has_one_line_unless_all_is_asked_for(shown) -> None:
    wrong = [replace(LOST, grade_id=f"question_{number}") for number in range(12)]
    short, long = (shown(result("ann", RIGHT, *wrong), verbose=verbose) for verbose in (False, True))
    assert next(line for line in short if line.startswith("ann")).endswith(", and 9 more")
    assert len(short) == 4
    assert "question_11: wrong (factor_lost)" in " ".join(long)


def test_what_went_wrong_everywhere_alike_is_said_once(shown) -> None:
    assert "ann 0 / 4 everything: killed" in shown(result("ann", KILLED, KILLED))


def test_what_a_person_has_to_look_at_follows_with_its_place(shown) -> None:
    damaged = result("cid", KILLED, problem="The file is not JSON.", damaged=True)
    lines = shown(result("ann", RIGHT, FAILED), result("bob", RIGHT, notices=("Two cells.",)), damaged, gone=("dan",))
    file = "(submitted/{0}/a1/a1.ipynb)"
    assert "cid 0 / 2 not graded (killed)" in lines
    assert lines[-4:] == [
        f"! ann: the grader failed on di. Grade it by hand with `grader mark`. {file.format('ann')}",
        f"! bob: Two cells. {file.format('bob')}",
        f"! cid: The file is not JSON. {file.format('cid')}",
        "! dan: submitted/dan/a1 is not there any more. Its scores in the gradebook stand, for a person to look at.",
    ]


def test_folders_whose_names_look_alike_are_told(shown) -> None:
    lines = shown(result("ann", RIGHT), look_alike=("'Ann' and 'ann' differ in upper and lower case",))
    told = "'Ann' and 'ann' differ in upper and lower case. If so, make them one."
    assert lines[-1] == f"! submitted/ has folders that may be one student's: {told}"


def test_a_host_that_was_sent_away_is_told(shown) -> None:
    assert "! Sent away: host n[3]: other code." in shown(result("ann", RIGHT), sent_away=("host n[3]: other code.",))


def test_weaker_protection_is_told(shown) -> None:
    assert "Students' code ran behind landlock: [no] namespaces. See `grader doctor`." in shown(
        result("ann", RIGHT), fallback_reason="landlock: [no] namespaces"
    )


def test_a_name_is_no_markup(shown) -> None:
    assert "[bold]ann[/bold] 2 / 2" in shown(result("[bold]ann[/bold]", RIGHT))


def test_without_a_terminal_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with grading_progress("a1", 1) as report:
        report(result("ann", RIGHT))
    assert capsys.readouterr() == ("", "")


def test_dates_are_shown_as_they_were_understood(shown) -> None:
    dates = {"ann": read_date("2026-03-09 23:50 KST"), "bob": read_date("1773070000"), "cid": read_date("soon")}
    due = DueDate("a1", datetime(2026, 3, 9, 14, 59), "it looks odd")
    undated = result("cid", RIGHT, date_problem="Not understood.")
    everybody = (result("ann", RIGHT), result("bob", RIGHT), undated, result("dan", RIGHT))
    lines = shown(*everybody, handed_in=dates, due=due, zone="Asia/Seoul")
    assert lines[1:] == [
        "student handed in (Asia/Seoul) score what went wrong",
        "ann 2026-03-09 23:50 2 / 2",
        "bob 2026-03-10 00:26 (after it was due) 2 / 2",
        "cid not understood 2 / 2",
        "dan 2 / 2",
        STANDS,
        "a1 is due 2026-03-09 23:59 KST = 14:59 UTC.",
        f"! it looks odd. {due.remedy}",
        "! cid: Not understood. (submitted/cid/a1/)",
    ]
