"""What the terminal shows of a collection: how many were collected, what needs a person, what is good to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from grader.cli import terminal
from grader.lms.collect.collect import Report, State


def show_collected(report: Report, *, dry_run: bool = False, verbose: bool = False) -> bool:
    """Print what a collection did; return whether nothing needs a person."""
    console = terminal.console()
    counts = Counter(one.state for one in report.students)
    said = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    heading = "Dry run, nothing was written. " if dry_run else ""
    console.print(f"{heading}{escape(report.assignment)}: {said or 'nothing of anybody in the roster'}", soft_wrap=True)
    needed = [(one.student, one.state.value, one.why) for one in report.students if one.why]
    _table(console, "Needs you:", ("student", "", "why"), needed, verbose=verbose, red=True)
    strays = [(one.name, f"{one.count}", one.why) for one in report.strays]
    _table(
        console,
        "Belongs to nobody, NOT collected:",
        ("name in the LMS", "files", "why"),
        strays,
        verbose=verbose,
        red=True,
    )
    notes = [(one.student, note) for one in report.students for note in one.notes]
    _table(console, "Good to know:", ("student", "what"), notes, verbose=verbose)
    terminal.show_names(console, f"{len(report.missing)} handed in nothing: ", report.missing, verbose=verbose)
    if verbose:
        rows = [(s.student, s.state.value, f"{s.handed_in_at or ''}") for s in report.students]
        _table(console, "Everybody:", ("student", "", "handed in (UTC)"), rows, verbose=verbose)
    return report.complete


def _table(
    console: Console,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    verbose: bool,
    red: bool = False,
) -> None:
    if not rows:
        return
    console.print(title, style="red" if red else "")
    terminal.show_table(console, columns, rows, verbose=verbose)
