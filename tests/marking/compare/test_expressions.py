"""Symbolic answers are compared by value at points, never by their look."""

import numpy as np
import pytest
import sympy

from grader.answers.codec import encode
from grader.answers.values import Value, parse_value
from grader.marking.compare import compare, expressions
from grader.questions.question import Rules

x, a = sympy.symbols("x a")


def value(answer: object) -> Value:
    return parse_value(encode(answer))


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        (x**2.0, x**2),
        (sympy.Symbol("x", positive=True) ** 2, x**2),
        (sympy.Symbol("x", real=True) * 2 / 2, x),
        (2 * sympy.sin(x) * sympy.cos(x), sympy.sin(2 * x)),
        (sympy.Piecewise((x, x > 0), (0, True)), sympy.Max(0, x)),
        (sympy.Heaviside(x) * x, sympy.Max(0, x)),
        (sympy.diff(sympy.Heaviside(x) * x, x), sympy.Heaviside(x)),  # SymPy 1.14: with a DiracDelta in it
        (sympy.diff(sympy.Abs(sympy.Symbol("x", real=True)), sympy.Symbol("x", real=True)), sympy.sign(x)),
        (sympy.diff(sympy.Abs(x), x), sympy.sign(x)),  # SymPy 1.14: with Derivative(re(x), x), since x may be complex
        (sympy.diff(x * sympy.Abs(x) / a, x), 2 * sympy.Abs(x) / a),
        (sympy.diff(x * sympy.sign(x), x), sympy.sign(x)),  # with Derivative(sign(x), x)
        (sympy.Abs(x), sympy.sqrt(x**2)),  # of which SymPy 1.14's equals says None
        (1 - sympy.sech(x) ** 2, sympy.tanh(x) ** 2),
        (sympy.asinh(x), sympy.log(x + sympy.sqrt(x**2 + 1))),
        (sympy.acot(x), sympy.atan2(1, x) - sympy.pi * sympy.Heaviside(-x)),
        (x * sympy.sinc(x), sympy.sin(x)),
        (sympy.Mod(x, 1), x - sympy.floor(x)),
        (sympy.Poly(x**2 + a, x).diff(x), 2 * x),
        (x * (1 + sympy.erf(x)), x + x * sympy.erf(x)),
        (sympy.exp(sympy.log(x)), x),
        (sympy.Rational(1, 3), sympy.Float(1) / 3),
        (3, sympy.Integer(3)),
        (np.float64(3), sympy.Integer(3)),
        (sympy.sqrt(x), x ** sympy.Rational(1, 2)),
        (sympy.Matrix([[2 * x, a]]), sympy.Matrix([[x + x, a]])),
        ([[2 * x, 0]], sympy.Matrix([[2 * x, 0]])),
        (sympy.ImmutableMatrix([[x]]), sympy.Matrix([[x]])),
    ],
)
def test_equal_values_agree_whatever_they_look_like(answer: object, reference: object) -> None:
    assert compare(value(answer), value(reference), Rules()).agrees


@pytest.mark.parametrize(
    ("answer", "reference", "code"),
    [
        (x**2 + sympy.Rational(1, 1000), x**2, "different"),
        (sympy.Symbol("y") ** 2, x**2, "different"),
        (sympy.log(x), sympy.log(x**2), "different"),
        (3 + 1j, sympy.Integer(3), "different"),
        (np.array([[3 + 1j]]), sympy.Matrix([[3]]), "different"),
        (sympy.Derivative(x**2, x), 2 * x, "unevaluated"),
        (2 * sympy.Derivative(sympy.re(x**2), x), 4 * x, "unevaluated"),
        (sympy.Derivative(sympy.re(x), a), sympy.Integer(1), "different"),
        (sympy.Function("f")(x), 2 * x, "unevaluated"),
        (None, 2 * x, "none"),
        ("2*x", 2 * x, "text"),
        (lambda x: 2 * x, 2 * x, "not_an_expression"),
        (sympy.Matrix([[x], [a]]), sympy.Matrix([[x, a]]), "transposed_shape"),
        (x, sympy.Matrix([[x, a]]), "shape"),
    ],
)
def test_other_values_do_not(answer: object, reference: object, code: str) -> None:
    comparison = compare(value(answer), value(reference), Rules())
    assert comparison.code == code


def test_a_tower_of_powers_overflows_instead_of_running_for_ever() -> None:
    tree = ("Pow", 10.0, ("Pow", 10.0, ("Pow", 10.0, 10.0)))
    assert not np.isfinite(expressions.evaluate(tree, {})).any()


@pytest.mark.parametrize("tree", [("log",), ("sin", 1.0, 2.0, 3.0), ("Piecewise", 3.0), ("Nothing", 1.0), ("Add",)])
def test_a_forged_tree_is_refused(tree: object) -> None:
    with pytest.raises(expressions.Unevaluated):
        expressions.evaluate(tree, {})


def test_points_of_both_signs_depend_on_the_seed_alone() -> None:
    once, again, other = (expressions.sample({"x"}, seed)["x"] for seed in (1, 1, 2))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)
    assert (once.real < 0).any()
    assert (once.real > 0).any()


def test_a_logarithm_may_have_a_base() -> None:
    np.testing.assert_allclose(expressions.evaluate(("log", 8.0, 2.0), {}), 3)


def test_a_condition_compares_real_parts() -> None:
    """What is real up to rounding has an imaginary part, and complex numbers have no order."""
    tree = ("Piecewise", ("ExprCondPair", 1.0, ("GreaterThan", 0.0, ("I",))), ("ExprCondPair", 2.0, ("BooleanTrue",)))
    np.testing.assert_array_equal(expressions.evaluate(tree, {}), 1)
