"""Who should hand in an assignment."""

from __future__ import annotations

from grader.lms.class_list import expected
from grader.lms.roster import Person, Roster


def test_the_roster_and_those_the_course_knows_without_the_excused_and_those_who_left() -> None:
    roster = Roster((Person("ann"), Person("bob", excused=("a1",))))
    assert expected({"bob", "cid"}, roster, "a1") == {"ann", "cid"}
    left = Roster((*roster.people, Person("cid", status="withdrawn")))
    assert expected({"bob", "cid"}, left, "a1") == {"ann"}
    assert expected({"bob", "cid"}, roster, "a2") == {"ann", "bob", "cid"}
