"""Hidden tests as an instructor writes them for stock nbgrader: inline, with inputs and wanted values as literals.

They are made from a question's own mark scheme, so both sides ask the same; what only this package has (partial
credit, hints, follow-through) is left out.
"""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections.abc import Mapping

import numpy as np
from nbformat import NotebookNode

from benchmarks import inline
from grader.answers.code import Code
from grader.answers.values import Array, Expression, ExpressionMatrix, Items, Number, RaisedError, Value
from grader.marking.compare import expressions
from grader.questions.question import Call, Case, Question, Rules
from grader.questions.scheme import Scheme

POINTS = 6
"""Points at which a stock test compares expressions; this package takes all it can of `expressions.CANDIDATES`."""
IMPORTS = """\
import copy, math, sys, warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
import numpy as np
import sympy
"""


def with_hidden_tests(source: NotebookNode, schemes: Mapping[str, Scheme]) -> NotebookNode:
    """Return a source notebook whose test cells hold hidden tests after the visible check."""
    notebook = copy.deepcopy(source)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in schemes:
            cell.source += f"\n### BEGIN HIDDEN TESTS\n{hidden_test(schemes[grade_id])}### END HIDDEN TESTS"
    return notebook


def hidden_test(scheme: Scheme) -> str:
    """Return the code that raises unless a question's function answers all its cases."""
    question = scheme.question
    calls = [f"def case_{index}():\n{_indented(_call(question, case))}" for index, case in enumerate(scheme.cases)]
    checks = [_check(index, value, scheme.rules) for index, value in enumerate(scheme.expected)]
    quiet = 'with np.errstate(all="ignore"), warnings.catch_warnings():\n    warnings.simplefilter("ignore")\n'
    asked = _indented("".join([*checks, checks[0]]))  # the first once more: does it answer the same?
    body = "".join([IMPORTS, *_helpers(calls, checks), *calls, quiet, asked])
    return f"def hidden_tests(answer):\n{_indented(body)}hidden_tests({question.name})\n"


def _helpers(calls: list[str], checks: list[str]) -> list[str]:
    """Return the source of the functions of `inline` that a test calls."""
    text = "".join([*calls, *checks])
    used = [name for name, value in vars(inline).items() if inspect.isfunction(value) and f"{name}(" in text]
    needed = ["numbers", *used] if "agrees" in used else used
    own = [name for name in needed if getattr(inline, name).__module__ == inline.__name__]
    return [inspect.getsource(getattr(inline, name)) for name in own]


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")


# ── a case ─────────────────────────────────────────────────────────────────────────────────────────────────


def _call(question: Question, case: Case) -> str:
    """Return the body of a function that calls the student's for one case."""
    given = "".join(f"{name} = {literal(value)}\n" for name, value in case.inputs.items())
    *before, last = ast.parse(question.code_for(case.inputs)).body
    assert isinstance(last, ast.Expr)
    data = [name for name, value in case.inputs.items() if _may_change(value)]
    value = ast.unparse(last)
    if isinstance(question.ask, Call) and question.ask.forbid_aliasing and data:
        value = f"forbid_aliasing({value}, {', '.join(data)})"
    body = "".join(f"{ast.unparse(statement)}\n" for statement in before) + f"return {value}\n"
    if data:
        body = f"with unchanged({', '.join(data)}):\n{_indented(body)}"
    if question.forbidden:
        body = f"with without({', '.join(map(repr, question.forbidden))}):\n{_indented(body)}"
    return given + body


def _may_change(value: object) -> bool:
    """Can a function change an input? A dictionary is given as code."""
    return isinstance(value, (np.ndarray, list, tuple)) or (isinstance(value, Code) and value.source.startswith("{"))


def literal(value: object) -> str:
    """Return an input, or a wanted value, as Python source."""
    if isinstance(value, Code):
        return f"({value.source})"
    if isinstance(value, np.ndarray):
        return f"np.array({literal(value.tolist())}, dtype={value.dtype.str!r}).reshape({value.shape})"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, tuple):
        return f"({''.join(f'{literal(item)}, ' for item in value)})"
    if isinstance(value, float) and not np.isfinite(value):
        return f"float('{value}')"
    return repr(value)


# ── what it must answer ────────────────────────────────────────────────────────────────────────────────────


def _check(index: int, wanted: Value, rules: Rules) -> str:
    """Return the line that compares a case's answer with what is wanted."""
    if isinstance(wanted, RaisedError):
        return f"refuses(case_{index}, {wanted.kind!r})\n"
    if isinstance(wanted, (Expression, ExpressionMatrix)):
        points, values = at_points(wanted, rules.seed)
        return f"agrees_at({points!r}, case_{index}(), {literal(values)}, {rules.rtol}, {rules.atol})\n"
    numbers = literal(plain(wanted))
    return f"agrees(case_{index}(), {numbers}, {rules.rtol}, {rules.atol}, {rules.exact_shape}, {rules.constant})\n"


def plain(wanted: Value) -> object:
    """Return a wanted value as numbers, arrays, and tuples of them."""
    if isinstance(wanted, Number):
        return complex(wanted.real, wanted.imaginary) if wanted.imaginary else wanted.real
    if isinstance(wanted, Array):
        return wanted.data
    if isinstance(wanted, Items):
        return tuple(plain(item) for item in wanted.items)
    raise TypeError(f"a reference may not return {wanted}")


def at_points(wanted: Expression | ExpressionMatrix, seed: int) -> tuple[dict[str, list[float]], object]:
    """Return a few points of the expression's domain, by symbol, and its values there; a matrix's by entry."""
    grid = wanted.rows if isinstance(wanted, ExpressionMatrix) else ((wanted.tree,),)
    trees = [tree for row in grid for tree in row]
    names = {name for tree in trees for name in expressions.symbols(tree)} | {"x"}
    sampled = expressions.sample(names, seed)
    values = np.array([expressions.evaluate(tree, sampled) for tree in trees])
    inside = np.flatnonzero((np.isfinite(values) & (np.abs(values.imag) < 1e-9)).all(axis=0))[:POINTS]
    points = {name: sampled[name].real[inside].tolist() for name in sorted(names)}
    shape = wanted.shape if isinstance(wanted, ExpressionMatrix) else ()
    return points, values[:, inside].real.reshape(*shape, len(inside)).tolist()
