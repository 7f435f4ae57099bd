"""Cells that are the same for the whole class, and which submissions need not run them again.

A notebook holds cells that are the same for the whole class: imports, and pictures to look at. The sandbox runs them
once and forks every submission from there (`shared`, `Sandbox`). A submission may use that only where nobody could tell
the difference: its own cells neither change a name that such a cell goes on to use, nor read one that would have had
another value. This is decided here, from the names that each cell reads and sets; where it cannot be decided,
everything runs in order, as it stands.
"""

from __future__ import annotations

import ast
import itertools
import re
import symtable
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import nbformat
from nbformat import NotebookNode

from grader import catalog
from grader.answers.answer import CellRun
from grader.sandbox.host.fork_server import Shared
from grader.submission.submission import Release

Cell = tuple[str, str]
"""A code cell's id and its source."""

_UNSEEN = frozenset(
    {"exec", "eval", "compile", "globals", "locals", "vars", "get_ipython", "builtins", "__builtins__", "__import__",
     "importlib", "inspect", "gc", "sys", "_", "__", "___", "In", "Out"}
)  # fmt: skip
"""Names by which code reaches names that it does not mention."""


_IPYTHON = re.compile(r"[%!?]|^\s*([,;/]|>>>|\.\.\.|In ?\[)|\A\s", re.MULTILINE)
"""Magics, commands, calls without brackets, prompts, and lines further right than they should be."""
_AT_ONCE = frozenset({"listcomp", "setcomp", "dictcomp", "genexpr"})
_TRUTH = (ast.In, ast.NotIn, ast.Is, ast.IsNot)
"""Comparisons that give True or False, whatever is compared."""
_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
_SURE = (ast.Assign, ast.AnnAssign, *_DEFINITIONS)
"""Statements after which a name is set, whatever happens."""


# ── of a notebook ──────────────────────────────────────────────────────────────────────────────────────────


def shared(release: Release) -> Shared:
    """Return what all submissions of an assignment share, for a sandbox to run once."""
    notebook = nbformat.reads(release.notebook, as_version=4)
    checks = tuple(cell.source for cell in notebook.cells if has_code(cell) and _is_marked(cell, "grade"))
    forbidden = sorted({question.forbidden for question in catalog.find(release.assignment).functions} - {()})
    return Shared(tuple(shared_cells(notebook)), release.files, tuple(forbidden), checks)


def shared_cells(release: NotebookNode) -> list[Cell]:
    """Return the code cells that a student need not touch and that use nothing of theirs: imports, pictures."""
    code = [cell for cell in release.cells if has_code(cell) and not _is_marked(cell, "grade")]
    answers = [cell.source for cell in code if _is_marked(cell, "solution")]
    return independent([(cell.id, cell.source) for cell in code if not _is_marked(cell, "solution")], answers)


def shared_runs(notebook: NotebookNode, runs: Mapping[Cell, CellRun]) -> dict[int, CellRun]:
    """Return, by index, the cells of a notebook that need not run, and what they gave when they ran for the class.

    `runs` is what the sandbox has run for the class, in order.
    """
    code = {index: (cell.id, cell.source) for index, cell in enumerate(notebook.cells) if has_code(cell)}
    checks = {cell.id for cell in notebook.cells if _is_marked(cell, "grade")}
    places = list(code)
    known = [places[place] for place in reusable(list(runs), list(code.values()), checks)]
    return {index: runs[code[index]] for index in known}


def has_code(cell: NotebookNode) -> bool:
    """Is there anything to run in a cell?"""
    return cell.cell_type == "code" and bool(cell.source)


def _is_marked(cell: NotebookNode, what: str) -> bool:
    """Has nbgrader marked a cell as ``solution`` or ``grade``?"""
    return bool(cell.metadata.get("nbgrader", {}).get(what))


# ── of names ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Names:
    """The global names that a cell needs from before it or reads in its functions, and those it sets.

    `data` are those set to something that may be changed in place: no module, function, class or truth value.
    """

    reads: frozenset[str]
    sets: frozenset[str]
    data: frozenset[str]


@lru_cache(maxsize=8192)
def names(source: str) -> Names | None:
    """Return a cell's names, or None where they cannot be told."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None if _may_be_ipython(source) else Names(frozenset(), frozenset(), frozenset())
    except (ValueError, RecursionError, MemoryError):
        return None
    try:
        statements = [symtable.symtable(ast.unparse(statement), "<cell>", "exec") for statement in body]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if any(isinstance(node, ast.alias) and node.name == "*" for part in body for node in ast.walk(part)):
        return None
    reads, sets, data, sure = set[str](), set[str](), set[str](), set[str]()
    for statement, table in zip(body, statements, strict=True):
        now, later, own = _of_statement(table)
        reads |= (now - sure) | later
        sets |= own
        if isinstance(statement, _SURE):
            sure |= own
        if not isinstance(statement, _DEFINITIONS) and not _is_truth(statement):
            data |= own
    return None if reads & _UNSEEN else Names(frozenset(reads), frozenset(sets), frozenset(data))


def _is_truth(statement: ast.stmt) -> bool:
    """Does a statement only name a truth value, which nothing can change in place?"""
    return (
        isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Compare)
        and all(isinstance(one, _TRUTH) for one in statement.value.ops)
        and not any(isinstance(node, ast.NamedExpr) for node in ast.walk(statement))
    )


def _may_be_ipython(source: str) -> bool:
    """Could IPython run what is no Python? A line by itself may be a magic without its sign."""
    return len(source.strip().splitlines()) < 2 or bool(_IPYTHON.search(source))


def _of_statement(table: symtable.SymbolTable) -> tuple[set[str], set[str], set[str]]:
    """Return the global names that a statement reads at once, that its functions read when called, and that it sets."""
    symbols = table.get_symbols()
    now = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    sets = {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}
    later = set[str]()
    for scope, at_once in _inner(table, at_once=True):
        for symbol in scope.get_symbols():
            if symbol.is_global():
                (sets if symbol.is_assigned() else now if at_once else later).add(symbol.get_name())
    return now, later, sets


def _inner(scope: symtable.SymbolTable, *, at_once: bool) -> Iterator[tuple[symtable.SymbolTable, bool]]:
    for child in scope.get_children():
        runs_now = at_once and child.get_name() in _AT_ONCE
        yield child, runs_now
        yield from _inner(child, at_once=runs_now)


def independent(cells: Sequence[Cell], answers: Sequence[str]) -> list[Cell]:
    """Return the cells, in their order, that read no name which one of the answers sets, or a cell left out here."""
    theirs = {name for source in answers if (told := names(source)) for name in told.sets}
    left: list[Cell] = []
    for cell in cells:
        told = names(cell[1])
        if told and told.reads & theirs:
            theirs |= told.sets
        else:
            left.append(cell)
    return left


def reusable(primed: Sequence[Cell], cells: Sequence[Cell], trusted: Collection[str] = ()) -> frozenset[int]:
    """Return which of a notebook's code cells, by their index, need not run; none of them where one must.

    Parameters
    ----------
    primed
        The cells that have run, in their order.
    cells
        The notebook's code cells, in its order.
    trusted
        Ids of cells that are the course's own and change nothing that they read: the visible checks.
    """
    place = {cell: index for index, cell in enumerate(primed)}
    order = [place[cell] for cell in cells if cell in place]
    if not order or any(later <= earlier for earlier, later in itertools.pairwise(order)):
        return frozenset()
    told = [names(source) for _, source in cells]
    gone: set[str] = set()
    for cell in primed:
        if cell not in cells:  # edited or deleted: names that only it sets are still there
            gone |= getattr(names(cell[1]), "sets", set())
    known = [cell in place for cell in cells]
    for index, (own, (name, _)) in enumerate(zip(told, cells, strict=True)):
        if known[index]:
            continue
        gone -= own.sets if own else set()
        if own is None or own.reads & gone or _differs(told, known, index, may_change=name not in trusted):
            return frozenset()
    return frozenset(index for index, is_known in enumerate(known) if is_known)


def _differs(told: Sequence[Names | None], known: Sequence[bool], index: int, *, may_change: bool) -> bool:
    """Would running all shared cells first change what this cell does, or what this cell does to them?"""
    own = told[index]
    if own is None or any(cell is None for cell, is_known in zip(told, known, strict=True) if is_known):
        return True
    stale = set[str]()  # set by the notebook's own cells, then again by known ones: these would have come first
    changed, data = set[str](), set[str]()
    for cell, is_known in zip(told[:index], known[:index], strict=True):
        if cell and is_known:
            stale |= changed & cell.sets
            data |= cell.data
        elif cell:
            changed |= cell.sets
            stale -= cell.sets
    after = [cell for cell, is_known in zip(told[index + 1 :], known[index + 1 :], strict=True) if cell and is_known]
    read_later, set_later = set[str](), set[str]()
    for cell in after:
        read_later |= cell.reads - set_later
        set_later |= cell.sets
    if own.sets & read_later or own.reads & (set_later | stale):
        return True
    return may_change and bool(own.reads & data & read_later)
