"""Names that an answer uses and a later cell of the student gives another meaning, such as ``sum = 0``.

A notebook's questions are asked when all of its cells have run, while a student has tried each answer where it stands.
So a right answer may fail for what comes below it: its name taken for its result (``error = error(1, 2)``), a module or
a built-in function hidden, a helper function written again. Whether that is so a person sees. Pure.
"""

from __future__ import annotations

import re
import symtable
from collections.abc import Sequence

from nbformat import NotebookNode

from grader.submission.answer_cells import answers_of

_OF_IPYTHON = re.compile(r"^\s*[%!].*|^.*\?\s*$", re.MULTILINE)


def rebound_names(cells: Sequence[NotebookNode]) -> dict[str, tuple[str, ...]]:
    """Return the questions whose answer uses names that later cells of the student bind, and these names, sorted.

    `cells` are those of a restored notebook. What stands between an answer and its check is tried with it; a stub is
    no answer; an import is no other meaning.
    """
    places = {_name(cell): place for place, cell in enumerate(cells)}
    bound = {place: _bound(cell.source) for place, cell in enumerate(cells) if _is_students(cell)}
    answers = answers_of(NotebookNode(cells=list(cells)))
    sources = {answer: str(cells[places[answer]].source) for answer in answers.values()}
    found = {}
    for question, answer in answers.items():
        source = sources[answer]
        if places[answer] not in bound or "raise NotImplementedError" in source:
            continue
        used = _used(source)
        for earlier in answers.values():  # what its functions call was asked with it
            if earlier != answer and used & _bound(sources[earlier]):
                used |= _used(sources[earlier])
        again = {name for place, names in bound.items() if place > places[question] for name in names & used}
        if again:
            found[question] = tuple(sorted(again))
    return found


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _is_students(cell: NotebookNode) -> bool:
    """Has a student written this code?"""
    marks = cell.metadata.get("nbgrader")
    return cell.cell_type == "code" and (not marks or bool(marks.get("solution")))


def _bound(source: str) -> frozenset[str]:
    """Return the names to which code gives a meaning for the whole notebook, but for imports."""
    table = _table(source)
    symbols = table.get_symbols() if table else ()
    return frozenset(one.get_name() for one in symbols if one.is_assigned() and not one.is_imported())


def _used(source: str) -> frozenset[str]:
    """Return the names of the whole notebook that code uses or defines, in its functions too."""
    table = _table(source)
    return (_bound(source) | frozenset(_globals(table))) if table else frozenset()


def _globals(table: symtable.SymbolTable) -> list[str]:
    own = [one.get_name() for one in table.get_symbols() if one.is_referenced() and one.is_global()]
    return own + [name for inner in table.get_children() for name in _globals(inner)]


def _table(source: str) -> symtable.SymbolTable | None:
    try:
        return symtable.symtable(_OF_IPYTHON.sub("pass", source), "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
