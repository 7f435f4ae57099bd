"""What the terminal shows of a push: what would be sent, how far it is, and in the end what is not in the LMS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from grader.lms.formats.sheet import Remark, number
from grader.lms.push.push import Plan
from grader.text.printable import printable


def warn(sentence: str) -> None:
    """Say something that deserves attention, if there is something to say."""
    if sentence:
        click.echo(f"Warning: {sentence}", err=True)


def preview(plan: Plan) -> None:
    """Print what a push would send. Nothing is sent, and nobody is asked."""
    if plan.send:
        table = _table(
            f"Would be sent: {len(plan.send)} grades", "student", "assignment", "LMS user", "score", "comment"
        )
        for delivery, _ in plan.send:
            first, _, more = delivery.comment.partition("\n")
            table.add_row(
                escape(delivery.student),
                escape(delivery.assignment),
                escape(delivery.user),
                f"{number(delivery.score)} / {number(delivery.max_score)}",
                escape(printable(first, " ")[:60] + (" ..." if more else "")),
            )
        _console().print(table)
    _left_out(plan.left_out)
    click.echo(f"Dry run: nothing was sent. {_count(len(plan.send))} would be, {plan.unchanged} there already.")


def summary(plan: Plan, sent: int, refused: Sequence[Remark]) -> None:
    """Print what a push has done, and what is not in the LMS."""
    _left_out((*plan.left_out, *refused))
    waiting = len(plan.send) - sent - len(refused)
    open_ends = f", {waiting} not sent or not confirmed" if waiting else ""
    refusals = f", {len(refused)} refused" if refused else ""
    click.echo(f"{_count(sent)} sent, {plan.unchanged} there already{refusals}{open_ends}.")


def _left_out(remarks: Sequence[Remark]) -> None:
    """Print a table of what is not in the LMS, what an instructor must mend first."""
    if not remarks:
        return
    lost = sum(remark.lost for remark in remarks)
    title = f"Not in the LMS: {len(remarks)}" + (f", of which {lost} need you" if lost < len(remarks) else "")
    table = _table(title, "", "student", "assignment", "why")
    for remark in sorted(remarks, key=lambda remark: (not remark.lost, remark.assignment, remark.student)):
        mark = "!" if remark.lost else ""
        table.add_row(mark, escape(remark.student), escape(remark.assignment), escape(printable(remark.what, " ")))
    _console().print(table)


@contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
    """Show a bar while grades are sent; yields the function to call after each answer."""
    columns = (TextColumn("sending grades"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=160)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _count(number_of: int) -> str:
    return "1 grade" if number_of == 1 else f"{number_of} grades"
