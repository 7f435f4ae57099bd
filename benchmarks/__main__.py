"""`make bench`, or `python -m benchmarks`, run where nbgrader_config.py lies."""

from __future__ import annotations

import functools

import click

from benchmarks.bench import compare, grow, this_machine
from benchmarks.show import markdown, sheets, show
from grader import catalog
from grader.cli.commands import in_words
from grader.cli.current import current_course

OTHERS = "Other measurements: python -m benchmarks.steps, .cluster, .growth, .writer, .repeats; each has --help."


@click.command(epilog=OTHERS, context_settings={"show_default": True})
@click.option("--assignment", type=click.Choice(catalog.names()), default="a1_derivatives", help="Whose samples.")
@click.option("--size", type=click.IntRange(1), default=200, help="Submissions.")
@click.option("--stock-size", type=click.IntRange(1), default=10, help="How many of them nbgrader grades; it is slow.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; default: one for each core.")
@click.option("--rounds", type=click.IntRange(1), default=1, help="Measure so many times in turn; the fastest counts.")
@click.option("--scale", is_flag=True, help="Instead: grade a class and one of ten times the size.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print tables as docs/performance.md holds them.")
def main(
    assignment: str, size: int, stock_size: int, jobs: int | None, rounds: int, scale: bool, as_markdown: bool
) -> None:
    """Grade a sample class with stock nbgrader and with this package, and compare; it takes minutes."""
    say = functools.partial(click.echo, err=True)
    with in_words():
        course, machine = current_course(), this_machine()
        jobs = jobs or machine.cores
        measured = (
            grow(course, assignment, sizes=(size, 10 * size), jobs=jobs, say=say)
            if scale
            else compare(course, assignment, size=size, stock_size=stock_size, jobs=jobs, rounds=rounds, say=say)
        )
    tables = sheets(machine, measured)
    click.echo(markdown(tables)) if as_markdown else show(tables)


if __name__ == "__main__":
    main()
