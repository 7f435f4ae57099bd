"""Which forbidden SymPy functions are called, and by whom."""

from __future__ import annotations

import gc
from collections.abc import Callable
from types import FunctionType

import pytest
import sympy
import sympy.diffgeom
import sympy.vector
from sympy.diffgeom.rn import R2_r

from grader import catalog
from grader.sandbox.guest import forbidden_calls
from grader.sandbox.guest.forbidden_calls import SYMPY_FOLDER

WORDS = tuple(
    sorted({word for name in catalog.names()[:6] for q in catalog.load(name).functions for word in q.forbidden})
)
x = sympy.Symbol("x")


def test_every_function_of_a_forbidden_name_is_guarded() -> None:
    """A walk over the modules could miss a function; the garbage collector knows all of them."""
    guarded = {id(function.__code__): words for function, words in forbidden_calls.guard(WORDS).functions.items()}
    functions = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
    codes = [function.__code__ for function in functions if function.__code__.co_filename.startswith(SYMPY_FOLDER)]
    named = {word for code in codes for word in code.co_qualname.split(".")}
    assert named >= {"diff", "Derivative", "jacobian", "limit", "series"}, "the collector has not seen SymPy"
    for code in codes:
        words = set(WORDS).intersection(code.co_qualname.split("."))
        assert guarded.get(id(code), set()) == words or "<locals>" in code.co_qualname, code.co_qualname


def test_a_guarded_function_does_what_it_did() -> None:
    expressions = [sympy.sin(x) ** 2, sympy.Derivative(sympy.Function("f")(x), x), sympy.Integral(sympy.exp(x**2), x)]
    before = [(sympy.diff(e, x, 2), e.diff((x, 1)), sympy.Derivative(e, x, evaluate=True)) for e in expressions]
    sympy.core.cache.clear_cache()
    with forbidden_calls.guard(WORDS) as guard:
        after = [(sympy.diff(e, x, 2), e.diff((x, 1)), sympy.Derivative(e, x, evaluate=True)) for e in expressions]
        with pytest.raises(TypeError):
            sympy.Matrix([x]).jacobian(x)
        assert guard.take() == ["diff", "Derivative", "jacobian"]  # the guard of these words is one for all tests
    assert after == before


def test_calls_from_outside_sympy_are_recorded_and_each_word_once() -> None:
    guard = forbidden_calls.guard(("diff", "Derivative"))
    with guard:
        sympy.diff(x, x)
        x.diff(x)
        sympy.Derivative(x**2, x).doit()
        assert guard.take() == ["diff", "Derivative"]
        assert guard.take() == []


C, u = sympy.vector.CoordSys3D("C"), sympy.Symbol("u")


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("wronskian", lambda: sympy.wronskian([1, x**2], x)),
        ("hessian", lambda: sympy.hessian(x**2, [x])),
        ("gradient", lambda: sympy.vector.gradient(C.x**2)),
        ("Gradient", lambda: sympy.vector.Gradient(C.x**2).doit()),
        ("Del.gradient", lambda: sympy.vector.Del()(C.x**2)),
        ("Differential", lambda: sympy.diffgeom.Differential(R2_r.x**2)(R2_r.e_x)),
        ("BaseVectorField", lambda: R2_r.e_x(R2_r.x**2)),
        ("Integral.transform", lambda: sympy.Integral(1, x).transform(x, (sympy.exp(u), u))),
        ("euler_equations", lambda: sympy.euler_equations(sympy.Function("y")(x) ** 2, sympy.Function("y")(x), x)),
        ("fps", lambda: sympy.fps(sympy.sin(x), x)),
        ("stationary_points", lambda: sympy.stationary_points(x**2, x)),
        ("residue", lambda: sympy.residue(sympy.sin(x) / x**2, x, 0)),
        ("dup_diff", lambda: sympy.polys.densetools.dup_diff([1, 2, 3], 1, sympy.ZZ)),
    ],
)
def test_a_function_that_leads_to_a_forbidden_one_is_recorded_by_its_own_name(
    name: str, way: Callable[[], object]
) -> None:
    guard = forbidden_calls.guard(WORDS)
    with guard:
        way()
        assert name in guard.take()


@pytest.mark.parametrize(
    "tool",
    [
        lambda: sympy.simplify(sympy.integrate(sympy.sin(x) ** 2, x)),
        lambda: sympy.Integral(sympy.exp(x) * x, x),
        lambda: sympy.sin(x).equals(sympy.cos(x - sympy.pi / 2)),
        (sympy.sin(x) ** 2 + sympy.cos(x) ** 2).is_constant,
        lambda: sympy.apart(1 / (x * (x + 1) ** 2)),
        lambda: sympy.expand(sympy.exp(x + sympy.I), complex=True),
        lambda: sympy.solve(x**2 - 2, x),
        lambda: sympy.nsolve(x**2 - 2, x, 1),
        lambda: sympy.powdenest(sympy.powsimp(sympy.sqrt(x**2) * x)),
        lambda: sympy.factor(x**4 - 1),
        lambda: sympy.lambdify(x, sympy.sin(x))(2.0),
    ],
)
def test_a_tool_may_differentiate_on_its_way(tool: Callable[[], object]) -> None:
    guard = forbidden_calls.guard(WORDS)
    with guard:
        tool()
        assert guard.take() == []


def test_afterwards_every_function_has_its_own_code_again() -> None:
    code = sympy.diff.__code__
    guard = forbidden_calls.guard(("diff",))
    with guard:
        assert sympy.diff.__code__ is not code
    assert sympy.diff.__code__ is code
    sympy.diff(x, x)
    with guard:
        assert guard.take() == []


def test_without_forbidden_words_nothing_is_guarded_or_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    forbidden_calls._guard.cache_clear()
    monkeypatch.setattr(forbidden_calls, "function_index", None)
    assert forbidden_calls.guard(()).functions == {}


def test_what_is_loaded_later_is_guarded_from_then_on() -> None:
    assert not forbidden_calls.guard(("HolonomicFunction",)).functions
    import sympy.holonomic

    assert sympy.holonomic.HolonomicFunction.diff in forbidden_calls.guard(("HolonomicFunction",)).functions
