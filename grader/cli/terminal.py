"""The terminal that commands print to: as wide as it is, or of a fixed width where the output goes to a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.console import Console
from rich.markup import escape

from grader.text.printable import printable

T = TypeVar("T")

WIDTH = 160
"""Columns of a table in a file or a pipe; rich would take 80 and fold it."""


def console() -> Console:
    """Return where to print tables: the terminal, or a plain text of fixed width where there is none."""
    found = Console()
    return found if found.is_terminal else Console(width=WIDTH)


LISTED = 10
"""Rows that a list has unless everything is asked for: a class has hundreds."""


def first_of(rows: Sequence[T], *, verbose: bool) -> tuple[Sequence[T], str]:
    """Return the rows to show, and a sentence on how many more there are; an empty text where that is all."""
    if verbose or len(rows) <= LISTED:
        return rows, ""
    return rows[:LISTED], f"... and {len(rows) - LISTED} more; --verbose lists all."


def show_table(console: Console, titles: Sequence[str], rows: Sequence[Sequence[str]], *, verbose: bool) -> None:
    """Print rows of texts of strangers under their titles, the first ones unless `verbose`; nothing for no rows."""
    if not rows:
        return
    from rich.table import Table  # not before: a class's table, which most commands print, is laid out without it

    table = Table(box=None)
    for title in titles:
        table.add_column(title, overflow="fold")
    shown, more = first_of(rows, verbose=verbose)
    for row in shown:
        table.add_row(*(escape(printable(cell)) for cell in row))
    console.print(table)
    if more:
        console.print(more)


def show_names(
    console: Console, title: str, names: Sequence[str], *, verbose: bool, highlight: bool | None = None
) -> None:
    """Print a title and names of strangers on one line, the first ones unless `verbose`; nothing for no names."""
    if names:
        shown, more = first_of(names, verbose=verbose)
        line = f"{title}{escape(printable(', '.join(shown)))} {more}".rstrip()
        console.print(line, soft_wrap=True, highlight=highlight)
