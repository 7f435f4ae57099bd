"""`grader adopt`: an instructor's own nbgrader notebook becomes an assignment of this course.

Its graded test cells are read. Where one holds simple asserts about one function of the solution, hidden tests are
written from them; the tests of the others stay in the source notebook and run after the student's cells.
"""

from __future__ import annotations

import ast
import inspect
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat import NotebookNode

from grader.answers import codec
from grader.answers.code import Code
from grader.answers.values import Array, Expression, ExpressionMatrix, Items, Number, Value, parse_value
from grader.authoring.asserts import NotSimple, SimpleAssert, read_asserts
from grader.authoring.rendered import rendered
from grader.course import hidden_tests_folder
from grader.errors import UserError
from grader.questions.question import Rules

SCHEMA = 3
"""The version of nbgrader's marks from which on it takes a notebook as it is."""
NAME = re.compile(r"[A-Za-z0-9][\w-]{0,59}")
MARKS = re.compile(r"^[ \t]*###[ ]*(BEGIN|END)[ ]+(SOLUTION|HIDDEN TESTS).*$", re.MULTILINE)
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
AUTOTEST = re.compile(r"^[ \t]*#+[ ]*(HASHED )?AUTOTEST", re.MULTILINE)


@dataclass(frozen=True)
class AdoptedCell:
    """A graded test cell, and how it is marked from now on."""

    cell: str
    """Its ``grade_id``."""
    points: float
    function: str = ""
    """The function of the solution that is compared; empty where the cell's own tests decide."""
    cases: tuple[str, ...] = ()
    """The inputs of each case, as source: ``x=2, k=1``."""
    rules: str = ""
    """Tolerances of the comparison, as source, where the asserts name wider ones than ours."""
    reason: str = ""
    """Why the cell's own tests decide."""

    @property
    def cases_name(self) -> str:
        return f"cases_of_{re.sub(r'[^0-9a-zA-Z_]', '_', self.cell)}"

    @property
    def points_text(self) -> str:
        return f"{self.points:g}"


@dataclass(frozen=True)
class Adoption:
    """What is made of a notebook."""

    name: str
    cells: tuple[AdoptedCell, ...]
    solutions: str
    """The text of the module of solutions; empty where no function is compared."""
    by_hand: tuple[str, ...]
    """Graded cells that only a person can mark."""

    @property
    def questions(self) -> tuple[AdoptedCell, ...]:
        return tuple(one for one in self.cells if one.function)

    @property
    def inline(self) -> tuple[AdoptedCell, ...]:
        return tuple(one for one in self.cells if not one.function)


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def adoption(name: str, notebook: NotebookNode) -> Adoption:
    """Return what is made of a source notebook. Its solution is run here: it is the instructor's own code.

    Raises `UserError` where it has no graded cell, nbgrader would not take it, or its solution fails.
    """
    _check(name, notebook)
    marked = [cell for cell in notebook.cells if _marks(cell).get("grade") or _marks(cell).get("task")]
    if not marked:
        raise UserError(
            f"No cell of {name} is graded.",
            "Give the source notebook, in which cells bear nbgrader's marks (its *Create Assignment* sets them).",
        )
    solutions = solutions_of(notebook)
    names = _run_solutions(name, solutions)
    cells, by_hand = [], []
    for cell in marked:
        marks = _marks(cell)
        is_test = cell.cell_type == "code" and marks.get("grade") and not marks.get("solution")
        if is_test and marks.get("points") and not AUTOTEST.search(cell.source):
            cells.append(_adopted(marks["grade_id"], float(marks["points"]), cell.source, names))
        elif marks.get("points"):
            by_hand.append(str(marks["grade_id"]))
    compared = any(one.function for one in cells)
    return Adoption(name, tuple(cells), solutions if compared else "", tuple(by_hand))


def _check(name: str, notebook: NotebookNode) -> None:
    """Raise `UserError` for a notebook that is in no state to be adopted."""
    language = notebook.metadata.get("language_info", {}).get("name") or notebook.metadata.get("kernelspec", {}).get(
        "language"
    )
    if language and str(language).lower() not in ("python", "ipython"):
        raise UserError(f"{name} is written in {language}.", "Only notebooks in Python are run here.")
    marked = [cell for cell in notebook.cells if _marks(cell)]
    if any(_marks(cell).get("schema_version", 0) < SCHEMA for cell in marked):
        raise UserError(
            f"{name} bears marks of an older nbgrader.",
            "Keep a copy, run `nbgrader update` on the file, and adopt it then.",
        )
    ids = [str(_marks(cell).get("grade_id", "")) for cell in marked]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise UserError(
            f"Several cells of {name} have the same id: {', '.join(twice)}.",
            "Give each an id of its own in the source notebook (*Create Assignment* shows them), and adopt it then.",
        )


def _marks(cell: NotebookNode) -> Mapping[str, Any]:
    marks: Mapping[str, Any] = cell.metadata.get("nbgrader", {})
    return marks


def solutions_of(notebook: NotebookNode) -> str:
    """Return a module with what the code cells define: imports, functions, classes and plain values; no tests."""
    parts: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or (_marks(cell).get("grade") and not _marks(cell).get("solution")):
            continue
        source = MAGIC.sub("", MARKS.sub("", cell.source))
        try:
            statements = ast.parse(source).body
        except SyntaxError:
            continue
        for statement in statements:
            if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)) or _is_plain(
                statement
            ):
                lines = source.splitlines()[_first_line(statement) - 1 : statement.end_lineno]
                parts.append("\n".join(line for line in lines if line.strip()))
    return "\n\n\n".join(parts)


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)])


def _is_plain(statement: ast.stmt) -> bool:
    """Does a statement give a name a value that is written out, such as ``G = 9.81``?"""
    if not isinstance(statement, ast.Assign):
        return False
    try:
        ast.literal_eval(statement.value)
    except ValueError:
        return False
    return True


def _run_solutions(name: str, text: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    try:
        exec(compile(text, f"<solution of {name}>", "exec"), names)
    except Exception as error:
        raise UserError(
            f"The solution of {name} does not run by itself: {type(error).__name__}: {error}.",
            "Run the notebook from its beginning, mend what fails, and install what it imports.",
        ) from error
    return names


def _adopted(cell: str, points: float, source: str, names: Mapping[str, Any]) -> AdoptedCell:
    """Return how a test cell is marked: by hidden tests where it holds simple asserts, else by its own tests."""
    functions = [name for name, value in names.items() if inspect.isfunction(value)]
    try:
        ast.parse(MAGIC.sub("", source))
        found = read_asserts(source, functions)
        function = names[found[0].function]
        cases = tuple(dict.fromkeys(_case(one, function) for one in found))
        for one in found:
            _check_value(one, function)
        return AdoptedCell(cell, points, function.__name__, cases, _rules(found))
    except NotSimple as why:
        return AdoptedCell(cell, points, reason=str(why))


def _case(one: SimpleAssert, function: Any) -> str:
    """Return the inputs of a case by name.

    Raises `NotSimple` where they do not fit the function, or cannot be sent.
    """
    try:
        bound = inspect.signature(function).bind(*one.arguments, **one.keywords).arguments
    except TypeError as error:
        raise NotSimple(f"a call of {one.function} does not fit its parameters: {error}") from None
    kinds = {parameter.kind for parameter in inspect.signature(function).parameters.values()}
    if kinds - {inspect.Parameter.POSITIONAL_OR_KEYWORD} or not bound:
        raise NotSimple(f"{one.function} takes its arguments in a way that cases do not name")
    try:
        codec.encode_inputs({name: _evaluate(str(text)) for name, text in bound.items()})
    except Exception as error:
        raise NotSimple(f"an input of {one.function} cannot be sent: {error}") from None
    return ", ".join(f"{name}={text}" for name, text in bound.items())


def _evaluate(text: str) -> Any:
    import math

    return eval(text, {"np": np, "math": math, "Code": Code})  # the instructor's own test


def _argument(text: str) -> Any:
    """Return the value of an input's source; of a function that is sent as its source, the function."""
    value = _evaluate(text)
    return _evaluate(value.source) if isinstance(value, Code) else value


def _check_value(one: SimpleAssert, function: Any) -> None:
    """Raise `NotSimple` where the solution gives what hidden tests cannot compare, or not what the assert says."""
    try:
        given = function(*map(_argument, one.arguments), **{k: _argument(text) for k, text in one.keywords.items()})
        wanted = _evaluate(one.value)
    except Exception as error:
        raise NotSimple(f"the solution raises {type(error).__name__} where it is tested") from None
    if not all(_is_compared(parse_value(codec.encode(value))) for value in (given, wanted)):
        raise NotSimple(f"{one.function} gives {type(given).__name__}, which hidden tests do not compare")
    rtol, atol = (max(one.tolerances.get(name, 0.0), getattr(Rules(), name)) for name in ("rtol", "atol"))
    try:
        agrees = bool(np.all(np.isclose(np.asarray(given, complex), np.asarray(wanted, complex), rtol, atol)))
    except (TypeError, ValueError):
        agrees = bool(np.all(given == wanted))
    if not agrees:
        raise NotSimple(f"the solution does not give what is asserted: {one.function}({', '.join(one.arguments)})")


def _is_compared(value: Value) -> bool:
    if isinstance(value, Items):
        return all(map(_is_compared, value.items))
    return isinstance(value, (Number, Array, Expression, ExpressionMatrix))


def _rules(found: Sequence[SimpleAssert]) -> str:
    """Return the widest tolerances that the asserts name, where they are wider than the usual ones."""
    usual = Rules()
    widest = {
        name: max(one.tolerances.get(name, 0.0) for one in found)
        for name in ("rtol", "atol")
        if max(one.tolerances.get(name, 0.0) for one in found) > getattr(usual, name)
    }
    return ", ".join(f"{name}={value:g}" for name, value in widest.items())


# ── writing ────────────────────────────────────────────────────────────────────────────────────────────────


def read_source(path: Path) -> NotebookNode:
    """Return a notebook in today's format, with an id for each cell: always the same.

    Raises `UserError` where the file is none.
    """
    if not path.is_file():
        raise UserError(f"There is no notebook {path}.", "Give the path of an .ipynb file.")
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:
        raise UserError(f"{path} is no notebook: {str(error)[:200]}.", "Give the path of an .ipynb file.") from error
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        notebook.nbformat_minor = 5
        for index, cell in enumerate(notebook.cells):
            cell["id"] = f"cell-{index}"
    return notebook


def adopt(root: Path, path: Path) -> tuple[Adoption, list[Path]]:
    """Read a source notebook and write the files of an assignment; return what it is and the files.

    The notebook is copied to ``source/<name>/``, unless it is there. Nothing that is there is overwritten.

    Raises `UserError` where it cannot be adopted.
    """
    name = path.stem
    if not NAME.fullmatch(name):
        raise UserError(
            f"{path.name} cannot be the name of an assignment.",
            "Rename it: letters, digits, - and _ , as in homework_1.",
        )
    notebook = read_source(path)
    made = adoption(name, notebook)
    folder = hidden_tests_folder(root)
    texts = {folder / f"{name}.py": hidden_tests_text(made), folder / f"{name}.toml": TOML.format(name=name)}
    if made.solutions:
        texts[root / "solutions" / f"{name}.py"] = SOLUTIONS.format(name=name, text=made.solutions)
    there = [str(file.relative_to(root)) for file in texts if file.exists()]
    if there:
        raise UserError(
            f"{', '.join(there)} is there already; nothing was written.", "Delete it to have it written anew."
        )
    return made, list(_write(root, name, path, notebook, texts))


def _write(root: Path, name: str, path: Path, notebook: NotebookNode, texts: Mapping[Path, str]) -> Iterator[Path]:
    source = root / "source" / name / f"{name}.ipynb"
    source.parent.mkdir(parents=True, exist_ok=True)
    if not source.exists():
        for beside in path.parent.iterdir() if path.parent.name == name else ():
            if beside.is_file() and beside != path:
                shutil.copy(beside, source.parent)
    if not source.exists() or path.resolve() == source.resolve():
        text = nbformat.writes(notebook) + "\n"
        if not source.exists() or nbformat.read(source, as_version=4) != notebook:
            source.write_text(text, encoding="utf-8")
            yield source
    else:
        raise UserError(f"{source} is there already, and another notebook.", f"Give its path, or move it: {source}.")
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        yield file


SOLUTIONS = '"""Solutions of {name}, from its source notebook: hidden tests compare with them."""\n\n{text}\n'
TOML = """# Hints of {name}, a section for each known mistake in the module beside it:
# [function.mistake]
# en = "..."
# ko = "..."
"""


def hidden_tests_text(made: Adoption) -> str:
    """Return the text of the module of hidden tests."""
    names = ["Assignment"]
    if made.questions:
        names += ["Case", "Question", "case", *(["Rules"] if any(one.rules for one in made.questions) else [])]
    if made.inline:
        names += ["inline_test"]
    facts = {
        "name": made.name,
        "cells": made.cells,
        "questions": made.questions,
        "inline": made.inline,
        "has_code": any("Code(" in case for one in made.questions for case in one.cases),
        "imports": f"from grader.questions.question import {', '.join(sorted(names, key=lambda n: (n.islower(), n)))}",
    }
    return re.sub(r"\n{4,}", "\n\n\n", rendered("adopted.py.jinja", facts, trim=True))
