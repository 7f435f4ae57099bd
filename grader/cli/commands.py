"""The `grader` command. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import atexit
import dataclasses
import functools
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader import __version__
from grader.errors import Stopped, UserError
from grader.lms.names import FORMAT_NAMES, PUSH_TARGETS, PushTarget

if TYPE_CHECKING:
    from grader.course import Course
    from grader.grading.class_run import ClassResult
    from grader.grading.workers import Workers


def says_what_to_do(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command end with a sentence where a person can mend what is wrong."""

    @functools.wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except UserError as error:
            click.echo(f"Error: {error.what}\n{error.remedy}", err=True)
            raise SystemExit(130 if isinstance(error, Stopped) else 1) from error

    return wrapped


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def main() -> None:
    """Build, grade and report a course on matrix calculus. Run it where nbgrader_config.py lies."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # our arrays are small: its other threads only wait, busily
    atexit.register(gc.freeze)  # a process that ends need not search its memory for what to free: half a second


@main.command()
@click.argument("assignment", required=False)
@click.option("--language", type=click.Choice(["en", "ko"]), help="Language of the release; default: the course's.")
@says_what_to_do
def build(assignment: str | None, language: Any) -> None:
    """Build source/ and release/ from the masters source/<assignment>.py."""
    from grader.authoring.build import build as build_assignment
    from grader.lock import course_lock
    from grader.questions import catalog

    course = _course()
    with course_lock(course.root, "grader build"):
        for name in (assignment,) if assignment else catalog.names():
            path = build_assignment(course, name, language or course.language)
            click.echo(f"built {path.relative_to(course.root)}")


@main.command()
@click.argument("assignment", required=False)
@click.option("--student", default="*", metavar="GLOB", help="Only students whose id matches.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; default: one for each core.")
@click.option("--force", is_flag=True, help="Grade again also what has not changed since it was graded.")
@click.option("--unsafe-no-sandbox", is_flag=True, help="Run students' code unprotected; every result says so.")
@says_what_to_do
def autograde(assignment: str | None, student: str, jobs: int | None, force: bool, unsafe_no_sandbox: bool) -> None:
    """Grade what was handed in and is new or changed: autograded/, results.json and the gradebook."""
    course = _course()
    if unsafe_no_sandbox:
        click.echo("! Students' code runs unprotected: it can read and change all that you can.", err=True)
        course = dataclasses.replace(course, sandbox="none")
    graded = _grade(course, assignment, student, jobs, force=force)
    raise SystemExit(1 if any(one.needs_attention for one in graded) else 0)


@main.command()
@click.argument("assignments", nargs=-1)
@click.option("--into", default="sample_course", metavar="FOLDER", type=click.Path(path_type=Path))
@says_what_to_do
def demo(assignments: tuple[str, ...], into: Path) -> None:
    """Grade a sample class in a scratch course: a first look at everything."""
    from grader.authoring.demo import make_sample_course
    from grader.lock import course_lock
    from grader.nbgrader.convert import export_grades, generate_feedback
    from grader.questions import catalog

    course = _course()
    chosen = assignments or tuple(name for name in catalog.names() if not catalog.lacking(name))
    folder = course.root / into
    with course_lock(course.root, "grader demo"):
        with course_lock(folder, "grader demo") if folder.is_dir() else nullcontext():
            scratch = make_sample_course(course, chosen, folder)
        _grade(scratch, None, "*", None)
    for assignment in chosen:
        generate_feedback(scratch, assignment)
    export_grades(scratch)
    where = scratch.root.relative_to(Path.cwd()) if scratch.root.is_relative_to(Path.cwd()) else scratch.root
    jupyter = os.path.relpath(Path(sys.executable).with_name("jupyter"), scratch.root)
    click.echo(
        f"\nGradebook       {where}/gradebook.db\n"
        f"Feedback pages  {where}/feedback/<student>/<assignment>/<assignment>.html\n"
        f"Grades          {where}/grades.csv\n\n"
        "Next: open a feedback page in a browser, or see everything as an instructor does:\n"
        f"  cd {where} && {jupyter} lab     (menu Nbgrader > Formgrader)\n"
        "For your own class, put submissions into submitted/<student>/<assignment>/ and run\n"
        "  .venv/bin/grader autograde"
    )


@main.command()
@click.argument("assignment", required=False)
@says_what_to_do
def verify(assignment: str | None) -> None:
    """Prove that questions, solutions, notebooks and sample submissions agree."""
    from grader.authoring.verify import verify as verify_assignment
    from grader.questions import catalog

    course = _course()
    problems = 0
    for name in (assignment,) if assignment else catalog.names():
        found = verify_assignment(course, name)
        problems += len(found)
        click.echo(f"{name}: {'holds' if not found else f'{len(found)} problems'}")
        for problem in found:
            click.echo(f"  {problem}")
    raise SystemExit(1 if problems else 0)


@main.command()
@says_what_to_do
def guide() -> None:
    """Write docs/marking.md: cases, known mistakes and shares of every question."""
    from grader.authoring.marking_guide import guide as write_guide

    course = _course()
    path = course.root / "docs" / "marking.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(write_guide(course.seed), encoding="utf-8")
    click.echo(f"wrote {path.relative_to(course.root)}")


A_FILE = click.Path(path_type=Path, dir_okay=False)


@main.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--lms", required=True, type=click.Choice(FORMAT_NAMES), help="The kind of file.")
@click.option("--roster", type=A_FILE, help="CSV file of nbgrader ids and LMS ids; default: roster.csv.")
@click.option("--template", type=A_FILE, help="The file that you downloaded from the LMS, to be filled in.")
@click.option("--to", type=A_FILE, help="Where to write; default: grades-<lms>.csv.")
@click.option("--column", "columns", multiple=True, metavar="NAME=TITLE", help="The LMS's title of an assignment.")
@click.option("--zero-missing", is_flag=True, help="Write 0 where nothing was handed in.")
@click.option("--check", type=A_FILE, help="Write nothing: say what the LMS would do with this file.")
@says_what_to_do
def export(assignments: tuple[str, ...], lms: str, check: Path | None, to: Path | None, **options: Any) -> None:
    """Write grades as a file that an LMS imports; exits with 1 when a grade is not in it."""
    from grader.lms.export import Sources, check_file, export_grades
    from grader.lms.show import show_check, show_written
    from grader.nbgrader.gradebook_read import read_records

    titles = tuple((name, title) for name, _, title in (column.partition("=") for column in options["columns"]))
    sources = Sources(options["roster"], options["template"], titles, options["zero_missing"])
    course = _course()
    if check:
        records = read_records(course.db_url, missing_ok=True)
        fine = show_check(check_file(records, course, check, lms, sources), lms)
    else:
        records = read_records(course.db_url, assignments)
        fine = show_written(export_grades(records, course, assignments, lms, sources, to), lms)
    raise SystemExit(0 if fine else 1)


@main.group()
def roster() -> None:
    """Who of the class is who in the LMS."""


@roster.command("check")
@click.argument("file", type=A_FILE, default="roster.csv")
@says_what_to_do
def roster_check(file: Path) -> None:
    """Compare a roster with the course: who is missing on either side."""
    from grader.lms.export import check_roster
    from grader.lms.show import show_roster
    from grader.nbgrader.gradebook_read import read_records

    course = _course()
    records = read_records(course.db_url, missing_ok=True)
    raise SystemExit(0 if show_roster(check_roster(records, course, file)) else 1)


@main.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--lms", "target", type=click.Choice(PUSH_TARGETS), required=True, help="How to reach the LMS.")
@click.option("--roster", type=A_FILE, help="CSV file of nbgrader ids and LMS ids; default: roster.csv.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@says_what_to_do
def push(assignments: tuple[str, ...], target: PushTarget, roster: Path | None, dry_run: bool) -> None:
    """Send grades to the LMS: what is graded and has changed since the last push."""
    from grader.lms.push.show import push_and_show
    from grader.lock import course_lock
    from grader.nbgrader.gradebook_read import read_records

    course = _course()
    with nullcontext() if dry_run else course_lock(course.root, "grader push"):
        records = read_records(course.db_url, assignments)
        complete = push_and_show(course, target, records, assignments, roster, dry_run=dry_run)
    raise SystemExit(0 if complete else 1)


@main.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--to", type=A_FILE, help="Where to write; default: report.html.")
@click.option("--format", "form", type=click.Choice(["html", "csv", "json"]), help="Default: what --to ends with.")
@says_what_to_do
def report(assignments: tuple[str, ...], to: Path | None, form: Any) -> None:
    """Write a report on the class: scores, questions, mistakes, who needs a person, what is much alike."""
    from grader.nbgrader.gradebook_read import read_records
    from grader.report.write import format_for, write_report

    course = _course()
    records = read_records(course.db_url, assignments, missing_ok=True)
    form = form or format_for(to)
    to = to or Path(f"report.{form}")
    for one in write_report(course, records, assignments, to, form):
        waiting = len({concern.student for concern in one.concerns})
        click.echo(f"{one.assignment}: {one.handed_in} handed in, {len(one.absent)} missing, {waiting} for a person")
    click.echo(f"wrote {to}")


@main.command()
@click.argument("name")
@says_what_to_do
def new(name: str) -> None:
    """Write a new assignment, a small one that holds, to be filled."""
    from grader.authoring.new import next_steps, write_assignment

    course = _course()
    for path in write_assignment(course.root, name):
        click.echo(f"wrote {path.relative_to(course.root)}")
    click.echo(next_steps(name))


@main.command()
@click.option("--assignment", default="a1_derivatives", metavar="NAME", help="Whose samples make the class.")
@click.option("--size", type=click.IntRange(1), default=200, show_default=True, help="Submissions.")
@click.option("--stock-size", type=click.IntRange(1), default=10, help="How many of them nbgrader grades; it is slow.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; default: one for each core.")
@click.option("--rounds", type=click.IntRange(1), default=1, help="Measure so many times in turn; the fastest counts.")
@click.option("--scale", is_flag=True, help="Instead: grade a class and one of ten times the size.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print tables as docs/performance.md holds them.")
@says_what_to_do
def bench(
    assignment: str, size: int, stock_size: int, jobs: int | None, rounds: int, scale: bool, as_markdown: bool
) -> None:
    """Grade a sample class with stock nbgrader and with this package, and compare; it takes minutes."""
    from benchmarks.bench import compare, grow, this_machine
    from benchmarks.show import markdown, sheets, show
    from grader.questions import catalog

    course, machine = _course(), this_machine()
    if assignment not in catalog.names():
        raise UserError(f"There is no assignment {assignment}.", f"Assignments are: {', '.join(catalog.names())}.")
    jobs = jobs or machine.cores
    say = functools.partial(click.echo, err=True)
    measured = (
        grow(course, assignment, sizes=(size, 10 * size), jobs=jobs, say=say)
        if scale
        else compare(course, assignment, size=size, stock_size=stock_size, jobs=jobs, rounds=rounds, say=say)
    )
    tables = sheets(machine, measured)
    click.echo(markdown(tables)) if as_markdown else show(tables)


@main.command()
def doctor() -> None:
    """Tell what is missing here, and try to break out of what locks up students' code; exits with 1 when it could."""
    from grader.cli.doctor import examine, show

    bad = False
    for heading, findings in examine(Path.cwd()):
        show(heading, findings)
        bad = bad or any(finding.state.bad for finding in findings)
    raise SystemExit(1 if bad else 0)


def _course() -> Course:
    from grader.course import load_course

    return load_course(Path.cwd())


def _grade(
    course: Course, assignment: str | None, student: str, jobs: int | None, *, force: bool = False
) -> list[ClassResult]:
    """Grade one or all assignments and show progress and a summary."""
    from grader.course import submissions
    from grader.lock import course_lock
    from grader.questions import catalog

    names = (assignment,) if assignment else catalog.names()
    handed_in = [(one, name) for name in names for one in submissions(course, name, student)]
    new = [name for one, name in handed_in if not course.autograded(one, name).exists()]
    most = min(jobs or os.cpu_count() or 1, len(handed_in) or 1)
    with course_lock(course.root, "grader autograde"), _workers(most, course, new) as workers:
        from grader.nbgrader.light_import import import_nbgrader

        import_nbgrader()
        from grader.cli.class_table import progress, summary
        from grader.grading.class_run import autograde as grade_class
        from grader.grading.class_run import choose_assignments, choose_students
        from grader.nbgrader.convert import nbgrader_config
        from grader.nbgrader.gradebook import Gradebook

        chosen = {name: choose_students(course, name, student) for name in choose_assignments(course, assignment)}
        lacking = {name: error for name in chosen if (error := catalog.lacking(name))}
        graded = []
        for name, students in chosen.items():
            if name not in lacking:
                with Gradebook(course.db_url, nbgrader_config(course, name)) as gradebook:
                    graded.append(grade_class(course, name, students, workers, gradebook, progress, force=force))
                summary(graded[-1])
    for error in lacking.values():  # told when the rest is graded
        raise error
    return graded


@contextmanager
def _workers(jobs: int, course: Course, new: Sequence[str]) -> Iterator[Workers]:
    """Workers that begin at once where there is something new to grade: what they come from has much to import.

    `new` are the assignments of what is new, one for each submission.
    """
    from grader.sandbox.host.fork_server import ForkServer

    with closing(ForkServer()) if new else nullcontext() as fork_server:
        from grader.grading.workers import WorkerProcesses, Workers, probe
        from grader.submission.intake import read_release

        with Workers(jobs, functools.partial(WorkerProcesses, fork_server=fork_server)) as workers:
            if new:
                with suppress(UserError):  # what is amiss with a release is told when its turn comes
                    workers.warm_up(len(new), probe, course.sandbox, read_release(course, new[0]))
            yield workers
