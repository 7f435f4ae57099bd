"""Where submissions and a class stand, in the words that the table, the report and the LMS files share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.results.records import MarkRecord
from grader.results.result import QuestionResult, Result
from grader.results.standing import Standing, class_standing, standing_of
from grader.verdict import Verdict

RIGHT = QuestionResult("df", 10, 10, Verdict.CORRECT, "correct", "Correct.")
RESULT = Result("a99", "ann", 0, (RIGHT,))
AUTO = MarkRecord("df", 10.0, None, 0.0, 10.0, needs_review=False)
WRITTEN = MarkRecord("why", None, None, 0.0, 4.0, needs_review=True)
MARKED = replace(WRITTEN, manual=3.0, needs_review=False)
FLAGGED = replace(AUTO, needs_review=True)


@pytest.mark.parametrize(
    ("result", "marks", "told", "answers"),
    [
        (RESULT, (AUTO, WRITTEN), "10 / 14, 4 to mark", 1),
        (RESULT, (AUTO, MARKED), "13 / 14", 0),
        (RESULT, (AUTO, replace(MARKED, extra=0.5)), "13.5 / 14", 0),
        (RESULT, None, "10 / 10", 0),
        (None, None, "0 / 0", 0),
        (replace(RESULT, damaged=True), (replace(FLAGGED, auto=None), WRITTEN), "0 / 14, 14 to mark", 0),
        (replace(RESULT, date_problem="When?"), (FLAGGED, WRITTEN), "10 / 14, 4 to mark", 1),
        (
            replace(RESULT, questions=(replace(RIGHT, score=0, verdict=Verdict.GRADER_ERROR),)),
            None,
            "0 / 10, 10 to mark",
            1,
        ),
    ],
    ids=["written", "marked", "extra", "no gradebook", "not graded", "damaged", "no date", "the grader failed"],
)
def test_points_of_all_cells_and_those_that_wait(result, marks, told: str, answers: int) -> None:
    stands = standing_of(result, marks)
    assert (stands.told(), stands.answers) == (told, answers)


def test_a_class_counts_who_is_late_missing_and_open() -> None:
    stands = class_standing(
        {"ann": Standing(1, 2, 1, 1), "bob": Standing(2, 2, seconds_late=60), "cid": Standing(2, 2, seconds_late=90)},
        {"ann", "zoe", "yan"},
    )
    assert stands.late == (("cid", 90), ("bob", 60))
    assert stands.missing == ("yan", "zoe")
    assert stands.told() == "3 handed in, 2 late, 2 missing, 1 answer to mark by hand"
