"""Who is in the course says the LMS; which student of the roster that is, by email, ID number or name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lti_platform import NRPS, Platform

from grader.errors import UserError
from grader.lms.push.lti_ags import Ags
from grader.lms.push.lti_members import Member, match_members, memberships_url, parse_members, read_members
from grader.lms.push.settings import LtiSettings
from grader.lms.roster import Person, Roster

CLASS = Roster(
    (
        Person("kim", "서연", "김", "kim@example.org", idnumber="001"),
        Person("lee", "Ann", "Lee & Co", "lee@example.org", idnumber="002"),
        Person("bo1", "Bo", "Li", "bo1@example.org"),
        Person("bo2", "Bo", "Li", "bo2@example.org"),
    )
)


def settings(lms: Platform, **changes: object) -> LtiSettings:
    made = LtiSettings("tool-42", "key-1", lms.token_url, lms.line_items_url, lms.token_url, {}, None)
    return replace(made, **changes)


def found(*members: Member) -> list[tuple[str, str, str]]:
    matches = match_members(members, CLASS)
    return [(match.person.student, match.member.user_id, match.by) for match in matches.found]


def test_the_students_of_the_course_are_read_page_after_page(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.scopes.add(NRPS)
    lms.add_member("2", "Prof Essor", "prof@example.org", role="Instructor")
    for number in range(3, 8):
        lms.add_member(str(number), f"Ann Lee & Co {number}", f"s{number}@example.org", f"00{number}")
    lms.members[-1]["status"] = "Inactive"
    where = settings(lms, memberships_url=lms.memberships_url)
    members = read_members(where, connect()._session)
    assert [(member.user_id, member.status) for member in members] == [
        ("3", ""), ("4", ""), ("5", ""), ("6", ""), ("7", "Inactive")
    ]  # fmt: skip
    assert members[0] == Member("3", "Ann Lee & Co 3", "s3@example.org", "003"), "Moodle escapes texts for HTML"


def test_a_member_who_comes_on_two_pages_is_one(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.scopes.add(NRPS)
    for number in (3, 4, 4, 5):
        lms.add_member(str(number), "Ann Lee & Co", f"s{number}@example.org")
    members = read_members(settings(lms, memberships_url=lms.memberships_url), connect()._session)
    assert [member.user_id for member in members] == ["3", "4", "5"]


def test_without_the_right_it_is_said_which_one_is_missing(lms: Platform, connect: Callable[..., Ags]) -> None:
    with pytest.raises(UserError, match="the right to see who is in the course"):
        read_members(settings(lms, memberships_url=lms.memberships_url), connect()._session)


@pytest.mark.parametrize(
    ("line_items", "members"),
    [
        ("https://m/mod/lti/services.php/2/lineitems?type_id=7", "https://m/mod/lti/services.php/CourseSection/2/bindings/7/memberships"),
        ("https://c/api/lti/courses/1187/line_items", "https://c/api/lti/courses/1187/names_and_roles"),
    ],
)  # fmt: skip
def test_moodle_and_canvas_have_the_list_beside_the_line_items(lms: Platform, line_items: str, members: str) -> None:
    assert memberships_url(settings(lms, line_items_url=line_items)) == members
    with pytest.raises(UserError, match="does not say where"):
        memberships_url(settings(lms, line_items_url="https://x/else"))


def test_an_email_or_an_id_number_tells_whatever_the_name(lms: Platform) -> None:
    assert found(Member("3", "Nick", "KIM@example.org"), Member("4", "Other", "", "002")) == [
        ("kim", "3", "email"), ("lee", "4", "ID number")
    ]  # fmt: skip
    assert found(Member("3", "", "kim@example.org", "001")) == [("kim", "3", "email and ID number")]


def test_a_name_tells_only_where_one_on_each_side_has_it() -> None:
    assert found(Member("3", "김 서연"), Member("4", "Lee & Co Ann"), Member("5", "Bo Li")) == [
        ("kim", "3", "name"), ("lee", "4", "name")
    ]  # fmt: skip
    assert found(Member("3", "김 서연"), Member("4", "서연 김")) == []
    assert found(Member("3", "서연 김"), Member("4", "서연 김")) == []


def test_what_speaks_against_each_other_is_nobodys() -> None:
    matches = match_members([Member("3", "x", "kim@example.org", "002")], CLASS)
    assert matches.found == ()
    assert matches.members[0][1] == "the email is of kim, the ID number of lee"
    other = match_members([Member("3", "서연 김", "", "009")], CLASS)
    assert other.members[0][1] == "kim has this name, but another ID number"
    twice = match_members([Member("3", "", "kim@example.org"), Member("4", "", "", "001")], CLASS)
    assert [why for _, why in twice.members] == ["several fit kim"] * 2
    assert len(twice.people) == 4


def test_what_is_found_goes_into_the_roster_and_other_ids_stay() -> None:
    class_ = replace(CLASS, people=(*CLASS.people, Person("old", lti_user_id="9")))
    roster = match_members([Member("3", "", "kim@example.org")], class_).roster(class_)
    assert [person.lti_user_id for person in roster.people] == ["3", "", "", "", "9"]


def test_who_is_not_active_any_more_gets_no_id_but_the_status() -> None:
    inactive = Member("3", "", "kim@example.org", status="Inactive")
    matches = match_members([inactive, Member("4", "", "lee@example.org"), replace(inactive, user_id="5")], CLASS)
    assert [(match.person.student, match.member.status) for match in matches.left] == [("kim", "Inactive")]
    assert [person.student for person in matches.people] == ["bo1", "bo2"]
    kim, lee, *_ = matches.roster(CLASS).people
    assert (kim.lti_user_id, kim.status) == ("", "Inactive")
    assert (lee.lti_user_id, lee.status) == ("4", "")


def test_an_account_that_was_closed_speaks_against_no_open_one() -> None:
    old = Member("3", "", "kim@example.org", status="Inactive")
    matches = match_members([old, Member("9", "", "kim@example.org")], CLASS)
    assert [match.member.user_id for match in matches.found] == ["9"]
    assert matches.left == ()


@pytest.mark.parametrize("page", [[], {}, {"members": 3}, None])
def test_what_is_no_list_of_members_is_told(page: object) -> None:
    with pytest.raises(UserError, match="list of members is none"):
        parse_members(page)
