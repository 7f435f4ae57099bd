"""The command that brings what students handed in from an LMS's archive into `submitted/`."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from grader.cli.current import current_course
from grader.lms.names import ARCHIVE_NAMES

A_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("archive", type=A_FILE)
@click.option("--lms", required=True, type=click.Choice(ARCHIVE_NAMES), help="Where the archive is from.")
@click.option("--roster", type=A_FILE, help="CSV file of nbgrader ids and LMS ids; default: roster.csv.")
@click.option("--assignment", default="", help="Of which assignment; default: the one whose cells are in it.")
@click.option(
    "--timezone", default="", help="The zone of the LMS's times, such as Asia/Seoul; default: c.Grader.timezone."
)
@click.option("--worksheet", type=A_FILE, help="Moodle's grading worksheet: who is who, and when they handed in.")
@click.option("--replace", is_flag=True, help="Put other files of the same student aside, into replaced/.")
@click.option("--dry-run", is_flag=True, help="Say what would be collected, and collect nothing.")
@click.option("--verbose", is_flag=True, help="List every student.")
def collect(
    archive: Path,
    lms: str,
    roster: Path | None,
    assignment: str,
    timezone: str,
    worksheet: Path | None,
    replace: bool,
    dry_run: bool,
    verbose: bool,
) -> None:
    """Unpack the submissions that you downloaded from an LMS.

    Exits with 1 when something needs you.
    """
    from grader.cli.collect_tables import show_collected
    from grader.lms.class_list import class_roster
    from grader.lms.collect.collect import Wishes
    from grader.lms.collect.collect import collect as collect_archive
    from grader.lms.export import read_text
    from grader.lock import course_lock
    from grader.nbgrader.gradebook_read import read_records

    course = current_course()
    told = read_text(worksheet) if worksheet else ""
    wishes = Wishes(lms, assignment, timezone or course.dates.zone or "", told, replace, dry_run)
    with nullcontext() if dry_run else course_lock(course.root, "grader collect"):
        class_ = class_roster(read_records(course, missing_ok=True), course, roster)
        report = collect_archive(archive, course, class_, wishes)
    raise SystemExit(0 if show_collected(report, dry_run=dry_run, verbose=verbose) else 1)
