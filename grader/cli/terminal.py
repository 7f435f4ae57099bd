"""The terminal that commands print to: as wide as it is, or of a fixed width where the output goes to a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.console import Console

T = TypeVar("T")

WIDTH = 160
"""Columns of a table in a file or a pipe; rich would take 80 and fold it."""


def console() -> Console:
    """Return where to print tables: the terminal, or a plain text of fixed width where there is none."""
    found = Console()
    return found if found.is_terminal else Console(width=WIDTH)


LISTED = 10
"""Rows that a list has unless everything is asked for: a class has hundreds."""


def first_of(rows: Sequence[T], verbose: bool, option: str = "--verbose") -> tuple[Sequence[T], str]:
    """Return the rows to show, and a sentence on how many more there are; an empty text where that is all."""
    if verbose or len(rows) <= LISTED:
        return rows, ""
    return rows[:LISTED], f"... and {len(rows) - LISTED} more; {option} lists all."
