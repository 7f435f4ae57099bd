"""`grader report`."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.current import current_course
from grader.report import REPORT_FORMATS, ReportFormat


@click.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; default: report.html.")
@click.option("--format", "form", type=click.Choice(REPORT_FORMATS), help="Default: what --to ends with.")
def report(assignments: tuple[str, ...], to: Path | None, form: ReportFormat | None) -> None:
    """Write a report on the class.

    Scores, questions, mistakes, who needs a person, what is much alike.
    """
    from grader.nbgrader.gradebook_read import read_records
    from grader.report.write import format_for, write_report

    course = current_course()
    records = read_records(course, assignments, missing_ok=True)
    form = form or format_for(to)
    to = to or Path(f"report.{form}")
    for one in write_report(course, records, assignments, to, form):
        looks = f", {len(one.concerns)} to look at" if one.concerns else ""
        click.echo(f"{one.assignment}: {one.standing.told()}{looks}")
    click.echo(f"wrote {to}")
