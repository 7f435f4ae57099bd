"""The references of a6_training, each held against something computed another way."""

import numpy as np
import pytest
import sympy

from grader.hidden_tests import a6_training as hidden
from solutions import a6_training as solution

# The notebook's example: samples 1 and 3 are active, sample 2 is not.
EXAMPLE = {"w": np.array([1, 2]), "b": -1, "X": np.array([[2, 1], [1, -2], [-1, 3]]), "y": np.array([1, 2, 5])}
SIZES = [(6, 2), (7, 4), (4, 1), (1, 3)]


def drawn(size, inputs, seed=0):
    """Return seeded samples on both sides of the kink, none near it."""
    return hidden.drawn(np.random.default_rng([seed, size, inputs]), size, inputs)


def all_inputs():
    """Return the example, the designed inputs of the hidden tests, and random ones."""
    return [EXAMPLE, hidden.DESIGNED, hidden.ON_THE_KINK, hidden.INTEGERS, *(drawn(*size) for size in SIZES)]


def by_sympy(w, b, X, y):
    """Return cost and gradients from a SymPy sum of one `Piecewise` for each sample."""
    weights, bias = sympy.symbols(f"w:{len(w)}"), sympy.Symbol("b")
    total = 0
    for row, target in zip(X.tolist(), y.tolist(), strict=True):
        z = sum(weight * sympy.Rational(x) for weight, x in zip(weights, row, strict=True)) + bias
        total += (sympy.Rational(target) - sympy.Piecewise((0, z <= 0), (z, True))) ** 2
    cost = total / len(y)
    place = dict(zip(weights, map(sympy.Rational, w.tolist()), strict=True)) | {bias: sympy.Rational(b)}
    slopes = [float(sympy.diff(cost, variable).subs(place)) for variable in (*weights, bias)]
    return float(cost.subs(place)), np.array(slopes[:-1]), slopes[-1]


def central_differences(function, place, h=1e-6):
    """Return the slopes of a function of a vector."""
    return np.array([(function(place + step) - function(place - step)) / (2 * h) for step in h * np.eye(len(place))])


# ── predictions, errors, cost ──────────────────────────────────────────────────────────────────────────────


def test_example_by_hand():
    inputs = {name: EXAMPLE[name] for name in "wbX"}
    np.testing.assert_array_equal(solution.predictions(**inputs), [3, 0, 4])
    np.testing.assert_array_equal(solution.errors(**EXAMPLE), [2, -2, -1])
    assert solution.cost(**EXAMPLE) == 3
    np.testing.assert_allclose(solution.cost_gradient_w(**EXAMPLE), [10 / 3, -2 / 3])
    np.testing.assert_allclose(solution.cost_gradient_b(**EXAMPLE), 2 / 3)


@pytest.mark.parametrize("inputs", all_inputs())
def test_predictions_and_errors_go_sample_by_sample(inputs):
    w, b, X, y = inputs.values()
    expected = [max(0, sum(weight * x for weight, x in zip(w, row, strict=True)) + b) for row in X]
    np.testing.assert_allclose(solution.predictions(w, b, X), expected, atol=1e-12)
    np.testing.assert_allclose(solution.errors(w, b, X, y), np.array(expected) - y, atol=1e-12)


def test_cost_of_a_perfect_fit_is_zero_and_so_is_its_gradient():
    w, b, X, _ = drawn(6, 2).values()
    y = solution.predictions(w, b, X)
    assert solution.cost(w, b, X, y) == 0
    assert not solution.cost_gradient_w(w, b, X, y).any()
    assert solution.cost_gradient_b(w, b, X, y) == 0


# ── gradients ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("inputs", all_inputs())
def test_cost_and_gradients_agree_with_sympy(inputs):
    cost, gradient_w, gradient_b = by_sympy(**inputs)
    np.testing.assert_allclose(solution.cost(**inputs), cost, rtol=1e-12)
    np.testing.assert_allclose(solution.cost_gradient_w(**inputs), gradient_w, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(solution.cost_gradient_b(**inputs), gradient_b, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("size", SIZES)
def test_gradients_agree_with_measured_slopes(size, seed):
    w, b, X, y = drawn(*size, seed).values()
    measured = central_differences(lambda place: solution.cost(place[:-1], place[-1], X, y), np.append(w, b))
    np.testing.assert_allclose(solution.cost_gradient_w(w, b, X, y), measured[:-1], atol=1e-7)
    np.testing.assert_allclose(solution.cost_gradient_b(w, b, X, y), measured[-1], atol=1e-7)


@pytest.mark.parametrize("z", [0.0, -0.5])
def test_a_sample_at_the_kink_or_below_does_not_push(z):
    w, X, y = np.array([1.5, -0.5]), np.array([[0.5, 2.0]]), np.array([3.0])
    b = z - (X @ w)[0]
    np.testing.assert_array_equal(solution.cost_gradient_w(w, b, X, y), [0, 0])
    assert solution.cost_gradient_b(w, b, X, y) == 0


def test_inactive_samples_count_in_the_mean():
    w, b, X, y = (hidden.DESIGNED[name] for name in "wbXy")
    active = X @ w + b > 0
    of_active_alone = solution.cost_gradient_w(w, b, X[active], y[active])
    np.testing.assert_allclose(solution.cost_gradient_w(w, b, X, y), of_active_alone * active.mean())


# ── learning ───────────────────────────────────────────────────────────────────────────────────────────────


def test_update_leaves_its_inputs_alone():
    w, dw = np.array([1.0, 2.0]), np.array([10 / 3, -2 / 3])
    new_w, new_b = solution.update(w, -1.0, dw, 2 / 3, 0.15)
    np.testing.assert_allclose(new_w, [0.5, 2.1])
    np.testing.assert_allclose(new_b, -1.1)
    np.testing.assert_array_equal(w, [1, 2])
    assert not np.shares_memory(new_w, w)


def test_two_steps_of_the_example_by_hand():
    w, b, history = solution.train(**EXAMPLE, learning_rate=0.15, steps=2)
    np.testing.assert_allclose(w, [0.27, 2.09])
    np.testing.assert_allclose(b, -1.17)
    np.testing.assert_allclose(history, [3, 1 + 2.09 / 3, 1.4135])


def test_no_step_returns_the_start():
    w, b, history = solution.train(**EXAMPLE, learning_rate=0.15, steps=0)
    np.testing.assert_array_equal(w, EXAMPLE["w"])
    assert b == EXAMPLE["b"]
    np.testing.assert_array_equal(history, [3])


@pytest.mark.parametrize("size", SIZES)
def test_training_follows_the_measured_slopes(size):
    w, b, X, y = drawn(*size).values()
    place = np.append(w, b)
    costs = [solution.cost(w, b, X, y)]
    for _ in range(4):
        place = place - 0.05 * central_differences(lambda at: solution.cost(at[:-1], at[-1], X, y), place)
        costs.append(solution.cost(place[:-1], place[-1], X, y))
    end_w, end_b, history = solution.train(w, b, X, y, learning_rate=0.05, steps=4)
    np.testing.assert_allclose(np.append(end_w, end_b), place, atol=1e-7)
    np.testing.assert_allclose(history, costs, atol=1e-7)


# ── the hidden tests' own promises ─────────────────────────────────────────────────────────────────────────


def test_designed_input_has_what_tells_mistakes_apart():
    w, b, X, y = (hidden.DESIGNED[name] for name in "wbXy")
    z, e = X @ w + b, solution.errors(w, b, X, y)
    assert X.shape[0] != X.shape[1]
    assert b != 0
    assert min(z[0], z[-1]) > 0 > z.min()
    assert np.abs(z).min() > 0.1
    assert e[z > 0].min() < 0 < e[z > 0].max()
    assert ((X @ w > 0) != (z > 0)).any()
    assert len(set(np.round(solution.cost_gradient_w(w, b, X, y), 6))) == len(w)


def test_one_sample_lies_exactly_on_the_kink_in_any_order_of_summation():
    w, b, X, y = (hidden.ON_THE_KINK[name] for name in "wbXy")
    assert (X @ w + b)[1] == (X[:, ::-1] @ w[::-1] + b)[1] == b + X[1, 1] * w[1] + X[1, 0] * w[0] == 0
    assert y[1] != 0


def walked(given):
    """Return where a training begins and where each of its steps leads, `(w, b)`, and its costs."""
    w, b, history = solution.train(**given)
    places = [(given["w"], given["b"])]
    for _ in range(given["steps"]):
        places.append(solution.train(**given | dict(zip("wb", places[-1], strict=True)) | {"steps": 1})[:2])
    np.testing.assert_array_equal(places[-1][0], w)  # one step after the other leads where all at once do
    assert places[-1][1] == b
    return places, history


@pytest.mark.parametrize("seed", range(20))
def test_no_step_of_a_hidden_training_comes_near_a_kink(seed):
    for case in hidden.trainings(np.random.default_rng(seed)):
        places, history = walked(dict(case.inputs))
        for w, b in places[case.kind == "kink" :]:
            assert np.abs(case.inputs["X"] @ w + b).min() > 1e-4
        assert history.max() < 100


def active_before_each_step(given):
    """Return which samples are active before each step, `(steps, N)`."""
    return np.array([given["X"] @ w + b > 0 for w, b in walked(given)[0][:-1]])


@pytest.mark.parametrize("seed", range(5))
def test_some_sample_changes_sides_during_a_hidden_training(seed):
    trainings = [active_before_each_step(dict(case.inputs)) for case in hidden.trainings(np.random.default_rng(seed))]
    assert any((active != active[:1]).any() for active in trainings)
