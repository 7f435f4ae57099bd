"""What `grader export` and `grader roster check` print, and whether they say that all is well."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli.lms_tables import show_check, show_roster, show_written
from grader.lms.deliverable import NOT_HANDED_IN, Remark
from grader.lms.export import RosterReport, Written
from grader.lms.formats.effects import Action, Effect
from grader.lms.formats.sheet import Export
from grader.lms.roster import Person, Roster

SET = Effect(Action.SET, "ann", "a1", "6")
CLEARED = Effect(Action.CLEAR, "bob", "a1", "", "the cell is empty")
FILE = Path("grades.csv").absolute()


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]):
    return lambda: [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_an_export_that_the_lms_takes_whole_is_fine(lines) -> None:
    assert show_written(Written((FILE,), Export(()), (SET, SET)), "canvas")
    assert lines() == ["wrote grades.csv", "canvas, by the rules of its importer: 2 set"]


def test_what_the_lms_would_delete_is_told_and_not_fine(lines) -> None:
    assert not show_written(Written((FILE,), Export(()), (SET, CLEARED)), "canvas")
    found = lines()
    assert "canvas, by the rules of its importer: 1 set, 1 DELETED" in found
    assert "clear bob a1 the cell is empty" in found
    assert not any("ann" in line for line in found), "only what does harm is listed"


def test_grades_that_are_not_in_the_file_come_with_the_reason(lines) -> None:
    remarks = (
        Remark("ann", "a1", "not in the roster"),
        Remark("bob", "a1", "above the maximum", lost=False),
        *(Remark(name, "a1", NOT_HANDED_IN, lost=False) for name in ("cid", "dan")),
    )
    assert not show_written(Written((FILE,), Export((), remarks), (SET,)), "csv")
    found = lines()
    assert "a1: 2 handed in nothing, no grade written: cid, dan" in found
    assert found[found.index("NOT in the file:") + 2] == "ann a1 not in the roster"
    assert found[found.index("in the file, but look:") + 2] == "bob a1 above the maximum"


def test_nothing_written_is_not_fine(lines) -> None:
    assert not show_written(Written((), Export(()), ()), "csv")
    assert "Nothing was written: there is no grade to write." in lines()


def test_a_check_lists_every_grade(lines) -> None:
    assert show_check((SET,), "moodle")
    assert "set ann a1 6" in lines()
    assert not show_check((SET, CLEARED), "moodle")
    assert not show_check((), "moodle"), "a file without a grade is not what was meant"


def test_a_roster_that_lacks_somebody_is_not_fine(lines) -> None:
    roster = Roster((Person("ann", username="a"), Person("bob")), unused=("phone",))
    assert not show_roster(RosterReport(roster, ("eve\x1b[2J",), (), ()))
    found = lines()
    assert "without: bob" in found
    assert "columns that mean nothing here: phone" in found
    assert not any("\x1b" in line for line in found)
    assert show_roster(RosterReport(Roster(()), (), (), ()))


def test_long_lists_end_after_ten_with_what_does_harm_first(lines) -> None:
    many = (*(SET,) * 12, CLEARED)
    show_check(many, "moodle")
    found = lines()
    assert sum("a1" in line for line in found) == 10
    assert "clear bob a1 the cell is empty" in found
    assert "... and 3 more; --verbose lists all." in found
    show_check(many, "moodle", verbose=True)
    assert sum("a1" in line for line in lines()) == 13
    absent = tuple(Remark(f"s{number}", "a1", NOT_HANDED_IN, lost=False) for number in range(12))
    show_written(Written((FILE,), Export((), absent), (SET,)), "csv")
    assert lines()[-1].endswith("s8, s9 ... and 2 more; --verbose lists all.")
