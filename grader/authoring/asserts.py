"""Simple asserts of a notebook's test cell, read as calls of one function: the inputs of hidden cases. Pure.

Understood are, with a call `f(…)` of one function on one side and a value on the other::

    assert f(2) == 4                       assert f(2) == pytest.approx(4, rel=1e-3)
    assert abs(f(2) - 4) < 1e-6            assert math.isclose(f(2), 4), np.isclose(…), np.allclose(…)
    assert np.array_equal(f(a), b)         assert_equal(f(2), 4), np.testing.assert_allclose(f(a), b, rtol=1e-3)

Imports and calls of `print` are passed over. Anything else makes the whole cell one that is not understood, so that no
test of it is lost.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CLOSE = {"isclose", "allclose", "array_equal", "array_almost_equal", "equal"}
"""Functions of math and NumPy that an assert asks about two values."""
ASSERTING = {
    *("assert_equal", "assert_almost_equal", "assert_allclose", "assert_array_equal", "assert_array_almost_equal"),
    *("assertEqual", "assertAlmostEqual", "eq_"),
}
"""Functions of NumPy, nose and unittest that assert by themselves."""
TOLERANCES = {"rtol": "rtol", "atol": "atol", "rel": "rtol", "abs": "atol", "rel_tol": "rtol", "abs_tol": "atol"}
MODULES = {"np", "math"}
"""Names of modules that inputs may use."""
HARMLESS = {"float", "int", "complex", "range", "list", "tuple", "abs", "True", "False"}


class NotSimple(Exception):
    """A statement is no simple assert; the text says which and why."""


@dataclass(frozen=True)
class SimpleAssert:
    """A call whose value a test compares."""

    function: str
    arguments: tuple[str, ...]
    """Source of the positional arguments."""
    keywords: Mapping[str, str]
    value: str
    """Source of the value that is expected."""
    tolerances: Mapping[str, float]
    """`rtol` and `atol`, where the test names them."""


def read_asserts(source: str, functions: Sequence[str]) -> tuple[SimpleAssert, ...]:
    """Return the asserts of a test cell; `functions` are the names that a notebook's solution defines.

    Raises `NotSimple` where a statement is none, where two functions are tested, and where nothing is.
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise NotSimple(f"line {error.lineno} is no Python") from None
    found = [one for statement in statements if (one := _read(statement, functions))]
    tested = sorted({one.function for one in found})
    if not found:
        raise NotSimple("it asserts nothing")
    if len(tested) > 1:
        raise NotSimple(f"it tests several functions: {', '.join(tested)}")
    return tuple(found)


def _read(statement: ast.stmt, functions: Sequence[str]) -> SimpleAssert | None:
    """Return the assert that a statement is; None for one that tests nothing."""
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Expr(ast.Constant()):
            return None
        case ast.Expr(ast.Call(ast.Name("print"))):
            return None
        case ast.Assert(test):
            sides = _compared(test)
        case ast.Expr(ast.Call(function, [left, right, *_], keywords)) if _name(function) in ASSERTING:
            sides = (left, right, _tolerances(keywords))
        case _:
            sides = None
    if sides is None:
        raise NotSimple(f"line {statement.lineno} is no simple assert: {_shown(statement)}")
    left, right, tolerances = sides
    for call, value in ((left, right), (right, left)):
        if isinstance(call, ast.Call) and _name(call.func) in functions and isinstance(call.func, ast.Name):
            expected, more = _without_approx(value)
            return _assert_of(call, expected, {**tolerances, **more}, statement)
    raise NotSimple(f"line {statement.lineno} calls no function of the solution by itself: {_shown(statement)}")


Sides = tuple[ast.expr, ast.expr, dict[str, float]]


def _compared(test: ast.expr) -> Sides | None:
    """Return the two values that an assert compares, and the tolerances that it names."""
    match test:
        case ast.Call(ast.Attribute(ast.Compare() as inner, "all"), []):
            return _compared(inner)
        case ast.Call(function, [ast.Compare() as inner], []) if _name(function) == "all":
            return _compared(inner)
        case ast.Call(function, [left, right, *rest], keywords) if _name(function) in CLOSE:
            by_place = [ast.keyword(name, value) for name, value in zip(("rtol", "atol"), rest, strict=False)]
            return left, right, _tolerances([*by_place, *keywords])
        case ast.Compare(left, [ast.Eq()], [right]):
            return left, right, {}
        case ast.Compare(
            ast.Call(function, [ast.BinOp(left, ast.Sub(), right)]),
            [ast.Lt() | ast.LtE()],
            [ast.Constant(float() as tol)],
        ) if _name(function) in ("abs", "fabs"):
            return left, right, {"atol": tol, "rtol": 0.0}
    return None


def _without_approx(value: ast.expr) -> tuple[ast.expr, dict[str, float]]:
    match value:
        case ast.Call(function, [inner, *_], keywords) if _name(function) == "approx":
            return inner, _tolerances(keywords)
    return value, {}


def _tolerances(keywords: Sequence[ast.keyword]) -> dict[str, float]:
    found = {}
    for keyword in keywords:
        if keyword.arg in TOLERANCES:
            try:
                found[TOLERANCES[keyword.arg]] = float(ast.literal_eval(keyword.value))
            except (ValueError, TypeError):
                raise NotSimple(f"line {keyword.value.lineno}: its tolerance is no number") from None
    return found


def _assert_of(call: ast.Call, value: ast.expr, tolerances: dict[str, float], statement: ast.stmt) -> SimpleAssert:
    if any(isinstance(one, ast.Starred) for one in call.args) or any(one.arg is None for one in call.keywords):
        raise NotSimple(f"line {statement.lineno} unpacks its arguments: {_shown(statement)}")
    for node in (*call.args, *(one.value for one in call.keywords), value):
        if others := _names(node) - MODULES - HARMLESS:
            raise NotSimple(f"line {statement.lineno} uses {', '.join(sorted(others))}: {_shown(statement)}")
    return SimpleAssert(
        str(_name(call.func)),
        tuple(map(_input, call.args)),
        {str(one.arg): _input(one.value) for one in call.keywords},
        ast.unparse(value),
        tolerances,
    )


def _input(node: ast.expr) -> str:
    """Return the source of an input; a function is sent as its own source."""
    text = ast.unparse(node)
    return f"Code({text!r})" if isinstance(node, ast.Lambda) else text


def _names(node: ast.expr) -> set[str]:
    """Return the names that an expression takes from outside."""
    bound = {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
    bound |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - bound


def _name(function: ast.expr) -> str | None:
    match function:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
    return None


def _shown(statement: ast.stmt) -> str:
    text = ast.unparse(statement).splitlines()[0]
    return text if len(text) <= 60 else f"{text[:57]}..."
