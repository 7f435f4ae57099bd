"""What an LMS would do with a file: its importer's rules, applied without the LMS.

Each format's `check` reads a file as the importer does and yields one `Effect` for each grade.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from grader.lms.roster import IDS, MARKS, Roster
from grader.text.student_ids import LookAlikes


class Action(StrEnum):
    """What would become of a grade."""

    SET = "set"
    CREATE = "create"
    """A new column or item would be made for it."""
    SKIP = "skip"
    CLEAR = "clear"
    """A stored grade would be deleted."""
    REFUSE = "refuse"


HARMFUL = (Action.CLEAR, Action.REFUSE)
"""A grade in the LMS would be lost, or this one would not arrive."""


@dataclass(frozen=True)
class Effect:
    """What would become of one grade, or of the whole file where `student` is empty."""

    action: Action
    student: str
    column: str
    value: str
    why: str = ""
    comment: str = ""


def harmful_among(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Return the effects that delete a grade, or refuse one."""
    return tuple(effect for effect in effects if effect.action in HARMFUL)


@dataclass(frozen=True)
class Known:
    """What is known of the LMS: its export (`template`), its users (`roster`), the points of its columns by title."""

    roster: Roster | None = None
    template: str = ""
    maxima: Mapping[str, float] = field(default_factory=dict)

    def has(self, column: str, id_: str) -> bool:
        """Is there a user with that id? True where nobody knows; an id with another format's mark is nobody's."""
        return not id_.startswith(MARKS) and (self.roster is None or id_ in self._ids[column])

    def count(self, column: str, id_: str, *, capitals: bool = True) -> int:
        """Return how many users have that id; those whose id differs in capitals alone too, unless these count."""
        return self._counts[capitals][column, id_ if capitals else id_.casefold()] if id_ else 0

    def shared(self, column: str, id_: str) -> bool:
        """Have several users that id?"""
        return self.count(column, id_) > 1

    def hint(self, column: str, id_: str) -> str:
        """Return, for an id that nobody has, which one looks like it, behind a semicolon; nothing where none does."""
        if column not in self._look_alikes:
            self._look_alikes[column] = LookAlikes(self._ids[column])
        return self._look_alikes[column].hint(id_)

    @cached_property
    def _look_alikes(self) -> dict[str, LookAlikes]:
        return {}

    @cached_property
    def _counts(self) -> dict[bool, Counter[tuple[str, str]]]:
        people = self.roster.people if self.roster else ()
        ids = [(column, getattr(person, column)) for person in people for column in (*IDS, "email")]
        return {True: Counter(ids), False: Counter((column, id_.casefold()) for column, id_ in ids)}

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        people = self.roster.people if self.roster else ()
        return {column: frozenset(getattr(person, column) for person in people) for column in (*IDS, "email")}


def refused(why: str) -> list[Effect]:
    """Return the effect of a file that the importer does not take at all."""
    return [Effect(Action.REFUSE, "", "", "", why)]


def not_read(header: Iterable[str], known: Collection[str], why: str) -> list[Effect]:
    """Return an effect for each column that an importer passes over, although it is none of the `known` ones."""
    return [Effect(Action.SKIP, "", title, "", f"not read: {why}") for title in header if title and title not in known]


def separator_problem(header: Sequence[str]) -> str:
    """Return why a header that should have commas is one cell: a spreadsheet program took another separator."""
    found = next((name for sign, name in SEPARATORS.items() if len(header) == 1 and sign in header[0]), "")
    return found and f"its columns are separated by {found}: save it with commas"


SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_number(text: str) -> float | None:
    """Return a number as an importer reads it: digits with a point; None for anything else."""
    return float(text) if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text.strip(), re.ASCII) else None


def judge_cell(value: str, problem: str) -> tuple[Action, str]:
    """Return what becomes of a cell where nothing is known of what is stored. `problem`: what is wrong with its row."""
    if problem:
        return Action.REFUSE, problem
    if not value:
        return Action.CLEAR, "a blank may delete the grade that is there"
    number = read_number(value)
    if number is None:
        return Action.REFUSE, "not a number with a decimal point"
    return (Action.SET, "") if number >= 0 else (Action.REFUSE, "below 0")


def read_csv(text: str, separator: str = ",") -> list[list[str]] | None:
    """Return the rows of a CSV text without empty lines; None where it is not CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [row for row in reader if any(row)]
    except csv.Error:
        return None


def all_or_nothing(effects: Sequence[Effect], stops: Callable[[Effect], bool] = lambda _: True) -> list[Effect]:
    """Return the effects of an importer that takes nothing of a file with a fault. `stops`: is a refusal a fault?"""
    first = next((e for e in effects if e.action is Action.REFUSE and stops(e)), None)
    if first is None:
        return list(effects)
    why = f"the whole import stops at {first.student or 'a line without id'}: {first.why}"
    return [e if e.action is Action.REFUSE else replace(e, action=Action.REFUSE, why=why) for e in effects]
