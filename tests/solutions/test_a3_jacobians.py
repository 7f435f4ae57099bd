"""Each reference of a3_jacobians against a second way to compute it: SymPy, complex steps, known values."""

import inspect

import numpy as np
import pytest
import sympy

from solutions import a3_jacobians as solution

OPERATORS = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}


def by_complex_step(function, x):
    """Return the Jacobian `(m, n)` of an analytic function, exact to rounding."""
    return np.stack([np.imag(function(x + 1e-30j * e)) / 1e-30 for e in np.eye(len(x))], axis=1)


def paper(x):
    return np.array([3 * x[0] ** 2 * x[1], 2 * x[0] + x[1] ** 8])


def wide(x):
    return np.array([x[0] * x[1], np.sin(x[2])])


@pytest.fixture
def rng():
    return np.random.default_rng(3)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 4), (3, 1), (2, 5), (5, 2)])
def test_the_shape_is_that_of_a_matrix_which_takes_an_input_to_an_output(m, n):
    assert (np.zeros(solution.jacobian_shape(m, n)) @ np.zeros(n)).shape == (m,)


@pytest.mark.parametrize(
    ("jacobian", "function", "size"), [(solution.jacobian, paper, 2), (solution.wide_jacobian, wide, 3)]
)
def test_jacobians_agree_with_complex_steps(jacobian, function, size, rng):
    for _ in range(5):
        x = rng.uniform(-1.5, 1.5, size)
        np.testing.assert_allclose(jacobian(x), by_complex_step(function, x), rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize(
    ("x", "expected"), [([1, 1], [[6, 3], [2, 8]]), ([2, -1], [[-12, 12], [2, -8]]), ([0, 0], [[0, 0], [2, 0]])]
)
def test_the_jacobian_of_the_paper_at_integers(x, expected):
    np.testing.assert_array_equal(solution.jacobian(np.array(x)), expected)


def test_the_jacobian_of_two_functions_agrees_with_sympy():
    x1, x2 = sympy.symbols("x1 x2")
    table = sympy.Matrix([3 * x1**2 * x2, 2 * x1 + x2**8]).jacobian([x1, x2])
    assert sympy.Matrix(solution.jacobian(np.array([x1, x2]))).equals(table)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_function_that_does_nothing_passes_every_step_on(n, rng):
    dx = rng.normal(size=n)
    np.testing.assert_array_equal(solution.identity_jacobian(n) @ dx, dx)


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("n", [1, 2, 5])
def test_elementwise_jacobians_agree_with_complex_steps(operator, n, rng):
    w, x = rng.uniform(0.4, 2, n), -rng.uniform(0.4, 2, n)
    dw, dx = solution.elementwise_jacobians(w, x, operator)
    run = OPERATORS[operator]
    np.testing.assert_allclose(dw, by_complex_step(lambda v: run(v, x), w), rtol=1e-13)
    np.testing.assert_allclose(dx, by_complex_step(lambda v: run(w, v), x), rtol=1e-13)


def test_elementwise_jacobians_of_integers():
    dw, dx = solution.elementwise_jacobians(np.array([3, -2]), np.array([-4, 5]), "/")
    np.testing.assert_array_equal(dw, [[-0.25, 0], [0, 0.2]])
    np.testing.assert_array_equal(dx, [[-3 / 16, 0], [0, 2 / 25]])


@pytest.mark.parametrize("operator", ["@", "", "plus", "+-", None])
def test_another_operator_is_refused(operator):
    with pytest.raises(ValueError, match="unknown operator"):
        solution.elementwise_jacobians(np.ones(2), np.ones(2), operator)


@pytest.mark.parametrize("h", [0.5, 1e-3])
def test_the_measured_jacobian_of_a_linear_map_is_its_matrix(h, rng):
    matrix = rng.normal(size=(2, 3))
    np.testing.assert_allclose(solution.numerical_jacobian(lambda x: matrix @ x, np.ones(3), h), matrix, rtol=1e-10)


@pytest.mark.parametrize("x", [np.array([1.0, -2.0]), np.array([1, -2])])
def test_the_measured_jacobian_is_a_central_difference(x):
    before = x.copy()
    measured = solution.numerical_jacobian(lambda v: v**3, x, h=0.25)
    np.testing.assert_allclose(measured, np.diag(3 * before**2 + 0.25**2), rtol=1e-14)
    np.testing.assert_array_equal(x, before)


def test_the_measured_jacobian_has_a_row_for_each_output():
    measured = solution.numerical_jacobian(wide, np.array([0.7, -1.2, 0.4]))
    np.testing.assert_allclose(measured, by_complex_step(wide, np.array([0.7, -1.2, 0.4])), rtol=1e-9, atol=1e-10)
    assert inspect.signature(solution.numerical_jacobian).parameters["h"].default == 1e-5


def test_the_linear_map_starts_at_f(rng):
    x = rng.uniform(-1, 1, 3)
    np.testing.assert_array_equal(solution.linear_map(wide, solution.wide_jacobian, x, np.zeros(3)), wide(x))


def test_half_the_step_leaves_a_quarter_of_the_error():
    x, dx = np.array([0.7, -1.2]), np.array([1e-3, 2e-3])
    far, near = (
        np.linalg.norm(paper(x + step) - solution.linear_map(paper, solution.jacobian, x, step))
        for step in (dx, dx / 2)
    )
    assert 3.9 < far / near < 4.1


def test_the_linear_map_of_the_notebook():
    approximation = solution.linear_map(
        lambda x: np.array([x[0] ** 2 + 3 * x[1], x[0] * x[1] ** 3]),
        lambda x: np.array([[2 * x[0], 3], [x[1] ** 3, 3 * x[0] * x[1] ** 2]]),
        np.array([2, 1]),
        np.array([0.1, -0.1]),
    )
    np.testing.assert_allclose(approximation, [7.1, 1.5])


@pytest.mark.parametrize(
    ("functions", "variables"),
    [
        ("x*y, x + y**8", "x y"),
        ("x*y, sin(z)", "z x y"),
        ("r*cos(t), r*sin(t), r**3", "r t"),
        ("a*x**2, exp(a)", "x"),
        ("x*y*z", "x y z"),
        ("3, x", "x"),
    ],
)
def test_symbolic_jacobians_agree_with_sympy(functions, variables):
    functions, variables = sympy.sympify(f"[{functions}]"), [sympy.Symbol(name) for name in variables.split()]
    table = solution.symbolic_jacobian(functions, variables)
    assert table.equals(sympy.Matrix(functions).jacobian(variables))
    assert table.shape == solution.jacobian_shape(len(functions), len(variables))


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_sum_collects_what_an_expansion_hands_out(n):
    x = np.arange(1.0, n + 1)
    z, entries = sympy.Symbol("z"), sympy.symbols(f"v:{n}")
    row = sympy.Matrix([sum(entries)]).jacobian(entries)
    assert np.array_equal(solution.sum_jacobian(n), np.array(row, dtype=float))
    for operator, expanded in (("+", [entry + z for entry in x]), ("*", [entry * z for entry in x])):
        column = sympy.Matrix(expanded).jacobian([z])
        assert np.array_equal(solution.expand_jacobian(x, operator), np.array(column, dtype=float))
