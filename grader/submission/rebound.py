"""Names that an answer uses and a later cell of the student gives another meaning, such as ``sum = 0``.

A notebook's questions are asked when all of its cells have run, while a student has tried each answer where it stands.
So a right answer may fail for what comes below it: its name taken for its result (``error = error(1, 2)``), a module or
a built-in function hidden, a helper function written again. Whether that is so a person sees. Pure.
"""

from __future__ import annotations

import re
import symtable
from collections.abc import Sequence
from typing import NamedTuple

from nbformat import NotebookNode

from grader.submission.answer_cells import answers_of

_OF_IPYTHON = re.compile(r"^\s*[%!].*|^.*\?\s*$", re.MULTILINE)


def rebound_names(cells: Sequence[NotebookNode]) -> dict[str, tuple[str, ...]]:
    """Return the questions whose answer uses names that later cells of the student bind, and these names, sorted.

    `cells` are those of a restored notebook. What stands between an answer and its check is tried with it; a stub is
    no answer; an import is no other meaning.
    """
    places = {_name(cell): place for place, cell in enumerate(cells)}
    students = {place: _names(cell.source) for place, cell in enumerate(cells) if _is_students(cell)}
    answers = answers_of(NotebookNode(cells=list(cells)))
    of_answers = {answer: students.get(places[answer]) for answer in answers.values()}
    found = {}
    for question, answer in answers.items():
        names = of_answers[answer]
        if names is None or "raise NotImplementedError" in cells[places[answer]].source:
            continue
        used = names.used
        for earlier, its in of_answers.items():  # what its functions call was asked with it
            if its and earlier != answer and used & its.bound:
                used |= its.used
        again = {name for place, later in students.items() if place > places[question] for name in later.bound & used}
        if again:
            found[question] = tuple(sorted(again))
    return found


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _is_students(cell: NotebookNode) -> bool:
    """Has a student written this code?"""
    marks = cell.metadata.get("nbgrader")
    return cell.cell_type == "code" and (not marks or bool(marks.get("solution")))


class _Names(NamedTuple):
    """Names of the whole notebook that occur in code."""

    bound: frozenset[str] = frozenset()
    """To which it gives a meaning, but for imports."""
    used: frozenset[str] = frozenset()
    """Which it uses or defines, in its functions too."""


def _names(source: str) -> _Names:
    table = _table(source)
    if not table:
        return _Names()
    bound = frozenset(one.get_name() for one in table.get_symbols() if one.is_assigned() and not one.is_imported())
    return _Names(bound, bound | frozenset(_globals(table)))


def _globals(table: symtable.SymbolTable) -> list[str]:
    own = [one.get_name() for one in table.get_symbols() if one.is_referenced() and one.is_global()]
    return own + [name for inner in table.get_children() for name in _globals(inner)]


def _table(source: str) -> symtable.SymbolTable | None:
    try:
        return symtable.symtable(_OF_IPYTHON.sub("pass", source), "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
