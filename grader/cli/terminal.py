"""The terminal that commands print to: as wide as it is, or of a fixed width where the output goes to a file."""

from __future__ import annotations

from rich.console import Console

WIDTH = 160
"""Columns of a table in a file or a pipe; rich would take 80 and fold it."""


def console() -> Console:
    """Return where to print tables: the terminal, or a plain text of fixed width where there is none."""
    found = Console()
    return found if found.is_terminal else Console(width=WIDTH)
