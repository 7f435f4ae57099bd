"""The reference solutions of a2_gradients, checked against SymPy, measured slopes and values known by heart."""

import numpy as np
import pytest
import sympy

from solutions import a2_gradients as solution

H = 1e-5
RNG = np.random.default_rng(2)
POINTS = [(1.5, -2.0), (-0.7, 3.0), (0.0, 1.3), (2, -3), *RNG.uniform(-2, 2, size=(6, 2)).tolist()]
PAIRS = [(RNG.uniform(-3, 3, size=n), RNG.uniform(-2, 2, size=n)) for n in (1, 2, 3, 5)]


def f(x, y):
    return 3 * x**2 * y


@pytest.mark.parametrize(("x", "y"), POINTS)
def test_partials_are_sympys(x, y):
    a, b = sympy.symbols("a b")
    partials = [float(sympy.diff(3 * a**2 * b, symbol).subs({a: x, b: y})) for symbol in (a, b)]
    assert [solution.dfx(x, y), solution.dfy(x, y)] == pytest.approx(partials)


@pytest.mark.parametrize(("x", "y"), POINTS)
def test_gradient_is_measured_and_one_row(x, y):
    measured = [(f(x + H, y) - f(x - H, y)) / (2 * H), (f(x, y + H) - f(x, y - H)) / (2 * H)]
    answer = solution.gradient(x, y)
    assert answer.shape == (2,)
    assert answer == pytest.approx(measured, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("d", [0.01, 0.001, 0.0001])
def test_linear_change_gives_the_slides_table(d):
    gradient = solution.gradient(1, 1)
    assert solution.linear_change(gradient, np.array([d, 0.0])) == pytest.approx(6 * d)
    assert solution.linear_change(gradient, np.array([0.0, d])) == pytest.approx(3 * d)
    assert f(1 + d, 1) == pytest.approx(3 + 6 * d + 3 * d**2)
    assert f(1, 1 + d) == pytest.approx(3 + 3 * d)


@pytest.mark.parametrize(("gradient", "step"), PAIRS)
def test_linear_change_is_a_number_and_linear_in_the_step(gradient, step):
    change = solution.linear_change(gradient, step)
    assert type(change) is float
    assert change == pytest.approx(sum(g * s for g, s in zip(gradient, step, strict=True)))
    assert solution.linear_change(gradient, -2 * step) == pytest.approx(-2 * change)


@pytest.mark.parametrize(("x", "y"), POINTS)
def test_directional_derivative_is_the_slope_along_the_way(x, y):
    direction = np.array([3, -4])
    u, v = 0.6, -0.8
    measured = (f(x + H * u, y + H * v) - f(x - H * u, y - H * v)) / (2 * H)
    answer = solution.directional_derivative(solution.gradient(x, y), direction)
    assert answer == pytest.approx(measured, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("length", [1e-13, 0.1, 1.0, 70.0])
@pytest.mark.parametrize(("gradient", "direction"), PAIRS)
def test_directional_derivative_does_not_see_the_length(gradient, direction, length):
    expected = solution.directional_derivative(gradient, direction)
    assert solution.directional_derivative(gradient, length * direction) == pytest.approx(expected)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_a_zero_direction_is_refused(size):
    with pytest.raises(ValueError, match="no direction"):
        solution.directional_derivative(np.ones(size), np.zeros(size))


@pytest.mark.parametrize(("gradient", "direction"), PAIRS)
def test_no_direction_is_steeper_than_the_steepest(gradient, direction):
    best = solution.steepest_ascent(gradient)
    steepest = solution.directional_derivative(gradient, best)
    assert np.linalg.norm(best) == pytest.approx(1)
    assert steepest == pytest.approx(np.linalg.norm(gradient))
    assert solution.directional_derivative(gradient, direction) <= steepest * (1 + 1e-12)


@pytest.mark.parametrize("gradient", [np.zeros(1), np.zeros(3), np.array([0, 0])])
def test_a_zero_gradient_has_no_steepest_ascent(gradient):
    answer = solution.steepest_ascent(gradient)
    assert answer.shape == gradient.shape
    assert not answer.any()


@pytest.mark.parametrize("h", [0.5, 0.1, 1e-5])
def test_numerical_gradient_of_a_cube_is_off_by_the_square_of_the_step(h):
    x = np.array([1.5, -2.0])
    answer = solution.numerical_gradient(lambda v: v[0] ** 3 * v[1], x, h)
    assert answer == pytest.approx([(3 * 1.5**2 + h**2) * -2, 1.5**3])


@pytest.mark.parametrize(("matrix_size", "x"), [(size, RNG.uniform(-2, 2, size)) for size in (1, 2, 3, 6)])
def test_numerical_gradient_is_exact_for_a_quadratic_form(matrix_size, x):
    matrix = RNG.uniform(-1, 1, size=(matrix_size, matrix_size))
    answer = solution.numerical_gradient(lambda v: v @ matrix @ v, x)
    assert answer == pytest.approx((matrix + matrix.T) @ x, rel=1e-6, abs=1e-8)


def test_numerical_gradient_takes_integers_and_leaves_them_alone():
    x = np.array([3, -2])
    assert solution.numerical_gradient(lambda v: f(*v), x) == pytest.approx([-36, 27])
    assert x.tolist() == [3, -2]


@pytest.mark.parametrize(
    ("analytic", "numeric", "error"),
    [([2, 4], [1, 2], 1 / 3), ([6, -2], [6, -3], 0.2), ([1.5], [1.5], 0), ([0, 0], [0, 0], 0), ([3e-9], [1e-9], 0.2)],
)
def test_relative_error_is_the_largest_and_the_same_either_way(analytic, numeric, error):
    assert solution.relative_error(np.array(analytic), np.array(numeric)) == pytest.approx(error)
    assert solution.relative_error(np.array(numeric), np.array(analytic)) == pytest.approx(error)


def test_suspects_are_those_that_sympy_does_not_know_as_the_gradient():
    a, b = sympy.symbols("a b")
    surface = sympy.sin(a) * b**2
    right = [sympy.diff(surface, a), sympy.diff(surface, b)]
    claims = [right, [right[0], right[1] / b], [right[1], right[0]], right]
    functions = [sympy.lambdify((a, b), claim) for claim in claims]
    gradients = [lambda v, function=function: np.array(function(*v)) for function in functions]
    found = solution.suspects(lambda v: np.sin(v[0]) * v[1] ** 2, gradients, np.array([[0.7, 1.0], [1.2, -0.4]]))
    assert found == [1, 2]
