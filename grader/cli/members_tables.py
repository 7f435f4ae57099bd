"""What the terminal shows of the members of a course in the LMS: who is who, to be looked at before a push."""

from __future__ import annotations

from rich.markup import escape

from grader.cli import terminal
from grader.lms.push.lti_members import Match, Matches
from grader.text.printable import printable

TITLES = ("", "student", "LTI user id", "name in the LMS", "email in the LMS", "found by")


def show_members(matches: Matches, *, verbose: bool) -> bool:
    """Print who is who, the first of each list unless `verbose`; those whom only a name tells come first.

    Return whether nobody of the roster is left.
    """
    console = terminal.console()
    by_name = [match for match in matches.found if match.by == "name"]
    surer = [match for match in matches.found if match.by != "name"]
    console.print("Who is who: look at it before you push")
    terminal.show_table(console, TITLES, list(map(_row, (*by_name, *surer))), verbose=verbose)
    shown, more = terminal.first_of(matches.members, verbose=verbose)
    for member, why in shown:
        line = f"! in the LMS, not matched: {member.user_id} {member.name} {member.email} ({why})"
        console.print(escape(printable(line)), soft_wrap=True)
    if more:
        console.print(more)
    left = [f"{match.person.student} ({match.member.status})" for match in matches.left]
    terminal.show_names(console, "left the course, by the LMS: ", left, verbose=verbose)
    people = [person.student for person in matches.people]
    terminal.show_names(console, "! in the roster, not found in the LMS: ", people, verbose=verbose)
    return not matches.people


def _row(match: Match) -> tuple[str, ...]:
    member, before = match.member, match.person.lti_user_id
    found_by = f"{match.by}; was {before}" if before and before != member.user_id else match.by
    doubt = "?" if match.by == "name" else ""
    return doubt, match.person.student, member.user_id, member.name, member.email, found_by
