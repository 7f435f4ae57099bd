"""The references of a5_neuron against SymPy, measured slopes, known values and the slides' rule at the kink."""

import numpy as np
import pytest
import sympy

from solutions import a5_neuron as solution

SIZES = (1, 2, 3, 5)
W, X = np.array([1.0, -2.0, 0.5]), np.array([2.0, 1.0, 4.0])
"""The notebook's neuron: w·x = 2, so that b = 1, −2, −5 gives z = 3, 0, −3."""
OPEN, ON_THE_KINK, CLOSED = 1.0, -2.0, -5.0


def vectors(count, n):
    return np.random.default_rng([5, count, n]).uniform(-2, 2, size=(count, n))


def complex_step(function):
    """Return the derivative at 0 of an analytic function of one number, exact to the last digits."""
    return (function(1e-20j) / 1e-20).imag


def slopes(function, place, h=1e-6):
    """Return the central differences of a function of a vector."""
    return np.array([(function(place + step) - function(place - step)) / (2 * h) for step in h * np.eye(len(place))])


@pytest.mark.parametrize("n", SIZES)
def test_d_dot_is_the_slope_along_the_way(n):
    u, v, du, dv = vectors(4, n)
    assert solution.d_dot(u, v, du, dv) == pytest.approx(complex_step(lambda t: (u + t * du) @ (v + t * dv)))


def test_d_dot_of_the_notebooks_example():
    u, v, du, dv = (np.array(entries) for entries in ([1, 2], [3, -1], [0.1, 0.2], [0.3, 0.1]))
    assert solution.d_dot(u, v, du, dv) == pytest.approx(0.6)
    assert (u + du) @ (v + dv) - u @ v == pytest.approx(0.65)


@pytest.mark.parametrize("n", SIZES)
def test_d_square_norm_is_d_dot_of_a_vector_with_itself(n):
    x, dx = vectors(2, n)
    assert solution.d_square_norm(x, dx) == pytest.approx(solution.d_dot(x, x, dx, dx))
    assert solution.d_square_norm(x, dx) == pytest.approx(complex_step(lambda t: (x + t * dx) @ (x + t * dx)))


def test_a_step_along_the_circle_leaves_the_square_norm():
    assert solution.d_square_norm(np.array([3.0, 4.0]), np.array([4.0, -3.0])) == 0
    assert solution.d_square_norm(np.array([3.0, 4.0]), np.array([0.1, -0.2])) == pytest.approx(-1)


@pytest.mark.parametrize("n", SIZES)
def test_d_quadratic_is_the_slope_along_the_way(n):
    x, dx = vectors(2, n)
    A = np.random.default_rng(n).normal(size=(n, n))
    truth = complex_step(lambda t: (x + t * dx) @ A @ (x + t * dx))
    assert solution.d_quadratic(A, x, dx) == pytest.approx(truth)
    assert solution.d_quadratic(np.eye(n), x, dx) == pytest.approx(solution.d_square_norm(x, dx))


@pytest.mark.parametrize(("dx", "change"), [((0.1, 0.0), 0.4), ((0.0, 0.1), 0.8)])
def test_d_quadratic_of_the_notebooks_example(dx, change):
    A = np.array([[1.0, 2.0], [0.0, 3.0]])
    assert solution.d_quadratic(A, np.ones(2), np.array(dx)) == pytest.approx(change)


@pytest.mark.parametrize("n", SIZES)
def test_affine_is_the_sum_written_out(n):
    w, x = vectors(2, n)
    assert solution.affine(w, x, 0.7) == pytest.approx(sum(w[i] * x[i] for i in range(n)) + 0.7)


@pytest.mark.parametrize(("b", "z"), [(OPEN, 3), (ON_THE_KINK, 0), (CLOSED, -3)])
def test_the_notebooks_neuron(b, z):
    assert solution.affine(W, X, b) == z
    assert solution.activation(W, X, b) == max(0, z)


@pytest.mark.parametrize("n", SIZES)
def test_affine_gradient_is_sympys(n):
    w, x, (b,) = sympy.symbols(f"w:{n}"), sympy.symbols(f"x:{n}"), sympy.symbols("b,")
    z = sum(left * right for left, right in zip(w, x, strict=True)) + b
    numbers = vectors(2, n)
    place = dict(zip((*w, *x), numbers.ravel(), strict=True)) | {b: 0.3}
    dw, db = solution.affine_gradient(numbers[0], numbers[1], 0.3)
    assert dw == pytest.approx([float(sympy.diff(z, name).subs(place)) for name in w])
    assert db == float(sympy.diff(z, b)) == 1


@pytest.mark.parametrize(("z", "height", "slope"), [(-2.5, 0, 0), (-1e-9, 0, 0), (0.0, 0, 0), (0, 0, 0), (3, 3, 1)])
def test_relu_and_its_derivative(z, height, slope):
    assert solution.relu(z) == height
    assert solution.relu_derivative(z) == slope


def test_relu_is_elementwise():
    z = np.array([[-1.0, 0.0, 2.0], [0.5, -0.5, 0.0]])
    np.testing.assert_array_equal(solution.relu(z), [[0, 0, 2], [0.5, 0, 0]])
    np.testing.assert_array_equal(solution.relu_derivative(z), [[0, 0, 1], [1, 0, 0]])
    assert solution.relu_derivative(z).dtype == float


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("z", [1.5, -1.5])
def test_activation_gradient_is_the_measured_slope(n, z):
    w, x = vectors(2, n)
    b = z - w @ x
    dw, db = solution.activation_gradient(w, x, b)
    assert dw == pytest.approx(slopes(lambda moved: solution.activation(moved, x, b), w), abs=1e-8)
    assert db == pytest.approx(slopes(lambda moved: solution.activation(w, x, moved[0]), np.array([b]))[0], abs=1e-8)


@pytest.mark.parametrize("b", [ON_THE_KINK, CLOSED])
def test_activation_gradient_is_a_vector_of_zeros_where_z_is_not_positive(b):
    dw, db = solution.activation_gradient(W, X, b)
    np.testing.assert_array_equal(dw, np.zeros(3))
    assert dw.shape == (3,)
    assert db == 0


def test_integers_are_legal_and_inputs_stay_as_they_are():
    w, x = np.array([2, -1]), np.array([3, 4])
    assert solution.affine(w, x, -2) == 0
    assert solution.activation(w, x, 1) == 3
    dw, db = solution.affine_gradient(w, x, -2)
    dw += 1
    np.testing.assert_array_equal(x, [3, 4])
    np.testing.assert_array_equal(solution.activation_gradient(w, x, -1)[0], [3, 4])
    assert isinstance(db, float)


@pytest.mark.parametrize("b", [OPEN, ON_THE_KINK, CLOSED])
def test_the_gradient_of_the_smooth_neuron_is_what_a_complex_step_measures(b):
    def neuron(w, b):
        return np.log(1 + np.exp(w @ X + b))

    dw, db = solution.softplus_neuron_gradient(W, X, b)
    assert dw == pytest.approx([complex_step(lambda t, unit=unit: neuron(W + t * unit, b)) for unit in np.eye(3)])
    assert db == pytest.approx(complex_step(lambda t: neuron(W, b + t)))
