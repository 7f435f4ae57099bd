"""What the terminal shows of an export: the files, what the LMS would do with them, and what is not in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from grader.cli import terminal
from grader.lms.deliverable import NOT_HANDED_IN, Remark
from grader.lms.export import RosterReport, Written
from grader.lms.formats.effects import Action, Effect, harmful_among
from grader.lms.roster import IDS

WORDS = {
    Action.SET: "set",
    Action.CREATE: "set in a new column",
    Action.SKIP: "not set",
    Action.CLEAR: "DELETED",
    Action.REFUSE: "REFUSED",
}


def show_written(written: Written, lms: str, *, verbose: bool = False) -> bool:
    """Print what was written, lists whole where `verbose`; return whether every grade is in it and would be taken."""
    console = terminal.console()
    for path in written.paths:
        console.print(f"wrote {escape(_short(path))}", soft_wrap=True)
    if len(written.paths) > 1:
        console.print("One file for each assignment: a blank cell could delete a grade, so no file has one.")
    if written.paths:
        _summary(console, written.effects, lms)
        _effects(console, written.harmful, verbose=verbose)
    else:
        console.print("Nothing was written: there is no grade to write.", style="red")
    for note in written.notes:
        terminal.show_names(console, "roster: ", [note], verbose=True)
    _remarks(console, written.export.remarks, verbose=verbose)
    return written.complete


def show_check(effects: Sequence[Effect], lms: str, *, verbose: bool = False) -> bool:
    """Print what an LMS would do with a file, what does harm first; return whether it would take everything."""
    console = terminal.console()
    harmful = harmful_among(effects)
    _effects(console, (*harmful, *(effect for effect in effects if effect not in harmful)), verbose=verbose)
    _summary(console, effects, lms)
    return bool(effects) and not harmful


def show_roster(report: RosterReport, *, verbose: bool = False) -> bool:
    """Print how a roster and the course fit; return whether nobody is missing."""
    console = terminal.console()
    people = report.roster.people
    console.print(f"{len(people)} students in the roster")
    for name in IDS:
        count = sum(bool(getattr(person, name)) for person in people)
        if count:
            console.print(f"  {name}: {'all' if count == len(people) else f'{count}'}")
            if count < len(people):
                terminal.show_names(
                    console, "    without: ", [p.student for p in people if not getattr(p, name)], verbose=verbose
                )
    for note in report.roster.notes:
        terminal.show_names(console, "roster: ", [note], verbose=True)
    if report.roster.unused:
        terminal.show_names(console, "columns that mean nothing here: ", report.roster.unused, verbose=verbose)
    terminal.show_names(
        console,
        "! in the course, not in the roster (their grades would be left out): ",
        report.only_here,
        verbose=verbose,
    )
    terminal.show_names(
        console, "! in the roster, not in the course (nothing handed in?): ", report.only_there, verbose=verbose
    )
    terminal.show_names(
        console,
        "! excused from an assignment that the gradebook does not hold: ",
        report.unknown_excuses,
        verbose=verbose,
    )
    for sentence in report.twins:
        terminal.show_names(console, "! ids that look alike: ", [sentence], verbose=True)
    return not (report.only_here or report.only_there or report.unknown_excuses)


def _summary(console: Console, effects: Iterable[Effect], lms: str) -> None:
    counts = Counter(effect.action for effect in effects)
    said = ", ".join(f"{counts[action]} {words}" for action, words in WORDS.items() if counts[action])
    console.print(f"{lms}, by the rules of its importer: {said or 'no grades at all'}", soft_wrap=True)


def _effects(console: Console, effects: Iterable[Effect], *, verbose: bool) -> None:
    rows = [(e.action.value, e.student, e.column, e.value, e.why) for e in effects]
    terminal.show_table(console, ("", "student", "column", "value", "why"), rows, verbose=verbose)


def _remarks(console: Console, remarks: Sequence[Remark], *, verbose: bool) -> None:
    """Print what is not in the file, or is unusual; who handed in nothing in one line for each assignment."""
    absent: dict[str, list[str]] = {}
    for remark in remarks:
        if remark.what.endswith(NOT_HANDED_IN):
            word = remark.what.removesuffix(NOT_HANDED_IN).rstrip("; ")  # of who has left the course
            absent.setdefault(remark.assignment, []).append(f"{remark.student} ({word})" if word else remark.student)
    for assignment, students in absent.items():
        terminal.show_names(
            console, f"{assignment}: {len(students)} handed in nothing, no grade written: ", students, verbose=verbose
        )
    for lost, title in ((True, "NOT in the file"), (False, "in the file, but look")):
        said = [r for r in remarks if r.lost is lost and not r.what.endswith(NOT_HANDED_IN)]
        if said:
            console.print(f"{title}:", style="red" if lost else "")
            rows = [(r.student, r.assignment, r.what) for r in said]
            terminal.show_table(console, ("student", "assignment", "why"), rows, verbose=verbose)


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
