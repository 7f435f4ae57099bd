"""What the visible checks of an assignment ask: recorded while its check cells run on the reference solutions.

`grader build` writes it beside the hidden tests, as ``<assignment>.visible.json``, and `grader.questions.seen` makes
cases of it: no answer may fail the check that its author saw and earn full marks.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import functools
import inspect
import io
import json
import math
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import sympy
from nbformat import NotebookNode

from grader.answers import codec
from grader.answers.code import Code
from grader.questions.question import Assignment, Call, Question
from grader.results.whole_files import replacing

CELL = "<cell>"
KNOWN_NAMES = frozenset({"np", "sympy"})
"""Names that a recorded function may use beside its parameters."""


class NotRecorded(Exception):
    """An argument cannot be written down, such as a function that uses names of its notebook."""


@dataclass(frozen=True)
class Recorded:
    """What the visible checks did with the reference solutions."""

    calls: str
    """The calls that the check of each question makes of its function, without doubles, as JSON."""
    failures: tuple[str, ...] = ()
    """A sentence on each check that does not hold."""


def recorded(notebook: NotebookNode, assignment: Assignment, folder: Path, *, all_cells: bool = False) -> Recorded:
    """Run the cells of a notebook that holds the solutions, and return what its checks asked and which do not hold.

    `folder` holds what lies beside it. Cells to look at and play with, which draw and so take their time, are run with
    `all_cells`. Cells that are given to students and fail are told; stubs and what students fill in are passed over.
    """
    recorder = _Recorder(assignment)
    if not (all_cells or any(map(_plainly_asked, assignment.functions))):
        return Recorded("{}\n")
    with beside(folder), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for cell in notebook.cells:
            marks = cell.metadata.get("nbgrader")
            if cell.cell_type == "code" and (marks is not None or all_cells):
                given = marks is None or bool(marks.get("locked") and not marks.get("grade"))
                recorder.run(cell.id, cell.source, given=given)
    return Recorded(json.dumps(recorder.calls, indent=1) + "\n", tuple(recorder.failures))


@contextlib.contextmanager
def beside(folder: Path) -> Iterator[None]:
    """Run cells where their files lie, with their modules at hand, without pictures and compiled files.

    Modules of the same names that are loaded already are out of the way meanwhile.
    """
    before, quiet = Path.cwd(), sys.dont_write_bytecode
    others = {path.stem: sys.modules.pop(path.stem) for path in folder.glob("*.py") if path.stem in sys.modules}
    modules = set(sys.modules)
    sys.dont_write_bytecode = True
    environment = {"MPLBACKEND": "agg", "NBGRADER_EXECUTION": "autograde", "KERAS_BACKEND": "numpy"}
    kept = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    sys.path.insert(0, str(folder))
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        sys.dont_write_bytecode = quiet
        sys.path.remove(str(folder))
        for name in set(sys.modules) - modules:
            if getattr(sys.modules[name], "__file__", None) and str(folder) in str(sys.modules[name].__file__):
                del sys.modules[name]
        sys.modules.update(others)
        for name, value in kept.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


class _Recorder:
    def __init__(self, assignment: Assignment) -> None:
        self.calls: dict[str, list[Any]] = {}
        self.failures: list[str] = []
        self._questions = {question.name: question for question in assignment.functions if _plainly_asked(question)}
        self._checked = {question.name for question in assignment.functions}
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._cell, self._depth, self._sources = "", 0, ""

    def run(self, identifier: str, source: str, *, given: bool) -> None:
        self._cell = identifier
        try:
            code = compile(source, CELL, "exec")
            self._sources += "\n\n" + source
            exec(code, self._names)
        except Exception as error:
            if identifier in self._checked:
                self.failures.append(f"{identifier}: the visible check fails on the solution: {_in_one_line(error)}")
            elif given:
                self.failures.append(f"the cell {identifier} fails{_line_of(error)}: {_in_one_line(error)}")
        for name, question in self._questions.items():
            if identifier == f"{name}_answer":
                self._names[name] = self._recording(self._names[name], question)

    def _recording(self, function: Callable[..., Any], question: Question) -> Callable[..., Any]:
        signature = inspect.signature(question.reference)

        @functools.wraps(function)
        def called(*given: Any, **named: Any) -> Any:
            asked = None
            if self._cell == question.name and not self._depth:
                with contextlib.suppress(NotRecorded):
                    asked = self._written(copy.copy(signature.bind(*given, **named).arguments))
            self._depth += 1
            try:
                answer = function(*given, **named)
            except ValueError:
                self._keep(question.name, asked, must_raise=True)
                raise
            finally:
                self._depth -= 1
            self._keep(question.name, asked, must_raise=False)
            return answer

        return called

    def _keep(self, name: str, asked: Any, *, must_raise: bool) -> None:
        kept = self.calls.setdefault(name, [])
        call = {"inputs": asked} | ({"must_raise": True} if must_raise else {})
        if asked and call not in kept:
            kept.append(call)

    def _written(self, arguments: dict[str, Any]) -> Any:
        return codec.encode_inputs({name: self._argument(value) for name, value in arguments.items()})

    def _argument(self, value: Any) -> Any:
        if isinstance(value, np.ndarray) and value.dtype.kind in "iufb":
            return np.array(value)
        if isinstance(value, np.generic):
            return value.item()
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if isinstance(value, (list, tuple)):
            return type(value)(map(self._argument, value))
        if isinstance(value, sympy.Symbol):
            return Code(f"sympy.Symbol({value.name!r})")
        if isinstance(value, sympy.Basic):
            return Code(f"sympy.sympify({str(value)!r})")
        if isinstance(value, np.ufunc):
            return Code(f"np.{value.__name__}")
        if isinstance(value, FunctionType):
            return Code(self._source(value))
        raise NotRecorded

    def _source(self, function: FunctionType) -> str:
        """Return a function's source as an expression."""
        for node in ast.walk(ast.parse(self._sources)):
            lambda_ = _as_lambda(node)
            if lambda_ is None:
                continue
            source = ast.unparse(lambda_)
            made = eval(compile(source, "<input>", "eval"), {})
            if made.__code__.co_code == function.__code__.co_code and _same_constants(made, function):
                if set(made.__code__.co_names) - KNOWN_NAMES - set(dir(np)) - set(dir(sympy)):
                    raise NotRecorded
                return source
        raise NotRecorded


def _line_of(error: Exception) -> str:
    """Return at which line of its cell an exception came; nothing where that is not known."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == CELL]
    lines += [error.lineno] if isinstance(error, SyntaxError) else []
    return f" in its line {lines[0]}" if lines else ""


def _in_one_line(error: Exception) -> str:
    """Return what a check says, or the exception that it ended with, cut to a line or two."""
    kind = "" if isinstance(error, AssertionError) and str(error) else f"{type(error).__name__}: "
    return f"{kind}{' '.join(str(error).split())}"[:300]


def write(path: Path, text: str) -> None:
    """Write recorded calls where they are not what is there: most builds change none."""
    if not (path.is_file() and same(path.read_text(encoding="utf-8"), text)):
        with replacing(path) as new:
            new.write_text(text, encoding="utf-8")


def same(left: str, right: str) -> bool:
    """Are recorded calls the same, up to what another machine computes in the last digits?"""
    return _alike(json.loads(left), json.loads(right))


def _alike(left: Any, right: Any) -> bool:
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_alike(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_alike, left, right))
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-9)
    return bool(left == right)


def _plainly_asked(question: Question) -> bool:
    return isinstance(question.ask, Call) and not question.ask.by


def _as_lambda(node: ast.AST) -> ast.Lambda | None:
    """Return a lambda, or a function of one return as one."""
    if isinstance(node, ast.Lambda):
        return node
    if isinstance(node, ast.FunctionDef) and len(node.body) == 1 and isinstance(node.body[0], ast.Return):
        value = node.body[0].value
        return ast.Lambda(node.args, value) if value else None
    return None


def _same_constants(made: FunctionType, function: FunctionType) -> bool:
    names = ("co_consts", "co_names", "co_varnames")
    return not function.__code__.co_freevars and all(
        [one for one in getattr(made.__code__, name) if not hasattr(one, "co_code")]
        == [one for one in getattr(function.__code__, name) if not hasattr(one, "co_code")]
        for name in names
    )
