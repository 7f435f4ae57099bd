"""What a round of grading comes to, as the ten lines at its end. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.report.contents import Concern, Contents
from grader.text.printable import first_names, printable

SHOWN = 10
"""Names of a long list."""
OF_FILES = ("damaged", "date", "unreadable", "not_graded", "notice")
"""Why a person has to look at a submission itself, not at an answer in it."""
WIDTH = 23
"""Columns of what a line is about."""


@dataclass(frozen=True)
class Pages:
    """How many feedback pages were written, were there, and could not be made."""

    written: int = 0
    unchanged: int = 0
    failed: int = 0


@dataclass(frozen=True)
class LmsFile:
    """What became of the grades for one kind of LMS."""

    lms: str
    paths: tuple[str, ...] = ()
    complete: bool = True
    """Is every grade in it?"""
    problem: str = ""
    """Why there is no file."""


@dataclass(frozen=True)
class Round:
    """What one round has done, and what there is now."""

    graded: int
    unchanged: int
    contents: tuple[Contents, ...]
    pages: Pages
    report: str
    """Where it was written."""
    files: tuple[LmsFile, ...] = ()
    of_other_code: int = 0
    """How many of those graded had a result by another version of the package, its questions or its libraries."""
    problems: tuple[str, ...] = ()
    """What kept an assignment, or what was handed in, from being graded."""

    @property
    def to_look_at(self) -> tuple[Concern, ...]:
        """What is amiss with submissions themselves."""
        return tuple(concern for one in self.contents for concern in one.concerns if concern.why in OF_FILES)

    @property
    def waiting(self) -> int:
        """How many answers wait for a person's points: written ones, and those that the grader failed on."""
        return sum(one.answers_to_mark for one in self.contents)

    @property
    def needs_person(self) -> bool:
        """Should a person look before grades and feedback are given out?"""
        failed = self.pages.failed or any(file.problem or not file.complete for file in self.files)
        return bool(self.problems or self.to_look_at or failed)


def summary(done: Round) -> Iterator[str]:
    """Yield the lines that tell what a round came to."""
    handed_in = sum(one.handed_in for one in done.contents)
    absent = sum(len(one.absent) for one in done.contents)
    late = sum(len(one.late) for one in done.contents)
    of = f" of {len(done.contents)} assignments" if len(done.contents) > 1 else ""
    anew = f", {done.of_other_code} of them graded before by another version" if done.of_other_code else ""
    yield _line("graded", f"{done.graded} new or changed{anew}, {done.unchanged} unchanged")
    yield _line("handed in", f"{handed_in}{of}")
    yield _line("late", str(late))
    yield _line("missing", str(absent))
    yield _line(
        "waiting for a person", f"{done.waiting} answer{'s' * (done.waiting != 1)}" if done.waiting else "nothing"
    )
    yield _line("files that need a look", _names(done.to_look_at))
    failed = f", {done.pages.failed} could not be made" if done.pages.failed else ""
    yield _line("feedback written", f"{done.pages.written} pages, {done.pages.unchanged} unchanged{failed}")
    yield _line("report", done.report or "none")
    yield _line("files for the LMS", "; ".join(map(_file, done.files)) or "none")
    yield _line("next", next_step(done))


def next_step(done: Round) -> str:
    """Return the one thing to do next."""
    again = "then run this again"
    if done.problems:
        return f"{done.problems[0]} {again[0].upper()}{again[1:]}."
    if done.to_look_at:
        return f"see in {done.report} what is amiss with these files, put it right, {again}"
    if done.waiting:
        return f"mark by hand with `grader mark`, {again}"
    if unfinished := [file for file in done.files if file.problem or not file.complete]:
        return f"`grader export --lms {unfinished[0].lms}` tells which grades are not in its file, and why"
    if not done.contents:
        return "collect submissions into submitted/<student>/<assignment>/"
    return "give out feedback/<student>/<assignment>/" + ("; upload the files, or `grader push`" if done.files else "")


def _line(what: str, said: str) -> str:
    return f"{what:{WIDTH}} {said}"


def _names(concerns: Sequence[Concern]) -> str:
    students = list(dict.fromkeys(printable(concern.student) for concern in concerns))
    return f"{len(students)}: {first_names(students, SHOWN)}" if students else "none"


def _file(file: LmsFile) -> str:
    if file.problem:
        return f"{file.lms}: not written ({file.problem})"
    return ", ".join(file.paths) + ("" if file.complete else " (not every grade is in it)")
