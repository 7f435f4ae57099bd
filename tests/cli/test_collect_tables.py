"""What `grader collect` prints, and whether it says that all is well."""

from __future__ import annotations

import datetime

import pytest

from grader.cli.collect_tables import show_collected
from grader.lms.collect.attempts import Stray
from grader.lms.collect.collect import Collected, Report, State

KIM = Collected("kim", State.NEW, notes=("2 attempts",), handed_in_at=datetime.datetime(2026, 3, 9, 14, 50))


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]):
    return lambda: [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_counts_come_first_and_what_is_good_to_know_does_not_need_anybody(lines) -> None:
    assert show_collected(Report("a1", (KIM, Collected("lee", State.SAME)), (), ("bo",)))
    assert lines() == [
        "a1: 1 collected, 1 there already", "Good to know:", "student what", "kim 2 attempts", "1 handed in nothing: bo"
    ]  # fmt: skip


def test_what_was_not_collected_and_what_is_nobodys_is_listed_and_not_fine(lines) -> None:
    refused = Collected("lee", State.REFUSED, "it is a link")
    assert not show_collected(Report("a1", (KIM, refused), (), ()), dry_run=True)
    found = lines()
    assert found[0] == "Dry run, nothing was written. a1: 1 collected, 1 NOT collected"
    assert "lee NOT collected it is a link" in found
    assert not show_collected(Report("a1", (), (Stray("roe[b] \x1b[31m", 2, "no such student"),), ()))
    assert "roe[b] �[31m 2 no such student" in lines()


def test_lists_end_after_ten_lines_unless_all_is_asked_for(lines) -> None:
    many = Report("a1", tuple(Collected(f"s{i}", State.REFUSED, "damaged") for i in range(12)), (), ())
    show_collected(many)
    found = lines()
    assert sum("damaged" in line for line in found) == 10
    assert "... and 2 more; --verbose lists all." in found
    show_collected(many, verbose=True)
    assert sum("damaged" in line for line in lines()) == 12
