"""`grader autograde`."""

from __future__ import annotations

import dataclasses
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import click

from grader.cli.current import current_course

if TYPE_CHECKING:
    from grader.course import Course
    from grader.errors import UserError
    from grader.grading.class_run import ClassResult
    from grader.results.standing import ClassStanding


@click.command()
@click.argument("assignment", required=False)
@click.option("--student", default="*", metavar="GLOB", help="Only students whose id matches.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; default: one for each core.")
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the hosts of this Dask scheduler: docs/cluster.md.")
@click.option("--insecure", is_flag=True, help="Use a scheduler on another machine without TLS.")
@click.option("--force", is_flag=True, help="Grade again also what has not changed since it was graded.")
@click.option("--verbose", is_flag=True, help="Tell everything that went wrong; default: one line a student.")
@click.option("--unsafe-no-sandbox", is_flag=True, help="Run students' code unprotected; every result says so.")
def autograde(
    assignment: str | None,
    student: str,
    jobs: int | None,
    scheduler: str | None,
    insecure: bool,
    force: bool,
    verbose: bool,
    unsafe_no_sandbox: bool,
) -> None:
    """Grade what was handed in and is new or changed.

    This writes autograded/ with each results.json, and the gradebook.
    """
    course = current_course()
    if scheduler:
        course = dataclasses.replace(course, scheduler=scheduler)
    if insecure:
        course = dataclasses.replace(course, insecure=True)
    if unsafe_no_sandbox:
        click.echo("! Students' code runs unprotected: it can read and change all that you can.", err=True)
        course = dataclasses.replace(course, sandbox="none")
    needs_person = grade_and_show(course, assignment, student, jobs, force=force, verbose=verbose)
    raise SystemExit(1 if needs_person else 0)


def grade_and_show(
    course: Course,
    assignment: str | None,
    student: str,
    jobs: int | None,
    *,
    force: bool = False,
    verbose: bool = False,
) -> bool:
    """Grade one or all assignments and show progress and a table of each. Return whether a person has to look.

    Raises `UserError` where nothing was handed in, and, when the rest is graded, where packages are missing or work
    lies where it is not looked for.
    """
    from grader.cli import unchanged
    from grader.lock import course_lock

    names = (assignment,) if assignment else course.assignments
    asked = {"assignment": assignment, "student": student, "verbose": verbose}
    with course_lock(course.root, "grader autograde"):
        before = "" if force else unchanged.state_of(course, names, asked)
        if said := unchanged.recall(course, before):
            click.echo(said.text, nl=False)
            _tell_others(course, assignment)
            return said.needs_person
        told = unchanged.Copied(sys.stdout)
        with redirect_stdout(told):
            graded, problems = _grade(course, assignment, student, jobs, force=force, tables=True, verbose=verbose)
        needs_person = any(one.needs_review for one in graded)
        same = all(one.kept == len(one.results) for one in graded) and not problems
        if before and same and unchanged.state_of(course, names, asked) == before:
            unchanged.note(course, unchanged.Said(before, told.text, needs_person))
    for error in problems[:-1]:
        click.echo(f"! {error}", err=True)
    if problems:
        raise problems[-1]
    return needs_person


def grade_new(course: Course, jobs: int | None) -> tuple[list[ClassResult], list[UserError]]:
    """Grade what is new or changed, if anything is, in a course that the caller has locked, and show progress.

    Returns besides what keeps assignments, or what was handed in, from being graded.
    """
    from grader.submission.submitted import how_to_move, misplaced, submissions

    if not any(submissions(course, name) for name in course.assignments):
        return [], [other] if (other := how_to_move(misplaced(course))) else []
    return _grade(course, None, "*", jobs, force=False, tables=False)


def _grade(
    course: Course,
    assignment: str | None,
    student: str,
    jobs: int | None,
    *,
    force: bool,
    tables: bool,
    verbose: bool = False,
) -> tuple[list[ClassResult], list[UserError]]:
    from grader import catalog
    from grader.grading.start import graders_for
    from grader.submission.submitted import how_to_move, misplaced, submissions

    names = (assignment,) if assignment else course.assignments
    handed_in = [(one, name) for name in names for one in submissions(course, name, student)]
    if handed_in and sys.stderr.isatty():  # before what takes its time: imports, the sandboxes, the first submissions
        click.echo(f"reading {len(handed_in)} submissions and starting to grade what is new", err=True)
    with graders_for(course, jobs, handed_in, force=force) as graders:
        from grader.cli.class_table import grading_progress, summary  # not before: see `graders_for`
        from grader.grading.class_run import autograde as grade_class
        from grader.grading.class_run import choose_assignments, choose_students
        from grader.nbgrader.convert import nbgrader_config
        from grader.nbgrader.due_dates import DueDate, doubt
        from grader.nbgrader.gradebook import Gradebook

        chosen = {name: choose_students(course, name, student) for name in choose_assignments(course, assignment)}
        lacking = {name: error for name in chosen if (error := catalog.lacking(name))}
        graded = []
        for name, students in chosen.items():
            if name not in lacking:
                with Gradebook(course.db_url, nbgrader_config(course, name)) as gradebook:
                    graded.append(
                        grade_class(course, name, students, graders, gradebook, grading_progress, force=force)
                    )
                if tables:
                    zone = course.dates.zone
                    due = DueDate(name, at, doubt(at, zone)) if (at := graded[-1].due) else None
                    summary(graded[-1], _standing(course, name), due, zone, verbose=verbose)
    _tell_others(course, assignment)
    lost = how_to_move([one for one in misplaced(course) if not assignment or one.assignment in ("", assignment)])
    return graded, [*lacking.values(), *([lost] if lost else [])]


def _tell_others(course: Course, assignment: str | None) -> None:
    """Tell of submissions that no command marks, unless one assignment was asked for."""
    from grader.submission.submitted import how_to_mark

    if not assignment and (other := how_to_mark(course)):
        click.echo(f"! {other}", err=True)


def _standing(course: Course, name: str) -> ClassStanding:
    """Return where the class stands; a roster that cannot be read is told, and the students that are known count."""
    from grader.errors import UserError
    from grader.lms.class_list import class_roster, expected, ids_of_course
    from grader.lms.roster import roster_of_gradebook
    from grader.nbgrader.gradebook_read import read_records
    from grader.report.reading import read_standing

    records = read_records(course, (name,))
    try:
        roster = class_roster(records, course)
    except UserError as error:
        click.echo(f"! Who is missing is told without the roster. {error}", err=True)
        roster = roster_of_gradebook(records.students)
    who = expected(ids_of_course(records.students, course), roster, name)
    return read_standing(course, name, records, who, roster.left)
