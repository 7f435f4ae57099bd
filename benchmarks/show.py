"""What the benchmark says: tables, for a terminal or as markdown."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.bench import Comparison, Growth, Machine

MIB = 2**20


@dataclass(frozen=True)
class Sheet:
    """A table: its title, a head, rows of text, and what must be known to read them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def sheets(machine: Machine, measured: Comparison | Growth) -> list[Sheet]:
    """Return what was measured as tables."""
    where = (
        f"{machine.cores} cores ({machine.processor}), Python {machine.python}, nbgrader {machine.nbgrader};"
        f" load average before the run {machine.load:.1f}."
    )
    if isinstance(measured, Growth):
        return [_growth(measured, where)]
    return [_sides(measured, where), _alone(measured)]


def _sides(found: Comparison, where: str) -> Sheet:
    """Return the sides next to each other; rates are for the class that `grader autograde` graded."""
    batches = (found.stock, found.through_nbgrader, found.ours)
    size = found.ours.count
    whole = [side.for_class(size) for side in batches]
    rounds = f"{found.rounds} rounds in turn, the fastest of each side" if found.rounds > 1 else "one round"
    return Sheet(
        f"{found.assignment}: a class of {size}",
        ("", "stock nbgrader", "nbgrader, this package", "grader autograde"),
        (
            ("submissions graded", *(f"{side.count}" for side in batches)),
            ("seconds measured", *(f"{side.seconds:.1f}" for side in batches)),
            (f"seconds for {size}", *(f"{seconds:.1f}" for seconds in whole)),
            ("submissions a second", *(f"{size / seconds:.2f}" for seconds in whole)),
            ("times stock", *(f"{whole[0] / seconds:.1f}" for seconds in whole)),
            ("peak memory, MiB", *(f"{side.peak / MIB:.0f}" for side in batches)),
            ("agree on full marks", "", "", str(found.agreement)),
            ("results.json the same", "", f"{found.same_results} of {found.through_nbgrader.count}", ""),
        ),
        (
            where,
            f"{found.jobs} workers, sandbox on, {rounds}. Each side is one command from its start to its end, with"
            " gradebook and autograded notebooks written.",
            f"Where fewer than {size} were graded, the seconds for {size} are those measured and, for each further"
            " submission, the mean time from one written notebook to the next.",
            "Stock scores are all or nothing: what is compared is full marks or not, question by question.",
        ),
    )


def _alone(found: Comparison) -> Sheet:
    """Return what is measured of this package alone."""
    ours, size = found.ours, found.ours.count
    return Sheet(
        "this package",
        ("", "seconds", "ratio"),
        (
            ("a submission, `grader autograde`, start to end", f"{ours.seconds / size:.4f}", ""),
            ("the same cells and calls, warm, no isolation", f"{found.floor / size:.4f}", ""),
            ("floor ratio", "", f"{ours.seconds / found.floor:.2f}"),
            ("floor ratio from the first written notebook on", "", f"{ours.each * size / found.floor:.2f}"),
            ("until the first notebook is written", f"{min(ours.done):.2f}", ""),
            ("again, nothing changed", f"{found.regrade:.2f}", f"{ours.seconds / found.regrade:.1f}"),
            ("`grader --help`", f"{found.help:.3f}", f"{found.help / found.bare:.1f}"),
            ("`python -c pass`", f"{found.bare:.3f}", ""),
        ),
        (
            f"The floor runs every cell of every notebook on {found.jobs} cores; this package runs cells that the whole"
            " class shares once, so it can lie below.",
        ),
    )


def _growth(found: Growth, where: str) -> Sheet:
    small, large = found.small, found.large
    further = (large.seconds - small.seconds) / (large.count - small.count)
    return Sheet(
        f"{found.assignment}: growth",
        ("submissions", "seconds", "a second", "peak memory, MiB"),
        tuple(
            (f"{side.count}", f"{side.seconds:.1f}", f"{side.count / side.seconds:.2f}", f"{side.peak / MIB:.0f}")
            for side in (small, large)
        ),
        (
            where,
            f"{large.count / small.count:g} times as many take {large.seconds / small.seconds:.2f} times as long;"
            f" each further submission {further:.4f} s ({found.jobs} workers, sandbox on).",
        ),
    )


def show(tables: list[Sheet]) -> None:
    """Print tables."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    for sheet in tables:
        table = Table(title=sheet.title, title_justify="left", box=None)
        for index, name in enumerate(sheet.head):
            table.add_column(name, justify="right" if index else "left")
        for row in sheet.rows:
            table.add_row(*row)
        console.print(table, markup=False)
        for note in sheet.notes:
            console.print(note, style="dim", markup=False, highlight=False)
        console.print()


def markdown(tables: list[Sheet]) -> str:
    """Return tables as they stand in docs/performance.md."""
    return "\n\n".join(map(_markdown, tables)) + "\n"


def _markdown(sheet: Sheet) -> str:
    lines = [sheet.head, ("---", *["---:"] * (len(sheet.head) - 1)), *sheet.rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n\n".join([f"### {sheet.title}", table, *sheet.notes])
