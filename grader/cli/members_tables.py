"""What the terminal shows of the members of a course in the LMS: who is who, to be looked at before a push."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from grader.cli import terminal
from grader.lms.push.lti_members import Matches
from grader.text.printable import printable


def show_members(matches: Matches) -> bool:
    """Print who is who; those whom only a name tells come first. Return whether nobody of the roster is left."""
    console = terminal.console()
    by_name = [match for match in matches.found if match.by == "name"]
    surer = [match for match in matches.found if match.by != "name"]
    table = Table(title="Who is who: look at it before you push", title_justify="left", box=None)
    for title in ("", "student", "LTI user id", "name in the LMS", "email in the LMS", "found by"):
        table.add_column(title, overflow="fold")
    for match in (*by_name, *surer):
        member, mark = match.member, "?" if match.by == "name" else ""
        before = match.person.lti_user_id
        was = f"{match.by}; was {before}" if before and before != member.user_id else match.by
        cells = (mark, match.person.student, member.user_id, member.name, member.email, was)
        table.add_row(*(escape(printable(cell)) for cell in cells))
    console.print(table)
    for member, why in matches.members:
        line = f"! in the LMS, not matched: {member.user_id} {member.name} {member.email} ({why})"
        console.print(escape(printable(line)), soft_wrap=True)
    if matches.people:
        names = ", ".join(person.student for person in matches.people)
        console.print(escape(printable(f"! in the roster, not found in the LMS: {names}")), soft_wrap=True)
    return not matches.people
