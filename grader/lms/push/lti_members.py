"""Who is in a course, by LTI 1.3 Names and Role Provisioning Services, and which student of the roster each one is.

What Moodle answers was read in `mod/lti/service/memberships` (memberships.php, `users_to_json`): ids and ID numbers
always, names and emails only where the tool's privacy settings are *Always*, and every text escaped for HTML.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from grader.errors import UserError
from grader.lms.push.lti_session import MEMBERS, LtiSession
from grader.lms.push.settings import LtiSettings
from grader.lms.roster import Person, Roster, has_left
from grader.text.student_ids import name_letters, nfc

MEDIA = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


@dataclass(frozen=True)
class Member:
    """A student of the course as the LMS knows them; an empty text is "not told"."""

    user_id: str
    name: str = ""
    email: str = ""
    idnumber: str = ""
    status: str = ""
    """What the LMS calls a member who has left the course, as ``Inactive``; empty for an active one."""


@dataclass(frozen=True)
class Match:
    """A student of the roster and the user of the LMS who they are. `by`: what says so."""

    person: Person
    member: Member
    by: str


@dataclass(frozen=True)
class Matches:
    """Who is who, and who is left on either side, with the reason."""

    found: tuple[Match, ...]
    members: tuple[tuple[Member, str], ...]
    people: tuple[Person, ...]
    left: tuple[Match, ...] = ()
    """Who has left the course, by the LMS."""

    def roster(self, roster: Roster) -> Roster:
        """Return the roster with the LTI user ids that were found, and with who has left; other ids stay."""
        ids = {match.person.student: match.member.user_id for match in self.found}
        left = {match.person.student: match.member.status for match in self.left}
        people = (
            replace(
                one,
                lti_user_id=ids.get(one.student, one.lti_user_id),
                status=one.status or left.get(one.student, ""),
            )
            for one in roster.people
        )
        return replace(roster, people=tuple(people))


def memberships_url(settings: LtiSettings) -> str:
    """Return where the list of members is: of the settings, else as Moodle and Canvas make it beside the line items.

    Raises `UserError` for any other LMS.
    """
    if settings.memberships_url:
        return settings.memberships_url
    parts = urlsplit(settings.line_items_url)
    if moodle := re.fullmatch(r"(.*/services\.php)/(\d+)/lineitems", parts.path):
        (tool,) = parse_qs(parts.query).get("type_id", [""])[:1]
        return parts._replace(
            path=f"{moodle[1]}/CourseSection/{moodle[2]}/bindings/{tool}/memberships", query=""
        ).geturl()
    if canvas := re.fullmatch(r"(.*/api/lti/courses/\d+)/line_items", parts.path):
        return parts._replace(path=f"{canvas[1]}/names_and_roles", query="").geturl()
    raise UserError(
        "c.Grader.lti does not say where the list of members is.",
        "Set 'memberships_url': the administrator finds it in a launch (claim namesroleservice).",
    )


def read_members(settings: LtiSettings, session: LtiSession) -> tuple[Member, ...]:
    """Return the students of the course.

    Raises `UserError` where the LMS refuses.
    """
    pages = session.pages(memberships_url(settings), MEMBERS, accept=MEDIA, what="the members of the course")
    # Whoever enrols between two pages moves the others on: somebody comes twice.
    return tuple({member.user_id: member for page in pages for member in parse_members(page)}.values())


# ── pure functions ────────────────────────────────────────────────────────────────────────────────────────────


def parse_members(page: Any) -> list[Member]:
    """Return the students of one page, active ones and those who have left.

    Raises `UserError` where it is no list of members.
    """
    listed = page.get("members") if isinstance(page, dict) else None
    if not isinstance(listed, list):
        raise UserError("The LMS's list of members is none.", "Check 'memberships_url' in c.Grader.lti.")
    return [_member(one) for one in listed if isinstance(one, dict) and one.get("user_id") and _is_student(one)]


def _is_student(member: Mapping[str, Any]) -> bool:
    roles = member.get("roles")
    names = {str(role).rpartition("#")[2] for role in roles} if isinstance(roles, list) else set()
    return "Learner" in names and (_is_active(member) or has_left(str(member["status"])))


def _is_active(member: Mapping[str, Any]) -> bool:
    return bool(member.get("status", "Active") == "Active")


def _member(one: Mapping[str, Any]) -> Member:
    def told(key: str) -> str:
        return html.unescape(str(one.get(key) or "")).strip()

    name = told("name") or f"{told('given_name')} {told('family_name')}".strip()
    status = "" if _is_active(one) else told("status")
    return Member(str(one["user_id"]), name, told("email"), told("lis_person_sourcedid"), status)


def match_members(members: Iterable[Member], roster: Roster) -> Matches:
    """Return who is who: by email or ID number where one student has it, else by a name that nobody shares."""
    listed = tuple(members)
    found = _match_active(tuple(member for member in listed if not member.status), roster)
    # An account that was closed speaks against no open one of the same person.
    closed = tuple(member for member in listed if member.status)
    find = _finder(closed, replace(roster, people=found.people))
    left = {answer.person.student: answer for member in closed if isinstance(answer := find(member), Match)}
    people = tuple(person for person in found.people if person.student not in left)
    return replace(found, people=people, left=tuple(left.values()))


def _match_active(everybody: tuple[Member, ...], roster: Roster) -> Matches:
    find = _finder(everybody, roster)
    answers = [(member, find(member)) for member in everybody]
    found = [answer for _, answer in answers if isinstance(answer, Match)]
    left = [(member, answer) for member, answer in answers if isinstance(answer, str)]
    counts = Counter(match.person.student for match in found)
    left += [(one.member, f"several fit {one.person.student}") for one in found if counts[one.person.student] > 1]
    single = tuple(match for match in found if counts[match.person.student] == 1)
    known = {match.person.student for match in single}
    return Matches(single, tuple(left), tuple(person for person in roster.people if person.student not in known))


def _finder(members: Sequence[Member], roster: Roster) -> Callable[[Member], Match | str]:
    """Return the function that says which student a member is, or why nobody."""
    by_email = _index(roster, lambda one: [one.email.casefold()])
    by_idnumber = _index(roster, lambda one: [one.idnumber])
    by_name = _index(roster, lambda one: {name_letters(one.name), name_letters(one.last_name + one.first_name)})
    names = Counter(name_letters(member.name) for member in members)

    def find(member: Member) -> Match | str:
        told = {
            "email": by_email.get(nfc(member.email.casefold()), []),
            "ID number": by_idnumber.get(nfc(member.idnumber), []),
        }
        people = {how: one[0] for how, one in told.items() if len(one) == 1}
        if len({person.student for person in people.values()}) > 1:
            return f"the email is of {people['email'].student}, the ID number of {people['ID number'].student}"
        if people:
            return Match(next(iter(people.values())), member, " and ".join(people))
        key = name_letters(member.name)
        same = by_name.get(key, [])
        if len(same) > 1 or names[key] > 1:
            return "several have this name"
        if not same:
            return "nobody of the roster"
        if member.idnumber and same[0].idnumber:
            return f"{same[0].student} has this name, but another ID number"
        return Match(same[0], member, "name")

    return find


def _index(roster: Roster, keys: Callable[[Person], Iterable[str]]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in roster.people:
        for key in keys(person):
            if key:
                found[nfc(key)].append(person)
    return found
