"""What the terminal shows of the members of a course: the doubtful ones first, and no flood."""

from __future__ import annotations

import pytest

from grader.cli.members_tables import show_members
from grader.lms.push.lti_members import Match, Matches, Member
from grader.lms.roster import Person

SURE = tuple(Match(Person(f"s{n}"), Member(str(n), f"Name {n}", f"s{n}@x.org"), "email") for n in range(40))
BY_NAME = Match(Person("kim", lti_user_id="7"), Member("77", "Kim"), "name")
STRANGERS = tuple((Member(f"m{n}", f"Stranger {n}"), "nobody has this name") for n in range(15))
PEOPLE = tuple(Person(f"p{n}") for n in range(12))
MATCHES = Matches((*SURE, BY_NAME), STRANGERS, PEOPLE)


def test_whom_only_a_name_tells_comes_first_and_long_lists_are_cut(capsys: pytest.CaptureFixture[str]) -> None:
    assert not show_members(MATCHES, verbose=False)
    told = capsys.readouterr().out
    assert told.index("kim") < told.index("s0@x.org")
    assert "name; was 7" in told
    assert "... and 31 more; --verbose lists all." in told
    assert "... and 5 more; --verbose lists all." in told
    assert "p9 ... and 2 more; --verbose lists all." in told
    assert "Stranger 10" not in told


def test_everybody_is_shown_where_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert not show_members(MATCHES, verbose=True)
    told = capsys.readouterr().out
    assert all(name in told for name in ("s39@x.org", "Stranger 14", "p11"))
    assert "more" not in told


def test_who_is_not_active_is_told_with_the_word(capsys: pytest.CaptureFixture[str]) -> None:
    left = (Match(Person("kim"), Member("7", "Kim", status="Inactive"), "email"),)
    assert show_members(Matches(SURE, (), (), left), verbose=False)
    assert "left the course, by the LMS: kim (Inactive)" in capsys.readouterr().out


def test_nobody_left_is_said_by_what_is_returned(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_members(Matches(SURE, (), ()), verbose=False)
    assert "!" not in capsys.readouterr().out
