"""`grader feedback`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.current import current_course

if TYPE_CHECKING:
    from grader.course import Course
    from grader.feedback.write import Feedback

SHOWN = 10
"""Lines of a long list."""


@click.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--student", default="*", metavar="GLOB", help="Only students whose id matches.")
@click.option("--jobs", type=click.IntRange(1), help="Processes; default: one for each core.")
@click.option("--force", is_flag=True, help="Write again also the pages that would not change.")
def feedback(assignments: tuple[str, ...], student: str, jobs: int | None, force: bool) -> None:
    """Write the feedback pages of what is graded.

    They are those of `nbgrader generate_feedback`, sooner.
    """
    from grader.lock import course_lock

    course = current_course()
    with course_lock(course.root, "grader feedback"):
        done = write_and_show(course, assignments, student, jobs, force=force)
    written = sum(one.written for one in done)
    there = sum(not one.problem for one in done)
    click.echo(f"{written} feedback pages written, {there - written} unchanged: feedback/<student>/<assignment>/")
    raise SystemExit(1 if there < len(done) else 0)


def write_and_show(
    course: Course, assignments: tuple[str, ...], student: str = "*", jobs: int | None = None, *, force: bool = False
) -> list[Feedback]:
    """Write pages, show progress, and tell which could not be made.

    Raises `UserError` where nothing is graded.
    """
    from grader.cli.progress import progress
    from grader.feedback.write import write_class
    from grader.nbgrader.convert import feedback_permissions
    from grader.nbgrader.gradebook_read import read_records
    from grader.text.student_ids import matches

    records = [
        one
        for one in read_records(course, assignments).submissions
        if one.assignment in course.assignments and matches(one.student, student)
    ]
    with progress("feedback pages", len(records)) as advance:
        done = write_class(course, records, feedback_permissions(course), lambda _: advance(), jobs=jobs, force=force)
    lacking = [one for one in done if one.problem]
    for one in lacking[:SHOWN]:
        click.echo(f"! {one.student}, {one.assignment}: {one.problem}. Run `grader autograde` first.", err=True)
    if len(lacking) > SHOWN:
        click.echo(f"! and {len(lacking) - SHOWN} more without a page", err=True)
    return done
