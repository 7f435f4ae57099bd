"""`grader part`."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.current import current_course


class Fraction(click.ParamType[tuple[int, int]]):
    """``3/20``, as the two numbers: the third of twenty."""

    name = "fraction"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        number, _, parts = value.partition("/")
        if not (number.isdecimal() and parts.isdecimal() and 1 <= int(number) <= int(parts)):
            self.fail(f"{value!r} is no part of a class. It looks like 3/20: the third of twenty.", param, ctx)
        return int(number), int(parts)


@click.command()
@click.argument("fraction", type=Fraction(), metavar="NUMBER/PARTS")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; default: one for each core.")
def part(fraction: tuple[int, int], folder: Path, jobs: int | None) -> None:
    """Grade a part of the class, such as 3/20, in a FOLDER.

    `grader merge` takes it over: docs/cluster.md.
    """
    from grader.cli.grade import grade_and_show
    from grader.course import load_course
    from grader.grading.parts import copy_part

    number, parts = fraction
    students = copy_part(current_course(), number, parts, folder)
    click.echo(f"{folder}: part {number} of {parts}, {len(students)} student{'s' * (len(students) != 1)}")
    if students:
        grade_and_show(load_course(folder), None, "*", jobs)  # `grader merge` names who needs a person
