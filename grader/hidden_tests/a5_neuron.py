"""Hidden tests of a5_neuron: cases, points, and the mistakes we know."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from grader.questions.kinds import array, place
from grader.questions.question import Assignment, Case, FollowThrough, Mistake, Question, Rules, case
from solutions import a5_neuron as solution

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def two_vectors(rng: np.random.Generator) -> Iterable[Case]:
    """u, v and their changes: the notebook's example, one of them still, integers, several lengths."""
    array = np.array
    yield case("both_move", u=array([1.0, 2.0]), v=array([3.0, -1.0]), du=array([0.1, 0.2]), dv=array([0.3, 0.1]))
    yield case("integer", u=array([2, -1, 3]), v=array([4, 5, -2]), du=array([1, -2, 1]), dv=array([-1, 3, 2]))
    u, v, du, dv = rng.uniform(-2, 2, size=(4, 3))
    yield case("only_u_moves", u=u, v=v, du=du, dv=np.zeros(3))
    yield case("only_v_moves", u=u, v=v, du=np.zeros(3), dv=dv)
    yield case("same_vector", u=u, v=u.copy(), du=du, dv=dv)
    for n in (1, 4, 5):
        u, v, du, dv = rng.uniform(-2, 2, size=(4, n))
        yield case("both_move", u=u, v=v, du=du, dv=dv)


def steps(rng: np.random.Generator) -> Iterable[Case]:
    """A place and a step: the notebook's example, no step, a step along the circle, integers, several lengths."""
    array = np.array
    yield case("step", x=array([3.0, 4.0]), dx=array([0.1, -0.2]))
    yield case("integer", x=array([2, -1, 3]), dx=array([1, 4, -2]))
    yield case("no_step", x=array([0.5, -1.5, 2.0]), dx=np.zeros(3))
    yield case("right_angle", x=array([1.5, -2.0]), dx=array([2.0, 1.5]))
    for n in (1, 4, 5):
        x, dx = rng.uniform(-2, 2, size=(2, n))
        yield case("step", x=x, dx=dx)


def forms(rng: np.random.Generator) -> Iterable[Case]:
    """A matrix, a place and a step: the notebook's example, a skew and a symmetric matrix, integers, several sizes."""
    array, A = np.array, np.array([[1.0, 2.0], [0.0, 3.0]])
    yield case("step", A=A, x=array([1.0, 1.0]), dx=array([0.1, 0.0]))
    yield case("step", A=A, x=array([0.5, -1.5]), dx=array([0.3, 0.2]))
    yield case("integer", A=array([[2, -1, 4], [3, 1, 0], [-2, 5, 3]]), x=array([2, -1, 3]), dx=array([1, 4, -2]))
    yield case("no_step", A=rng.uniform(-2, 2, (3, 3)), x=array([0.5, -1.5, 2.0]), dx=np.zeros(3))
    yield case("skew_matrix", A=array([[0.0, 2.0], [-2.0, 0.0]]), x=array([1.5, -2.0]), dx=array([0.4, 0.3]))
    yield case("symmetric_matrix", A=array([[1.0, -0.5], [-0.5, 2.0]]), x=array([1.5, -2.0]), dx=array([0.4, 0.3]))
    for n in (1, 4, 5):
        x, dx = rng.uniform(-2, 2, size=(2, n))
        yield case("step", A=rng.uniform(-2, 2, (n, n)), x=x, dx=dx)


def smooth_neurons(rng: np.random.Generator) -> Iterable[Case]:
    """Neurons with z of either sign, small and large, and exactly 0; in some the bias decides over the sign.

    Far from 0 the slope of softplus is nearly 0 or 1, and not quite: a function that jumps there is wrong.
    """
    array = np.array
    for b in (1.0, -2.0, -5.0):
        yield case("ordinary", w=array([1.0, -2.0, 0.5]), x=array([2.0, 1.0, 4.0]), b=b)
    yield case("ordinary", w=array([0.5, -1.5]), x=array([1.5, 2.0]), b=4.0)
    yield case("ordinary", w=array([-1.5]), x=array([-2.0]), b=-0.5)
    yield case("integer", w=array([1, -3]), x=array([2, 1]), b=-1)
    yield case("integer", w=array([2, -1, 3]), x=array([1, 4, 1]), b=0)
    yield case("ordinary", w=array([0.002, 0.01]), x=array([1500.0, -375.0]), b=0.5)
    yield case("ordinary", w=array([-3.0, 2.0]), x=array([11.0, 1.5]), b=31.0)
    yield case("ordinary", w=array([3.0, -2.0]), x=array([11.0, 1.5]), b=-31.0)
    yield case("far_below", w=array([2.0, -1.5]), x=array([-2.0, 4.0]), b=-2.5)
    yield case("far_above", w=array([2.0, -1.5]), x=array([2.0, -4.0]), b=0.5)
    for n in (2, 4, 5):
        w, x = rng.uniform(-1.5, 1.5, size=(2, n))
        yield case("ordinary", w=w, x=x, b=float(rng.uniform(-2, 2) - w @ x))


def neurons(rng: np.random.Generator) -> Iterable[Case]:
    """Neurons with an open gate, a closed one, and z exactly 0 (halves and quarters, so that no sum is rounded).

    In some of them the bias alone decides: w·x has the other sign than w·x + b.
    """
    array = np.array
    yield case("open", w=array([1.0, -2.0, 0.5]), x=array([2.0, 1.0, 4.0]), b=-0.5)
    yield case("open", w=array([0.5, -1.5]), x=array([1.5, 2.0]), b=4.0)
    yield case("open", w=array([-1.5]), x=array([-2.0]), b=0.5)
    yield case("open", w=array([0.5, -1.5]), x=array([900.0, 20.0]), b=-2.5)
    yield case("closed", w=array([2.0, 0.5, -1.0, 1.5]), x=array([1.0, -2.0, 0.5, 1.5]), b=-3.5)
    yield case("closed", w=array([1, -3]), x=array([2, 5]), b=4)
    yield case("integer", w=array([2, -1, 3]), x=array([1, 4, 2]), b=-1)
    yield case("on_the_kink", w=array([0.5, -1.5, 2.0]), x=array([1.0, 3.0, 1.5]), b=1.0)
    yield case("on_the_kink", w=array([2, -1]), x=array([3, 4]), b=-2)
    yield case("on_the_kink", w=array([1.5, 0.25, -1.0, 0.5]), x=array([-1.0, 2.0, -0.5, 1.0]), b=0.0)
    for kind, sign in (("open", 1), ("closed", -1)):
        for n in (4, 5):
            w, x = rng.uniform(-2, 2, size=(2, n))
            yield case(kind, w=w, x=x, b=float(sign * rng.uniform(0.3, 2.0) - w @ x))


def either_side(rng: np.random.Generator) -> Iterable[Case]:
    """Numbers and arrays on either side of the kink; 0 alone and among others."""
    yield case("positive", z=2.5)
    yield case("positive", z=0.25)
    yield case("negative", z=-1.5)
    yield case("integer", z=3)
    yield case("integer", z=-2)
    yield case("kink", z=0.0)
    yield case("kink", z=0)
    yield case("array", z=np.array([-2.0, -0.25, 0.5, 3.0]))
    yield case("array", z=np.array([[3, -1], [-4, 2], [1, 5]]))
    yield case("kink", z=np.array([[0.0, -1.25, 4.0], [0.5, 0.0, -3.0]]))
    yield case("positive", z=rng.uniform(0.2, 3.0))
    yield case("negative", z=rng.uniform(-3.0, -0.2))
    yield case("array", z=rng.uniform(0.2, 3.0, size=(2, 3, 2)) * rng.choice([-1.0, 1.0], size=(2, 3, 2)))


NEAR_THE_KINK = tuple(
    replace(
        case(
            "near_the_kink" if abs(b) < 0.1 else "ordinary",
            w=np.array([1.0, -2.0, 0.5]),
            x=np.array([2.0, 1.5, 2.0]),
            b=b,
        ),
        scaled=True,  # an output as small as b is not 0
    )
    for b in (1e-9, -1e-9, 1e-5, 0.02, -0.02, 0.4, 0.9, 1.1, 5.5, 6.5, 90.0)
)
"""w·x is exactly 0, so b alone is z."""
NEARLY_EVEN = (case("ordinary", w=np.array([1.0, -2.0, 0.5]), x=np.array([2.0, 1.5, 2.0]), b=0.09),)
"""z is so small that the slope of softplus is nearly a straight line, and not quite."""
FAR_AND_WHOLE = (
    case("large", w=np.array([40.5, -30.25, 7.5]), x=np.array([52.5, -700.25, 9.75]), b=600.5),
    case("large", w=np.array([600.0, -1.0]), x=np.array([0.5, 260.0]), b=0.25),
    case("large", w=np.array([0.5, 260.0]), x=np.array([600.0, -1.0]), b=0.25),
    case("large", w=np.array([10.0, 1.0]), x=np.array([70.0, 0.5]), b=-900.5),
    case("large", w=np.array([10.0, 1.0]), x=np.array([-70.0, 0.5]), b=900.5),
    case("integers_in_one", w=np.array([2, -1, 3]), x=np.array([1.5, -0.25, 0.75]), b=0.3),
    case("integers_in_one", w=np.array([1.5, -0.25, 0.75]), x=np.array([2, -1, 3]), b=0.3),
    case("integers_in_one", w=np.array([1.5, -0.25, 0.75]), x=np.array([0.5, -1.25, 0.5]), b=2),
)
"""Whatever is cut at a large number opens or closes the gate of one of these, and the gates of the last are open."""


# ── an earlier answer, followed ────────────────────────────────────────────────────────────────────────────


def affine_at_three_places(affine: Any, w: Any, x: Any, b: Any) -> Any:
    """Return a student's own z for the inputs, then for two others."""
    return [affine(w, x, b), affine(w, w, b + 3), affine(x, x, b - 1)]


def affine_gradient_as_one(affine_gradient: Any, w: Any, x: Any, b: Any) -> Any:
    """Return a student's own ∂z/∂w and ∂z/∂b, one after the other."""
    import numpy as np

    return np.append(*affine_gradient(w, x, b))


def activation_of(earlier: Any, w: Any, x: Any, b: Any) -> Any:
    """Return the activation for a student's own z, the first entry of `earlier`.

    The others are that student's z elsewhere: an `affine` that never looks at its inputs is nothing to follow.
    """
    if np.ptp(earlier) == 0:
        raise ValueError("affine ignores its inputs")
    return max(0.0, float(earlier[0]))


def gradient_of(earlier: Any, w: Any, x: Any, b: Any) -> Any:
    """Return the activation's gradient for a student's own ∂z/∂w and ∂z/∂b, one after the other in `earlier`."""
    if not earlier.any():
        raise ValueError("affine_gradient is zero everywhere")
    gate = float(w @ x + b > 0)
    return gate * earlier[:-1], gate * earlier[-1]


def affine_and_its_gradient(affine: Any, affine_gradient: Any, w: Any, x: Any, b: Any) -> Any:
    """Return a student's own z for the inputs, then for two others, then their own ∂z/∂w and ∂z/∂b."""
    import numpy as np

    z = [affine(w, x, b), affine(w, w, b + 3), affine(x, x, b - 1)]
    return np.append(z, np.append(*affine_gradient(w, x, b)))


def smooth_gradient_of(earlier: Any, w: Any, x: Any, b: Any) -> Any:
    """Return the gradient of softplus for a student's own z, first in `earlier`, and own ∂z/∂w and ∂z/∂b, its last."""
    if np.ptp(earlier[:3]) == 0 or not earlier[3:].any():
        raise ValueError("affine ignores its inputs, or affine_gradient is zero everywhere")
    slope = sigmoid(earlier[0])
    return slope * earlier[3:-1], slope * earlier[-1]


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def gated(parts: Any, gate: Any = lambda w, x, b: w @ x + b > 0) -> Any:
    """Return a wrong `activation_gradient` from wrong parts or a wrong gate."""

    def activation_gradient(w: Any, x: Any, b: Any) -> Any:
        dw, db = parts(w, x, b)
        return float(gate(w, x, b)) * dw, float(gate(w, x, b)) * db

    return activation_gradient


def right_parts(w: Any, x: Any, b: Any) -> Any:
    return x, 1.0


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def smooth(slope: Any, z: Any = lambda w, x, b: w @ x + b, parts: Any = right_parts) -> Any:
    """Return a wrong `softplus_neuron_gradient`: another slope of the activation, another z, or other parts of z."""

    def softplus_neuron_gradient(w: Any, x: Any, b: Any) -> Any:
        dw, db = parts(w, x, b)
        return slope(z(w, x, b)) * dw, slope(z(w, x, b)) * db

    return softplus_neuron_gradient


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

QUESTIONS = (
    Question(
        solution.d_dot,
        points=0.5,
        cases=two_vectors,
        probing={name: array("n", without="single") for name in ("u", "v", "du", "dv")},
        mistakes=(
            Mistake("one_slot_v", lambda u, v, du, dv: u @ dv, credit=0.25),
            Mistake("one_slot_u", lambda u, v, du, dv: v @ du, credit=0.25),
            Mistake("changes_multiplied", lambda u, v, du, dv: du @ dv),
            Mistake("own_change_beside", lambda u, v, du, dv: u @ du + v @ dv, credit=0.25),
            Mistake("minus_between", lambda u, v, du, dv: v @ du - u @ dv, credit=0.25),
            Mistake("minus_between_reversed", lambda u, v, du, dv: u @ dv - v @ du, credit=0.25),
            Mistake("exact_change", lambda u, v, du, dv: (u + du) @ (v + dv) - u @ v, credit=0.5),
            Mistake("not_summed", lambda u, v, du, dv: v * du + u * dv, credit=0.25),
            Mistake("value_itself", lambda u, v, du, dv: u @ v),
            Mistake("new_value", lambda u, v, du, dv: u @ v + v @ du + u @ dv, credit=0.25),
            Mistake("changes_added", lambda u, v, du, dv: du.sum() + dv.sum()),
            Mistake("outer_product", lambda u, v, du, dv: np.outer(du, v) + np.outer(u, dv)),
            Mistake("one_slot_twice", lambda u, v, du, dv: 2 * (u @ dv), credit=0.25),
            Mistake("taken_at_the_new_point", lambda u, v, du, dv: (v + dv) @ du + (u + du) @ dv, credit=0.5),
            Mistake(
                "lengths_multiplied",
                lambda u, v, du, dv: np.linalg.norm(v) * np.linalg.norm(du) + np.linalg.norm(u) * np.linalg.norm(dv),
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.d_square_norm,
        points=0.5,
        cases=steps,
        probing={"x": array("n", without="single"), "dx": array("n", without="single")},
        mistakes=(
            Mistake("one_slot", lambda x, dx: x @ dx, credit=0.25),
            Mistake("gradient_only", lambda x, dx: 2 * x, credit=0.25),
            Mistake("not_summed", lambda x, dx: 2 * x * dx, credit=0.25),
            Mistake("value_itself", lambda x, dx: x @ x),
            Mistake("changes_multiplied", lambda x, dx: dx @ dx),
            Mistake("exact_change", lambda x, dx: (x + dx) @ (x + dx) - x @ x, credit=0.5),
            Mistake("new_value", lambda x, dx: x @ x + 2 * x @ dx, credit=0.25),
            Mistake("length_change", lambda x, dx: x @ dx / np.sqrt(x @ x)),
            Mistake("place_lost", lambda x, dx: 2 * dx.sum()),
            Mistake("place_for_step", lambda x, dx: 2 * (x @ x), credit=0.25),
            Mistake("step_for_place", lambda x, dx: 2 * (dx @ dx), credit=0.25),
            Mistake("averaged", lambda x, dx: 2 * np.mean(x * dx), credit=0.25),
            Mistake("summed_apart", lambda x, dx: 2 * np.sum(x) * np.sum(dx), credit=0.25),
            Mistake("lengths_multiplied", lambda x, dx: 2 * np.linalg.norm(x) * np.linalg.norm(dx), credit=0.25),
        ),
    ),
    Question(
        solution.d_quadratic,
        points=3,
        cases=forms,
        by_rule=True,
        probing={"A": array("n", "n"), "x": array("n"), "dx": array("n")},
        mistakes=(
            Mistake("twice_one_slot", lambda A, x, dx: 2 * (x @ A @ dx), credit=0.25),
            Mistake("twice_the_other_slot", lambda A, x, dx: 2 * (dx @ A @ x), credit=0.25),
            Mistake("one_slot", lambda A, x, dx: x @ A @ dx, credit=0.25),
            Mistake("one_slot_left", lambda A, x, dx: dx @ A @ x, credit=0.25),
            Mistake("minus_between", lambda A, x, dx: dx @ A @ x - x @ A @ dx, credit=0.25),
            Mistake("minus_between_reversed", lambda A, x, dx: x @ A @ dx - dx @ A @ x, credit=0.25),
            Mistake("matrix_lost", lambda A, x, dx: 2 * (x @ dx)),
            Mistake("matrix_changes", lambda A, x, dx: dx @ A @ x + x @ A @ dx + x @ A @ x, credit=0.25),
            Mistake("gradient_only", lambda A, x, dx: (A + A.T) @ x, credit=0.5),
            Mistake("not_summed", lambda A, x, dx: dx * (A @ x) + (x @ A) * dx, credit=0.25),
            Mistake("value_itself", lambda A, x, dx: x @ A @ x),
            Mistake("changes_multiplied", lambda A, x, dx: dx @ A @ dx),
            Mistake("exact_change", lambda A, x, dx: (x + dx) @ A @ (x + dx) - x @ A @ x, credit=0.5),
            Mistake("diagonal_only", lambda A, x, dx: 2 * (x @ (np.diag(A) * dx)), credit=0.25),
            Mistake("entry_by_entry", lambda A, x, dx: np.sum((A + A.T) * x * dx), credit=0.25),
            Mistake("half", lambda A, x, dx: 0.5 * (dx @ A @ x + x @ A @ dx), credit=0.5),
            Mistake("place_for_step", lambda A, x, dx: x @ (A + A.T) @ x, credit=0.25),
            Mistake("step_for_place", lambda A, x, dx: dx @ (A + A.T) @ dx, credit=0.25),
            Mistake(
                "half_the_square_too",
                lambda A, x, dx: dx @ A @ x + x @ A @ dx + dx @ A @ dx / 2,
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.affine,
        points=0.5,
        cases=neurons,
        probing={"w": array("n"), "x": array("n"), "b": place()},
        beside=NEAR_THE_KINK,
        mistakes=(
            Mistake("bias_lost", lambda w, x, b: w @ x, credit=0.25),
            Mistake("gate_too_early", lambda w, x, b: max(0, w @ x + b), credit=0.25),
            Mistake("not_summed", lambda w, x, b: w * x + b, credit=0.25),
            Mistake("bias_for_each_input", lambda w, x, b: np.sum(w * x + b), credit=0.5),
            Mistake("bias_subtracted", lambda w, x, b: w @ x - b, credit=0.25),
            Mistake("bias_multiplied", lambda w, x, b: (w @ x) * b),
            Mistake("bias_in_the_input", lambda w, x, b: w @ (x + b), credit=0.25),
            Mistake("sums_multiplied", lambda w, x, b: w.sum() * x.sum() + b),
            Mistake("weights_lost", lambda w, x, b: x.sum() + b),
            Mistake("averaged", lambda w, x, b: np.mean(w * x) + b, credit=0.25),
            Mistake("outer_product", lambda w, x, b: np.outer(w, x) + b),
            Mistake("vectors_added", lambda w, x, b: np.sum(w + x) + b),
        ),
    ),
    Question(
        solution.affine_gradient,
        points=1,
        cases=neurons,
        probing={"w": array("n"), "x": array("n", without="single"), "b": place()},
        mistakes=(
            Mistake("roles_swapped", lambda w, x, b: (w, 1.0), credit=0.25),
            Mistake("bias_kept", lambda w, x, b: (x, b), credit=0.25),
            Mistake("bias_treated_as_constant", lambda w, x, b: (x, 0.0), credit=0.25),
            Mistake("bias_not_dropped", lambda w, x, b: (x + b, 1.0), credit=0.25),
            Mistake("input_lost", lambda w, x, b: (np.ones(len(x)), 1.0)),
            Mistake("summed", lambda w, x, b: (x.sum(), 1.0), credit=0.25),
            Mistake("diagonal", lambda w, x, b: (np.diag(x), 1.0), credit=0.25),
            Mistake("bias_as_vector", lambda w, x, b: (x, np.ones(len(x))), credit=0.5),
            Mistake("terms_themselves", lambda w, x, b: (w * x, b)),
            Mistake("gate_too_early", gated(right_parts), credit=0.25),
            Mistake("order_swapped", lambda w, x, b: (1.0, x), credit=0.5),
            Mistake("one_long_vector", lambda w, x, b: np.append(x, 1.0), credit=0.5),
            Mistake("bias_part_missing", lambda w, x, b: x, credit=0.5),
            Mistake("weight_times_input", lambda w, x, b: (w * x, 1.0), credit=0.25),
        ),
    ),
    Question(
        solution.relu,
        points=0.5,
        cases=either_side,
        rules=Rules(by_digits=True),
        probing={"z": place(0.0, 6.0, arrays=True)},
        mistakes=(
            Mistake("nothing_blocked", lambda z: z),
            Mistake("absolute_value", lambda z: abs(z)),
            Mistake("switch_only", lambda z: 1.0 * (z > 0), credit=0.25),
            Mistake("minimum", lambda z: np.minimum(0, z), credit=0.25),
            Mistake("mirrored", lambda z: np.maximum(0, -z), credit=0.25),
            Mistake("leaky", lambda z: np.where(z > 0, z, 0.01 * z), credit=0.25),
            Mistake("capped", lambda z: np.clip(z, 0, 1), credit=0.25),
            Mistake("sigmoid", sigmoid),
            Mistake("softplus", lambda z: np.log1p(np.exp(z))),
            Mistake("one_maximum", lambda z: max(0, np.max(z)), credit=0.25),
        ),
    ),
    Question(
        solution.relu_derivative,
        points=0.5,
        cases=either_side,
        probing={"z": place(0.0, 1.0, arrays=True)},
        mistakes=(
            Mistake("open_at_zero", lambda z: 1.0 * (z >= 0), credit=0.5),
            Mistake("half_at_zero", lambda z: np.heaviside(z, 0.5), credit=0.5),
            Mistake("relu_itself", lambda z: np.maximum(0, z)),
            Mistake("always_open", lambda z: np.ones(np.shape(z))),
            Mistake("plain_one", lambda z: 1.0),
            Mistake("minus_one_when_closed", lambda z: np.sign(z), credit=0.25),
            Mistake("gate_inverted", lambda z: 1.0 * (z < 0), credit=0.25),
            Mistake("gate_inverted_open_at_zero", lambda z: 1.0 * (z <= 0), credit=0.25),
            Mistake("leaky", lambda z: np.where(z > 0, 1.0, 0.01), credit=0.25),
            Mistake("sigmoid_slope", lambda z: sigmoid(z) * (1 - sigmoid(z))),
            Mistake("opens_at_one", lambda z: 1.0 * (z >= 1), credit=0.25),
            Mistake("falls_when_inactive", lambda z: np.where(np.asarray(z) > 0, 1.0, -1.0), credit=0.25),
            Mistake("open_on_both_sides", lambda z: 1.0 * (np.asarray(z) != 0), credit=0.25),
        ),
    ),
    Question(
        solution.activation,
        points=0.5,
        cases=neurons,
        follow_through=FollowThrough((solution.affine,), activation_of, affine_at_three_places),
        probing={"w": array("n"), "x": array("n"), "b": place()},
        beside=(*NEAR_THE_KINK, *FAR_AND_WHOLE),
        mistakes=(
            Mistake("gate_missing", lambda w, x, b: w @ x + b, credit=0.25),
            Mistake("bias_lost", lambda w, x, b: max(0, w @ x), credit=0.25),
            Mistake("bias_after_the_gate", lambda w, x, b: max(0, w @ x) + b, credit=0.25),
            Mistake("gate_ignores_bias", lambda w, x, b: w @ x + b if w @ x > 0 else 0.0, credit=0.25),
            Mistake("bias_subtracted", lambda w, x, b: max(0, w @ x - b), credit=0.25),
            Mistake("switch_only", lambda w, x, b: 1.0 * (w @ x + b > 0), credit=0.25),
            Mistake("absolute_value", lambda w, x, b: abs(w @ x + b)),
            Mistake("minimum", lambda w, x, b: min(0, w @ x + b), credit=0.25),
            Mistake("each_product_gated", lambda w, x, b: np.maximum(0, w * x).sum() + b, credit=0.25),
            Mistake("not_summed", lambda w, x, b: np.maximum(0, w * x + b), credit=0.25),
            Mistake("bias_for_each_input", lambda w, x, b: max(0, np.sum(w * x + b)), credit=0.5),
            Mistake("sigmoid", lambda w, x, b: sigmoid(w @ x + b), credit=0.25),
            Mistake("products_gated", lambda w, x, b: float(np.sum(np.maximum(0, w * x + b))), credit=0.25),
            Mistake("bias_gated_apart", lambda w, x, b: max(0, w @ x) + max(0, b), credit=0.25),
        ),
    ),
    Question(
        solution.activation_gradient,
        points=1,
        cases=neurons,
        follow_through=FollowThrough((solution.affine_gradient,), gradient_of, affine_gradient_as_one),
        probing={"w": array("n"), "x": array("n", without="single"), "b": place()},
        beside=(*NEAR_THE_KINK, *FAR_AND_WHOLE),
        mistakes=(
            Mistake("gate_missing", lambda w, x, b: (x, 1.0), credit=0.25),
            Mistake("open_at_zero", gated(right_parts, lambda w, x, b: w @ x + b >= 0), credit=0.5),
            Mistake(
                "half_at_zero",
                lambda w, x, b: (np.heaviside(w @ x + b, 0.5) * x, np.heaviside(w @ x + b, 0.5)),
                credit=0.5,
            ),
            Mistake("gate_ignores_bias", gated(right_parts, lambda w, x, b: w @ x > 0), credit=0.25),
            Mistake("bias_ungated", lambda w, x, b: ((w @ x + b > 0) * x, 1.0), credit=0.5),
            Mistake("weights_ungated", lambda w, x, b: (x, float(w @ x + b > 0)), credit=0.5),
            Mistake("roles_swapped", gated(lambda w, x, b: (w, 1.0)), credit=0.25),
            Mistake("bias_kept", gated(lambda w, x, b: (x, b)), credit=0.25),
            Mistake("bias_treated_as_constant", gated(lambda w, x, b: (x, 0.0)), credit=0.25),
            Mistake("height_for_slope", lambda w, x, b: (max(0, w @ x + b) * x, max(0, w @ x + b)), credit=0.25),
            Mistake("multiplied_by_z", lambda w, x, b: ((w @ x + b) * x, w @ x + b)),
            Mistake("gate_inverted", gated(right_parts, lambda w, x, b: w @ x + b <= 0), credit=0.25),
            Mistake("minus_one_when_closed", lambda w, x, b: (np.sign(w @ x + b) * x, np.sign(w @ x + b)), credit=0.25),
            Mistake(
                "gate_for_each_input",
                lambda w, x, b: (np.where(w * x + b > 0, x, 0.0), float(w @ x + b > 0)),
                credit=0.25,
            ),
            Mistake("inputs_gated", lambda w, x, b: (np.maximum(0, x), float(w @ x + b > 0)), credit=0.25),
            Mistake("zero_without_shape", lambda w, x, b: (x, 1.0) if w @ x + b > 0 else (0.0, 0.0), credit=0.5),
            Mistake("order_swapped", gated(lambda w, x, b: (1.0, x)), credit=0.5),
            Mistake("one_long_vector", lambda w, x, b: (w @ x + b > 0) * np.append(x, 1.0), credit=0.5),
            Mistake("bias_part_missing", lambda w, x, b: (w @ x + b > 0) * x, credit=0.5),
            Mistake("gate_upside_down", lambda w, x, b: ((w @ x + b < 0) * x, 1.0 * (w @ x + b < 0)), credit=0.25),
        ),
    ),
    Question(
        solution.softplus_neuron_gradient,
        points=3,
        cases=smooth_neurons,
        by_rule=True,
        follow_through=FollowThrough(
            (solution.affine, solution.affine_gradient), smooth_gradient_of, affine_and_its_gradient
        ),
        probing={
            "w": array("n", without="large huge"),
            "x": array("n", without="large huge"),
            "b": place(without="huge"),
        },
        beside=NEARLY_EVEN,
        mistakes=(
            Mistake("gate_kept", gated(right_parts), credit=0.25),
            Mistake("gate_kept_too", smooth(lambda z: (z > 0) * sigmoid(z)), credit=0.25),
            Mistake("gate_missing", lambda w, x, b: (x, 1.0), credit=0.25),
            Mistake("sigmoid_slope", smooth(lambda z: sigmoid(z) * (1 - sigmoid(z))), credit=0.25),
            Mistake("height_for_slope", smooth(lambda z: np.log1p(np.exp(z))), credit=0.25),
            Mistake("inner_rate_lost", smooth(lambda z: 1 / (1 + np.exp(z))), credit=0.5),
            Mistake("outer_rate_lost", smooth(np.exp), credit=0.25),
            Mistake("sign_flipped", smooth(lambda z: -sigmoid(z)), credit=0.5),
            Mistake("slope_at_x", lambda w, x, b: (sigmoid(x) * x, sigmoid(b)), credit=0.25),
            Mistake("slope_at_each_product", lambda w, x, b: (sigmoid(w * x + b) * x, sigmoid(w @ x + b)), credit=0.25),
            Mistake("bias_lost", smooth(sigmoid, lambda w, x, b: w @ x), credit=0.25),
            Mistake("roles_swapped", smooth(sigmoid, parts=lambda w, x, b: (w, 1.0)), credit=0.25),
            Mistake("bias_kept", smooth(sigmoid, parts=lambda w, x, b: (x, b)), credit=0.25),
            Mistake("bias_treated_as_constant", smooth(sigmoid, parts=lambda w, x, b: (x, 0.0)), credit=0.25),
            Mistake("bias_ungated", lambda w, x, b: (sigmoid(w @ x + b) * x, 1.0), credit=0.5),
            Mistake("weights_ungated", lambda w, x, b: (x, sigmoid(w @ x + b)), credit=0.5),
            Mistake("input_lost", smooth(sigmoid, parts=lambda w, x, b: (np.ones(len(x)), 1.0)), credit=0.25),
            Mistake("summed", smooth(sigmoid, parts=lambda w, x, b: (np.sum(x), 1.0)), credit=0.25),
            Mistake("order_swapped", smooth(sigmoid, parts=lambda w, x, b: (1.0, x)), credit=0.5),
            Mistake("bias_part_missing", lambda w, x, b: sigmoid(w @ x + b) * x, credit=0.5),
            Mistake("weight_times_input", smooth(sigmoid, parts=lambda w, x, b: (w * x, 1.0)), credit=0.25),
            Mistake("tanh", smooth(np.tanh), credit=0.25),
            Mistake("half_lost_in_tanh", smooth(lambda z: (1 + np.tanh(z)) / 2), credit=0.5),
            Mistake(
                "slopes_of_products_averaged",
                lambda w, x, b: (sigmoid(w * x + b) * x, np.mean(sigmoid(w * x + b))),
                credit=0.25,
            ),
            Mistake(
                "slopes_of_products_added",
                lambda w, x, b: (sigmoid(w * x + b) * x, np.sum(sigmoid(w * x + b))),
                credit=0.25,
            ),
        ),
    ),
)

ASSIGNMENT = Assignment("a5_neuron", QUESTIONS, companions=("pictures.py",))
