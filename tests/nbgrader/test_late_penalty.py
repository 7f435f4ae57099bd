"""When an assignment is due, and what the times are that submissions bear, in whatever zone they were written."""

from __future__ import annotations

from datetime import datetime

import pytest

from grader.nbgrader.late_penalty import due_date, moment
from grader.questions import catalog

SIX = datetime(2026, 12, 19, 6)


def test_the_projects_deadline_is_three_in_the_afternoon_in_seoul() -> None:
    due = catalog.load("a9_project").due
    assert due_date(due, 2026) == SIX
    assert due_date(due, None) is None
    assert due_date("", 2026) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-19 06:00:00 UTC",
        "2026-12-19 15:00:00 Asia/Seoul",
        "2026-12-19 15:00:00 KST",
        "2026-12-19 15:00:00.000000 KST\n",
        "2026-12-19 15:00:00 +0900",
        "2026-12-19 15:00:00 +09:00",
        "2026-12-19 15:00:00+09:00",
        "2026-12-19T15:00:00+0900",
        "2026-12-19 01:00:00 -0500",
        "2026-12-19 06:00:00",  # as nbgrader's own gradebook has it
        "19 Dec 2026 15:00 +0900",
    ],
)
def test_a_moment_is_the_same_in_every_zone(text: str) -> None:
    assert moment(text) == SIX


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01 00:00:00 UTC", "9" * 400])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError, TypeError)):
        moment(text)
