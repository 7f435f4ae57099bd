"""Commands that make a course: init, build, verify, guide, new, and demo, which shows a whole one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.current import current_course
from grader.cli.run import run_and_show
from grader.text import LANGUAGES, Language

if TYPE_CHECKING:
    from grader.course import Course


MUTANTS_REMEDY = (
    "Each mutant with full marks needs a case that refuses it; probing=… of its question brings most such cases. One"
    " that is right, too, goes into grader/authoring/mutants_equivalent.toml (docs/authors.md)."
)


@click.command()
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the release; default: the course's.")
def build(assignments: tuple[str, ...], language: Language | None) -> None:
    """Build source/ and release/ from the masters, source/*.py."""
    from grader.submission.submitted import known_assignments

    course = current_course()
    build_all(course, known_assignments(course, assignments), language or course.language)


def build_all(course: Course, names: Sequence[str], language: Language) -> None:
    """Build assignments, all of the course where none is named, and tell each."""
    from grader.authoring.build import build as build_assignment
    from grader.lock import course_lock

    with course_lock(course.root, "grader build"):
        for name in names or course.assignments:
            path = build_assignment(course, name, language)
            click.echo(f"built {path.relative_to(course.root)}")


@click.command()
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@click.option(
    "--mutants", is_flag=True, help="Prove instead that the hidden tests refuse small changes of right answers."
)
def verify(assignments: tuple[str, ...], mutants: bool) -> None:
    """Prove that questions, solutions, notebooks and samples agree."""
    from grader import catalog
    from grader.submission.submitted import known_assignments

    course = current_course()
    problems = 0
    for name in known_assignments(course, assignments) or course.assignments:
        if not assignments and (lacking := catalog.lacking(name)):
            click.echo(f"{name}: not looked at. {lacking}")
            continue
        summary, found = (_verify_mutants if mutants else _verify)(course, name)
        problems += len(found)
        click.echo(f"{name}: {summary}")
        for problem in found:
            click.echo(f"  {problem}")
    raise SystemExit(1 if problems else 0)


def _verify(course: Course, name: str) -> tuple[str, Sequence[str]]:
    from grader.authoring.verify import has_samples
    from grader.authoring.verify import verify as verify_assignment

    found = verify_assignment(course, name)
    holds = "holds" if has_samples(course, name) else "holds, but for samples, which come with a clone and are not here"
    return (f"{len(found)} problem{'s' * (len(found) > 1)}" if found else holds), found


def _verify_mutants(course: Course, name: str) -> tuple[str, Sequence[str]]:
    from grader.authoring.mutants_asked import verify_mutants
    from grader.authoring.mutants_counted import keep

    counted = verify_mutants(course, name)
    if not counted.problems and counted.mutants:
        keep(course.root, name, counted.mutants, counted.refused, counted.equivalent)
    survived = f"{counted.equivalent} equivalent, {counted.survivors} with full marks"
    remedy = (MUTANTS_REMEDY,) if counted.survivors else ()
    return f"{counted.mutants} mutants, {counted.refused} refused, {survived}", (*counted.problems, *remedy)


@click.command()
def guide() -> None:
    """Write docs/marking.md: how every question is marked.

    It holds their cases, known mistakes and shares.
    """
    from grader import catalog
    from grader.authoring.marking_guide import guide as write_guide

    course = current_course()
    path = course.root / "docs" / "marking.md"
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(write_guide(course, before), encoding="utf-8")
    for error in filter(None, map(catalog.lacking, course.assignments)):
        click.echo(f"! Not written anew: {error}", err=True)
    click.echo(f"wrote {path.relative_to(course.root)}")


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Write a new assignment, a small one that holds, to be filled."""
    from grader.authoring.new import next_steps, write_assignment

    course = current_course()
    for path in write_assignment(course.root, name):
        click.echo(f"wrote {path.relative_to(course.root)}")
    click.echo(next_steps(course.root, name))


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="What students read.")
def init(folder: Path, language: Language) -> None:
    """Make a course of your own in an empty FOLDER.

    It gets settings, notebooks, and a README with the next commands.
    """
    from grader.authoring.init import command, write_course
    from grader.course import load_course

    place = folder.resolve()
    grader = command("grader", place)
    for path in write_course(folder, language):
        click.echo(f"wrote {path.relative_to(folder)}")
    build_all(load_course(place), (), language)
    enter = "" if place == Path.cwd() else f"  cd {folder}\n"
    click.echo("\nYour course is ready. Its README.md says what to do with it, and begins so:")
    click.echo(f"{enter}  {grader} doctor\n  {grader} run\n  {grader} mark")


@click.command()
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@click.option(
    "--into",
    default="sample_course",
    show_default=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where; a sample course that lies there is replaced.",
)
def demo(assignments: tuple[str, ...], into: Path) -> None:
    """Grade a sample class in a scratch course, for a first look.

    The class hands in the samples of these assignments, of all if none is named.
    """
    from grader import catalog
    from grader.authoring.demo import make_sample_course
    from grader.lock import course_lock
    from grader.submission.submitted import known_assignments

    course = current_course()
    chosen = known_assignments(course, assignments) or tuple(
        name for name in course.assignments if not catalog.lacking(name)
    )
    folder = course.root / into
    with course_lock(course.root, "grader demo"):
        with course_lock(folder, "grader demo") if folder.is_dir() else nullcontext():
            scratch = make_sample_course(course, chosen, folder)
        run_and_show(scratch)
    where = scratch.root.relative_to(Path.cwd()) if scratch.root.is_relative_to(Path.cwd()) else scratch.root
    jupyter = os.path.relpath(Path(sys.executable).with_name("jupyter"), scratch.root)
    click.echo(
        f"\nGradebook       {where}/gradebook.db\n"
        f"Feedback pages  {where}/feedback/<student>/<assignment>/<assignment>.html\n"
        f"Grades          {where}/{', '.join(sorted(path.name for path in scratch.root.glob('grades-*')))}\n\n"
        "Next: open a feedback page in a browser, or see everything as an instructor does:\n"
        f"  cd {where} && {jupyter} lab     (menu Nbgrader > Formgrader)\n"
        "For your own class, make a course beside this folder:\n"
        "  .venv/bin/grader init ../my-course"
    )
