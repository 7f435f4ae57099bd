"""Hidden tests of a6_training: cases, samples on both sides of the kink, and the mistakes we know."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from grader.questions.kinds import array, choice, place
from grader.questions.question import Assignment, Call, Case, FollowThrough, Mistake, Question, case
from solutions import a6_training as solution

# ── kinds ──────────────────────────────────────────────────────────────────────────────────────────────────


# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────

# Active first and last, errors of both signs; sample 3 is active only for who forgets b; the mean z is positive.
DESIGNED = {
    "w": np.array([0.5, -1.5, 2.0]),
    "b": -0.75,
    "X": np.array([[2.0, -0.5, 0.5], [-1.0, 1.0, -0.5], [0.5, -1.0, 0.25], [3.0, 0.5, -0.125], [-0.5, -0.25, 0.75]]),
    "y": np.array([1.5, 0.5, 3.0, 1.25, 0.25]),
}
# Sample 1 lies exactly on the kink, whatever the order of the sums: every number is a multiple of 1/4.
ON_THE_KINK = {
    "w": np.array([1.5, -0.5]),
    "b": 0.25,
    "X": np.array([[1.0, 0.5], [0.5, 2.0], [-1.0, 0.5], [0.5, -1.5]]),
    "y": np.array([2.5, 1.5, 0.5, 0.5]),
}
# Every gate is closed: the cost is large and flat.
SILENT = {
    "w": np.array([-1.0, 0.5]),
    "b": -0.5,
    "X": np.array([[1.0, -1.0], [2.0, 1.5], [0.5, -0.25]]),
    "y": np.array([1.0, -0.5, 2.0]),
}
# Nothing is left to learn.
PERFECT = SILENT | {"w": np.array([1.0, 0.5]), "b": 0.25, "y": np.array([0.75, 3.0, 0.625])}
# The mean z is negative although most samples are active, and the squares of the errors sum to 14, no multiple of 3.
INTEGERS = {
    "w": np.array([2, -1]),
    "b": 1,
    "X": np.array([[1, 1], [-3, 2], [0, -2]]),
    "y": np.array([3, 3, 1]),
}


def drawn(rng: np.random.Generator, size: int, inputs: int) -> dict[str, object]:
    """Return random samples, the middle ones of each three inactive, none near the kink, errors of both signs."""
    w = rng.uniform(0.5, 1.5, inputs) * rng.choice([-1, 1], inputs)
    b = rng.uniform(0.3, 1.0) * rng.choice([-1, 1])
    order = np.arange(size)
    z = rng.uniform(0.4, 2.0, size) * np.where(order % 3 == 1, -1, 1)
    X = rng.uniform(-1.5, 1.5, (size, inputs))
    X[:, 0] += (z - X @ w - b) / w[0]
    y = np.maximum(0, z) - rng.uniform(0.3, 1.2, size) * np.where(order % 2, -1, 1)
    y[np.abs(y) < 0.1] += 0.2  # no target of 0: an error relative to it would be infinite
    return {"w": w.round(2), "b": round(float(b), 2), "X": X.round(2), "y": y.round(2)}


def samples(rng: np.random.Generator) -> Iterable[Case]:
    """Weights, bias, samples and targets: designed ones, integers, none active, one input, one sample, random ones."""
    yield case("mixed", **DESIGNED)
    yield case("kink", **ON_THE_KINK)
    yield case("integer", **INTEGERS)
    yield case("all_inactive", **SILENT)
    yield case("mixed", **PERFECT | {"y": np.array([0.85, 2.8, 0.675])})  # the cost and its slopes are nearly 0
    yield case("mixed", **drawn(rng, 6, 2))
    yield case("mixed", **drawn(rng, 7, 4))
    yield case("one_weight", **drawn(rng, 4, 1))
    yield case("one_sample", **drawn(rng, 1, 3))


NEAR_THE_KINK = tuple(
    case(
        "near_the_kink" if abs(b) < 0.1 else "ordinary",
        w=np.array([1.0, -2.0]),
        b=b,
        X=np.array([[2.0, 1.0], [-4.0, -2.0], [0.0, 0.0], [3.0, 1.0]]),
        y=np.array([1.5, -0.5, 0.75, 2.0]),
    )
    for b in (1e-9, -1e-9, 1e-5, 0.02, -0.02, 0.9, 1.1, 5.5, 6.5, 90.0)
)
"""X @ w is exactly 0 in three samples, so b alone is their z."""
BARELY_OPEN = (
    Case(
        {"w": np.array([1.0, -2.0]), "b": 1e-8, "X": np.array([[2.0, 1.0], [-4.0, -2.0]])}, "near_the_kink", scaled=True
    ),
)
"""Outputs that are as small as b are not 0."""
MANY_SMALL = (
    case(
        "small",
        w=np.array([0.05, -0.08]),
        b=0.5,
        X=np.array([[4.0, 1.0], [-3.0, 2.0], [20.0, -5.0], [1.0, 30.0]]),
        y=np.array([0.25, 0.75, -0.5, 1.0]),
    ),
    case(
        "small",
        w=np.array([4.0, -30.0]),
        b=0.5,
        X=np.array([[0.05, -0.08], [0.09, 0.01], [-0.04, 0.06], [0.02, -0.07]]),
        y=np.array([0.25, 0.75, -0.5, 1.0]),
    ),
    case("integers_in_one", w=np.array([1, -2]), b=1, X=np.array([[3, -1]]), y=np.array([3.5])),
    case(
        "integers_in_one",
        w=np.array([2, -3]),
        b=1,
        X=np.array([[0.5, -0.75], [1.5, 2.0], [-0.25, 0.125]]),
        y=np.array([1.75, 0.5, 0.25]),
    ),
)
"""Small weights and small inputs decide the outputs of open gates. Beside whole numbers the targets are not whole, or
the inputs are not."""
NEARLY_RIGHT = (
    Case(
        {
            "w": np.array([0.5, -0.25]),
            "b": 0.5,
            "X": np.array([[1.0, 2.0], [2.0, -1.0], [0.5, 3.0]]),
            "y": np.array([0.5003, 1.7496, 0.0002]),
        },
        "small",
        scaled=True,
    ),
)
"""Every error is below 0.001, and counts."""


def without(every: Case, name: str) -> Case:
    """Return a case without one of its inputs."""
    return replace(every, inputs={other: value for other, value in every.inputs.items() if other != name})


def without_targets(rng: np.random.Generator) -> Iterable[Case]:
    """As `samples`, without y."""
    for every in samples(rng):
        yield without(every, "y")


def one_move(rng: np.random.Generator) -> Iterable[Case]:
    """A place, a gradient with unequal entries of both signs, a learning rate."""
    place = {"w": np.array([1.5, -0.5, 0.25]), "b": 0.75}
    yield case("vectors", **place, dw=np.array([2.0, -1.25, 0.5]), db=-3.0, learning_rate=0.2)
    yield case(
        "flat", **place, dw=np.zeros(3), db=1.25, learning_rate=0.3
    )  # as many weights: nothing may be remembered
    yield case("integer", w=np.array([3, -2]), b=4, dw=np.array([-1, 5]), db=3, learning_rate=2)
    yield case("vectors", **place, dw=np.array([0.05, -0.08, 0.03]), db=0.06, learning_rate=0.35)
    yield case("one_weight", w=np.array([0.75]), b=-1.25, dw=np.array([-0.5]), db=1.5, learning_rate=0.5)
    for inputs in (2, 5):
        w, dw = rng.uniform(0.3, 2.0, (2, inputs)) * rng.choice([-1, 1], (2, inputs))
        b, db = rng.uniform(0.3, 2.0, 2) * rng.choice([-1, 1], 2)
        place = {"w": w.round(2), "b": round(float(b), 2)}
        slope = {"dw": dw.round(2), "db": round(float(db), 2)}
        yield case("vectors", **place, **slope, learning_rate=round(rng.uniform(0.05, 0.4), 3))


def trainings(rng: np.random.Generator) -> Iterable[Case]:
    """A start, samples, a learning rate and a number of steps, 0 among them.

    The weights are floats: who changes them in place is told so by `changes_input`, not by an exception of NumPy's.
    """
    yield case("several_steps", **DESIGNED, learning_rate=0.2, steps=3)
    yield case("no_step", **DESIGNED, learning_rate=0.2, steps=0)
    yield case("one_step", **drawn(rng, 7, 4), learning_rate=0.15, steps=1)
    yield case("kink", **ON_THE_KINK, learning_rate=0.3, steps=2)
    yield case("integer", **INTEGERS | {"w": np.array([2.0, -1.0])}, learning_rate=0.125, steps=2)
    yield case("one_weight", **drawn(rng, 4, 1), learning_rate=0.1, steps=5)
    yield case("several_steps", **drawn(rng, 6, 2), learning_rate=0.12, steps=8)
    yield case("perfect", **PERFECT, learning_rate=0.25, steps=4)
    yield case("many_steps", **DESIGNED, learning_rate=0.05, steps=120)  # nothing is counted, and nothing decays
    yield case("too_long", **DESIGNED, learning_rate=0.9, steps=4)  # history is what happened, not the best so far


OTHER_RATES = tuple(
    case("vectors", w=np.array([1.5, -0.5]), b=0.75, dw=np.array([2.0, -1.25]), db=-3.0, learning_rate=rate)
    for rate in (0.0, 1.75)
)
SMALL_MOVE = (
    Case(
        {"w": np.zeros(2), "b": 0.0, "dw": np.array([8e-5, -3e-5]), "db": 5e-5, "learning_rate": 0.5},
        "small",
        scaled=True,
    ),
)
NO_RATE = (case("no_rate", **DESIGNED, learning_rate=0.0, steps=2),)
ONE_SLOPE = (
    case(
        "flat",
        w=np.zeros(2),
        b=0.5,
        X=np.array([[1.5, -0.5], [-1.5, 0.5]]),
        y=np.array([1.25, 1.25]),
        learning_rate=0.1,
        steps=12,
    ),
)
"""Only the bias has a slope: who stops where the weights stand still stops too early."""


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def z_of(w: Any, b: Any, X: Any) -> Any:
    return X @ w + b


def cost_of(error: Any, size: Any = lambda e, X: len(e)) -> Any:
    """Return a wrong cost from a wrong error of (a, z, y), summed in squares and divided by `size`."""

    def cost(w: Any, b: Any, X: Any, y: Any) -> Any:
        z = z_of(w, b, X)
        e = error(np.maximum(0, z), z, y)
        return np.sum(e**2) / size(e, X)

    return cost


def gradients(
    scale: Any = lambda z, X: 2 / len(z),
    error: Any = lambda z, y: np.maximum(0, z) - y,
    gate: Any = lambda z, b: z > 0,
    rows: Any = slice(None),
) -> tuple[Callable[..., object], Callable[..., object]]:
    """Return both gradients with one of their parts wrong: the constant, the error, the gate, the samples summed."""

    def parts(w: Any, b: Any, X: Any, y: Any) -> Any:
        z = z_of(w, b, X)
        return (scale(z, X) * error(z, y) * gate(z, b))[rows]

    return (lambda w, b, X, y: parts(w, b, X, y) @ X[rows]), (lambda w, b, X, y: np.sum(parts(w, b, X, y)))


HALF = gradients(scale=lambda z, X: 1 / len(z))
SUM = gradients(scale=lambda z, X: 2)
NO_GATE = gradients(gate=lambda z, b: np.ones(len(z)))
OPEN_AT_ZERO = gradients(gate=lambda z, b: z >= 0)
ONE_GATE = gradients(gate=lambda z, b: np.all(z > 0))
RIGHT = (solution.cost_gradient_w, solution.cost_gradient_b)


def step_with(slopes: Any, w_rate: Any = -1.0, b_rate: Any = -1.0) -> Any:
    """Return one step (w, b) → (w, b) with these gradients, and with factors on the way each of them moves."""

    def step(w: Any, b: Any, X: Any, y: Any, learning_rate: Any) -> Any:
        dw, db = (slope(w, b, X, y) for slope in slopes)
        return w + w_rate * learning_rate * dw, b + b_rate * learning_rate * db

    return step


def training(step: Any, keep: Any = lambda costs: costs, extra: Any = 0) -> Any:
    """Return a wrong `train`: a wrong step, a wrong part of the history kept, `extra` steps too many."""

    def train(w: Any, b: Any, X: Any, y: Any, learning_rate: Any, steps: Any) -> Any:
        costs = [solution.cost(w, b, X, y)]
        for _ in range(steps + extra):
            w, b = step(w, b, X, y, learning_rate)
            costs.append(solution.cost(w, b, X, y))
        return w, b, np.array(keep(costs))

    return train


def bias_slope_after_move(w: Any, b: Any, X: Any, y: Any, learning_rate: Any) -> Any:
    w = w - learning_rate * solution.cost_gradient_w(w, b, X, y)
    return w, b - learning_rate * solution.cost_gradient_b(w, b, X, y)


def weight_slope_after_move(w: Any, b: Any, X: Any, y: Any, learning_rate: Any) -> Any:
    b = b - learning_rate * solution.cost_gradient_b(w, b, X, y)
    return w - learning_rate * solution.cost_gradient_w(w, b, X, y), b


def without_rate(w: Any, b: Any, X: Any, y: Any, learning_rate: Any) -> Any:
    return w - solution.cost_gradient_w(w, b, X, y), b - solution.cost_gradient_b(w, b, X, y)


def sample_by_sample(w: Any, b: Any, X: Any, y: Any, learning_rate: Any) -> Any:
    for i in range(len(y)):
        w, b = step_with(RIGHT)(w, b, X[i : i + 1], y[i : i + 1], learning_rate)
    return w, b


def gradient_of_the_start(w: Any, b: Any, X: Any, y: Any, learning_rate: Any, steps: Any) -> Any:
    frozen = [slope(w, b, X, y) for slope in RIGHT]
    slopes = [lambda *at, value=value: value for value in frozen]
    return training(step_with(slopes))(w, b, X, y, learning_rate, steps)


def gates_of_the_start(w: Any, b: Any, X: Any, y: Any, learning_rate: Any, steps: Any) -> Any:
    gate = z_of(w, b, X) > 0
    return training(step_with(gradients(gate=lambda *at: gate)))(w, b, X, y, learning_rate, steps)


def starts_from_zero(w: Any, b: Any, X: Any, y: Any, learning_rate: Any, steps: Any) -> Any:
    return solution.train(np.zeros(len(w)), 0.0, X, y, learning_rate, steps)


def sums_in_history(w: Any, b: Any, X: Any, y: Any, learning_rate: Any, steps: Any) -> Any:
    w, b, history = solution.train(w, b, X, y, learning_rate, steps)
    return w, b, len(y) * history


def best_of_all(w: Any, b: Any, X: Any, y: Any, learning_rate: Any, steps: Any) -> Any:
    *_, history = solution.train(w, b, X, y, learning_rate, steps)
    return *solution.train(w, b, X, y, learning_rate, int(np.argmin(history)))[:2], history


# ── follow-through: never on earlier values that are one and the same number where they should not be ──────


def own(earlier: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return a student's own earlier values.

    Raises `ValueError` where they are constant and the right ones are not: what follows from those shows nothing.
    """
    if np.ptp(right) and not np.ptp(earlier):
        raise ValueError("constant")
    return earlier


def follow_errors(earlier: Any, w: Any, b: Any, X: Any, y: Any) -> Any:
    return own(earlier.reshape(y.shape), solution.predictions(w, b, X)) - y


def follow_cost(earlier: Any, w: Any, b: Any, X: Any, y: Any) -> Any:
    return np.mean(own(earlier, solution.errors(w, b, X, y)) ** 2)


def own_pushes(earlier: Any, w: Any, b: Any, X: Any, y: Any) -> Any:
    """Return a student's own errors where their own neuron is active; nothing follows from one that never is."""
    errors, gates = earlier
    if not gates.any() and solution.predictions(w, b, X).any():
        raise ValueError("never active")
    return own(errors, solution.errors(w, b, X, y)) * gates


def follow_gradient_w(earlier: Any, w: Any, b: Any, X: Any, y: Any) -> Any:
    return 2 / len(y) * own_pushes(earlier, w, b, X, y) @ X


def follow_gradient_b(earlier: Any, w: Any, b: Any, X: Any, y: Any) -> Any:
    return 2 / len(y) * np.sum(own_pushes(earlier, w, b, X, y))


def follow_train(earlier: Any, w: Any, b: Any, X: Any, y: Any, learning_rate: Any, steps: Any) -> Any:
    end, history = earlier[: len(w) + 1], earlier[len(w) + 1 :]
    return end[:-1], end[-1], own(history, solution.train(w, b, X, y, learning_rate, steps)[2])


def own_errors_and_gates(errors: Any, predictions: Any, w: Any, b: Any, X: Any, y: Any) -> Any:
    """Return a student's own errors, and where their own neuron is active: ``(2, N)``."""
    import numpy as np

    own_errors = np.ravel(errors(w, b, X, y))
    try:
        gates = np.ravel(predictions(w, b, X)) > 0
    except Exception:
        gates = X @ w + b > 0
    return np.stack([own_errors, gates])


def own_training(
    cost_gradient_w: Any,
    cost_gradient_b: Any,
    cost: Any,
    update: Any,
    w: Any,
    b: Any,
    X: Any,
    y: Any,
    learning_rate: Any,
    steps: Any,
) -> Any:
    """Return where a training with a student's own functions ends, and its costs, one after the other."""
    import numpy as np

    history = [cost(w, b, X, y)]
    for _ in range(steps):
        dw, db = cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y)
        w, b = update(w, b, np.reshape(dw, np.shape(w)), db, learning_rate)
        history.append(cost(w, b, X, y))
    return np.concatenate([np.ravel(w), np.ravel(b), np.ravel(history)])


# ── mistakes that both gradients share ─────────────────────────────────────────────────────────────────────


def of_both_gradients(part: int) -> tuple[Mistake, ...]:
    """Return the mistakes known of both gradients: part 0 is the one by w, part 1 the one by b."""
    return (
        Mistake("factor_two_lost", HALF[part], credit=0.5),
        Mistake("not_averaged", SUM[part], credit=0.5),
        Mistake("constants_lost", gradients(scale=lambda z, X: 1)[part], credit=0.25),
        Mistake("averaged_twice", gradients(scale=lambda z, X: 2 / len(z) ** 2)[part], credit=0.5),
        Mistake("divided_by_active", gradients(scale=lambda z, X: 2 / np.sum(z > 0))[part], credit=0.5),
        Mistake("divided_by_inputs", gradients(scale=lambda z, X: 2 / X.shape[1])[part], credit=0.5),
        Mistake("error_reversed", gradients(error=lambda z, y: y - np.maximum(0, z))[part], credit=0.25),
        Mistake("no_gate", NO_GATE[part], credit=0.5),
        Mistake(
            "activation_ignored",
            gradients(error=lambda z, y: z - y, gate=lambda z, b: np.ones(len(z)))[part],
            credit=0.25,
        ),
        Mistake("gate_open_at_zero", OPEN_AT_ZERO[part], credit=0.5),
        Mistake("one_gate_for_all", ONE_GATE[part], credit=0.25),
        Mistake("one_open_gate_for_all", gradients(gate=lambda z, b: np.any(z > 0))[part], credit=0.25),
        Mistake("one_gate_by_mean", gradients(gate=lambda z, b: np.mean(z) > 0)[part], credit=0.25),
        Mistake("gate_without_bias", gradients(gate=lambda z, b: z - b > 0)[part], credit=0.5),
        Mistake(
            "gate_on_error",
            gradients(error=lambda z, y: np.maximum(0, np.maximum(0, z) - y), gate=lambda z, b: np.ones(len(z)))[part],
            credit=0.25,
        ),
        Mistake("error_lost", gradients(error=lambda z, y: np.ones(len(z)))[part], credit=0.25),
        Mistake("targets_lost", gradients(error=lambda z, y: np.maximum(0, z))[part]),
        Mistake("error_still_squared", gradients(error=lambda z, y: (np.maximum(0, z) - y) ** 2)[part], credit=0.25),
        Mistake("sign_of_error_lost", gradients(error=lambda z, y: np.abs(np.maximum(0, z) - y))[part], credit=0.25),
        Mistake("first_sample_only", gradients(rows=slice(0, 1))[part], credit=0.25),
        Mistake("last_sample_only", gradients(rows=slice(-1, None))[part], credit=0.25),
    )


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

QUESTIONS = (
    Question(
        solution.predictions,
        points=1,
        cases=without_targets,
        probing={"w": array("n"), "b": place(), "X": array("N", "n")},
        beside=(*(without(near, "y") for near in (*NEAR_THE_KINK, *MANY_SMALL)), *BARELY_OPEN),
        mistakes=(
            Mistake("activation_lost", lambda w, b, X: X @ w + b, credit=0.25),
            Mistake("bias_lost", lambda w, b, X: np.maximum(0, X @ w), credit=0.25),
            Mistake("bias_after_activation", lambda w, b, X: np.maximum(0, X @ w) + b, credit=0.25),
            Mistake("bias_subtracted", lambda w, b, X: np.maximum(0, X @ w - b), credit=0.25),
            Mistake("bias_for_each_input", lambda w, b, X: np.maximum(0, np.sum(X * w + b, axis=1)), credit=0.25),
            Mistake("gate_without_bias", lambda w, b, X: np.where(X @ w > 0, X @ w + b, 0), credit=0.25),
            Mistake("gate_returned", lambda w, b, X: np.where(X @ w + b > 0, 1.0, 0.0)),
            Mistake("minimum_for_maximum", lambda w, b, X: np.minimum(0, X @ w + b), credit=0.25),
            Mistake("absolute_value", lambda w, b, X: np.abs(X @ w + b)),
            Mistake("largest_only", lambda w, b, X: np.max(X @ w + b, 0), credit=0.25),
            Mistake("products_not_summed", lambda w, b, X: np.maximum(0, X * w + b)),
            Mistake("products_gated", lambda w, b, X: np.maximum(0, X * w + b).sum(axis=1), credit=0.25),
            Mistake("one_gate_for_all", lambda w, b, X: (X @ w + b) * bool(np.all(X @ w + b > 0)), credit=0.25),
        ),
    ),
    Question(
        solution.errors,
        points=1,
        cases=samples,
        follow_through=FollowThrough((solution.predictions,), follow_errors),
        probing={"w": array("n"), "b": place(), "X": array("N", "n"), "y": array("N")},
        beside=(*NEAR_THE_KINK, *MANY_SMALL),
        mistakes=(
            Mistake("target_minus_activation", lambda w, b, X, y: y - np.maximum(0, z_of(w, b, X)), credit=0.5),
            Mistake("activation_ignored", lambda w, b, X, y: z_of(w, b, X) - y, credit=0.25),
            Mistake("bias_lost", lambda w, b, X, y: np.maximum(0, X @ w) - y, credit=0.25),
            Mistake("activation_of_difference", lambda w, b, X, y: np.maximum(0, z_of(w, b, X) - y), credit=0.25),
            Mistake(
                "inactive_samples_dropped",
                lambda w, b, X, y: np.where(z_of(w, b, X) > 0, z_of(w, b, X) - y, 0),
                credit=0.25,
            ),
            Mistake("squared", lambda w, b, X, y: (np.maximum(0, z_of(w, b, X)) - y) ** 2, credit=0.25),
            Mistake("absolute", lambda w, b, X, y: np.abs(np.maximum(0, z_of(w, b, X)) - y), credit=0.25),
            Mistake("averaged", lambda w, b, X, y: np.mean(np.maximum(0, z_of(w, b, X)) - y), credit=0.25),
            Mistake("relative", lambda w, b, X, y: (np.maximum(0, z_of(w, b, X)) - y) / y, credit=0.25),
            Mistake(
                "column_minus_row", lambda w, b, X, y: np.subtract.outer(np.maximum(0, z_of(w, b, X)), y), credit=0.25
            ),
            Mistake("prediction_itself", lambda w, b, X, y: solution.predictions(w, b, X), credit=0.25),
            Mistake("target_added", lambda w, b, X, y: solution.predictions(w, b, X) + y, credit=0.25),
            Mistake("averaged_already", lambda w, b, X, y: solution.errors(w, b, X, y) / len(y), credit=0.5),
            Mistake(
                "target_of_inactive",
                lambda w, b, X, y: np.where(z_of(w, b, X) > 0, z_of(w, b, X) - y, y),
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.cost,
        points=1,
        cases=samples,
        follow_through=FollowThrough((solution.errors,), follow_cost),
        probing={"w": array("n"), "b": place(), "X": array("N", "n"), "y": array("N")},
        beside=(*NEAR_THE_KINK, *MANY_SMALL, *NEARLY_RIGHT),
        mistakes=(
            Mistake("not_averaged", cost_of(lambda a, z, y: a - y, lambda e, X: 1), credit=0.5),
            Mistake("halved", cost_of(lambda a, z, y: a - y, lambda e, X: 2 * len(e)), credit=0.5),
            Mistake(
                "root_taken", lambda w, b, X, y: np.sqrt(np.mean((np.maximum(0, z_of(w, b, X)) - y) ** 2)), credit=0.5
            ),
            Mistake("not_squared", lambda w, b, X, y: np.mean(np.maximum(0, z_of(w, b, X)) - y)),
            Mistake("absolute", lambda w, b, X, y: np.mean(np.abs(np.maximum(0, z_of(w, b, X)) - y)), credit=0.25),
            Mistake(
                "mean_before_square", lambda w, b, X, y: np.mean(np.maximum(0, z_of(w, b, X)) - y) ** 2, credit=0.25
            ),
            Mistake("one_cost_per_sample", lambda w, b, X, y: (np.maximum(0, z_of(w, b, X)) - y) ** 2, credit=0.5),
            Mistake("divided_by_inputs", cost_of(lambda a, z, y: a - y, lambda e, X: X.shape[1]), credit=0.5),
            Mistake("activation_ignored", cost_of(lambda a, z, y: z - y), credit=0.25),
            Mistake("inactive_samples_dropped", cost_of(lambda a, z, y: np.where(z > 0, z - y, 0)), credit=0.25),
            Mistake(
                "mean_over_active",
                cost_of(lambda a, z, y: np.where(z > 0, z - y, 0), lambda e, X: np.count_nonzero(e)),
                credit=0.25,
            ),
            Mistake(
                "column_minus_row",
                lambda w, b, X, y: np.mean(np.subtract.outer(np.maximum(0, z_of(w, b, X)), y) ** 2),
                credit=0.25,
            ),
            Mistake(
                "divided_by_all_entries",
                lambda w, b, X, y: np.sum(solution.errors(w, b, X, y) ** 2) / X.size,
                credit=0.5,
            ),
            Mistake("half_sum", lambda w, b, X, y: np.sum(solution.errors(w, b, X, y) ** 2) / 2, credit=0.25),
            Mistake(
                "difference_of_squares",
                lambda w, b, X, y: np.mean(solution.predictions(w, b, X) ** 2 - y**2),
                credit=0.25,
            ),
            Mistake("variance", lambda w, b, X, y: np.var(solution.errors(w, b, X, y)), credit=0.25),
            Mistake("divided_by_one_less", cost_of(lambda a, z, y: a - y, lambda e, X: len(e) - 1), credit=0.5),
        ),
    ),
    Question(
        solution.cost_gradient_w,
        points=3,
        cases=samples,
        follow_through=FollowThrough((solution.errors, solution.predictions), follow_gradient_w, own_errors_and_gates),
        probing={"w": array("n"), "b": place(), "X": array("N", "n"), "y": array("N")},
        beside=(*NEAR_THE_KINK, *MANY_SMALL, *NEARLY_RIGHT),
        mistakes=(
            *of_both_gradients(0),
            Mistake("inputs_lost", solution.cost_gradient_b, credit=0.25),
            Mistake("weights_for_inputs", lambda w, b, X, y: RIGHT[1](w, b, X, y) * w),
            Mistake("means_multiplied", lambda w, b, X, y: RIGHT[1](w, b, X, y) * np.mean(X, axis=0), credit=0.25),
            Mistake(
                "not_summed",
                lambda w, b, X, y: (2 / len(y) * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y))[:, None] * X,
                credit=0.5,
            ),
            Mistake(
                "samples_not_averaged",
                lambda w, b, X, y: (2 * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y))[:, None] * X,
                credit=0.5,
            ),
            Mistake(
                "mean_over_everything",
                lambda w, b, X, y: np.mean(2 * ((z_of(w, b, X) > 0) * solution.errors(w, b, X, y))[:, None] * X),
                credit=0.25,
            ),
            Mistake("same_slope_for_all", lambda w, b, X, y: np.full(len(w), RIGHT[1](w, b, X, y)), credit=0.25),
            Mistake(
                "activation_for_gate",
                lambda w, b, X, y: 2 / len(y) * (solution.predictions(w, b, X) * solution.errors(w, b, X, y)) @ X,
                credit=0.25,
            ),
            Mistake(
                "gates_and_errors_averaged_apart",
                lambda w, b, X, y: 2 * np.mean(z_of(w, b, X) > 0) * np.mean(solution.errors(w, b, X, y)),
                credit=0.25,
            ),
            Mistake("slopes_of_weights_added", lambda w, b, X, y: np.sum(RIGHT[0](w, b, X, y))),
        ),
    ),
    Question(
        solution.cost_gradient_b,
        points=2,
        cases=samples,
        follow_through=FollowThrough((solution.errors, solution.predictions), follow_gradient_b, own_errors_and_gates),
        probing={"w": array("n"), "b": place(), "X": array("N", "n"), "y": array("N")},
        beside=(*NEAR_THE_KINK, *MANY_SMALL, *NEARLY_RIGHT),
        mistakes=(
            *of_both_gradients(1),
            Mistake("inputs_kept", solution.cost_gradient_w, credit=0.25),
            Mistake("bias_kept", lambda w, b, X, y: b * RIGHT[1](w, b, X, y), credit=0.25),
            Mistake(
                "not_summed",
                lambda w, b, X, y: 2 / len(y) * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y),
                credit=0.5,
            ),
            Mistake(
                "samples_not_averaged",
                lambda w, b, X, y: 2 * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y),
                credit=0.5,
            ),
            Mistake("slopes_of_weights_added", lambda w, b, X, y: np.sum(RIGHT[0](w, b, X, y)), credit=0.25),
        ),
    ),
    Question(
        solution.update,
        points=1,
        cases=one_move,
        ask=Call(forbid_aliasing=True),
        probing={
            "w": array("n"),
            "b": place(),
            "dw": array("n"),
            "db": place(),
            "learning_rate": place(0.1, spread=0.05, without="zero tiny large huge", least=0.0),
        },
        beside=(*OTHER_RATES, *SMALL_MOVE),
        mistakes=(
            Mistake(
                "uphill",
                lambda w, b, dw, db, learning_rate: (w + learning_rate * dw, b + learning_rate * db),
                credit=0.25,
            ),
            Mistake("learning_rate_lost", lambda w, b, dw, db, learning_rate: (w - dw, b - db), credit=0.25),
            Mistake(
                "learning_rate_on_bias_only",
                lambda w, b, dw, db, learning_rate: (w - dw, b - learning_rate * db),
                credit=0.5,
            ),
            Mistake(
                "learning_rate_on_weights_only",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * dw, b - db),
                credit=0.5,
            ),
            Mistake(
                "step_returned",
                lambda w, b, dw, db, learning_rate: (-learning_rate * dw, -learning_rate * db),
                credit=0.25,
            ),
            Mistake(
                "scaled_gradient_returned",
                lambda w, b, dw, db, learning_rate: (learning_rate * dw, learning_rate * db),
                credit=0.25,
            ),
            Mistake("bias_stays", lambda w, b, dw, db, learning_rate: (w - learning_rate * dw, b + 0.0), credit=0.5),
            Mistake("weights_stay", lambda w, b, dw, db, learning_rate: (w + 0.0, b - learning_rate * db), credit=0.25),
            Mistake(
                "bias_uphill",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * dw, b + learning_rate * db),
                credit=0.5,
            ),
            Mistake(
                "weights_uphill",
                lambda w, b, dw, db, learning_rate: (w + learning_rate * dw, b - learning_rate * db),
                credit=0.25,
            ),
            Mistake(
                "rate_on_everything",
                lambda w, b, dw, db, learning_rate: (learning_rate * (w - dw), learning_rate * (b - db)),
                credit=0.25,
            ),
            Mistake(
                "divided_by_rate",
                lambda w, b, dw, db, learning_rate: (w - dw / learning_rate, b - db / learning_rate),
                credit=0.25,
            ),
            Mistake(
                "place_multiplied",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * dw * w, b - learning_rate * db * b),
                credit=0.25,
            ),
            Mistake(
                "results_swapped",
                lambda w, b, dw, db, learning_rate: (b - learning_rate * db, w - learning_rate * dw),
                credit=0.5,
            ),
            Mistake(
                "weights_take_slope_of_bias",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * db, b - learning_rate * db),
                credit=0.25,
            ),
            Mistake(
                "rate_on_the_place",
                lambda w, b, dw, db, learning_rate: (learning_rate * w - dw, learning_rate * b - db),
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.train,
        points=3,
        cases=trainings,
        follow_through=FollowThrough(
            (solution.cost_gradient_w, solution.cost_gradient_b, solution.cost, solution.update),
            follow_train,
            own_training,
        ),
        probing={
            "w": array("n", without="large huge integers"),
            "b": place(without="large huge integers"),
            "X": array("N", "n", without="large huge integers"),
            "y": array("N", without="large huge integers"),
            "learning_rate": place(0.1, spread=0.02, without="zero tiny small large huge integers", least=0.0),
            "steps": choice(2, 0, 1, 9),
        },
        beside=(
            *ONE_SLOPE,
            *NO_RATE,
            replace(MANY_SMALL[1], inputs={**MANY_SMALL[1].inputs, "learning_rate": 0.2, "steps": 3}),
        ),
        mistakes=(
            Mistake("bias_slope_after_move", training(bias_slope_after_move), credit=0.5),
            Mistake("weight_slope_after_move", training(weight_slope_after_move), credit=0.5),
            Mistake("history_without_start", training(step_with(RIGHT), lambda costs: costs[1:]), credit=0.5),
            Mistake("history_without_end", training(step_with(RIGHT), lambda costs: costs[:-1]), credit=0.5),
            Mistake("history_lags", training(step_with(RIGHT), lambda costs: costs[:1] + costs[:-1]), credit=0.5),
            Mistake("history_of_start", training(step_with(RIGHT), lambda costs: costs[:1] * len(costs)), credit=0.5),
            Mistake("history_of_sums", sums_in_history, credit=0.5),
            Mistake("moved_once_more", training(step_with(RIGHT), lambda costs: costs[:-1], extra=1), credit=0.5),
            Mistake("one_step_more", training(step_with(RIGHT), extra=1), credit=0.5),
            Mistake("one_step_less", training(step_with(RIGHT), extra=-1), credit=0.5),
            Mistake("gradient_of_the_start", gradient_of_the_start, credit=0.25),
            Mistake("gates_of_the_start", gates_of_the_start, credit=0.5),
            Mistake("uphill", training(step_with(RIGHT, w_rate=1, b_rate=1)), credit=0.25),
            Mistake("learning_rate_lost", training(without_rate), credit=0.25),
            Mistake("bias_stays", training(step_with(RIGHT, b_rate=0)), credit=0.25),
            Mistake("weights_stay", training(step_with(RIGHT, w_rate=0)), credit=0.25),
            Mistake("bias_uphill", training(step_with(RIGHT, b_rate=1)), credit=0.25),
            Mistake("starts_from_zero", starts_from_zero, credit=0.25),
            Mistake("sample_by_sample", training(sample_by_sample), credit=0.25),
            Mistake("factor_two_lost", training(step_with(HALF)), credit=0.5),
            Mistake("not_averaged", training(step_with(SUM)), credit=0.5),
            Mistake("no_gate", training(step_with(NO_GATE)), credit=0.5),
            Mistake("gate_open_at_zero", training(step_with(OPEN_AT_ZERO)), credit=0.5),
            Mistake("one_gate_for_all", training(step_with(ONE_GATE)), credit=0.5),
            Mistake("best_returned", best_of_all, credit=0.5),
        ),
    ),
)

ASSIGNMENT = Assignment("a6_training", QUESTIONS, companions=("pictures.py",))
