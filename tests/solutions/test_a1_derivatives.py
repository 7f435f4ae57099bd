"""The references of a1, each against SymPy's derivative or a known value."""

import numpy as np
import pytest
import sympy

from solutions import a1_derivatives as solution

x, a = sympy.symbols("x a")
POINTS = np.array([-2.3, -1.1, -0.4, 0.3, 0.9, 1.7])
FUNCTIONS = {
    solution.constant_derivative: sympy.Integer(99),
    solution.multiple_derivative: 3 * x,
    solution.power_derivative: x**3,
    solution.sum_derivative: x**2 + 3 * x,
    solution.difference_derivative: x**2 - 3 * x,
    solution.product_derivative: x**2 * x,
    solution.chain_derivative: sympy.log(x**2),
    solution.df: 9 * (x + x**2),
}


@pytest.mark.parametrize("derivative", FUNCTIONS, ids=lambda function: function.__name__)
def test_a_rule_gives_sympys_derivative_for_a_number_and_for_an_array(derivative) -> None:
    expected = np.array([float(sympy.diff(FUNCTIONS[derivative], x).subs(x, point)) for point in POINTS])
    np.testing.assert_allclose(derivative(POINTS), expected, rtol=1e-12)
    np.testing.assert_allclose([derivative(float(point)) for point in POINTS], expected, rtol=1e-12)


def test_product_and_chain_rule_give_what_a_complex_step_gives() -> None:
    product = solution.product_rule(np.sin, np.cos, np.exp, np.exp)
    chain = solution.chain_rule(np.cos, lambda t: t**3, lambda t: 3 * t**2)
    for point in POINTS:
        step = point + 1e-20j
        assert product(point) == pytest.approx(np.imag(np.sin(step) * np.exp(step)) / 1e-20)
        assert chain(point) == pytest.approx(np.imag(np.sin(step**3)) / 1e-20)


def test_the_slides_table() -> None:
    def f(t):
        return 9 * (t + t * t)

    steps = [0.01, 0.001, 0.0001]
    tangent = [solution.linear_approximation(f, solution.df, 1, dx) for dx in steps]
    assert tangent == pytest.approx([18.27, 18.027, 18.0027])
    errors = solution.approximation_error(f, solution.df, 1, steps)
    assert errors == pytest.approx([9e-4, 9e-6, 9e-8], rel=1e-6)
    assert (solution.approximation_error(np.sin, np.cos, 0.7, [0.5, -0.5]) > 0).all()


def test_a_central_difference_is_exact_for_a_parabola_and_second_order_for_a_cubic() -> None:
    assert solution.numerical_derivative(lambda t: t**2, 3.0, h=0.5) == pytest.approx(6.0)
    assert solution.numerical_derivative(lambda t: t**3, 1.0, h=0.5) == pytest.approx(3.25)
    assert solution.numerical_derivative(np.sin, 0.4) == pytest.approx(np.cos(0.4), rel=1e-9)


@pytest.mark.parametrize(
    "expression",
    [
        sympy.Integer(99),
        a,
        x,
        a * x + a,
        x**3 - 3 * x + 99,
        x**-2,
        sympy.sqrt(x),
        x ** sympy.Rational(-3, 2),
        (1 + x**2) ** 5,
        sympy.sin(a * x) * sympy.exp(-x),
        sympy.log(sympy.sin(x**3) ** 2),
        sympy.cos(sympy.log(x)) / x,
        x * sympy.exp(x) * sympy.cos(x) * sympy.sin(x),
    ],
    ids=str,
)
def test_differentiate_agrees_with_sympy(expression: sympy.Expr) -> None:
    difference = solution.differentiate(expression, x) - sympy.diff(expression, x)
    for point in (0.3, 0.9, 1.7):
        assert complex(difference.subs({x: point, a: 0.7})) == pytest.approx(0, abs=1e-10)
