"""Commands that bring grades to an LMS: export, push, and roster, which compares the class with the LMS's."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.current import current_course
from grader.lms.names import FORMAT_NAMES, PUSH_TARGETS, PushTarget

if TYPE_CHECKING:
    from grader.course import Course

A_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--lms", required=True, type=click.Choice(FORMAT_NAMES), help="The kind of file.")
@click.option("--roster", type=A_FILE, help="CSV file of nbgrader ids and LMS ids; default: roster.csv.")
@click.option("--template", type=A_FILE, help="The file that you downloaded from the LMS, to be filled in.")
@click.option("--to", type=A_FILE, help="Where to write; default: grades-<lms>.csv.")
@click.option("--column", "columns", multiple=True, metavar="NAME=TITLE", help="The LMS's title of an assignment.")
@click.option("--zero-missing", is_flag=True, help="Write 0 where nothing was handed in.")
@click.option("--check", type=A_FILE, help="Write nothing: say what the LMS would do with this file.")
@click.option("--verbose", is_flag=True, help="List everything.")
def export(assignments: tuple[str, ...], lms: str, check: Path | None, to: Path | None, **options: Any) -> None:
    """Write grades as a file that an LMS imports.

    Exits with 1 when a grade is not in it.
    """
    from grader.cli.lms_tables import show_check, show_written
    from grader.lms.export import Sources, check_file, export_grades
    from grader.nbgrader.gradebook_read import read_records

    titles = tuple((name, title) for name, _, title in (column.partition("=") for column in options["columns"]))
    sources = Sources(options["roster"], options["template"], titles, options["zero_missing"])
    course = current_course()
    if check:
        records = read_records(course, missing_ok=True)
        fine = show_check(check_file(records, course, check, lms, sources), lms, verbose=options["verbose"])
    else:
        records = read_records(course, assignments)
        written = export_grades(records, course, assignments, lms, sources, to)
        fine = show_written(written, lms, verbose=options["verbose"])
        fine = not _tell_misplaced(course) and fine
    raise SystemExit(0 if fine else 1)


def _tell_misplaced(course: Course) -> bool:
    """Tell of work that no command finds; return whether there is any."""
    from grader.submission.submitted import how_to_move, misplaced

    lost = how_to_move(misplaced(course))
    if lost:
        click.echo(f"! {lost}", err=True)
    return lost is not None


@click.group()
def roster() -> None:
    """Who of the class is who in the LMS."""


@roster.command("check")
@click.argument("file", type=A_FILE, required=False)
@click.option("--roster", "named", type=A_FILE, help="The same as FILE; default: roster.csv.")
@click.option("--verbose", is_flag=True, help="List everything.")
def roster_check(file: Path | None, named: Path | None, verbose: bool) -> None:
    """Compare a roster with the course: who is missing on either side."""
    from grader.cli.lms_tables import show_roster
    from grader.lms.class_list import ROSTER_NAME
    from grader.lms.export import check_roster
    from grader.nbgrader.gradebook_read import read_records

    if file and named and file != named:
        raise click.UsageError(f"Two rosters are named, {file} and {named}: name one.")
    path = file or named or Path(ROSTER_NAME)
    course = current_course()
    records = read_records(course, missing_ok=True)
    raise SystemExit(0 if show_roster(check_roster(records, course, path), verbose=verbose) else 1)


@roster.command("members")
@click.option(
    "--roster", "file", type=A_FILE, help="CSV file of nbgrader ids, emails, ID numbers; default: roster.csv."
)
@click.option("--to", type=A_FILE, help="Write the roster with the LTI user ids to this new file.")
@click.option("--verbose", is_flag=True, help="List everything.")
def roster_members(file: Path | None, to: Path | None, verbose: bool) -> None:
    """Ask the LMS over LTI who is in the course.

    It says which student each one is, and sends nothing.
    """
    from grader.cli.members_tables import show_members
    from grader.lms.class_list import class_roster
    from grader.lms.export import write_new
    from grader.lms.push.lti_members import match_members, read_members
    from grader.lms.push.push import lti_session
    from grader.lms.roster import roster_csv
    from grader.nbgrader.gradebook_read import read_records

    course = current_course()
    class_ = class_roster(read_records(course, missing_ok=True), course, file)
    with lti_session(course) as (settings, session, warning):
        if warning:
            click.echo(f"Warning: {warning}", err=True)
        matches = match_members(read_members(settings, session), class_)
    fine = show_members(matches, verbose=verbose)
    if to:
        write_new(to, roster_csv(matches.roster(class_)))
        click.echo(f"wrote {to}: look at it, then push with --roster {to}")
    raise SystemExit(0 if fine else 1)


@click.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--lms", "target", type=click.Choice(PUSH_TARGETS), required=True, help="How to reach the LMS.")
@click.option("--roster", type=A_FILE, help="CSV file of nbgrader ids and LMS ids; default: roster.csv.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--verbose", is_flag=True, help="List everything.")
def push(assignments: tuple[str, ...], target: PushTarget, roster: Path | None, dry_run: bool, verbose: bool) -> None:
    """Send the LMS the grades that changed since the last push."""
    from grader.cli.push_tables import push_and_show
    from grader.lock import course_lock
    from grader.nbgrader.gradebook_read import read_records

    course = current_course()
    with nullcontext() if dry_run else course_lock(course.root, "grader push"):
        records = read_records(course, assignments)
        complete = push_and_show(course, target, records, assignments, roster, dry_run=dry_run, verbose=verbose)
    raise SystemExit(1 if _tell_misplaced(course) or not complete else 0)
