"""Hidden tests of a2_gradients: cases, points, and the mistakes we know."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.answers.code import Code
from grader.questions.kinds import array, choice, place
from grader.questions.question import (
    Assignment,
    Call,
    Case,
    FollowThrough,
    Mistake,
    Question,
    Rules,
    case,
    must_raise,
    visible,
)
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
    yield case("tiny_direction", gradient=np.array([4.0, -1.0]), direction=np.array([3e-100, -4e-100]))
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
    yield case("tiny_gradient", gradient=np.array([3e-10, -4e-10]))
    yield case("extremely_short", gradient=np.array([3e-100, -4e-100]))
    yield case("zero_gradient", gradient=np.zeros(3))
    yield case("zero_gradient", gradient=np.array([0, 0]))
    yield case("zero_entry", gradient=np.array([-2.0, 0.0, -1.5]))  # whose largest entry is 0


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


def two_gradients(rng: np.random.Generator) -> Iterable[Case]:
    """Pairs of vectors whose largest relative difference is in the first, the middle and the last entry."""
    yield case("first_entry", analytic=np.array([2.0, 4.0, -1.0]), numeric=np.array([1.0, 3.0, -1.0]))
    yield case("last_entry", analytic=np.array([-18.0, 6.75]), numeric=np.array([-18.0, 13.5]))
    yield case("middle_entry", analytic=np.array([-900.0, 0.02, 3.0]), numeric=np.array([-901.0, 0.03, 2.5]))
    yield case("other_signs", analytic=np.array([1.5, -2.0, 0.5]), numeric=np.array([1.5, 2.5, 0.5]))
    yield case("equal", analytic=np.array([-0.3, 7.0]), numeric=np.array([-0.3, 7.0]))
    yield case("both_zero", analytic=np.array([0.0, 2.0]), numeric=np.array([0.0, 2.5]))
    yield case("one_zero", analytic=np.array([0.0, 3.0]), numeric=np.array([1e-4, 3.0]))
    yield case("one_zero", analytic=np.array([1.005e-8]), numeric=np.array([0.0]))
    yield case("small_pair", analytic=np.array([1.1e-8, 3.0]), numeric=np.array([0.4e-8, 3.0]))
    yield case("small_pair", analytic=np.array([-3.0, -3e-7]), numeric=np.array([-3.1, -2e-7]))
    yield case("tiny_pair", analytic=np.array([3e-9, 1.0]), numeric=np.array([-2e-9, 1.1]))
    yield case("one_input", analytic=np.array([-0.25]), numeric=np.array([-0.35]))
    yield case("integers", analytic=np.array([3, -2, 5]), numeric=np.array([3, -4, 4]))
    for size in (2, 5):
        numeric = rng.choice([-1.0, 1.0], size=size) * rng.uniform(0.5, 3.0, size=size)
        yield case("more_inputs", analytic=numeric * rng.uniform(0.4, 1.8, size=size), numeric=numeric)
    near = np.array([1.7, -0.6, 2.2])
    yield case("nearly_equal", analytic=near * np.array([1.0, 1 - 3e-7, 1 + 1e-7]), numeric=near)


def claims(function: str, *gradients: str) -> dict[str, object]:
    """Return a function of a vector ``v`` and what claims to be its gradient, entry by entry, as inputs."""
    return {"f": Code(f"lambda v: {function}"), "gradients": [Code(f"lambda v: {one}") for one in gradients]}


PRODUCT = "v[0] * v[1]**2"
ROWS = {
    "right": "np.array([v[1]**2, 2 * v[0] * v[1]])",
    "at_one": "np.array([v[1], 2 * v[0]])",
    "positive": "np.array([v[1]**2, 2 * abs(v[0]) * v[1]])",
    "half": "np.array([v[1]**2, 2 * v[0] * v[1]]) / 2",
    "swapped": "np.array([2 * v[0] * v[1], v[1]**2])",
    "downhill": "np.array([-v[1]**2, -2 * v[0] * v[1]])",
    "slightly": "np.array([v[1]**2 + 0.001, 2 * v[0] * v[1]])",
    "last_entry": "np.array([v[1]**2, 3 * v[0] * v[1]])",
    "near_zero": "np.array([np.minimum(v[1]**2, 4.0), 2 * v[0] * v[1]])",
    "barely_wrong": "np.array([v[1]**2, 2 * v[0] * v[1]]) * (1 + 2.5e-4)",
    "just_right": "np.array([v[1]**2, 2 * v[0] * v[1]]) * (1 + 1.6e-4)",
}
"""What may claim to be the gradient of `PRODUCT`: the right one, and wrong ones of each kind."""
MIXED = np.array([[1.0, 1.0], [1.5, -2.0], [-0.7, 3.0]])


SLOPES_OF_EACH_SIZE = claims("1000 * v[0] + 0.01 * v[1]**2") | {
    "gradients": Code(
        "(lambda right, small, zero, barely: [right, small, zero, barely, small, right])("
        "lambda v: np.array([1000, 0.02 * v[1], 0]),"
        " lambda v: np.array([1000, 0.0202 * v[1], 0]),"
        " lambda v: np.array([1000, 0.02 * v[1], 1e-3]),"
        " lambda v: np.array([1000 * (1 + 2.5e-4 * (v[0] > 1.2)), 0.02 * v[1], 0]))"
    )
}
"""Right; wrong in a small slope, in one that is 0, and barely at the point of `MIXED` in the middle. Two of these
functions are in the list twice, at places of their own."""


def of_product(*names: str, times: float = 1.0) -> dict[str, object]:
    """Return `PRODUCT` times a number, and gradients of these names times it."""
    return claims(f"{times!r} * {PRODUCT}", *(f"{times!r} * {ROWS[name]}" for name in names))


def suspicions(rng: np.random.Generator) -> Iterable[Case]:
    """Lists with no, one, some and only wrong gradients, which show at the first, the last or any point."""
    yield case("some_wrong", **of_product("right", "at_one", "positive", "half"), points=MIXED)
    yield case("at_first_point_only", **of_product("positive", "right"), points=MIXED[::-1].copy())
    yield case("at_last_point_only", **of_product("right", "right", "positive"), points=MIXED)
    yield case("none_wrong", **of_product("right", "right"), points=MIXED)
    yield case("none_wrong", **of_product("right", "positive"), points=abs(MIXED))
    yield case("all_wrong", **of_product("half", "downhill", "last_entry"), points=MIXED)
    yield case("other_order", **of_product("swapped", "right", "downhill", "last_entry"), points=MIXED[1:].copy())
    yield case("slightly_wrong", **of_product("right", "slightly"), points=MIXED[:2].copy())
    yield case("slightly_wrong", **of_product("just_right", "barely_wrong"), points=MIXED[1:].copy())
    yield case("at_last_point_only", **of_product("right", "near_zero"), points=MIXED)
    yield case("many", **of_product(*ROWS), points=MIXED)
    yield case("small_slopes", **of_product("half", "right", times=3e-8), points=MIXED)
    yield case("large_slopes", **of_product("right", "half", times=1e9), points=MIXED)
    yield case("one_point", **of_product("right", "at_one"), points=np.array([[-1.3, 0.6]]))
    steep = claims("np.sum(v**3) / 3", "v**2", "1.001 * v**2")  # seen from one side, or from afar, 0.045² is not right
    yield case("nearly_flat", **steep, points=np.array([[-1.4, 0.9], [0.045, -0.8]]))
    cubes = claims("np.sum(v**3) / 3", "v**2", "v * abs(v)", "np.mean(v**2) + 0 * v")
    yield case("more_inputs", **cubes, points=rng.uniform(0.4, 1.6, size=(4, 3)) * np.array([1.0, -1.0, 1.0]))
    yield case("one_input", **cubes, points=rng.uniform(-1.9, -0.5, size=(3, 1)))


CUBES_OR_SINES = choice(
    (Code("lambda v: np.sum(v**3)"), [Code("lambda v: 3 * v**2"), Code("lambda v: 3 * v * abs(v)")]),
    (Code("lambda v: np.sum(np.exp(v / 2))"), [Code("lambda v: np.exp(v / 2)"), Code("lambda v: np.exp(v / 2) / 2")]),
)
"""Pairs of a function of a vector of any length and claims to be its gradient; no slope is 0 away from 0."""


def marked(answer: Any, f: Any, gradients: Any, points: Any) -> Any:
    """Return how often an answer holds each position; what is no list of positions, as it is.

    A student whose `numerical_gradient` is wrong has lost points there, and would find every gradient wrong: a right
    one stands in for it meanwhile.
    """
    import numpy as np

    def right(f: "Any", x: "Any", h: float = 1e-5) -> "Any":
        return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in h * np.eye(len(x))])

    def is_right(own: "Any") -> bool:
        for x in (np.array([1.5, -0.7]), np.array([2, -3]), np.array([0.4])):
            given = x.copy()
            try:
                slopes = np.asarray(own(lambda v: (v**3).sum(), given), dtype=float)
            except Exception:
                return False
            if slopes.shape != x.shape or not np.allclose(slopes, 3 * x**2, rtol=1e-4) or (given != x).any():
                return False
        return True

    names = getattr(answer, "__globals__", {})
    own = names.get("numerical_gradient")
    if own and not is_right(own):
        names["numerical_gradient"] = right
    try:
        found = answer(f, gradients, points)
    finally:
        if own:
            names["numerical_gradient"] = own
    positions = found.tolist() if hasattr(found, "tolist") else found
    if not isinstance(positions, (list, tuple, set)):
        return found
    for position in positions:
        if not isinstance(position, (int, float, np.number)):
            kind = "a function" if callable(position) else type(position).__name__
            raise TypeError(f"a list of positions is asked for, such as [0, 2], and {kind} is in the one returned")
    whole = [position for position in positions if not isinstance(position, bool) and position in range(len(gradients))]
    if len(whole) < len(positions):
        return found
    return [float(whole.count(position)) for position in range(len(gradients))]


# ── earlier answers, followed ──────────────────────────────────────────────────────────────────────────────


def both_partials(dfx: Any, dfy: Any, x: Any, y: Any) -> Any:
    """Return a student's own ∂f/∂x and ∂f/∂y."""
    return [dfx(x, y), dfy(x, y)]


def change_along_a_unit(linear_change: Any, gradient: Any, direction: Any) -> Any:
    """Return a student's own change along a step of length one in this direction."""
    return linear_change(gradient, direction / ((direction @ direction) ** 0.5 or 1.0))


def own_errors(relative_error: Any, f: Any, gradients: Any, points: Any) -> Any:
    """Return a student's own relative errors: a row for each gradient, a column for each point."""
    import numpy as np

    def measured(x: "Any") -> "Any":
        return np.array([(f(x + step) - f(x - step)) / 2e-5 for step in 1e-5 * np.eye(len(x))])

    return [[relative_error(gradient(x), measured(x)) for x in points] for gradient in gradients]


def by_own_errors(earlier: np.ndarray, f: Any, gradients: Any, points: Any) -> list[float]:
    """Return 1 for each gradient that a student's own relative errors accuse, else 0."""
    return [float(row.max() > 1e-4) for row in earlier.reshape(len(gradients), len(points))]


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


def only_shortened(gradient: np.ndarray, direction: np.ndarray) -> object:
    """Slope along a direction that is made unit where it is longer than one."""
    if not direction.any():
        raise ValueError
    return np.dot(gradient, direction) / max(1.0, length_of(direction))


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


def step_scaled(f: Any, x: Any, h: Any = 1e-5) -> Any:
    """The step grows with the input."""
    steps = [h * max(1.0, abs(entry)) for entry in x]
    return np.array([solution.numerical_gradient(f, x, step)[i] for i, step in enumerate(steps)])


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


def relative(analytic: Any, numeric: Any) -> Any:
    """Return the relative difference of each entry."""
    return np.abs(analytic - numeric) / np.maximum(np.abs(analytic) + np.abs(numeric), 1e-8)


def over(size: Callable[[Any, Any], Any]) -> Callable[[Any, Any], object]:
    """Return a wrong `relative_error` that divides the differences by another size, at least 1e-8."""
    return lambda analytic, numeric: np.max(np.abs(analytic - numeric) / np.maximum(size(analytic, numeric), 1e-8))


def unguarded(analytic: np.ndarray, numeric: np.ndarray) -> object:
    """0 / 0 where both entries are 0."""
    with np.errstate(invalid="ignore"):
        return np.max(np.abs(analytic - numeric) / (np.abs(analytic) + np.abs(numeric)))


def accused(is_wrong: Callable[..., object]) -> Callable[..., list[int]]:
    """Return a wrong `suspects` from what it calls wrong: receives claimed and measured slopes, both (points, n)."""

    def suspects(f: Any, gradients: Any, points: Any) -> list[int]:
        measured = np.array([solution.numerical_gradient(f, x) for x in points])
        pairs = [(np.array([gradient(x) for x in points]), measured) for gradient in gradients]
        return [position for position, pair in enumerate(pairs) if is_wrong(*pair)]

    return suspects


def once_for_each_point(f: Any, gradients: Any, points: Any) -> list[int]:
    """A wrong gradient is named for each point where it is wrong."""
    measured = np.array([solution.numerical_gradient(f, x) for x in points])
    claimed = [np.array([gradient(x) for x in points]) for gradient in gradients]
    return [position for position, one in enumerate(claimed) for error in errors(one, measured) if error > 1e-4]


def one_point_each(f: Any, gradients: Any, points: Any) -> list[int]:
    """The first gradient is compared at the first point, the second one at the second, and so on."""
    pairs = zip(gradients, points, strict=False)
    return [k for k, (g, x) in enumerate(pairs) if np.max(relative(g(x), solution.numerical_gradient(f, x))) > 1e-4]


def all_errors(f: Any, gradients: Any, points: Any) -> Any:
    """Return the relative errors: a row a gradient, a column a point."""
    measured = np.array([solution.numerical_gradient(f, x) for x in points])
    return np.array([errors(np.array([gradient(x) for x in points]), measured) for gradient in gradients])


def stops_at_first_point_found(f: Any, gradients: Any, points: Any) -> list[int]:
    """No further point is looked at once one has shown a wrong gradient."""
    for wrong in (all_errors(f, gradients, points) > 1e-4).T:
        if wrong.any():
            return [int(position) for position in np.flatnonzero(wrong)]
    return []


def points_for_gradients(f: Any, gradients: Any, points: Any) -> list[int]:
    """The positions are those of the points at which some gradient is wrong."""
    return [int(k) for k in np.flatnonzero(np.any(all_errors(f, gradients, points) > 1e-4, axis=0))]


def first_of_equals(f: Any, gradients: Any, points: Any) -> list[int]:
    """A wrong gradient is looked for in the list, which finds the first that is equal."""
    return [gradients.index(gradients[k]) for k in solution.suspects(f, gradients, points)]


def removed_while_looping(f: Any, gradients: Any, points: Any) -> list[int]:
    """Right gradients are removed from the list that the loop goes through: the one after each is skipped."""
    wrong, rest = solution.suspects(f, gradients, points), list(range(len(gradients)))
    for position in rest:
        if position not in wrong:
            rest.remove(position)
    return rest


def all_from_the_first(f: Any, gradients: Any, points: Any) -> list[int]:
    """What was found of one gradient is not forgotten for the next."""
    found = solution.suspects(f, gradients, points)
    return list(range(found[0], len(gradients))) if found else []


def by_length(claimed: Any, measured: Any) -> Any:
    """Return one error a point: the length of the difference, relative to the two lengths."""
    claimed_length, measured_length = np.linalg.norm(claimed, axis=1), np.linalg.norm(measured, axis=1)
    return np.linalg.norm(claimed - measured, axis=1) / np.maximum(claimed_length + measured_length, 1e-8)


def errors(claimed: Any, measured: Any) -> Any:
    """Return the relative error at each point."""
    return np.max(relative(claimed, measured), axis=1)


def afterwards(change: Callable[[list[int], int], object]) -> Callable[..., object]:
    """Return a wrong `suspects` that makes something else of the right positions and the number of gradients."""
    return lambda f, gradients, points: change(solution.suspects(f, gradients, points), len(gradients))


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

QUESTIONS = (
    Question(
        solution.dfx,
        points=0.5,
        cases=places,
        rules=Rules(by_digits=True),
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
        points=0.5,
        cases=places,
        rules=Rules(by_digits=True),
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
        rules=Rules(by_digits=True),
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
        rules=Rules(by_digits=True),
        probing={"gradient": array("N"), "step": array("N")},
        beside=(
            case("mixed_sizes", gradient=np.array([1e4, 1e-3, -1e4]), step=np.ones(3)),
            case("equal_entries", gradient=np.full(3, 1.7), step=np.full(3, -0.4)),
        ),
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
        beside=(case("long_direction", gradient=np.array([-18.0, 6.75]), direction=np.array([0.6, 0.805])),),
        mistakes=(
            Mistake("nearly_zero_refused", nearly_zero_refused, credit=0.5),
            Mistake("only_shortened", only_shortened, credit=0.5),
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
                "both_made_unit_unless_zero",
                lambda gradient, direction: (
                    np.dot(gradient, direction) / length_of(direction) / (length_of(gradient) or 1.0)
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
                "almost_zero_as_zero",
                lambda gradient: (
                    gradient / length_of(gradient) if length_of(gradient) > 1e-50 else np.zeros(len(gradient))
                ),
                credit=0.5,
            ),
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
            "f": choice(
                Code("lambda v: np.sum(v**3 + v**2) + v[0] * v[-1]"),  # at 0 no odd function
                Code("lambda v: np.sum(np.sin(v)) + v[0]**2"),
            ),
            "x": array("n", without="huge large single"),
            "h": place(least=0.0, without="zero tiny huge large integers single"),
        },
        beside=(case("more_inputs", f=SUM_OF_CUBES, x=np.linspace(-1.5, 1.9, 24), h=0.25),),
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
            Mistake("half_steps", each(lambda f, x, step, h: (f(x + step / 2) - f(x - step / 2)) / h), credit=0.5),
            Mistake("step_scaled", step_scaled, credit=0.5),
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
    Question(
        solution.relative_error,
        points=1,
        cases=two_gradients,
        rules=Rules(rtol=1e-5, atol=1e-9),
        probing={"analytic": array("N"), "numeric": array("N")},
        beside=(case("one_zero", analytic=np.array([0.5, 3.0]), numeric=np.array([0.0, 3.1])),),
        mistakes=(
            Mistake("absolute_error", lambda analytic, numeric: np.max(np.abs(analytic - numeric)), credit=0.25),
            Mistake("entries_not_reduced", relative, credit=0.25),
            Mistake("mean_of_entries", lambda analytic, numeric: np.mean(relative(analytic, numeric)), credit=0.5),
            Mistake("sum_of_entries", lambda analytic, numeric: np.sum(relative(analytic, numeric)), credit=0.5),
            Mistake("smallest_entry", lambda analytic, numeric: np.min(relative(analytic, numeric)), credit=0.25),
            Mistake("first_entry_only", lambda analytic, numeric: relative(analytic, numeric)[0], credit=0.25),
            Mistake("last_entry_only", lambda analytic, numeric: relative(analytic, numeric)[-1], credit=0.25),
            Mistake("over_analytic", over(lambda analytic, numeric: np.abs(analytic)), credit=0.5),
            Mistake("over_numeric", over(lambda analytic, numeric: np.abs(numeric)), credit=0.5),
            Mistake("over_larger", over(lambda a, n: np.maximum(np.abs(a), np.abs(n))), credit=0.5),
            Mistake("over_mean", over(lambda a, n: (np.abs(a) + np.abs(n)) / 2), credit=0.5),
            Mistake("over_signed_sum", over(lambda a, n: np.abs(a + n)), credit=0.25),
            Mistake("over_unguarded_signs", over(lambda a, n: a + n), credit=0.25),
            Mistake("over_largest", over(lambda a, n: np.max(np.abs(a) + np.abs(n))), credit=0.5),
            Mistake(
                "signs_lost",
                lambda a, n: np.max(np.abs(np.abs(a) - np.abs(n)) / np.maximum(np.abs(a) + np.abs(n), 1e-8)),
                credit=0.5,
            ),
            Mistake("sign_kept", lambda a, n: np.max((a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8)), credit=0.5),
            Mistake(
                "whole_vectors",
                lambda a, n: length_of(a - n) / max(length_of(a) + length_of(n), 1e-8),
                credit=0.5,
            ),
            Mistake("guard_added", lambda a, n: np.max(np.abs(a - n) / (np.abs(a) + np.abs(n) + 1e-8)), credit=0.75),
            Mistake("guard_lost", unguarded, credit=0.5),
            Mistake(
                "guard_ten_times",
                lambda a, n: np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-7)),
                credit=0.75,
            ),
            Mistake(
                "each_size_guarded",
                lambda a, n: np.max(np.abs(a - n) / (np.maximum(np.abs(a), 1e-8) + np.maximum(np.abs(n), 1e-8))),
                credit=0.75,
            ),
            Mistake(
                "first_difference_only",
                lambda a, n: next((error for error in relative(a, n) if error > 0), 0.0),
                credit=0.25,
            ),
            Mistake("over_root", over(lambda a, n: np.hypot(a, n)), credit=0.5),
            Mistake(
                "summed_before_dividing",
                lambda a, n: np.sum(np.abs(a - n)) / max(np.sum(np.abs(a) + np.abs(n)), 1e-8),
                credit=0.5,
            ),
            Mistake("of_largest_difference", lambda a, n: relative(a, n)[np.argmax(np.abs(a - n))], credit=0.5),
            Mistake("close_as_equal", lambda a, n: 0.0 if np.allclose(a, n) else np.max(relative(a, n)), credit=0.5),
            Mistake("position_of_largest", lambda a, n: np.argmax(relative(a, n)), credit=0.25),
            Mistake("squared", lambda a, n: np.max(relative(a, n) ** 2), credit=0.5),
        ),
    ),
    Question(
        solution.suspects,
        points=2,
        cases=suspicions,
        ask=Call(marked),
        follow_through=FollowThrough((solution.relative_error,), by_own_errors, own_errors),
        beside=(
            visible(**of_product("right", "at_one", "positive", "half"), points=MIXED),
            visible(**of_product("half", times=1e-6), points=MIXED),
            visible(**of_product("right", times=1e9), points=MIXED),
            case("several", **SLOPES_OF_EACH_SIZE, points=np.column_stack([MIXED, [0.3, -1.2, 2.0]])),
        ),
        probing={
            "f gradients": CUBES_OR_SINES,
            "points": array("N", "n", without="zero tiny small huge large single many_entries"),
        },
        mistakes=(
            Mistake("absolute_error", accused(lambda c, m: np.any(np.abs(c - m) > 1e-4)), credit=0.5),
            Mistake("first_point_only", accused(lambda c, m: errors(c, m)[0] > 1e-4), credit=0.25),
            Mistake("last_point_only", accused(lambda c, m: errors(c, m)[-1] > 1e-4), credit=0.25),
            Mistake("wrong_everywhere_only", accused(lambda c, m: np.all(errors(c, m) > 1e-4)), credit=0.25),
            Mistake("first_entry_only", accused(lambda c, m: np.any(relative(c, m)[:, 0] > 1e-4)), credit=0.25),
            Mistake(
                "sums_compared",
                accused(lambda c, m: np.any(relative(np.sum(c, axis=1), np.sum(m, axis=1)) > 1e-4)),
                credit=0.25,
            ),
            Mistake("signs_lost", accused(lambda c, m: np.any(relative(np.abs(c), np.abs(m)) > 1e-4)), credit=0.5),
            Mistake(
                "lengths_compared",
                accused(lambda c, m: np.any(relative(np.linalg.norm(c, axis=1), np.linalg.norm(m, axis=1)) > 1e-4)),
                credit=0.25,
            ),
            Mistake("tolerance_too_wide", accused(lambda c, m: np.any(relative(c, m) > 0.01)), credit=0.5),
            Mistake("tolerance_a_little_wide", accused(lambda c, m: np.any(relative(c, m) > 1.5e-4)), credit=0.75),
            Mistake("first_point_skipped", accused(lambda c, m: np.any(errors(c, m)[1:] > 1e-4)), credit=0.25),
            Mistake("points_averaged", accused(lambda c, m: np.mean(errors(c, m)) > 1e-4), credit=0.5),
            Mistake("most_points_only", accused(lambda c, m: np.mean(errors(c, m) > 1e-4) > 0.5), credit=0.25),
            Mistake("stops_at_first_point_found", stops_at_first_point_found, credit=0.5),
            Mistake("points_for_gradients", points_for_gradients, credit=0.25),
            Mistake("first_of_equals", first_of_equals, credit=0.5),
            Mistake("removed_while_looping", removed_while_looping, credit=0.5),
            Mistake("too_strict", accused(lambda c, m: not np.allclose(c, m, rtol=1e-4)), credit=0.5),
            Mistake("whole_vectors", accused(lambda c, m: np.any(by_length(c, m) > 1e-4)), credit=0.5),
            Mistake("one_point_each", one_point_each, credit=0.25),
            Mistake("all_from_the_first", all_from_the_first, credit=0.5),
            Mistake("every_difference", accused(lambda c, m: np.any(c != m)), credit=0.25),
            Mistake(
                "innocent_returned",
                afterwards(lambda found, count: [k for k in range(count) if k not in found]),
                credit=0.5,
            ),
            Mistake("counted_from_one", afterwards(lambda found, count: [k + 1 for k in found]), credit=0.5),
            Mistake(
                "marks_for_positions",
                afterwards(lambda found, count: [int(k in found) for k in range(count)]),
                credit=0.5,
            ),
            Mistake("how_many", afterwards(lambda found, count: len(found)), credit=0.25),
            Mistake("first_suspect_only", afterwards(lambda found, count: found[:1]), credit=0.25),
            Mistake("once_for_each_point", once_for_each_point, credit=0.5),
            Mistake("nobody", afterwards(lambda found, count: [])),
        ),
    ),
)

ASSIGNMENT = Assignment("a2_gradients", QUESTIONS, companions=("pictures.py",))
