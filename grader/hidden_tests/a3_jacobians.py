"""Hidden tests of a3_jacobians: cases, points, and the mistakes we know."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import sympy

from grader.answers.code import Code
from grader.questions.kinds import array, choice, count, place
from grader.questions.question import Assignment, Call, Case, Mistake, Question, Rules, case, must_raise
from solutions import a3_jacobians as solution

JACOBIAN = Rules(exact_shape=True)
EXACT_JACOBIAN = Rules(exact_shape=True, by_digits=True)


OPERATORS = {"+": "addition", "-": "subtraction", "*": "multiplication", "/": "division"}
"""Each operator, and the kind of input that it makes a case."""


# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def sizes(rng: np.random.Generator) -> Iterable[Case]:
    """The four corners of the table of shapes, and sizes that differ."""
    yield case("both_one", output_size=1, input_size=1)
    yield case("one_output", output_size=1, input_size=4)
    yield case("one_input", output_size=3, input_size=1)
    yield case("wide", output_size=2, input_size=5)
    yield case("tall", output_size=7, input_size=2)
    yield case("square", output_size=3, input_size=3)
    few, many = int(rng.integers(2, 9)), int(rng.integers(10, 99))
    yield case("wide", output_size=few, input_size=many)
    yield case("tall", output_size=many, input_size=few)


def two_inputs(rng: np.random.Generator) -> Iterable[Case]:
    """Points of the plane where no two slopes agree; an entry of zero; integers."""
    yield case("positive", x=np.array([0.7, 1.2]))
    yield case("negative", x=np.array([-1.3, -0.8]))
    yield case("negative", x=np.array([0.6, -1.4]))
    yield case("far", x=np.array([90.0, -12.0]))
    yield case("integers", x=np.array([3, -2]))
    yield case("zero", x=np.array([0.0, 0.9]))
    yield case("positive", x=rng.uniform(0.3, 1.4, size=2))
    yield case("negative", x=rng.uniform(-1.4, -0.3, size=2))


def three_inputs(rng: np.random.Generator) -> Iterable[Case]:
    """Points of space, as in `two_inputs`."""
    yield case("positive", x=np.array([0.7, 1.2, 0.4]))
    yield case("negative", x=np.array([-1.3, -0.8, 2.0]))
    yield case("integers", x=np.array([3, -2, 5]))
    yield case("zero", x=np.array([0.0, 0.9, 0.0]))
    yield case("positive", x=np.array([1.4, 0.6, 2.5]))  # a negative cosine, as there is one in the second
    yield case("positive", x=rng.uniform(0.3, 3.0, size=3))
    yield case("negative", x=rng.uniform(-3.0, -0.3, size=3))


def some_sizes(rng: np.random.Generator) -> Iterable[Case]:
    """One, and numbers above it."""
    yield case("size_one", n=1)
    for n in (2, 3, 4, int(rng.integers(5, 9))):
        yield case("larger_size", n=n)


def away_from_zero(rng: np.random.Generator, size: int) -> Any:
    """Return a vector of either sign without small entries."""
    return rng.uniform(0.4, 2.0, size) * rng.choice([-1.0, 1.0], size)


def pairs_and_operators(rng: np.random.Generator) -> Iterable[Case]:
    """Each operator on vectors of several sizes and signs, on integers, and operators that are none of the four."""
    for operator, kind in OPERATORS.items():
        yield case(kind, w=np.array([0.5, -1.5, 3.0]), x=np.array([-2.0, 0.8, 1.6]), operator=operator)
        yield case(kind, w=away_from_zero(rng, 4), x=away_from_zero(rng, 4), operator=operator)
        yield case("size_one", w=away_from_zero(rng, 1), x=away_from_zero(rng, 1), operator=operator)
        yield case("integers", w=np.array([3, -2]), x=np.array([-4, 5]), operator=operator)
    for operator in ("@", "%", "plus", "+x", "->", "*=", "/x"):
        yield must_raise("unknown_operator", w=np.array([0.5, -1.5]), x=np.array([-2.0, 0.8]), operator=operator)


def vectors_and_a_number(rng: np.random.Generator) -> Iterable[Case]:
    """Both operators on vectors of several sizes and signs, of integers, and with an entry of zero."""
    for operator, kind in (("+", "addition"), ("*", "multiplication")):
        yield case(kind, x=np.array([0.5, -1.5, 3.0]), operator=operator)
        yield case("size_one", x=np.array([-2.5]), operator=operator)
        yield case("integers", x=np.array([3, -2]), operator=operator)
        yield case("zero", x=np.array([0.0, 1.7, -0.4]), operator=operator)
        yield case(kind, x=away_from_zero(rng, 5), operator=operator)


# Functions of a vector with their Jacobians, as their source.
PAPER = (
    Code("lambda x: np.array([3 * x[0]**2 * x[1], 2 * x[0] + x[1]**8])"),
    Code("lambda x: np.array([[6 * x[0] * x[1], 3 * x[0]**2], [2, 8 * x[1]**7]])"),
)
WIDE_FUNCTION = (
    Code("lambda x: np.array([x[0] * x[1], np.sin(x[2])])"),
    Code("lambda x: np.array([[x[1], x[0], 0], [0, 0, np.cos(x[2])]])"),
)
TALL_FUNCTION = (
    Code("lambda x: np.array([x[0]**3, x[0] * x[1], np.exp(x[1])])"),
    Code("lambda x: np.array([[3 * x[0]**2, 0], [x[1], x[0]], [0, np.exp(x[1])]])"),
)
ONE_OUTPUT_FUNCTION = (
    Code("lambda x: np.array([x[0] * x[1]**3 * x[2] + x[3]**3])"),
    Code("lambda x: np.array([[x[1]**3 * x[2], 3 * x[0] * x[1]**2 * x[2], x[0] * x[1]**3, 3 * x[3]**2]])"),
)
ONE_INPUT_FUNCTION = (
    Code("lambda x: np.array([np.cos(x[0]), x[0]**3])"),
    Code("lambda x: np.array([[-np.sin(x[0])], [3 * x[0]**2]])"),
)
VECTOR_FUNCTIONS = (
    ("square", 2, PAPER),
    ("wide", 3, WIDE_FUNCTION),
    ("tall", 2, TALL_FUNCTION),
    ("one_output", 4, ONE_OUTPUT_FUNCTION),
    ("one_input", 1, ONE_INPUT_FUNCTION),
)


def vector_functions(rng: np.random.Generator) -> Iterable[Case]:
    """Functions of every shape, with a step so large that every formula shows its face; the usual step; integers."""
    for kind, size, (f, _) in VECTOR_FUNCTIONS:
        yield case(kind, f=f, x=away_from_zero(rng, size) / 1.4, h=rng.uniform(0.2, 0.4))
        yield case(kind, f=f, x=away_from_zero(rng, size) / 1.4, h=rng.uniform(0.05, 0.2))
    yield case("integers", f=TALL_FUNCTION[0], x=np.array([2, -1]), h=0.25)
    yield case("integers", f=WIDE_FUNCTION[0], x=np.array([3, -2, 1]), h=0.25)
    yield case("wide", f=WIDE_FUNCTION[0], x=np.array([0.5, -1.5, 0.3]))
    yield case("square", f=PAPER[0], x=np.array([3.0, 2.5]), h=0.25)
    beside_the_kink = Code("lambda x: np.array([abs(x[0]), x[0] * x[1]])")  # the result tells the usual step
    yield case("square", f=beside_the_kink, x=np.array([4e-6, 1.5]))


def near_a_point(rng: np.random.Generator) -> Iterable[Case]:
    """Functions of every shape with their Jacobians, a point and a step; no step at all; integers."""
    for kind, size, (f, jacobian) in VECTOR_FUNCTIONS:
        for _ in range(2):
            x, dx = away_from_zero(rng, size) / 1.4, away_from_zero(rng, size) / 4
            yield case(kind, f=f, jacobian=jacobian, x=x, dx=dx)
    f, jacobian = TALL_FUNCTION
    yield case("no_step", f=f, jacobian=jacobian, x=np.array([0.5, -1.2]), dx=np.zeros(2))
    yield case("integers", f=f, jacobian=jacobian, x=np.array([2, -1]), dx=np.array([1, 3]))


def formulas(rng: np.random.Generator) -> Iterable[Case]:
    """Lists of SymPy expressions and of symbols: every shape, an order of one's own, a parameter, plain numbers."""

    def ask(kind: str, functions: str, variables: str) -> Case:
        given = f"sympy.sympify('[{functions}]')"
        return case(kind, functions=Code(given), variables=Code(f"[*map(sympy.Symbol, '{variables}'.split())]"))

    yield ask("square", "3*x1**2*x2, 2*x1 + x2**8", "x1 x2")
    yield ask("wide", "x1*x2, sin(x3)", "x1 x2 x3")
    yield ask("tall", "r*cos(t), r*sin(t), r**3", "r t")
    yield ask("square", "x/y, exp(x*y)", "y x")
    yield ask("one_output", "x*y**2*z**3", "x y z")
    yield ask("one_input", "log(x**2), sin(3*x)", "x")
    yield ask("parameter", "a*x**2*y, a**3 + x*y, y**2", "y x")
    yield case("no_variable", functions=Code("[3, sympy.Symbol('x')**2]"), variables=Code("[sympy.Symbol('x')]"))
    p, q, k = (int(number) for number in rng.integers(2, 6, size=3))
    yield ask("wide", f"{k}*u**{p}*v - w**{q}, cos({k}*u)*exp(w)", "u v w")
    yield ask("tall", f"v**{p} + {k}*u, u**{q}*v, sin({p}*u*v)", "v u")
    yield ask("tall", "1234567*x**2, x*y/7, 1234567*x**2, (x**2*y**2)**(1/2)", "x y")  # one twice; one is |xy|


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def where_alone(wrong: Callable[..., object]) -> Callable[..., object]:
    """Return a wrong `jacobian_shape`: `wrong` where an output or an input is alone, else right."""
    return lambda output_size, input_size: wrong(output_size, input_size) or (output_size, input_size)


def diagonals(w: np.ndarray, x: np.ndarray, operator: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the diagonals of the two Jacobians of w∘x."""
    if operator not in OPERATORS:
        raise ValueError(operator)
    one = np.ones(len(w))
    return {"+": (one, one), "-": (one, -one), "*": (x, w), "/": (1 / x, -w / x**2)}[operator]


def laid_out(lay: Callable[[np.ndarray, np.ndarray], object]) -> Callable[..., object]:
    """Return a wrong `elementwise_jacobians`: right slopes, made into something else by `lay`."""
    return lambda w, x, operator: lay(*diagonals(w, x, operator))


def broken(operator: str, wrong: Callable[..., tuple[np.ndarray, np.ndarray]]) -> Callable[..., object]:
    """Return a wrong `elementwise_jacobians`: one operator's two diagonals are those of `wrong(w, x)`."""

    def elementwise_jacobians(w: np.ndarray, x: np.ndarray, asked: str) -> object:
        dw, dx = wrong(w, x) if asked == operator else diagonals(w, x, asked)
        return np.diag(dw), np.diag(dx)

    return elementwise_jacobians


def filled(operator: str, wrong: Callable[..., tuple[np.ndarray, np.ndarray]]) -> Callable[..., object]:
    """Return a wrong `elementwise_jacobians`: one operator's two matrices are those of `wrong(w, x)`."""
    return lambda w, x, asked: (
        wrong(w, x) if asked == operator else tuple(np.diag(slopes) for slopes in diagonals(w, x, asked))
    )


def ones_everywhere(w: np.ndarray, x: np.ndarray, operator: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the Jacobians of w∘x, for sums and differences with ones beside the diagonal too."""
    dw, dx = diagonals(w, x, operator)
    if operator in ("+", "-"):
        return np.tile(dw, (len(dw), 1)), np.tile(dx, (len(dx), 1))
    return np.diag(dw), np.diag(dx)


def columns_kept(f: Callable[..., np.ndarray], x: np.ndarray, h: float, kept: slice) -> np.ndarray:
    """Return a numerical Jacobian with zeros in all columns but some."""
    right = solution.numerical_jacobian(f, x, h)
    some = np.zeros(right.shape)
    some[:, kept] = right[:, kept]
    return some


def left_one_step_back(copied: Callable[[np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    """Return a `numerical_jacobian` that leaves each input one step behind its place, in a copy of `x`."""

    def numerical_jacobian(f: Callable[..., np.ndarray], x: np.ndarray, h: float = 1e-5) -> np.ndarray:
        place, columns = copied(x), []
        for i in range(len(x)):
            place[i] += h
            above = f(place)
            place[i] -= 2 * h
            columns.append((above - f(place)) / (2 * h))
        return np.stack(columns, axis=1)

    return numerical_jacobian


def step_scaled(scale: Callable[[float], float]) -> Callable[..., np.ndarray]:
    """Return a `numerical_jacobian` whose step grows with the input."""

    def numerical_jacobian(f: Callable[..., np.ndarray], x: np.ndarray, h: float = 1e-5) -> np.ndarray:
        steps = [h * scale(entry) for entry in x]
        return np.stack([solution.numerical_jacobian(f, x, step)[:, j] for j, step in enumerate(steps)], axis=1)

    return numerical_jacobian


def stacked(column: Callable[..., np.ndarray], axis: int = 1) -> Callable[..., object]:
    """Return a wrong `numerical_jacobian` from a wrong column: `column(f, x, step, h)`."""
    return lambda f, x, h=1e-5: np.stack([column(f, x, step, h) for step in h * np.eye(len(x))], axis=axis)


def stepped_in_place(f: Callable[..., Any], x: np.ndarray, step: np.ndarray, h: float) -> Any:
    """Return a column from copies of x that keep its type: integers lose their step."""
    return (f((x + step).astype(x.dtype)) - f((x - step).astype(x.dtype))) / (2 * h)


def with_unit_step(
    f: Callable[..., np.ndarray], jacobian: Callable[..., np.ndarray], x: np.ndarray, dx: np.ndarray
) -> Any:
    """Return a first-order approximation along a step made as long as one."""
    with np.errstate(invalid="ignore"):
        return f(x) + jacobian(x) @ (dx / np.linalg.norm(dx))


def each(entry: Callable[..., object]) -> Callable[..., object]:
    """Return a wrong `symbolic_jacobian` from a wrong entry: `entry(function, variable, row, column)`."""
    return lambda functions, variables: sympy.Matrix(
        [
            [entry(sympy.sympify(function), variable, row, column) for column, variable in enumerate(variables)]
            for row, function in enumerate(functions)
        ]
    )


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

QUESTIONS = (
    Question(
        solution.jacobian_shape,
        points=1,
        cases=sizes,
        probing={"output_size": count(), "input_size": count(4, 1, 2, 7, 300)},
        mistakes=(
            Mistake("inputs_first", lambda output_size, input_size: (input_size, output_size), credit=0.25),
            Mistake(
                "ones_dropped",
                lambda output_size, input_size: tuple(size for size in (output_size, input_size) if size != 1),
                credit=0.5,
            ),
            Mistake("entries_counted", lambda output_size, input_size: output_size * input_size),
            Mistake("gradient_as_column", where_alone(lambda m, n: (n, 1) if m == 1 else None), credit=0.5),
            Mistake("slopes_as_row", where_alone(lambda m, n: (1, m) if n == 1 else None), credit=0.5),
            Mistake("square_of_inputs", lambda output_size, input_size: (input_size, input_size)),
            Mistake("square_of_outputs", lambda output_size, input_size: (output_size, output_size)),
            Mistake(
                "smaller_first", lambda output_size, input_size: tuple(sorted((output_size, input_size))), credit=0.25
            ),
            Mistake(
                "larger_first",
                lambda output_size, input_size: tuple(sorted((output_size, input_size), reverse=True)),
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.jacobian,
        points=2,
        cases=two_inputs,
        by_rule=True,
        rules=EXACT_JACOBIAN,
        probing={"x": array(2, without="huge")},
        mistakes=(
            Mistake("outputs_in_columns", lambda x: solution.jacobian(x).T, credit=0.5),
            Mistake("inputs_swapped", lambda x: solution.jacobian(x)[:, ::-1], credit=0.25),
            Mistake("outputs_swapped", lambda x: solution.jacobian(x)[::-1], credit=0.25),
            Mistake("diagonal_only", lambda x: np.diag(np.diag(solution.jacobian(x))), credit=0.25),
            Mistake(
                "other_factor_lost", lambda x: np.array([[6 * x[0], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]]), credit=0.25
            ),
            Mistake(
                "moving_factor_kept",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2 * x[1]], [2, 8 * x[1] ** 7]]),
                credit=0.25,
            ),
            Mistake(
                "still_term_kept",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2 + x[1] ** 8, 2 * x[0] + 8 * x[1] ** 7]]),
                credit=0.25,
            ),
            Mistake(
                "linear_term_kept",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2 * x[0], 8 * x[1] ** 7]]),
                credit=0.25,
            ),
            Mistake(
                "exponent_kept", lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 8 * x[1] ** 8]]), credit=0.25
            ),
            Mistake(
                "exponent_lost", lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, x[1] ** 7]]), credit=0.25
            ),
            Mistake("rows_added", lambda x: solution.jacobian(x).sum(axis=0), credit=0.25),
            Mistake("values_of_f", lambda x: np.array([3 * x[0] ** 2 * x[1], 2 * x[0] + x[1] ** 8])),
            Mistake("determinant", lambda x: 48 * x[0] * x[1] ** 8 - 6 * x[0] ** 2, credit=0.25),
            Mistake("cut_to_whole_numbers", lambda x: np.trunc(solution.jacobian(x)), credit=0.5),
        ),
    ),
    Question(
        solution.wide_jacobian,
        points=2,
        cases=three_inputs,
        rules=EXACT_JACOBIAN,
        probing={"x": array(3, without="huge")},
        beside=(case("huge", x=np.array([1730.5, -1512.25, 0.7])),),  # of whose cosine single precision knows enough
        mistakes=(
            Mistake("outputs_in_columns", lambda x: solution.wide_jacobian(x).T, credit=0.5),
            Mistake("own_factor", lambda x: np.array([[x[0], x[1], 0], [0, 0, np.cos(x[2])]]), credit=0.25),
            Mistake("factors_vanish", lambda x: np.array([[1, 1, 0], [0, 0, np.cos(x[2])]]), credit=0.25),
            Mistake(
                "absent_input_kept",
                lambda x: np.array([[x[1], x[0], x[0] * x[1]], [np.sin(x[2]), np.sin(x[2]), np.cos(x[2])]]),
                credit=0.25,
            ),
            Mistake("pushed_left", lambda x: np.array([[x[1], x[0], 0], [np.cos(x[2]), 0, 0]]), credit=0.25),
            Mistake("sign_of_cosine", lambda x: np.array([[x[1], x[0], 0], [0, 0, -np.cos(x[2])]]), credit=0.5),
            Mistake("sine_kept", lambda x: np.array([[x[1], x[0], 0], [0, 0, np.sin(x[2])]]), credit=0.25),
            Mistake("rows_added", lambda x: np.array([x[1], x[0], np.cos(x[2])]), credit=0.25),
            Mistake("rows_swapped", lambda x: solution.wide_jacobian(x)[::-1], credit=0.25),
            Mistake("reshaped", lambda x: solution.wide_jacobian(x).T.reshape(2, 3), credit=0.25),
            Mistake("cut_to_whole_numbers", lambda x: np.trunc(solution.wide_jacobian(x)), credit=0.5),
            Mistake(
                "product_kept", lambda x: np.array([[x[0] * x[1], x[0] * x[1], 0], [0, 0, np.cos(x[2])]]), credit=0.25
            ),
            Mistake("cosine_everywhere", lambda x: np.array([[x[1], x[0], 0], np.cos(x)]), credit=0.25),
            Mistake("slopes_added", lambda x: np.array([[x[0] + x[1], 0, 0], [0, 0, np.cos(x[2])]]), credit=0.25),
        ),
    ),
    Question(
        solution.identity_jacobian,
        points=1,
        cases=some_sizes,
        rules=JACOBIAN,
        probing={"n": count(3, 1, 2, 7, 20)},
        mistakes=(
            Mistake("ones_everywhere", lambda n: np.ones((n, n)), credit=0.25),
            Mistake("vector_of_ones", lambda n: np.ones(n), credit=0.25),
            Mistake("number_one", lambda n: 1),
            Mistake("zeros", lambda n: np.zeros((n, n))),
            Mistake("counted_diagonal", lambda n: np.diag(np.arange(1, n + 1)), credit=0.25),
            Mistake("other_diagonal", lambda n: np.eye(n)[::-1], credit=0.25),
            Mistake("size_fixed", lambda n: np.eye(3), credit=0.25),
            Mistake("counted_from_zero", lambda n: np.diag(np.arange(n)), credit=0.25),
            Mistake("last_one_lost", lambda n: np.diag(np.arange(n) < n - 1) * 1.0, credit=0.5),
            Mistake("diagonal_shifted", lambda n: np.eye(n, k=1), credit=0.25),
        ),
    ),
    Question(
        solution.elementwise_jacobians,
        points=2,
        cases=pairs_and_operators,
        rules=JACOBIAN,
        probing={
            "w": array("n"),
            "x": array("n", without="zero tiny"),
            "operator": choice("*", "/", "+", "-", refused=("", "**", "+-", "//", "add", " *")),
        },
        mistakes=(
            Mistake("diagonals_alone", laid_out(lambda dw, dx: (dw, dx)), credit=0.5),
            Mistake(
                "rows_filled",
                laid_out(lambda dw, dx: (np.tile(dw, (len(dw), 1)), np.tile(dx, (len(dx), 1)))),
                credit=0.25,
            ),
            Mistake(
                "columns_filled",
                laid_out(lambda dw, dx: (np.tile(dw, (len(dw), 1)).T, np.tile(dx, (len(dx), 1)).T)),
                credit=0.25,
            ),
            Mistake("results_swapped", laid_out(lambda dw, dx: (np.diag(dx), np.diag(dw))), credit=0.5),
            Mistake("minus_lost", broken("-", lambda w, x: (np.ones(len(w)), np.ones(len(x)))), credit=0.5),
            Mistake("minus_on_both", broken("-", lambda w, x: (-np.ones(len(w)), -np.ones(len(x)))), credit=0.5),
            Mistake("own_factor", broken("*", lambda w, x: (w, x)), credit=0.5),
            Mistake("factors_vanish", broken("*", lambda w, x: (np.ones(len(w)), np.ones(len(x)))), credit=0.25),
            Mistake("quotient_sign_lost", broken("/", lambda w, x: (1 / x, w / x**2)), credit=0.5),
            Mistake("quotient_power_kept", broken("/", lambda w, x: (1 / x, -w / x)), credit=0.25),
            Mistake("numerator_lost", broken("/", lambda w, x: (1 / x, -1 / x**2)), credit=0.25),
            Mistake("quotient_as_product", broken("/", lambda w, x: (1 / x, w)), credit=0.25),
            Mistake("quotient_upside_down", broken("/", lambda w, x: (-x / w**2, 1 / w)), credit=0.25),
            Mistake("difference_reversed", broken("-", lambda w, x: (-np.ones(len(w)), np.ones(len(x)))), credit=0.5),
            Mistake("quotient_results_swapped", broken("/", lambda w, x: (-w / x**2, 1 / x)), credit=0.5),
            Mistake("sum_as_product", broken("+", lambda w, x: (x, w)), credit=0.5),
            Mistake("table_of_products", filled("*", lambda w, x: (np.outer(w, x), np.outer(w, x))), credit=0.25),
            Mistake(
                "factors_in_every_row",
                filled("*", lambda w, x: (np.tile(x, (len(x), 1)), np.tile(w, (len(w), 1)))),
                credit=0.25,
            ),
            Mistake("ones_everywhere", ones_everywhere, credit=0.5),
            Mistake(
                "cut_to_whole_numbers",
                filled("/", lambda w, x: (np.trunc(np.diag(1 / x)), np.trunc(np.diag(-w / x**2)))),
                credit=0.5,
            ),
            Mistake("floor_divided", filled("/", lambda w, x: (np.diag(1 // x), np.diag(-w // x**2))), credit=0.5),
        ),
    ),
    Question(
        solution.sum_jacobian,
        points=1,
        cases=some_sizes,
        rules=JACOBIAN,
        probing={"n": count(3, 1, 2, 7, 300)},
        mistakes=(
            Mistake("column", lambda n: np.ones((n, 1)), credit=0.5),
            Mistake("vector_of_ones", lambda n: np.ones(n), credit=0.5),
            Mistake("number_of_inputs", lambda n: n, credit=0.25),
            Mistake("number_one", lambda n: 1),
            Mistake("identity", lambda n: np.eye(n), credit=0.25),
            Mistake("ones_everywhere", lambda n: np.ones((n, n)), credit=0.25),
            Mistake("mean_in_place_of_sum", lambda n: np.full((1, n), 1 / n), credit=0.25),
            Mistake("slopes_added", lambda n: np.array([[n]]), credit=0.25),
            Mistake("counted", lambda n: np.arange(1, n + 1)[None], credit=0.25),
            Mistake("size_fixed", lambda n: np.ones((1, 3)), credit=0.25),
        ),
    ),
    Question(
        solution.expand_jacobian,
        points=1,
        cases=vectors_and_a_number,
        rules=JACOBIAN,
        probing={"x": array("n"), "operator": choice("*", "+")},
        mistakes=(
            Mistake("row", lambda x, operator: solution.expand_jacobian(x, operator).T, credit=0.5),
            Mistake("vector", lambda x, operator: solution.expand_jacobian(x, operator).ravel(), credit=0.5),
            Mistake(
                "diagonal", lambda x, operator: np.diag(solution.expand_jacobian(x, operator).ravel()), credit=0.25
            ),
            Mistake("slopes_added", lambda x, operator: np.sum(solution.expand_jacobian(x, operator)), credit=0.25),
            Mistake("mean_of_slopes", lambda x, operator: np.mean(solution.expand_jacobian(x, operator)), credit=0.25),
            Mistake("ones_for_both", lambda x, operator: np.ones((len(x), 1)), credit=0.5),
            Mistake("factor_for_both", lambda x, operator: x[:, None], credit=0.5),
            Mistake(
                "operators_swapped",
                lambda x, operator: solution.expand_jacobian(x, "*" if operator == "+" else "+"),
                credit=0.5,
            ),
            Mistake(
                "by_the_vector",
                lambda x, operator: np.eye(len(x)) if operator == "+" else np.ones((len(x), len(x))),
                credit=0.25,
            ),
            Mistake(
                "repeated_in_columns",
                lambda x, operator: np.tile(solution.expand_jacobian(x, operator), (1, len(x))),
                credit=0.25,
            ),
            Mistake("one_number", lambda x, operator: 1.0 if operator == "+" else x[0]),
            Mistake(
                "example_copied",
                lambda x, operator: (
                    -solution.expand_jacobian(x, operator) if operator == "+" else solution.expand_jacobian(x, operator)
                ),
                credit=0.5,
            ),
            Mistake(
                "zeros_for_the_sum",
                lambda x, operator: (operator == "*") * solution.expand_jacobian(x, operator),
                credit=0.5,
            ),
            Mistake(
                "entries_summed",
                lambda x, operator: np.full((len(x), 1), np.sum(x)) if operator == "*" else np.ones((len(x), 1)),
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.numerical_jacobian,
        points=2,
        cases=vector_functions,
        rules=Rules(rtol=1e-6, atol=1e-8, exact_shape=True),
        probing={
            "f": choice(
                Code("lambda x: np.array([np.sum(x**3 + x**2), x[0] * x[-1]])"),  # at 0 no odd function
                Code("lambda x: np.sin(x)"),
            ),
            "x": array("n", without="huge large single"),
            "h": place(least=0.0, without="zero tiny huge large integers single"),
        },
        beside=(case("square", f=Code("lambda x: x[::-1]"), x=np.linspace(-1.5, 1.9, 12), h=0.25),),  # a view of x
        mistakes=(
            Mistake(
                "inputs_in_rows",
                stacked(lambda f, x, step, h: (f(x + step) - f(x - step)) / (2 * h), axis=0),
                credit=0.5,
            ),
            Mistake("forward_difference", stacked(lambda f, x, step, h: (f(x + step) - f(x)) / h), credit=0.5),
            Mistake("backward_difference", stacked(lambda f, x, step, h: (f(x) - f(x - step)) / h), credit=0.5),
            Mistake("divided_by_h", stacked(lambda f, x, step, h: (f(x + step) - f(x - step)) / h), credit=0.25),
            Mistake("not_divided", stacked(lambda f, x, step, h: f(x + step) - f(x - step))),
            Mistake(
                "divided_the_wrong_way", stacked(lambda f, x, step, h: (f(x + step) - f(x - step)) / 2 * h), credit=0.25
            ),
            Mistake("h_ignored", lambda f, x, h=1e-5: solution.numerical_jacobian(f, x), credit=0.5),
            Mistake("half_steps", stacked(lambda f, x, step, h: (f(x + step / 2) - f(x - step / 2)) / h), credit=0.5),
            Mistake("step_scaled", step_scaled(lambda entry: abs(entry) or 1.0), credit=0.5),
            Mistake("step_scaled_from_one", step_scaled(lambda entry: max(1.0, abs(entry))), credit=0.5),
            Mistake("all_inputs_at_once", lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / (2 * h), credit=0.25),
            Mistake("step_lost_in_integers", stacked(stepped_in_place), credit=0.5),
            Mistake("sign_flipped", stacked(lambda f, x, step, h: (f(x - step) - f(x + step)) / (2 * h)), credit=0.25),
            Mistake(
                "steps_pile_up",
                lambda f, x, h=1e-5: np.stack(
                    [(f(x + step) - f(x - step)) / (2 * h) for step in h * np.tri(len(x))], axis=1
                ),
                credit=0.25,
            ),
            Mistake("left_one_step_back", left_one_step_back(lambda x: x.astype(float)), credit=0.25),
            Mistake("left_one_step_back_in_integers", left_one_step_back(np.copy), credit=0.25),
            Mistake("columns_all_equal", stacked(lambda f, x, step, h: (f(x + h) - f(x - h)) / (2 * h)), credit=0.25),
            Mistake("last_input_lost", lambda f, x, h=1e-5: columns_kept(f, x, h, slice(0, -1)), credit=0.5),
            Mistake("first_input_only", lambda f, x, h=1e-5: columns_kept(f, x, h, slice(0, 1)), credit=0.25),
            Mistake("values_added", stacked(lambda f, x, step, h: (f(x + step) + f(x - step)) / (2 * h)), credit=0.25),
            Mistake(
                "cut_to_whole_numbers", lambda f, x, h=1e-5: np.trunc(solution.numerical_jacobian(f, x, h)), credit=0.5
            ),
        ),
    ),
    Question(
        solution.linear_map,
        points=2,
        cases=near_a_point,
        probing={"f jacobian": choice(PAPER), "x": array(2, without="huge large"), "dx": array(2)},
        mistakes=(
            Mistake("value_lost", lambda f, jacobian, x, dx: jacobian(x) @ dx, credit=0.25),
            Mistake("exact_value", lambda f, jacobian, x, dx: f(x + dx)),
            Mistake("jacobian_at_the_end", lambda f, jacobian, x, dx: f(x) + jacobian(x + dx) @ dx, credit=0.25),
            Mistake("jacobian_at_the_step", lambda f, jacobian, x, dx: f(x) + jacobian(dx) @ dx, credit=0.25),
            Mistake("place_for_step", lambda f, jacobian, x, dx: f(x) + jacobian(x) @ (x + dx), credit=0.25),
            Mistake("place_mapped", lambda f, jacobian, x, dx: jacobian(x) @ (x + dx), credit=0.25),
            Mistake("step_lost", lambda f, jacobian, x, dx: f(x) + jacobian(x).sum(axis=1), credit=0.25),
            Mistake("walks_backwards", lambda f, jacobian, x, dx: f(x) - jacobian(x) @ dx, credit=0.25),
            Mistake("products_not_added", lambda f, jacobian, x, dx: f(x)[:, None] + jacobian(x) * dx, credit=0.25),
            Mistake("place_for_step_again", lambda f, jacobian, x, dx: f(x) + jacobian(x) @ x, credit=0.25),
            Mistake("value_at_the_step", lambda f, jacobian, x, dx: f(dx) + jacobian(x) @ dx, credit=0.25),
            Mistake("jacobian_halfway", lambda f, jacobian, x, dx: f(x) + jacobian(x + dx / 2) @ dx, credit=0.25),
            Mistake("step_made_unit", with_unit_step, credit=0.25),
            Mistake(
                "sums_multiplied", lambda f, jacobian, x, dx: f(x) + jacobian(x).sum(axis=1) * dx.sum(), credit=0.25
            ),
        ),
    ),
    Question(
        solution.symbolic_jacobian,
        points=2,
        cases=formulas,
        rules=Rules(exact_shape=True, rtol=1e-9),  # formulas, without rounding
        ask=Call(forbidden=("jacobian", "derive_by_array")),
        mistakes=(
            Mistake(
                "outputs_in_columns",
                lambda functions, variables: solution.symbolic_jacobian(functions, variables).T,
                credit=0.5,
            ),
            Mistake(
                "one_long_column",
                lambda functions, variables: sympy.Matrix(list(solution.symbolic_jacobian(functions, variables))),
                credit=0.5,
            ),
            Mistake(
                "reshaped",
                lambda functions, variables: sympy.Matrix(
                    len(functions), len(variables), list(solution.symbolic_jacobian(functions, variables).T)
                ),
                credit=0.25,
            ),
            Mistake(
                "variables_sorted",
                lambda functions, variables: solution.symbolic_jacobian(functions, sorted(variables, key=str)),
                credit=0.5,
            ),
            Mistake(
                "parameters_as_inputs",
                lambda functions, variables: solution.symbolic_jacobian(
                    functions,
                    [
                        *variables,
                        *sorted(
                            set().union(*(sympy.sympify(f).free_symbols for f in functions)) - {*variables}, key=str
                        ),
                    ],
                ),
                credit=0.5,
            ),
            Mistake("diagonal_only", each(lambda f, v, row, column: f.diff(v) if row == column else 0), credit=0.25),
            Mistake(
                "functions_added",
                lambda functions, variables: sympy.Matrix(
                    [[sum(sympy.sympify(f) for f in functions).diff(v) for v in variables]]
                ),
                credit=0.25,
            ),
            Mistake("functions_themselves", lambda functions, variables: sympy.Matrix(functions)),
            Mistake(
                "all_variables_at_once",
                lambda functions, variables: sympy.Matrix([[sympy.diff(f, *variables)] for f in functions]),
                credit=0.25,
            ),
            Mistake(
                "first_function_only",
                lambda functions, variables: solution.symbolic_jacobian(functions[:1], variables),
                credit=0.25,
            ),
            Mistake(
                "diagonal_matrix",
                lambda functions, variables: sympy.diag(
                    *(sympy.diff(f, v) for f, v in zip(functions, variables, strict=False))
                ),
                credit=0.25,
            ),
            Mistake("differentiated_twice", each(lambda f, v, row, column: f.diff(v, 2)), credit=0.25),
            Mistake("not_differentiated", each(lambda f, v, row, column: f), credit=0.25),
            Mistake(
                "functions_reversed",
                lambda functions, variables: solution.symbolic_jacobian(functions[::-1], variables),
                credit=0.5,
            ),
            Mistake(
                "mixed_in_every_entry",
                lambda functions, variables: each(lambda f, v, row, column: f.diff(*variables))(functions, variables),
                credit=0.25,
            ),
        ),
    ),
)

ASSIGNMENT = Assignment("a3_jacobians", QUESTIONS, companions=("pictures.py",))
