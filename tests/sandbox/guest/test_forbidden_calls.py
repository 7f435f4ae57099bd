"""Which forbidden SymPy functions are called, and by whom."""

from __future__ import annotations

import gc
from types import FunctionType

import pytest
import sympy

from grader.questions import catalog
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
    with forbidden_calls.guard(WORDS):
        after = [(sympy.diff(e, x, 2), e.diff((x, 1)), sympy.Derivative(e, x, evaluate=True)) for e in expressions]
        with pytest.raises(TypeError):
            sympy.Matrix([x]).jacobian(x)
    assert after == before


def test_only_calls_from_outside_sympy_are_recorded_and_each_word_once() -> None:
    guard = forbidden_calls.guard(("diff", "Derivative"))
    with guard:
        sympy.simplify(sympy.integrate(sympy.sin(x) ** 2, x))
        assert guard.take() == []
        sympy.diff(x, x)
        x.diff(x)
        sympy.Derivative(x**2, x).doit()
        assert guard.take() == ["diff", "Derivative"]
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
    assert not forbidden_calls.guard(("Differential",)).functions
    import sympy.diffgeom

    assert sympy.diffgeom.Differential.__call__ in forbidden_calls.guard(("Differential",)).functions
