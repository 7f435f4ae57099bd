"""The references of a4_chain_rule, each against a second way to the same numbers."""

from itertools import pairwise

import numpy as np
import pytest
import sympy

from solutions import a4_chain_rule as solution

PLACES = [0.8, -0.9, 1.1, -1.2, 0.45]
LINKS = {
    "square": lambda u: u**2,
    "cube": lambda u: u**3,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "exp": sympy.exp,
    "ln": sympy.log,
}
SLIDES = ["cube", "sin", "square", "ln"]


def complex_step(function, x):
    """Return the derivative of an analytic function without rounding: a step into the imaginary direction."""
    return np.imag(function(x + 1e-30j)) / 1e-30


def symbolic(steps):
    """Return the chain of these steps as an expression, and its symbol."""
    x = y = sympy.Symbol("x", real=True)
    for name in steps:
        y = LINKS[name](y)
    return y, x


# ── one road ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("x", [*PLACES, 0.0, 2, -3])
def test_the_derivative_of_sin_square_is_what_a_complex_step_measures(x):
    assert solution.d_sin_square(x) == pytest.approx(complex_step(lambda z: np.sin(z**2), x))


@pytest.mark.parametrize("x", PLACES)
def test_the_trace_ends_at_y(x):
    assert solution.trace_values(x)[-1] == pytest.approx(np.log(np.sin(x**3) ** 2))


@pytest.mark.parametrize("sign", [1, -1])
def test_the_trace_where_the_sine_is_a_half(sign):
    x = sign * np.cbrt(np.pi / 6)
    assert solution.trace_values(x) == pytest.approx([sign * np.pi / 6, sign / 2, 1 / 4, -np.log(4)])


@pytest.mark.parametrize("x", PLACES)
def test_local_derivatives_are_the_slopes_of_the_links_at_their_own_inputs(x):
    inputs = [x, *solution.trace_values(x)[:3]]
    links = [lambda u: u**3, np.sin, lambda u: u**2, np.log]
    measured = [complex_step(link, u) for link, u in zip(links, inputs, strict=True)]
    assert solution.local_derivatives(x) == pytest.approx(measured)


def test_forward_products_multiply_from_x():
    assert solution.forward_products(np.array([2.0, 3.0, 5.0, 7.0])).tolist() == [2, 6, 30, 210]


def test_backward_products_multiply_from_y():
    assert solution.backward_products(np.array([2.0, 3.0, 5.0, 7.0])).tolist() == [7, 35, 105, 210]


def test_a_link_that_stands_still_stops_everything_behind_it():
    local = np.array([2.0, 0.0, 5.0, 7.0])
    assert solution.forward_products(local).tolist() == [2, 0, 0, 0]
    assert solution.backward_products(local).tolist() == [7, 35, 0, 0]


@pytest.mark.parametrize("x", PLACES)
def test_the_sweeps_meet_at_the_derivative_of_the_chain(x):
    y, symbol = symbolic(SLIDES)
    truth = float(y.diff(symbol).subs(symbol, x))
    local = solution.local_derivatives(x)
    assert solution.d_log_sin_square(x) == pytest.approx(truth)
    assert solution.forward_products(local)[-1] == pytest.approx(truth)
    assert solution.backward_products(local)[-1] == pytest.approx(truth)


@pytest.mark.parametrize("x", PLACES)
def test_forward_products_are_the_rates_of_the_places_against_x(x):
    places = [lambda z: z**3, lambda z: np.sin(z**3), lambda z: np.sin(z**3) ** 2, lambda z: np.log(np.sin(z**3) ** 2)]
    measured = [complex_step(place, x) for place in places]
    assert solution.forward_products(solution.local_derivatives(x)) == pytest.approx(measured)


@pytest.mark.parametrize("x", PLACES)
def test_backward_products_are_the_rates_of_y_against_the_places(x):
    u1, u2, u3, _ = solution.trace_values(x)
    measured = [
        complex_step(np.log, u3),
        complex_step(lambda u: np.log(u**2), u2),
        complex_step(lambda u: np.log(np.sin(u) ** 2), u1),
        complex_step(lambda u: np.log(np.sin(u**3) ** 2), x),
    ]
    assert solution.backward_products(solution.local_derivatives(x)) == pytest.approx(measured)


@pytest.mark.parametrize("x", [*PLACES, 0.0, 2, -3])
def test_the_derivative_of_exp_cos_square_is_what_a_complex_step_measures(x):
    assert solution.d_exp_cos_square(x) == pytest.approx(complex_step(lambda z: np.exp(np.cos(z**2)), x))


# ── two roads ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("x", [*PLACES, 0.0, 2])
def test_the_pieces_of_x_plus_x_square(x):
    t, u1 = sympy.symbols("t u1")
    u2 = t + u1
    pieces = [u2.diff(t), u2.diff(u1), (t**2).diff(t), u2.subs(u1, t**2).diff(t)]
    assert solution.total_derivative_sum(x) == pytest.approx([float(piece.subs(t, x)) for piece in pieces])


@pytest.mark.parametrize("x", [*PLACES, 0.0, 2])
def test_the_pieces_of_x_sin_x(x):
    t, u1 = sympy.symbols("t u1")
    u2 = t * u1
    pieces = [u2.diff(t), u2.diff(u1), sympy.sin(t).diff(t), u2.subs(u1, sympy.sin(t)).diff(t)]
    assert solution.total_derivative_product(x) == pytest.approx(
        [float(piece.subs(u1, sympy.sin(t)).subs(t, x)) for piece in pieces]
    )


@pytest.mark.parametrize("x", PLACES)
def test_one_road_alone_is_not_the_total_derivative(x):
    direct, through_u1, du1_dx, dy_dx = solution.total_derivative_sum(x)
    assert dy_dx == pytest.approx(direct + through_u1 * du1_dx)
    assert dy_dx != pytest.approx(through_u1 * du1_dx)


@pytest.mark.parametrize("x", [*PLACES, 0.0, -3])
def test_the_rates_on_the_way_to_sin_of_x_plus_x_square(x):
    places = [lambda z: z**2, lambda z: z + z**2, lambda z: np.sin(z + z**2)]
    assert solution.total_derivative_sin(x) == pytest.approx([complex_step(place, x) for place in places])


# ── many roads ─────────────────────────────────────────────────────────────────────────────────────────────


T, G1, G2 = sympy.symbols("t g1 g2")
VECTOR_CHAINS = {
    solution.vector_chain: ([sympy.log(G1), sympy.sin(G2)], [T**2, 3 * T]),
    solution.vector_chain_product: ([G1 * G2, sympy.exp(G1)], [sympy.sin(T), T**3]),
}
"""By their reference, the outer functions and the inner ones."""


@pytest.mark.parametrize("x", [*PLACES, 2])
@pytest.mark.parametrize("reference", VECTOR_CHAINS)
def test_a_vector_chain_is_what_sympy_finds(reference, x):
    f, g = map(sympy.Matrix, VECTOR_CHAINS[reference])
    wanted = [f.jacobian([G1, G2]), g.jacobian([T]), f.subs({G1: g[0], G2: g[1]}).jacobian([T])]
    answers = reference(x)
    assert [answer.shape for answer in answers] == [(2, 2), (2, 1), (2, 1)]
    for answer, matrix in zip(answers, wanted, strict=True):
        assert answer == pytest.approx(np.array(matrix.subs({G1: g[0], G2: g[1]}).subs(T, x), dtype=float))


@pytest.mark.parametrize(("m", "k", "n"), [(2, 3, 4), (4, 2, 3), (1, 4, 2), (3, 2, 1), (1, 3, 1), (3, 1, 2)])
def test_composing_sums_the_products_along_all_roads(m, k, n):
    rng = np.random.default_rng([m, k, n])
    f, g = rng.normal(size=(m, k)), rng.normal(size=(k, n))
    roads = [[sum(f[i, a] * g[a, j] for a in range(k)) for j in range(n)] for i in range(m)]
    assert solution.compose(f, g) == pytest.approx(np.array(roads))


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_diagonal_chain_is_the_product_of_two_diagonal_jacobians(n):
    df_dg, dg_dx = np.random.default_rng(n).normal(size=(2, n))
    answer = solution.diagonal_chain(df_dg, dg_dx)
    assert answer.shape == (n, n)
    assert answer == pytest.approx(solution.compose(np.diag(df_dg), np.diag(dg_dx)))


# ── what a direction costs ──


@pytest.mark.parametrize(
    ("sizes", "backward", "forward"),
    [
        ([3, 5, 2, 1], 25, 36),
        ([1000, 100, 10, 1], 101_000, 1_010_000),
        ([1, 10, 100, 1000], 1_010_000, 101_000),
        ([7, 3], 0, 0),
        ([4, 4, 4, 4], 128, 128),
    ],
)
def test_multiplications_depend_on_the_direction(sizes, backward, forward):
    assert solution.multiplications(sizes, "backward") == backward
    assert solution.multiplications(sizes, "forward") == forward


@pytest.mark.parametrize("sizes", [(2, 3), (2, 3, 4), (5, 4, 2, 3), (4, 3, 2, 1), (1, 3, 2)])
def test_a_row_through_all_jacobians_is_that_row_times_their_product(sizes):
    rng = np.random.default_rng(sizes)
    jacobians = [rng.normal(size=(m, n)) for n, m in pairwise(sizes)]
    v = rng.normal(size=sizes[-1])
    whole = np.linalg.multi_dot([v, *jacobians[::-1]])
    assert solution.vjp(jacobians, v) == pytest.approx(whole)
    assert len(jacobians) == len(sizes) - 1


# ── backpropagation ────────────────────────────────────────────────────────────────────────────────────────

CHAINS = [
    (SLIDES, 0.8),
    (SLIDES, -0.9),
    (["square", "sin"], -1.1),
    (["cos", "exp", "square"], 0.4),
    (["exp", "cos", "cube", "sin"], -0.7),
    (["square", "ln", "square"], -0.6),
    (["sin", "sin", "sin"], 1.3),
    (["ln"], 2.5),
    (["cube"], -2),
]


@pytest.mark.parametrize(("steps", "x"), CHAINS)
def test_backpropagation_gives_the_value_and_the_derivative(steps, x):
    y, symbol = symbolic(steps)
    truth = [float(expression.subs(symbol, x)) for expression in (y, y.diff(symbol))]
    assert solution.backpropagate(steps, x) == pytest.approx(truth)


@pytest.mark.parametrize("x", [0.7, -2])
def test_an_empty_chain_is_x_itself(x):
    assert solution.backpropagate([], x) == (x, 1.0)


@pytest.mark.parametrize("steps", [["tan"], ["square", "tan"], ["square", "", "sin"], ["Sin"]])
def test_an_unknown_step_raises(steps):
    with pytest.raises(ValueError, match="step"):
        solution.backpropagate(steps, 0.7)


def test_backpropagation_leaves_its_steps_alone():
    steps = ["square", "sin"]
    solution.backpropagate(steps, 0.7)
    assert steps == ["square", "sin"]


# ── through a graph ──

NEURON = [("p", "mul", ("w", "x")), ("z", "add", ("p", "b")), ("a", "max0", ("z",)), ("cost", "square", ("a",))]
GRAPHS = [
    ([("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "sin", ("u2",))], {"x": 0.7}),
    ([("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "mul", ("u2", "x"))], {"x": -1.3}),
    ([("y", "mul", ("x", "x"))], {"x": -2}),
    ([("u", "exp", ("x",)), ("v", "add", ("u", "u")), ("y", "mul", ("v", "u"))], {"x": 0.3}),
    (NEURON, {"w": 0.5, "x": 3.0, "b": 1.0}),
    (NEURON, {"w": 0.5, "x": 3.0, "b": -4.0}),
    ([("u", "exp", ("x",)), ("aside", "sin", ("u",)), ("y", "mul", ("u", "x"))], {"x": 0.4, "other": 2.0}),
]
OPERATIONS = {
    "add": lambda u, v: u + v,
    "mul": lambda u, v: u * v,
    "square": lambda u: u**2,
    "sin": np.sin,
    "exp": np.exp,
    "max0": lambda u: u if np.real(u) > 0 else 0.0 * u,
}


def last_value(graph, inputs, nudged, step):
    """Return the last value of a graph where one name is nudged by a step."""
    values = {name: value + step * (name == nudged) for name, value in inputs.items()}
    for name, operation, names in graph:
        values[name] = OPERATIONS[operation](*(values[each] for each in names)) + step * (name == nudged)
    return values[graph[-1][0]]


@pytest.mark.parametrize(("graph", "inputs"), GRAPHS)
def test_the_slope_of_every_name_is_what_a_nudge_of_it_measures(graph, inputs):
    slopes = solution.gradients(graph, inputs)
    assert slopes.keys() == inputs.keys() | {name for name, _, _ in graph}
    for name, slope in slopes.items():
        assert slope == pytest.approx(last_value(graph, inputs, name, 1e-30j).imag / 1e-30)


def test_the_notebooks_graph():
    graph = [("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "mul", ("u2", "x"))]
    assert solution.gradients(graph, {"x": 3.0}) == {"x": 33.0, "u1": 3.0, "u2": 3.0, "y": 1.0}


def test_at_the_kink_the_slope_is_that_of_the_flat_side():
    assert solution.gradients([("y", "max0", ("x",))], {"x": 0.0}) == {"x": 0.0, "y": 1.0}
