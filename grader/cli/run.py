"""`grader run`: the whole round in one command. Every step can be stopped and begun again: what is done is kept."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.current import current_course
from grader.errors import Stopped, UserError

if TYPE_CHECKING:
    from grader.cli.round import LmsFile, Round
    from grader.course import Course
    from grader.results.records import ClassRecords

LOOK_EVERY = 5.0
"""Seconds between looks for new submissions."""
LONGEST_WAIT = 60.0
"""Seconds after which submissions that have come are graded although others are still coming."""
REPORT = "report.html"


@click.command()
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; default: one for each core.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--watch", is_flag=True, help="Go on as submissions arrive, until Ctrl-C.")
def run(jobs: int | None, dry_run: bool, watch: bool) -> None:
    """Do the whole round: marks, pages, report, files for your LMS.

    It grades what is new, writes feedback and the report, and exports the grades.
    """
    course = current_course()
    check_lms(course)
    if dry_run:
        for line in foreseen(course):
            click.echo(line)
        return
    seen = arrivals(course)
    try:
        done = run_and_show(course, jobs)
        if watch:
            done = go_on(course, seen, jobs, done)
    except KeyboardInterrupt:
        raise Stopped("Stopped.", "What is done is kept: run the same command again, and it goes on.") from None
    raise SystemExit(1 if done.needs_person else 0)


def go_on(course: Course, seen: Mapping[str, int], jobs: int | None, done: Round) -> Round:
    """Do a round whenever submissions differ from those seen last; what keeps one from being done is told.

    Ctrl-C while it waits ends it. Returns what the last round came to, at first `done`.
    """
    while True:
        click.echo("waiting for submissions; Ctrl-C ends this", err=True)
        try:
            now = _next_arrivals(course, seen)
        except KeyboardInterrupt:
            return done
        click.echo(f"{_counted(seen.items() ^ now.items())} came, changed or went", err=True)
        seen = now
        try:
            done = run_and_show(course, jobs)
        except Stopped:
            raise
        except UserError as error:
            click.echo(f"Error: {error.what}\n{error.remedy}", err=True)


def _counted(changes: Iterable[tuple[str, int]]) -> str:
    """Return how many submissions there are among changes, each by its folder and a date."""
    return _submissions(len({folder for folder, _ in changes}))


def _submissions(number: int) -> str:
    return f"{number} submission{'s' * (number != 1)}"


def run_and_show(course: Course, jobs: int | None = None) -> Round:
    """Do one round, show its progress, and print its summary."""
    from grader.cli.round import summary
    from grader.submission.submitted import how_to_mark

    done = run_round(course, jobs)
    click.echo()
    for line in summary(done):
        click.echo(line)
    if other := how_to_mark(course):
        click.echo(f"! {other}")
    return done


def run_round(course: Course, jobs: int | None = None) -> Round:
    """Grade what is new or changed, then write what is made of it.

    Raises `UserError` where a step fails; what is done by then is kept.
    """
    from grader.cli.grade import grade_new
    from grader.cli.round import Pages, Round
    from grader.lock import course_lock

    with course_lock(course.root, "grader run"):
        results, lacking = grade_new(course, jobs)
        problems = tuple(map(str, lacking))
        if not results:
            return Round(0, 0, (), Pages(), "", problems=problems)
        from grader.cli.feedback import write_and_show
        from grader.nbgrader.gradebook_read import read_records
        from grader.report.write import write_report

        pages = write_and_show(course, (), jobs=jobs)
        records = read_records(course)
        contents = write_report(course, records, (), course.root / REPORT, "html")
        files = tuple(_export(course, records, lms) for lms in course.lms_files)
    unchanged = sum(one.kept for one in results)
    return Round(
        sum(len(one.results) for one in results) - unchanged,
        unchanged,
        tuple(contents),
        Pages(
            sum(one.written for one in pages),
            sum(not one.written and not one.problem for one in pages),
            sum(bool(one.problem) for one in pages),
        ),
        REPORT,
        files,
        sum(one.of_other_code for one in results),
        problems,
    )


def _export(course: Course, records: ClassRecords, lms: str) -> LmsFile:
    """Write the grades for an LMS; an error is told, and the round goes on."""
    from grader.cli.round import LmsFile
    from grader.lms.export import Sources, export_grades

    try:
        written = export_grades(records, course, (), lms, Sources(), None)
    except UserError as error:
        return LmsFile(lms, problem=str(error))
    if not written.paths:
        return LmsFile(lms, problem="there is no grade to write")
    return LmsFile(lms, tuple(path.name for path in written.paths), written.complete)


def check_lms(course: Course) -> None:
    """Raise `UserError` where `c.Grader.lms_files` names an LMS that there is no format for."""
    from grader.lms.names import FORMAT_NAMES

    for name in course.lms_files:
        if name not in FORMAT_NAMES:
            raise UserError(
                f"c.Grader.lms_files names {name!r}, for which there is no format.",
                f"Choose among {', '.join(FORMAT_NAMES)}.",
            )


# ── what would be done ─────────────────────────────────────────────────────────────────────────────────────


def foreseen(course: Course) -> Iterator[str]:
    """Yield what a round would do, in sentences."""
    from grader import catalog
    from grader.grading.class_run import changed
    from grader.submission.submitted import how_to_mark, how_to_move, misplaced, submissions

    found = False
    for name in course.assignments:
        if students := submissions(course, name):
            found = True
            lacking = catalog.lacking(name)
            if lacking:
                yield f"would not grade {name}: {lacking.what}"
                continue
            new = len(changed(course, name, students))
            yield f"would grade {_submissions(new)} of {name}, and keep {len(students) - new} that have not changed"
    if lost := how_to_move(misplaced(course)):
        yield str(lost)
    if not found:
        yield str(how_to_mark(course) or f"would do nothing: {course.root / 'submitted'} holds no submission")
        return
    yield "would write the feedback pages that change by it, in feedback/"
    yield f"would write {REPORT}"
    for lms in course.lms_files:
        yield f"would write the grades for {lms}"


# ── as submissions arrive ──────────────────────────────────────────────────────────────────────────────────


def arrivals(course: Course) -> Mapping[str, int]:
    """Return when anything in each submission's folder was last changed, in nanoseconds, by the folder's path."""
    dates: dict[str, int] = {}
    for folder in _folders(_folders([course.root / "submitted"])):
        try:
            with os.scandir(folder) as entries:
                own = [entry.stat(follow_symlinks=False).st_mtime_ns for entry in entries]
                dates[str(folder)] = max([folder.stat().st_mtime_ns, *own])
        except OSError:  # it has gone, or is no folder
            continue
    return dates


def _folders(parents: list[Path]) -> list[Path]:
    found: list[Path] = []
    for parent in parents:
        try:
            with os.scandir(parent) as entries:
                found += [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError:
            continue
    return found


def _next_arrivals(course: Course, seen: Mapping[str, int]) -> Mapping[str, int]:
    """Wait until submissions differ from those seen, and then until nothing more comes for a moment.

    Where something comes all the time, as before a deadline, it is waited for no longer than `LONGEST_WAIT`.
    """
    while (now := arrivals(course)) == seen:
        time.sleep(LOOK_EVERY)
    for _ in range(int(LONGEST_WAIT / LOOK_EVERY)):
        time.sleep(LOOK_EVERY)
        before, now = now, arrivals(course)
        if before == now:
            break
    return now
