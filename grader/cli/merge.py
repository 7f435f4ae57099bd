"""`grader merge`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from grader.cli.current import current_course


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
def merge(folders: tuple[Path, ...]) -> None:
    """Take over what `grader part` graded in other FOLDERS.

    Their files and marks come into this course, whose class they are parts of.
    """
    from grader.cli.class_table import grading_progress
    from grader.grading.parts import take_over
    from grader.lock import course_lock
    from grader.nbgrader.convert import nbgrader_config
    from grader.nbgrader.gradebook import Gradebook
    from grader.text.printable import first_names

    course = current_course()
    left = False
    with course_lock(course.root, "grader merge"):
        for number, folder in enumerate(folders):
            part = dataclasses.replace(course, root=folder.absolute())
            names = [name for name in course.assignments if any(part.root.glob(f"autograded/*/{name}"))]
            if not names:
                click.echo(f"{folder}: there is nothing in autograded/ of an assignment of this course")
            for name in names:
                with Gradebook(course.db_url, nbgrader_config(course, name)) as gradebook:
                    if not number and (no_copy := gradebook.keep_copy(course.root)):
                        click.echo(f"! {no_copy}", err=True)
                    found = take_over(course, name, part, gradebook, grading_progress)
                taken = f"{len(found.taken)} result{'s' * (len(found.taken) != 1)}"
                click.echo(f"{folder}: {taken} of {name} taken over, {len(found.here)} were here")
                if found.differing:
                    left = True
                    click.echo(
                        f"! {folder}: {len(found.differing)} of {name} are not of what lies here, or were left for a"
                        f" person: {first_names(found.differing, 5)}. `grader autograde` grades them.",
                        err=True,
                    )
    raise SystemExit(1 if left else 0)
