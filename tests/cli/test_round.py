"""The ten lines at the end of a round: what there is, what waits, and the one thing to do next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.cli.round import LmsFile, Pages, Round, next_step, summary
from grader.report.contents import Concern, Contents
from grader.results.standing import NOBODY, ClassStanding, Standing

TO_MARK = ClassStanding({"ann": Standing(10, 14, 4, 3)})
CONTENTS = Contents(
    "a1", 20, 20, 0, None, (), (), (), (("why", 3),), (("ann", 60.0),), ("bob", "cid"), (), (), (), TO_MARK
)
ALL_DONE = replace(CONTENTS, written=(), standing=NOBODY)
DONE = Round(5, 15, (ALL_DONE,), Pages(5, 15), "report.html", (LmsFile("csv", ("grades-csv.csv",)),))


def lines(done: Round) -> dict[str, str]:
    return {line[:23].strip(): line[24:] for line in summary(done)}


def test_ten_lines_tell_what_there_is() -> None:
    assert lines(replace(DONE, contents=(CONTENTS,))) == {
        "graded": "5 new or changed, 15 unchanged",
        "handed in": "20",
        "late": "1",
        "missing": "2",
        "waiting for a person": "3 answers",
        "files that need a look": "none",
        "feedback written": "5 pages, 15 unchanged",
        "report": "report.html",
        "files for the LMS": "grades-csv.csv",
        "next": "mark by hand with `grader mark`, then run this again",
    }


def test_what_is_graded_anew_after_an_update_is_told() -> None:
    said = lines(replace(DONE, of_other_code=4))["graded"]
    assert said == "5 new or changed, 4 of them graded before by another version, 15 unchanged"


def test_several_assignments_are_counted_together() -> None:
    assert lines(replace(DONE, contents=(CONTENTS, ALL_DONE)))["handed in"] == "40 of 2 assignments"


def test_files_are_named_and_no_answers() -> None:
    concerns = (
        Concern("ann", "grader_error", "df, dg"),
        Concern("bob", "damaged", "It is empty."),
        Concern("cid", "date", "Not understood, at all."),
    )
    said = lines(replace(DONE, contents=(replace(CONTENTS, concerns=concerns),)))
    assert (said["waiting for a person"], said["files that need a look"]) == ("3 answers", "2: bob, cid")


def test_a_long_list_is_cut() -> None:
    concerns = tuple(Concern(f"s{number:02}", "damaged", "x") for number in range(12))
    said = lines(replace(DONE, contents=(replace(CONTENTS, concerns=concerns),)))["files that need a look"]
    assert said == "12: s00, s01, s02, s03, s04, s05, s06, s07, s08, s09 and 2 more"


LOOK = replace(ALL_DONE, concerns=(Concern("bob", "damaged", "It is empty."),))


@pytest.mark.parametrize(
    ("done", "said", "person"),
    [
        (DONE, "give out feedback/<student>/<assignment>/; upload the files, or `grader push`", False),
        (replace(DONE, files=()), "give out feedback/<student>/<assignment>/", False),
        (replace(DONE, contents=(LOOK,)), "see in report.html what is amiss with these files", True),
        (replace(DONE, contents=(CONTENTS,)), "mark by hand", False),
        (replace(DONE, files=(LmsFile("canvas", problem="No roster."),)), "`grader export --lms canvas` tells", True),
        (replace(DONE, files=(LmsFile("csv", ("x",), complete=False),)), "`grader export --lms csv` tells", True),
        (replace(DONE, problems=("a7 needs keras.",)), "a7 needs keras. Then run this again.", True),
        (Round(0, 0, (), Pages(), ""), "collect submissions into submitted/<student>/<assignment>/", False),
    ],
)
def test_the_next_step_is_the_first_that_is_open(done: Round, said: str, person: bool) -> None:
    assert next_step(done).startswith(said)
    assert done.needs_person is person


def test_an_lms_without_a_file_says_why() -> None:
    said = lines(replace(DONE, files=(LmsFile("canvas", problem="No roster."), LmsFile("csv", ("a", "b"), False))))
    assert said["files for the LMS"] == "canvas: not written (No roster.); a, b (not every grade is in it)"
