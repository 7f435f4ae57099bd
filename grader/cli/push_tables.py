"""A push at the terminal: what would be sent, how far it is, and in the end what is not in the LMS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from grader.cli import terminal
from grader.lms.deliverable import Remark
from grader.lms.grades import score_text
from grader.lms.names import PushTarget
from grader.lms.push.delivery import Receipt
from grader.lms.push.plan import Plan
from grader.lms.push.push import connect, find_columns, plan_push, send
from grader.text.printable import printable

if TYPE_CHECKING:
    from grader.course import Course
    from grader.results.records import ClassRecords


def push_and_show(
    course: Course,
    target: PushTarget,
    records: ClassRecords,
    assignments: Sequence[str] = (),
    roster_file: Path | None = None,
    *,
    dry_run: bool = False,
    verbose: bool = False,
) -> bool:
    """Push the grades of a course, or print what would be pushed. Return whether every grade is in the LMS.

    The caller holds the course's lock from the reading of `records` on, so that no push sends what another has sent.

    Raises `UserError` for what a person must mend first.
    """
    if dry_run:
        planned = plan_push(course, target, records, assignments, roster_file)
        _notes(planned)
        preview(planned, verbose=verbose)
        return planned.complete
    receipts: list[Receipt] = []
    with connect(course, target) as (lms, warning):
        warn(warning)
        planned = plan_push(course, target, records, assignments, roster_file)
        columns = find_columns(planned, lms)
        planned = planned.in_columns(columns)
        for sentence in lms.warnings({delivery.user for delivery, _ in planned.send}) if planned.send else ():
            warn(printable(sentence))
        _notes(planned)
        try:
            with progress(len(planned.send)) as advance:
                for receipt in send(course, target, planned, lms, columns):
                    receipts.append(receipt)
                    advance()
        finally:  # also when it ends early: what came through, came through
            summary(planned, receipts, verbose=verbose)
    return planned.complete and not any(receipt.refused for receipt in receipts)


def _notes(plan: Plan) -> None:
    for note in plan.notes:
        click.echo(printable(note))


def warn(sentence: str) -> None:
    """Say something that deserves attention, if there is something to say."""
    if sentence:
        click.echo(f"Warning: {sentence}", err=True)


def preview(plan: Plan, *, verbose: bool = False) -> None:
    """Print what a push would send. Nothing is sent, and nobody is asked."""
    if plan.send:
        table = _table(
            f"Would be sent: {_count(len(plan.send))}", "student", "assignment", "LMS user", "score", "comment"
        )
        sent, left = terminal.first_of(plan.send, verbose=verbose)
        for delivery, _ in sent:
            first, _, more = delivery.comment.partition("\n")
            table.add_row(
                escape(delivery.student),
                escape(delivery.assignment),
                escape(delivery.user),
                f"{score_text(delivery.score)} / {score_text(delivery.max_score)}",
                escape(printable(first, " ")[:60] + (" ..." if more else "")),
            )
        terminal.console().print(table)
        _say(left)
    _left_out(plan.left_out, verbose=verbose)
    click.echo(f"Dry run: nothing was sent. {_count(len(plan.send))} would be, {plan.unchanged} there already.")


def summary(plan: Plan, receipts: Sequence[Receipt], *, verbose: bool = False) -> None:
    """Print what a push has done, and what is not in the LMS."""
    refused = tuple(
        Remark(receipt.delivery.student, receipt.delivery.assignment, receipt.refused)
        for receipt in receipts
        if receipt.refused
    )
    sent = len(receipts) - len(refused)
    _left_out((*plan.left_out, *refused), verbose=verbose)
    waiting = len(plan.send) - len(receipts)
    open_ends = f", {waiting} not sent or not confirmed" if waiting else ""
    refusals = f", {len(refused)} refused" if refused else ""
    click.echo(f"{_count(sent)} sent, {plan.unchanged} there already{refusals}{open_ends}.")


def _left_out(remarks: Sequence[Remark], *, verbose: bool) -> None:
    """Print what is not in the LMS and an instructor must mend; of the rest a number, where not all is wanted."""
    ordered = sorted(remarks, key=lambda remark: (not remark.lost, remark.assignment, remark.student))
    listed = [remark for remark in ordered if remark.lost or verbose]
    if listed:
        lost = sum(remark.lost for remark in listed)
        title = f"Not in the LMS: {len(listed)}" + (f", of which {lost} need you" if lost < len(listed) else "")
        table = _table(title, "", "student", "assignment", "why")
        shown, more = terminal.first_of(listed, verbose=verbose)
        for remark in shown:
            mark = "!" if remark.lost else ""
            table.add_row(mark, escape(remark.student), escape(remark.assignment), escape(printable(remark.what, " ")))
        terminal.console().print(table)
        _say(more)
    if rest := len(remarks) - len(listed):
        _say(f"{rest} without a grade to send (nothing handed in); --verbose lists them.")


def _say(sentence: str) -> None:
    if sentence:
        click.echo(sentence)


@contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
    """Show a bar while grades are sent; yields the function to call after each answer."""
    columns = (TextColumn("sending grades"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _count(number_of: int) -> str:
    return "1 grade" if number_of == 1 else f"{number_of} grades"
