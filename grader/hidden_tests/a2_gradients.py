"""Hidden tests of a2_gradients: cases, points, and the mistakes we know."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.answers.code import Code
from grader.questions.probes import array, choice, place
from grader.questions.question import Assignment, Case, FollowThrough, Mistake, Question, Rules, case, must_raise
from solutions import a2_gradients as solution

# ── kinds of inputs ────────────────────────────────────────────────────────────────────────────────────────


# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def away_from_zero(rng: np.random.Generator) -> Iterable[Case]:
    """Places of all four signs, integers, y = 0; never x = 0 and never the slides' (1, 1), where slips agree."""
    yield case("positive", x=1.5, y=4.0)
    yield case("negative_x", x=-1.5, y=0.7)
    yield case("negative_y", x=0.8, y=-2.5)
    yield case("both_negative", x=-1.2, y=-0.6)
    yield case("integer", x=3, y=-2)
    yield case("positive", x=rng.uniform(0.3, 2.0), y=rng.uniform(1.2, 3.0))
    yield case("both_negative", x=rng.uniform(-2.0, -0.3), y=rng.uniform(-3.0, -1.2))
    yield case("zero", x=1.7, y=0.0)


def places(rng: np.random.Generator) -> Iterable[Case]:
    """As `away_from_zero`, and x = 0."""
    yield from away_from_zero(rng)
    yield case("zero", x=0.0, y=1.7)


def steps(rng: np.random.Generator) -> Iterable[Case]:
    """A gradient and a step: the slides' own at (1, 1) first, then other sizes, signs and integers."""
    slides = np.array([6.0, 3.0])
    yield case("two_inputs", gradient=slides, step=np.array([0.01, 0.0]))
    yield case("two_inputs", gradient=slides, step=np.array([0.0, 0.001]))
    yield case("two_inputs", gradient=np.array([-18.0, 12.0]), step=np.array([0.2, -0.1]))
    yield case("more_inputs", gradient=np.array([0.5, -2.0, 1.5]), step=np.array([-0.3, 0.4, 1.2]))
    yield case("integers", gradient=np.array([2, -1, 3, 1]), step=np.array([1, 2, -2, 4]))
    yield case("one_input", gradient=np.array([-2.5]), step=np.array([0.4]))
    yield case("two_inputs", gradient=rng.uniform(-3, 3, size=2), step=rng.uniform(-1, 1, size=2))
    yield case("more_inputs", gradient=rng.uniform(-3, 3, size=5), step=rng.uniform(-1, 1, size=5))


def directions(rng: np.random.Generator) -> Iterable[Case]:
    """A gradient and a direction of every length, also zero; slopes of both signs, and none."""
    yield case("unit_direction", gradient=np.array([6.0, 3.0]), direction=np.array([1.0, 0.0]))
    yield case("long_direction", gradient=np.array([-18.0, 12.0]), direction=np.array([3.0, 4.0]))
    yield case("short_direction", gradient=np.array([0.5, -2.0, 1.5]), direction=np.array([0.1, 0.2, -0.2]))
    yield case("integers", gradient=np.array([2, -1, 3, 1]), direction=np.array([1, 2, -2, 4]))
    yield case("long_direction", gradient=np.array([-2.5]), direction=np.array([-3.0]))
    yield case("along_a_contour", gradient=np.array([2.0, -1.0, 3.0]), direction=np.array([1.0, 2.0, 0.0]))
    yield case(
        "long_direction", gradient=rng.uniform(-3, 3, size=2), direction=rng.choice([-1, 1]) * rng.uniform(1, 3, 2)
    )
    yield case("short_direction", gradient=rng.uniform(-3, 3, size=5), direction=rng.uniform(0.1, 0.4, size=5))
    yield case("long_direction", gradient=np.array([1.5, -0.5, 2.0]), direction=np.array([2.0, 1.0, -3.0]))
    yield case("zero_gradient", gradient=np.zeros(2), direction=np.array([1.5, -2.0]))
    yield case("tiny_direction", gradient=np.array([4.0, -1.0]), direction=np.array([3e-13, -4e-13]))
    yield must_raise("zero_direction", gradient=np.array([1.5, -0.5, 2.0]), direction=np.zeros(3))


def gradients(rng: np.random.Generator) -> Iterable[Case]:
    """Gradients of several sizes and lengths, and zero."""
    yield case("long_gradient", gradient=np.array([6.0, 3.0]))
    yield case("long_gradient", gradient=np.array([-18.0, 12.0]))
    yield case("long_gradient", gradient=np.array([0.5, -2.0, 2.5]))
    yield case("short_gradient", gradient=np.array([0.06, -0.08]))
    yield case("integers", gradient=np.array([2, -1, 4, 2]))
    yield case("long_gradient", gradient=np.array([-2.5]))
    yield case("long_gradient", gradient=rng.choice([-1.0, 1.0], size=5) * rng.uniform(0.6, 3.0, size=5))
    yield case("short_gradient", gradient=rng.uniform(-0.4, -0.1, size=3))
    yield case("long_gradient", gradient=np.array([1.5, -2.0, 0.5]))  # its entries sum to 0
    yield case("tiny_gradient", gradient=np.array([3e-6, -4e-6]))
    yield case("zero_gradient", gradient=np.zeros(3))
    yield case("zero_gradient", gradient=np.array([0, 0]))


SLIDES = Code("lambda v: 3 * v[0]**2 * v[1]")
CUBES = Code("lambda v: v[0]**3 - 2 * v[0] * v[1]**3")
WAVES = Code("lambda v: np.sin(v[0]) * v[1] + np.exp(v[2] / 2)")
SUM_OF_CUBES = Code("lambda v: np.sum(v**3) + v[0] * v[-1]")


def functions(rng: np.random.Generator) -> Iterable[Case]:
    """Functions of one to four inputs at places of either sign, with a step so large that every formula shows."""
    yield case("two_inputs", f=CUBES, x=np.array([1.5, -0.5]), h=0.25)
    yield case("two_inputs", f=SLIDES, x=np.array([-0.7, 2.0]), h=0.2)
    yield case("more_inputs", f=WAVES, x=rng.uniform(-1.3, 1.3, size=3), h=rng.uniform(0.2, 0.5))
    yield case("more_inputs", f=SUM_OF_CUBES, x=rng.uniform(-1.3, 1.3, size=4), h=rng.uniform(0.1, 0.3))
    yield case("one_input", f=SUM_OF_CUBES, x=np.array([-1.2]), h=0.3)
    yield case("default_step", f=SLIDES, x=np.array([2.0, -1.5]))
    yield case("integers", f=CUBES, x=np.array([2, -3]), h=0.25)
    yield case("two_inputs", f=CUBES, x=np.array([15.0, -9.0]), h=0.25)
    beside_the_kink = Code("lambda v: abs(v[0]) + v[0] * v[1]")  # the result tells the usual step
    yield case("default_step", f=beside_the_kink, x=np.array([4e-6, 1.5]))


# ── earlier answers, followed ──────────────────────────────────────────────────────────────────────────────


def both_partials(dfx: Any, dfy: Any, x: Any, y: Any) -> Any:
    """Return a student's own ∂f/∂x and ∂f/∂y."""
    return [dfx(x, y), dfy(x, y)]


def change_along_a_unit(linear_change: Any, gradient: Any, direction: Any) -> Any:
    """Return a student's own change along a step of length one in this direction."""
    return linear_change(gradient, direction / ((direction @ direction) ** 0.5 or 1.0))


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def length_of(vector: np.ndarray) -> float:
    return float(np.sqrt(np.sum(vector**2)))


def without_warning(wrong: Callable[..., object]) -> Callable[..., object]:
    """Return a wrong function that divides 0 by 0 in silence."""

    def silent(*given: np.ndarray) -> object:
        with np.errstate(invalid="ignore"):
            return wrong(*given)

    return silent


def nearly_zero_refused(gradient: np.ndarray, direction: np.ndarray) -> object:
    """Slope along a direction; refuses a very short one too."""
    if np.allclose(direction, 0):
        raise ValueError
    return solution.directional_derivative(gradient, direction)


def unless_zero(divided: Callable[[np.ndarray], object]) -> Callable[[np.ndarray], object]:
    """Return a wrong `steepest_ascent` that gives zeros for a zero gradient."""
    return lambda gradient: divided(gradient) if gradient.any() else np.zeros(len(gradient))


def at_zero(instead: Callable[[int], object]) -> Callable[[np.ndarray], object]:
    """Return a `steepest_ascent` that is wrong for a zero gradient only."""
    return lambda gradient: solution.steepest_ascent(gradient) if gradient.any() else instead(len(gradient))


def softened(small: float) -> Callable[[np.ndarray], np.ndarray]:
    """Return a `steepest_ascent` that adds a small number to the length, so as not to divide by 0."""
    return lambda gradient: gradient / (length_of(gradient) + small)


def largest_axis(gradient: np.ndarray) -> np.ndarray:
    axis = np.argmax(np.abs(gradient))
    return np.where(np.arange(len(gradient)) == axis, np.sign(gradient), 0.0)


def each(slope: Callable[..., object]) -> Callable[..., object]:
    """Return a wrong `numerical_gradient` from a wrong slope along one input: ``slope(f, x, step, h)``."""

    def numerical_gradient(f: Any, x: Any, h: Any = 1e-5) -> Any:
        return np.array([slope(f, x, step, h) for step in h * np.eye(len(x))])

    return numerical_gradient


def moved_together(f: Any, x: Any, h: Any = 1e-5) -> Any:
    """Every input moves at once."""
    return np.full(len(x), (f(x + h) - f(x - h)) / (2 * h))


def never_put_back(f: Any, x: Any, h: Any = 1e-5) -> Any:
    """Each input stays where the step has left it."""
    up, down, slopes = x.astype(float), x.astype(float), []
    for i in range(len(x)):
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes)


def left_one_step_back(copied: Callable[[np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    """Return a `numerical_gradient` that leaves each input one step behind its place, in a copy of `x`."""

    def numerical_gradient(f: Any, x: Any, h: Any = 1e-5) -> Any:
        place, slopes = copied(x), []
        for i in range(len(x)):
            place[i] += h
            above = f(place)
            place[i] -= 2 * h
            slopes.append((above - f(place)) / (2 * h))
        return np.array(slopes)

    return numerical_gradient


def steps_cut_off(f: Any, x: Any, h: Any = 1e-5) -> Any:
    """The step is written into a copy of `x`, which cuts it off where `x` holds integers."""
    slopes = []
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i], down[i] = x[i] + h, x[i] - h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes)


def slopes_like_x(f: Any, x: Any, h: Any = 1e-5) -> Any:
    """The slopes are written into an array like `x`, which cuts them off where `x` holds integers."""
    return solution.numerical_gradient(f, x, h).astype(x.dtype)


def steps_rounded_to_zero(f: Any, x: Any, h: Any = 1e-5) -> Any:
    """The step is written into an array like `x`, where nothing of it is left if `x` holds integers."""
    slopes = []
    for i in range(len(x)):
        step = np.zeros_like(x)
        step[i] = h
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(slopes)


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

QUESTIONS = (
    Question(
        solution.dfx,
        points=1,
        cases=places,
        probing={"x": place(), "y": place()},
        mistakes=(
            Mistake("other_variable_lost", lambda x, y: 6 * x, credit=0.25),
            Mistake("other_partial", lambda x, y: 3 * x**2, credit=0.25),
            Mistake("exponent_lost", lambda x, y: 3 * x * y, credit=0.25),
            Mistake("exponent_kept", lambda x, y: 6 * x**2 * y, credit=0.25),
            Mistake("coefficient_lost", lambda x, y: 2 * x * y, credit=0.25),
            Mistake("x_lost", lambda x, y: 6 * y, credit=0.25),
            Mistake("both_moved", lambda x, y: 6 * x * y + 3 * x**2, credit=0.25),
            Mistake("taken_as_sum", lambda x, y: 6 * x + y),
            Mistake("treated_as_constant", lambda x, y: 0.0),
            Mistake("antiderivative", lambda x, y: x**3 * y),
            Mistake("function_itself", lambda x, y: 3 * x**2 * y),
            Mistake("sign_of_y_lost", lambda x, y: 6 * x * abs(y), credit=0.5),
            Mistake("cut_to_whole_numbers", lambda x, y: np.trunc(6 * x * y), credit=0.5),
        ),
    ),
    Question(
        solution.dfy,
        points=1,
        cases=places,
        probing={"x": place(), "y": place()},
        mistakes=(
            Mistake("y_kept", lambda x, y: 3 * x**2 * y, credit=0.25),
            Mistake("other_partial", lambda x, y: 6 * x * y, credit=0.25),
            Mistake("both_differentiated", lambda x, y: 6 * x, credit=0.25),
            Mistake("coefficient_lost", lambda x, y: x**2, credit=0.25),
            Mistake("coefficient_squared", lambda x, y: (3 * x) ** 2, credit=0.25),
            Mistake("exponent_lost", lambda x, y: 3 * x, credit=0.25),
            Mistake("x_lost", lambda x, y: 3.0, credit=0.25),
            Mistake("both_moved", lambda x, y: 6 * x * y + 3 * x**2, credit=0.25),
            Mistake("taken_as_sum", lambda x, y: 3 * x**2 + 1, credit=0.25),
            Mistake("antiderivative", lambda x, y: 3 * x**2 * y**2 / 2),
            Mistake("treated_as_constant", lambda x, y: 0.0),
            Mistake("variables_confused", lambda x, y: 3 * y**2, credit=0.25),
            Mistake("cut_to_whole_numbers", lambda x, y: np.trunc(3 * x**2), credit=0.5),
        ),
    ),
    Question(
        solution.gradient,
        points=1,
        cases=away_from_zero,
        follow_through=FollowThrough(
            (solution.dfx, solution.dfy), lambda earlier, x, y: earlier.reshape(2), both_partials
        ),
        probing={"x": place(), "y": place()},
        mistakes=(
            Mistake("swapped", lambda x, y: np.array([3 * x**2, 6 * x * y]), credit=0.5),
            Mistake("partials_added", lambda x, y: 6 * x * y + 3 * x**2, credit=0.25),
            Mistake("length_only", lambda x, y: float(np.hypot(6 * x * y, 3 * x**2)), credit=0.25),
            Mistake(
                "made_unit_vector",
                lambda x, y: np.array([6 * x * y, 3 * x**2]) / np.hypot(6 * x * y, 3 * x**2),
                credit=0.5,
            ),
            Mistake("downhill", lambda x, y: np.array([-6 * x * y, -3 * x**2]), credit=0.25),
            Mistake("diagonal", lambda x, y: np.diag([6 * x * y, 3 * x**2]), credit=0.25),
            Mistake("other_variable_lost", lambda x, y: np.array([6 * x, 3 * x**2]), credit=0.25),
            Mistake("y_kept", lambda x, y: np.array([6 * x * y, 3 * x**2 * y]), credit=0.25),
            Mistake("right_at_one_only", lambda x, y: np.array([6 * x, 3 * x**2 * y])),
            Mistake("times_the_place", lambda x, y: np.array([6 * x * y * x, 3 * x**2 * y]), credit=0.25),
            Mistake("cut_to_whole_numbers", lambda x, y: np.trunc([6 * x * y, 3 * x**2]), credit=0.5),
            Mistake("one_place_only", lambda x, y: np.array([6.0, 3.0])),
        ),
    ),
    Question(
        solution.linear_change,
        points=1,
        cases=steps,
        probing={"gradient": array("N"), "step": array("N")},
        mistakes=(
            Mistake("products_not_added", lambda gradient, step: gradient * step, credit=0.25),
            Mistake("products_averaged", lambda gradient, step: np.mean(gradient * step), credit=0.25),
            Mistake("lengths_multiplied", lambda gradient, step: length_of(gradient) * length_of(step), credit=0.25),
            Mistake("step_made_unit", lambda gradient, step: np.dot(gradient, step) / length_of(step), credit=0.25),
            Mistake("step_lost", lambda gradient, step: np.sum(gradient)),
            Mistake("sums_multiplied", lambda gradient, step: np.sum(gradient) * np.sum(step)),
            Mistake("added_not_multiplied", lambda gradient, step: np.sum(gradient + step)),
            Mistake("signs_lost", lambda gradient, step: np.sum(np.abs(gradient * step)), credit=0.25),
            Mistake("size_of_change", lambda gradient, step: abs(np.dot(gradient, step)), credit=0.5),
            Mistake("first_input_only", lambda gradient, step: gradient[0] * step[0], credit=0.25),
            Mistake("first_two_inputs_only", lambda gradient, step: np.sum((gradient * step)[:2]), credit=0.5),
            Mistake("last_input_lost", lambda gradient, step: np.sum((gradient * step)[:-1]), credit=0.25),
            Mistake("last_input_only", lambda gradient, step: (gradient * step)[-1], credit=0.25),
            Mistake("order_reversed", lambda gradient, step: np.dot(gradient, step[::-1]), credit=0.25),
            Mistake(
                "gradient_made_unit", lambda gradient, step: np.dot(gradient, step) / length_of(gradient), credit=0.25
            ),
        ),
    ),
    Question(
        solution.directional_derivative,
        points=2,
        cases=directions,
        follow_through=FollowThrough(
            (solution.linear_change,), lambda earlier, gradient, direction: earlier, change_along_a_unit
        ),
        probing={"gradient": array("N"), "direction": array("N", without="all_zero")},
        mistakes=(
            Mistake("nearly_zero_refused", nearly_zero_refused, credit=0.5),
            Mistake("not_made_unit", lambda gradient, direction: np.dot(gradient, direction), credit=0.25),
            Mistake(
                "gradient_made_unit",
                without_warning(lambda gradient, direction: np.dot(gradient, direction) / length_of(gradient)),
                credit=0.25,
            ),
            Mistake(
                "both_made_unit",
                without_warning(
                    lambda gradient, direction: np.dot(gradient, direction) / length_of(gradient) / length_of(direction)
                ),
                credit=0.25,
            ),
            Mistake(
                "divided_by_square",
                lambda gradient, direction: np.dot(gradient, direction) / np.sum(direction**2),
                credit=0.25,
            ),
            Mistake(
                "divided_by_sum",
                lambda gradient, direction: np.dot(gradient, direction) / np.sum(np.abs(direction)),
                credit=0.25,
            ),
            Mistake(
                "divided_by_largest",
                lambda gradient, direction: np.dot(gradient, direction) / np.max(np.abs(direction)),
                credit=0.25,
            ),
            Mistake(
                "multiplied_by_length",
                lambda gradient, direction: np.dot(gradient, direction) * length_of(direction),
                credit=0.25,
            ),
            Mistake(
                "products_not_added",
                lambda gradient, direction: gradient * direction / length_of(direction),
                credit=0.25,
            ),
            Mistake(
                "projected_vector",
                lambda gradient, direction: np.dot(gradient, direction) / np.sum(direction**2) * direction,
                credit=0.25,
            ),
            Mistake("steepest_slope", lambda gradient, direction: length_of(gradient), credit=0.25),
            Mistake(
                "sign_lost",
                lambda gradient, direction: abs(np.dot(gradient, direction)) / length_of(direction),
                credit=0.5,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda gradient, direction: np.floor(np.dot(gradient, direction) / length_of(direction)),
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.steepest_ascent,
        points=2,
        cases=gradients,
        probing={"gradient": array("N")},
        mistakes=(
            Mistake("not_made_unit", lambda gradient: 1.0 * gradient, credit=0.25),
            Mistake("descent", unless_zero(lambda gradient: -gradient / length_of(gradient)), credit=0.5),
            Mistake("divided_by_square", unless_zero(lambda gradient: gradient / np.sum(gradient**2)), credit=0.25),
            Mistake("divided_by_sum", unless_zero(lambda gradient: gradient / np.sum(np.abs(gradient))), credit=0.25),
            Mistake("divided_by_signed_sum", unless_zero(lambda gradient: gradient / np.sum(gradient)), credit=0.25),
            Mistake(
                "divided_by_largest", unless_zero(lambda gradient: gradient / np.max(np.abs(gradient))), credit=0.25
            ),
            Mistake(
                "divided_by_mean_square",
                unless_zero(lambda gradient: gradient / np.sqrt(np.mean(gradient**2))),
                credit=0.25,
            ),
            Mistake("signs_only", unless_zero(lambda gradient: np.sign(gradient))),
            Mistake("largest_input_only", unless_zero(largest_axis), credit=0.25),
            Mistake("signs_lost", unless_zero(lambda gradient: np.abs(gradient) / length_of(gradient)), credit=0.25),
            Mistake("length_only", length_of, credit=0.25),
            Mistake("only_shortened", lambda gradient: gradient / max(1.0, length_of(gradient)), credit=0.5),
            Mistake("direction_at_zero", at_zero(lambda count: np.eye(count)[0]), credit=0.5),
            Mistake("even_direction_at_zero", at_zero(lambda count: np.full(count, count**-0.5)), credit=0.5),
            Mistake("number_at_zero", at_zero(lambda count: 0.0), credit=0.5),
            Mistake("softened", softened(1e-8), credit=0.75),
            Mistake("softened_by_less", softened(1e-10), credit=0.75),
            Mistake("softened_by_little", softened(1e-12), credit=0.75),
            Mistake(
                "nearly_zero_as_zero",
                lambda gradient: (
                    gradient / length_of(gradient) if length_of(gradient) > 1e-4 else np.zeros(len(gradient))
                ),
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.numerical_gradient,
        points=2,
        cases=functions,
        rules=Rules(rtol=1e-6, atol=1e-8),
        probing={
            "f": choice(SUM_OF_CUBES, Code("lambda v: np.sum(np.sin(v)) + v[0]**2")),
            "x": array("n", without="huge large single"),
            "h": place(least=0.0, without="zero tiny huge large integers single"),
        },
        mistakes=(
            Mistake("forward_difference", each(lambda f, x, step, h: (f(x + step) - f(x)) / h), credit=0.5),
            Mistake("backward_difference", each(lambda f, x, step, h: (f(x) - f(x - step)) / h), credit=0.5),
            Mistake("divided_by_h", each(lambda f, x, step, h: (f(x + step) - f(x - step)) / h), credit=0.25),
            Mistake("not_divided", each(lambda f, x, step, h: f(x + step) - f(x - step)), credit=0.25),
            Mistake("brackets_lost", each(lambda f, x, step, h: f(x + step) - f(x - step) / (2 * h)), credit=0.25),
            Mistake(
                "divided_the_wrong_way", each(lambda f, x, step, h: (f(x + step) - f(x - step)) / 2 * h), credit=0.25
            ),
            Mistake("h_ignored", lambda f, x, h=1e-5: solution.numerical_gradient(f, x), credit=0.5),
            Mistake("sign_flipped", each(lambda f, x, step, h: (f(x - step) - f(x + step)) / (2 * h)), credit=0.25),
            Mistake("moved_together", moved_together, credit=0.25),
            Mistake("never_put_back", never_put_back, credit=0.25),
            Mistake("slopes_added", lambda f, x, h=1e-5: np.sum(solution.numerical_gradient(f, x, h)), credit=0.25),
            Mistake("steps_cut_off", steps_cut_off, credit=0.5),
            Mistake("steps_rounded_to_zero", steps_rounded_to_zero, credit=0.5),
            Mistake("left_one_step_back", left_one_step_back(lambda x: x.astype(float)), credit=0.25),
            Mistake("left_one_step_back_in_integers", left_one_step_back(np.copy), credit=0.25),
            Mistake(
                "first_input_only",
                lambda f, x, h=1e-5: solution.numerical_gradient(f, x, h) * (np.arange(len(x)) == 0),
                credit=0.25,
            ),
            Mistake(
                "made_unit_vector",
                lambda f, x, h=1e-5: solution.steepest_ascent(solution.numerical_gradient(f, x, h)),
                credit=0.5,
            ),
            Mistake("cut_to_whole_numbers", slopes_like_x, credit=0.5),
        ),
    ),
)

ASSIGNMENT = Assignment("a2_gradients", QUESTIONS, companions=("pictures.py",))
