"""Hidden tests of a1_derivatives: cases, points, and the mistakes we know."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import sympy

from grader.answers.code import Code
from grader.questions.kinds import array, choice, place
from grader.questions.question import Assignment, Call, Case, FollowThrough, Mistake, Question, Rules, case, visible
from solutions import a1_derivatives as solution

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def either_sign(rng: np.random.Generator) -> Iterable[Case]:
    """Floats of both signs, an integer, arrays, a place far away; no zero."""
    yield case("positive", x=2.0)
    yield case("negative", x=-1.5)
    yield case("integer", x=3)
    yield case("array", x=np.array([-2.0, -0.5, 0.25, 3.0]))
    yield case("array", x=np.array([-0.75, -2.5]))
    yield case("array", x=np.array([[0.5, -1.25, 4.0], [2.5, -3.0, 1.5]]))
    yield case("positive", x=rng.uniform(0.2, 3.0))
    yield case("negative", x=rng.uniform(-3.0, -0.2))
    yield case("far", x=1e9)


def anywhere(rng: np.random.Generator) -> Iterable[Case]:
    """As `either_sign`, and zero."""
    yield from either_sign(rng)
    yield case("zero", x=0.0)


# Pairs of a function and its derivative, as their source, for the questions that take functions.
CUBE = (Code("lambda x: x**3"), Code("lambda x: 3 * x**2"))
SINE = (Code("lambda x: np.sin(x)"), Code("lambda x: np.cos(x)"))
EXPONENTIAL = (Code("lambda x: np.exp(x / 2)"), Code("lambda x: np.exp(x / 2) / 2"))
PARABOLA = (Code("lambda x: 9 * (x + x**2)"), Code("lambda x: 9 + 18 * x"))
HILL = (Code("lambda x: 4 - 3 * x**2"), Code("lambda x: -6 * x"))
PAIRS = (EXPONENTIAL, CUBE, SINE, PARABOLA, HILL)
"""First what is neither odd nor even, and no whole number where x is one: it is what probing inputs are asked with."""
IDENTITY = (Code("lambda x: x"), Code("lambda x: 1.0"))
"""A function that returns the very array that it receives."""
SOME = np.array([0.8, -1.3, 0.4])
FOURS = ((*CUBE, *SINE), (*SINE, *EXPONENTIAL), (*HILL, *CUBE), (*PARABOLA, *PARABOLA))
"""A pair f, df beside a pair g, dg."""


# What the checks of `product_rule` and `chain_rule` ask: recorded for the other questions.
POINTS = (-2.0, -1.3, -0.4, 0.7, 1.9)
SINE_AND_EXPONENTIAL = {"f": Code("np.sin"), "df": Code("np.cos"), "g": Code("np.exp"), "dg": Code("np.exp")}
COSINE_OF_A_SQUARE = {"df": Code("np.cos"), "g": Code("lambda x: x**2"), "dg": Code("lambda x: 2 * x")}


def two_functions(rng: np.random.Generator) -> Iterable[Case]:
    """Pairs f, g with their derivatives, and a place."""
    for (f, df), (g, dg) in ((CUBE, SINE), (SINE, EXPONENTIAL), (HILL, CUBE), (EXPONENTIAL, HILL)):
        yield case("positive", f=f, df=df, g=g, dg=dg, x=rng.uniform(0.3, 1.3))
        yield case("negative", f=f, df=df, g=g, dg=dg, x=rng.uniform(-1.3, -0.3))
    yield case("negative", f=CUBE[0], df=CUBE[1], g=PARABOLA[0], dg=PARABOLA[1], x=-8.0)  # slopes of many thousands


def outer_and_inner(rng: np.random.Generator) -> Iterable[Case]:
    """An outer function's derivative, an inner function with its own, and a place."""
    for every in two_functions(rng):
        yield Case({name: value for name, value in every.inputs.items() if name != "f"}, every.kind)


def near_a_point(rng: np.random.Generator) -> Iterable[Case]:
    """A function, its derivative, a point and a step: the slides' own first, then others, steps of either sign."""
    f, df = PARABOLA
    yield case("positive", f=f, df=df, x0=1.0, dx=0.01)
    yield case("zero", f=HILL[0], df=HILL[1], x0=0.0, dx=0.5)
    f, df = Code("lambda x: np.maximum(x, 0.0)"), Code("lambda x: np.heaviside(x, 0.0)")
    yield case(f=f, df=df, x0=-1e-12, dx=0.5)  # where what is measured is not the slope
    for f, df in PAIRS:
        yield case("positive", f=f, df=df, x0=rng.uniform(0.3, 1.3), dx=rng.uniform(0.1, 0.6))
        yield case("negative", f=f, df=df, x0=rng.uniform(-1.3, -0.3), dx=rng.uniform(-0.6, -0.1))


def shrinking_steps(rng: np.random.Generator) -> Iterable[Case]:
    """The slides' table, a function that lies below its tangents, steps of either sign, a plain list."""
    f, df = PARABOLA
    yield case("positive", f=f, df=df, x0=1.0, steps=np.array([0.01, 0.001, 0.0001]))
    yield case("positive", f=HILL[0], df=HILL[1], x0=0.7, steps=[0.5, 0.25, 0.125])
    for f, df in (CUBE, SINE, EXPONENTIAL):
        yield case("negative", f=f, df=df, x0=rng.uniform(-1.3, -0.3), steps=rng.uniform(-0.6, 0.6, size=4))
    yield case("positive", f=CUBE[0], df=CUBE[1], x0=9.0, steps=np.array([6.0, -5.0]))


def smooth_functions(rng: np.random.Generator) -> Iterable[Case]:
    """Functions at points of either sign, with a step so large that every formula shows its face.

    Just beside the kink of |x| the result tells the usual step.
    """
    for f, _ in (CUBE, SINE, EXPONENTIAL, HILL):
        yield case("positive", f=f, x=rng.uniform(0.3, 1.3), h=rng.uniform(0.2, 0.5))
        yield case("negative", f=f, x=rng.uniform(-1.3, -0.3), h=rng.uniform(0.05, 0.2))
    yield case("positive", f=SINE[0], x=0.5)
    yield case("default", f=Code("lambda x: abs(x)"), x=4e-6)
    yield case("positive", f=CUBE[0], x=20.0, h=0.25)
    yield case("positive", f=CUBE[0], x=0.02, h=0.01)
    yield case("integer", f=Code("lambda x: 2**x"), x=1, h=1)


EXPRESSIONS = (
    "sympy.Integer(99)",
    "a",
    "x",
    "3 * x",
    "x**3",
    "x**2 + 3 * x",
    "x**2 - 3 * x",
    "9 * (x + x**2)",
    "x**-2",
    "sympy.sqrt(x)",
    "sympy.log(x**2)",
    "sympy.sin(x**2)",
    "sympy.cos(3 * x)",
    "sympy.exp(-x)",
    "x**2 * sympy.sin(x)",
    "x * sympy.exp(x) * sympy.cos(x)",
    "sympy.log(sympy.sin(x**3)**2)",
    "a * x**2 + sympy.sin(a)",
    "(1 + x**2)**3",
    "sympy.sin(x) / x",
    "x**3 - 5 * x**2 + (x**2)**sympy.Rational(3, 2) + sympy.sin(x)**2 - sympy.cos(x)**2",  # two terms of one slope
    "sympy.Symbol('x0')**2 * x + sympy.exp(sympy.Symbol('x0'))",
    "x**a * (2 + sympy.cos(x))**sympy.Rational(2, 7)",
    "sympy.sin(sympy.exp(sympy.cos(sympy.sin(sympy.exp(sympy.sin(sympy.cos(sympy.exp(sympy.sin(x)))))))))",
)


def expressions(rng: np.random.Generator) -> Iterable[Case]:
    """SymPy expressions: each rule alone, then together; `a` is another symbol, a constant."""
    x, a = Code("sympy.Symbol('x')"), Code("sympy.Symbol('a')")
    for source in EXPRESSIONS:
        yield case(x=x, a=a, expression=Code(source))
    yield case(x=a, a=x, expression=Code("x * a**2 + sympy.sin(x)"))  # one that came before, by another symbol
    p, q = (int(number) for number in rng.integers(2, 7, size=2))
    yield case(x=x, a=a, expression=Code(f"{p} * x**{q + 1} * sympy.exp({p} * x) - sympy.cos(x**{q})"))


WAYS_TO_DIFFERENTIATE = (
    *("diff", "Derivative", "fdiff", "_eval_derivative", "_eval_diff", "idiff", "differentiate_finite"),
    *("limit", "Limit", "gruntz", "series", "nseries", "lseries", "aseries", "jacobian", "derive_by_array"),
    *("dup_diff", "dmp_diff", "rs_diff"),
)
"""SymPy's functions that `differentiate` is to do without, as it is without what leads to them (`wronskian`, ...)."""

# ── probes ─────────────────────────────────────────────────────────────────────────────────────────────────


def first_product_of_two(answer: Any, f: Any, df: Any, g: Any, dg: Any, x: Any) -> Any:
    """Return the slope at x of one of several results: no other call, with one function the same, may change it."""
    answer(f, df, f, df)
    first, _ = answer(f, df, g, dg), answer(g, dg, g, dg)
    first(x + 1)
    return first(x)


def first_chain_of_two(answer: Any, df: Any, g: Any, dg: Any, x: Any) -> Any:
    """Return the slope at x of one of several results: no other call, with one function the same, may change it."""
    answer(df, abs, lambda t: -1 if t < 0 else 1), answer(abs, g, dg)
    first, _ = answer(df, g, dg), answer(dg, g, dg)
    first(x + 1)
    return first(x)


def own_approximations(linear_approximation: Any, f: Any, df: Any, x0: Any, steps: Any) -> Any:
    """Return a student's own approximation for each step."""
    return [linear_approximation(f, df, x0, dx) for dx in steps]


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def broken_differentiate(rule: str) -> Any:
    """Return `differentiate` with one rule broken."""

    def product(factors: Any, x: Any) -> Any:
        f, g = factors
        df, dg = differentiate(f, x), differentiate(g, x)
        if rule == "multiple" and x not in f.free_symbols:
            return dg
        if rule == "derivatives" or (rule == "product" and x in f.free_symbols):
            return df * dg
        first = 0 if rule == "constant" else df * g
        return first + (0 if rule == "one_turn" else -f * dg if rule == "minus" else f * dg)

    def differentiate(expression: Any, x: Any) -> Any:
        expression = sympy.sympify(expression)
        if rule == "names" and expression.is_Symbol and str(x) in str(expression):
            return sympy.Integer(1)
        if x not in expression.free_symbols and not (rule == "names" and str(x) in str(expression)):
            kept = expression if rule in ("constant", "constants") else sympy.Integer(0)
            return sympy.Integer(1) if rule == "symbols" and not expression.is_number else kept
        if expression == x:
            return sympy.Integer(1)
        if expression.is_Add:
            terms = expression.args[:2] if rule == "terms" else expression.args
            slopes = [differentiate(term, x) for term in terms]
            return sympy.Add(*(dict.fromkeys(slopes) if rule == "equal_once" else slopes))
        if expression.is_Mul:
            factors, ends = expression.args, expression.args[:: len(expression.args) - 1]
            some = {"factors": factors[:2], "ends": ends}.get(rule, expression.as_two_terms())
            return product(some, x)
        if expression.is_Pow:
            base, n = expression.args
            if rule == "symbolic_exponent" and not n.is_number:
                return sympy.Integer(0)
            inner = 1 if rule == "power_chain" else differentiate(base, x)
            return base ** (n if rule == "exponent_kept" else n - 1) * inner * (1 if rule == "power" else n)
        u = expression.args[0]
        cosine = sympy.sin(u) if rule == "cosine" else -sympy.sin(u)
        exponential = u * sympy.exp(u - 1) if rule == "exponential" else sympy.exp(u)
        logarithm = 1 / (x if rule == "logarithm" else u)
        outer = {sympy.sin: sympy.cos(u), sympy.cos: cosine, sympy.exp: exponential, sympy.log: logarithm}
        if rule == "sine":
            outer[sympy.sin] = -sympy.cos(u)
        lost = rule in ("chain", f"chain_{expression.func.__name__}")
        return outer[expression.func] * (1 if lost else differentiate(u, x))

    return differentiate


def of_the_last_call(function: Any) -> Any:
    """Return a function whose results all work with what it was given last."""
    last: list[Any] = []

    def remembering(*functions: Any) -> Any:
        last[:] = functions
        return lambda x: function(*last)(x)

    return remembering


def of_the_first_place(function: Any) -> Any:
    """Return a function whose results keep giving what they gave first, wherever they are asked."""

    def remembering(*functions: Any) -> Any:
        first: list[Any] = []

        def derivative(x: Any) -> Any:
            first.append(function(*functions)(x))
            return first[0]

        return derivative

    return remembering


def mapped(error: Any) -> Any:
    """Return a wrong `approximation_error` from a wrong error of one step."""
    return lambda f, df, x0, steps: np.array([error(f, df, x0, dx) for dx in steps])


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

CONSTANT = Rules(constant=True)

QUESTIONS = (
    Question(
        solution.constant_derivative,
        points=1,
        cases=anywhere,
        by_rule=True,
        rules=CONSTANT,
        probing={"x": place(arrays=True)},
        mistakes=(
            Mistake("constant_kept", lambda x: 99),
            Mistake("antiderivative", lambda x: 99 * x),
            Mistake("derivative_of_x", lambda x: 1),
            Mistake("constant_minus_one", lambda x: 98),
            Mistake("x_returned", lambda x: 1.0 * x),
        ),
    ),
    Question(
        solution.multiple_derivative,
        points=1,
        cases=anywhere,
        by_rule=True,
        rules=CONSTANT,
        probing={"x": place(arrays=True)},
        mistakes=(
            Mistake("function_itself", lambda x: 3 * x),
            Mistake("coefficient_lost", lambda x: 1),
            Mistake("treated_as_constant", lambda x: 0),
            Mistake("antiderivative", lambda x: 3 * x**2 / 2),
            Mistake("x_returned", lambda x: 1.0 * x),
            Mistake("taken_as_square", lambda x: 6 * x),
        ),
    ),
    Question(
        solution.power_derivative,
        points=1,
        cases=anywhere,
        by_rule=True,
        probing={"x": place(arrays=True)},
        mistakes=(
            Mistake("coefficient_lost", lambda x: x**2),
            Mistake("exponent_kept", lambda x: 3 * x**3),
            Mistake("antiderivative", lambda x: x**4 / 4),
            Mistake("new_exponent_in_front", lambda x: 2 * x**2),
            Mistake("exponent_times_x", lambda x: 3 * x),
            Mistake("function_itself", lambda x: x**3),
            Mistake("numbers_swapped", lambda x: 2 * x**3, credit=0.25),
            Mistake("differentiated_twice", lambda x: 6 * x, credit=0.25),
            Mistake("sign_of_x", lambda x: 3 * x * abs(x), credit=0.5),
        ),
    ),
    Question(
        solution.sum_derivative,
        points=1,
        cases=anywhere,
        by_rule=True,
        probing={"x": place(arrays=True)},
        mistakes=(
            Mistake("first_term_only", lambda x: 2 * x),
            Mistake("second_term_kept", lambda x: 2 * x + 3 * x, credit=0.25),
            Mistake("first_term_kept", lambda x: x**2 + 3, credit=0.25),
            Mistake("sign_flipped", lambda x: 2 * x - 3, credit=0.25),
            Mistake("derivatives_multiplied", lambda x: 2 * x * 3),
            Mistake("function_itself", lambda x: x**2 + 3 * x),
            Mistake("exponent_lost", lambda x: x + 3, credit=0.25),
            Mistake("exponent_kept", lambda x: 2 * x**2 + 3, credit=0.25),
            Mistake("antiderivative", lambda x: x**3 / 3 + 3 * x**2 / 2),
            Mistake("cut_to_whole_numbers", lambda x: np.trunc(2 * x + 3), credit=0.5),
        ),
    ),
    Question(
        solution.difference_derivative,
        points=1,
        cases=anywhere,
        by_rule=True,
        probing={"x": place(arrays=True)},
        mistakes=(
            Mistake("sign_flipped", lambda x: 2 * x + 3, credit=0.25),
            Mistake("first_term_only", lambda x: 2 * x),
            Mistake("second_term_kept", lambda x: 2 * x - 3 * x, credit=0.25),
            Mistake("first_term_kept", lambda x: x**2 - 3, credit=0.25),
            Mistake("order_swapped", lambda x: 3 - 2 * x, credit=0.25),
            Mistake("function_itself", lambda x: x**2 - 3 * x),
            Mistake("exponent_lost", lambda x: x - 3, credit=0.25),
            Mistake("exponent_kept", lambda x: 2 * x**2 - 3, credit=0.25),
            Mistake("antiderivative", lambda x: x**3 / 3 - 3 * x**2 / 2),
            Mistake("cut_to_whole_numbers", lambda x: np.trunc(2 * x - 3), credit=0.5),
        ),
    ),
    Question(
        solution.product_derivative,
        points=1,
        cases=anywhere,
        by_rule=True,
        probing={"x": place(arrays=True)},
        mistakes=(
            Mistake("derivatives_multiplied", lambda x: 2 * x * 1),
            Mistake("second_factor_still", lambda x: 2 * x * x, credit=0.25),
            Mistake("first_factor_still", lambda x: x**2, credit=0.25),
            Mistake("derivatives_added", lambda x: 2 * x + 1),
            Mistake("function_itself", lambda x: x**2 * x),
            Mistake("partner_lost", lambda x: 2 * x + x**2, credit=0.25),
            Mistake("turns_multiplied", lambda x: 2 * x**4, credit=0.25),
            Mistake("exponent_kept", lambda x: 3 * x**3, credit=0.25),
        ),
    ),
    Question(
        solution.chain_derivative,
        points=1,
        cases=either_sign,
        by_rule=True,
        probing={"x": place(arrays=True, without="zero")},
        mistakes=(
            Mistake("inner_rate_lost", lambda x: 1 / x**2, credit=0.25),
            Mistake("outer_rate_lost", lambda x: 2 * x, credit=0.25),
            Mistake("outer_at_x", lambda x: 1 / x * 2 * x + 0 * x, credit=0.25),
            Mistake("square_ignored", lambda x: 1 / x),
            Mistake("two_over_square", lambda x: 2 / x**2),
            Mistake("sign_lost", lambda x: 2 / abs(x), credit=0.5),
            Mistake("function_itself", lambda x: np.log(x**2)),
            Mistake("logarithm_squared", lambda x: np.log(x**2) / x, credit=0.25),
            Mistake("divided_by_inner_rate", lambda x: 1 / x**2 / (2 * x), credit=0.25),
            Mistake("floor_divided", lambda x: 2 // x, credit=0.5),
        ),
    ),
    Question(
        solution.df,
        points=1,
        cases=anywhere,
        by_rule=True,
        probing={"x": place(arrays=True)},
        mistakes=(
            Mistake("factor_lost", lambda x: 1 + 2 * x, credit=0.25),
            Mistake("factor_on_first_only", lambda x: 9 + 2 * x, credit=0.25),
            Mistake("linear_term_lost", lambda x: 18 * x, credit=0.25),
            Mistake("linear_term_kept", lambda x: 9 * (x + 2 * x)),
            Mistake("function_itself", lambda x: 9 * (x + x**2)),
            Mistake("square_lost", lambda x: 9, credit=0.25),
            Mistake("exponent_lost", lambda x: 9 * (1 + x), credit=0.25),
            Mistake("sign_flipped", lambda x: 9 * (1 - 2 * x), credit=0.25),
            Mistake("one_place_only", lambda x: 27),
            Mistake("cut_to_whole_numbers", lambda x: np.trunc(9 + 18 * x), credit=0.5),
        ),
    ),
    Question(
        solution.product_rule,
        points=2,
        cases=two_functions,
        by_rule=True,
        ask=Call(first_product_of_two),
        probing={"f df g dg": choice(*FOURS), "x": place(without="huge large")},
        beside=(
            *(visible(**SINE_AND_EXPONENTIAL, x=x) for x in POINTS),
            case("array", **dict(zip(("f", "df", "g", "dg"), (*IDENTITY, *EXPONENTIAL), strict=True)), x=SOME),
            case("zero", **dict(zip(("f", "df", "g", "dg"), (*EXPONENTIAL, *SINE), strict=True)), x=0.0),  # g(x) = 0
        ),
        mistakes=(
            Mistake("derivatives_multiplied", lambda f, df, g, dg: lambda x: df(x) * dg(x)),
            Mistake("one_turn_only_g", lambda f, df, g, dg: lambda x: f(x) * dg(x), credit=0.25),
            Mistake("one_turn_only_f", lambda f, df, g, dg: lambda x: df(x) * g(x), credit=0.25),
            Mistake("minus_between", lambda f, df, g, dg: lambda x: df(x) * g(x) - f(x) * dg(x), credit=0.25),
            Mistake("own_derivative_beside", lambda f, df, g, dg: lambda x: f(x) * df(x) + g(x) * dg(x), credit=0.25),
            Mistake("derivatives_added", lambda f, df, g, dg: lambda x: df(x) + dg(x)),
            Mistake("product_itself", lambda f, df, g, dg: lambda x: f(x) * g(x)),
            Mistake("last_functions_only", of_the_last_call(solution.product_rule), credit=0.5),
            Mistake("first_place_only", of_the_first_place(solution.product_rule), credit=0.5),
            Mistake("quotient_rule", lambda f, df, g, dg: lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2),
            Mistake("first_taken_inside", lambda f, df, g, dg: lambda x: df(g(x)) * g(x) + f(x) * dg(x), credit=0.25),
        ),
    ),
    Question(
        solution.chain_rule,
        points=2,
        cases=outer_and_inner,
        ask=Call(first_chain_of_two),
        probing={"df g dg": choice(*(four[1:] for four in FOURS)), "x": place(without="huge large")},
        by_rule=True,
        beside=(
            *(visible(**COSINE_OF_A_SQUARE, x=x) for x in POINTS),
            case("array", df=SINE[1], g=Code("lambda x: x**2 / 2"), dg=IDENTITY[0], x=SOME),
        ),
        mistakes=(
            Mistake("outer_at_x", lambda df, g, dg: lambda x: df(x) * dg(x), credit=0.25),
            Mistake("inner_rate_lost", lambda df, g, dg: lambda x: df(g(x)), credit=0.25),
            Mistake("inner_value_for_rate", lambda df, g, dg: lambda x: df(g(x)) * g(x)),
            Mistake("outer_at_inner_rate", lambda df, g, dg: lambda x: df(dg(x))),
            Mistake("rates_added", lambda df, g, dg: lambda x: df(g(x)) + dg(x)),
            Mistake("inner_rate_only", lambda df, g, dg: lambda x: dg(x)),
            Mistake("last_functions_only", of_the_last_call(solution.chain_rule), credit=0.5),
            Mistake("first_place_only", of_the_first_place(solution.chain_rule), credit=0.5),
            Mistake("inner_rate_at_inner_value", lambda df, g, dg: lambda x: df(g(x)) * dg(g(x)), credit=0.25),
            Mistake("outer_at_rate_times_rate", lambda df, g, dg: lambda x: df(dg(x)) * dg(x), credit=0.25),
            Mistake("inner_value_too", lambda df, g, dg: lambda x: df(g(x)) * g(x) * dg(x), credit=0.25),
        ),
    ),
    Question(
        solution.linear_approximation,
        points=2,
        cases=near_a_point,
        probing={"f df": choice(*PAIRS), "x0": place(without="huge"), "dx": place(without="huge")},
        mistakes=(
            Mistake("height_lost", lambda f, df, x0, dx: df(x0) * dx, credit=0.25),
            Mistake("exact_value", lambda f, df, x0, dx: f(x0 + dx)),
            Mistake("step_lost", lambda f, df, x0, dx: f(x0) + df(x0), credit=0.25),
            Mistake("slope_at_the_end", lambda f, df, x0, dx: f(x0) + df(x0 + dx) * dx, credit=0.25),
            Mistake("place_for_step", lambda f, df, x0, dx: f(x0) + df(x0) * (x0 + dx), credit=0.25),
            Mistake("walks_backwards", lambda f, df, x0, dx: f(x0) - df(x0) * dx, credit=0.25),
            Mistake("slope_at_the_step", lambda f, df, x0, dx: f(x0) + df(dx)),
            Mistake("step_taken_for_place", lambda f, df, x0, dx: f(x0) + df(x0) * (dx - x0), credit=0.25),
            Mistake("height_times_step", lambda f, df, x0, dx: (f(x0) + df(x0)) * dx, credit=0.25),
            Mistake("height_at_the_step", lambda f, df, x0, dx: f(dx) + df(x0) * dx, credit=0.25),
            Mistake("place_for_height", lambda f, df, x0, dx: x0 + df(x0) * dx, credit=0.25),
            Mistake("divided_by_step", lambda f, df, x0, dx: f(x0) + df(x0) / dx, credit=0.25),
            Mistake("slopes_averaged", lambda f, df, x0, dx: f(x0) + (df(x0) + df(x0 + dx)) / 2 * dx, credit=0.25),
            Mistake("slope_halfway", lambda f, df, x0, dx: f(x0) + df(x0 + dx / 2) * dx, credit=0.25),
            Mistake("tangent_at_zero", lambda f, df, x0, dx: f(0.0) + df(0.0) * (x0 + dx), credit=0.25),
            Mistake("slope_at_product", lambda f, df, x0, dx: f(x0) + df(x0 * dx), credit=0.25),
            Mistake(
                "slope_measured",
                lambda f, df, x0, dx: f(x0) + (f(x0 + 1e-5) - f(x0 - 1e-5)) / 2e-5 * dx,
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.approximation_error,
        points=2,
        cases=shrinking_steps,
        rules=Rules(atol=1e-12),
        follow_through=FollowThrough(
            (solution.linear_approximation,),
            lambda earlier, f, df, x0, steps: np.array(
                [abs(f(x0 + dx) - tangent) for dx, tangent in zip(steps, earlier, strict=True)]
            ),
            own_approximations,
        ),
        probing={
            "f df": choice(*PAIRS),
            "x0": place(without="huge large"),
            "steps": array("steps", without="huge large"),
        },
        mistakes=(
            Mistake("signed", mapped(lambda f, df, x0, dx: f(x0 + dx) - f(x0) - df(x0) * dx), credit=0.5),
            Mistake("signed_other_way", mapped(lambda f, df, x0, dx: f(x0) + df(x0) * dx - f(x0 + dx)), credit=0.5),
            Mistake("change_of_f", mapped(lambda f, df, x0, dx: abs(f(x0 + dx) - f(x0)))),
            Mistake("change_of_tangent", mapped(lambda f, df, x0, dx: abs(df(x0) * dx))),
            Mistake(
                "relative",
                mapped(lambda f, df, x0, dx: abs((f(x0 + dx) - f(x0) - df(x0) * dx) / f(x0 + dx))),
                credit=0.25,
            ),
            Mistake(
                "divided_by_step",
                mapped(lambda f, df, x0, dx: abs((f(x0 + dx) - f(x0) - df(x0) * dx) / dx)),
                credit=0.25,
            ),
            Mistake("squared", mapped(lambda f, df, x0, dx: (f(x0 + dx) - f(x0) - df(x0) * dx) ** 2), credit=0.25),
            Mistake(
                "below_as_zero", mapped(lambda f, df, x0, dx: max(f(x0 + dx) - f(x0) - df(x0) * dx, 0.0)), credit=0.5
            ),
            Mistake(
                "steps_without_signs",
                lambda f, df, x0, steps: solution.approximation_error(f, df, x0, np.abs(steps)),
                credit=0.5,
            ),
            Mistake("height_lost", mapped(lambda f, df, x0, dx: abs(f(x0 + dx) - df(x0) * dx)), credit=0.25),
            Mistake(
                "sizes_compared",
                mapped(lambda f, df, x0, dx: abs(abs(f(x0 + dx)) - abs(f(x0) + df(x0) * dx))),
                credit=0.5,
            ),
            Mistake("tangent_itself", mapped(lambda f, df, x0, dx: f(x0) + df(x0) * dx), credit=0.25),
            Mistake(
                "slope_at_the_end",
                mapped(lambda f, df, x0, dx: abs(f(x0 + dx) - f(x0) - df(x0 + dx) * dx)),
                credit=0.25,
            ),
            Mistake(
                "sorted",
                lambda f, df, x0, steps: np.sort(solution.approximation_error(f, df, x0, steps))[::-1],
                credit=0.5,
            ),
            Mistake(
                "slides_steps_only",
                lambda f, df, x0, steps: solution.approximation_error(f, df, x0, [0.01, 0.001, 0.0001]),
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.numerical_derivative,
        points=2,
        cases=smooth_functions,
        rules=Rules(rtol=1e-6, atol=1e-8),
        probing={
            "f": choice(*(f for f, _ in PAIRS)),
            "x": place(without="huge large"),
            "h": place(least=0.0, without="zero tiny huge large integers"),
        },
        mistakes=(
            Mistake("forward_difference", lambda f, x, h=1e-5: (f(x + h) - f(x)) / h, credit=0.5),
            Mistake("backward_difference", lambda f, x, h=1e-5: (f(x) - f(x - h)) / h, credit=0.5),
            Mistake("divided_by_h", lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / h, credit=0.25),
            Mistake("not_divided", lambda f, x, h=1e-5: f(x + h) - f(x - h)),
            Mistake("brackets_lost", lambda f, x, h=1e-5: f(x + h) - f(x - h) / (2 * h), credit=0.25),
            Mistake("divided_the_wrong_way", lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2 * h, credit=0.25),
            Mistake("h_ignored", lambda f, x, h=1e-5: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5, credit=0.5),
            Mistake("sign_flipped", lambda f, x, h=1e-5: (f(x - h) - f(x + h)) / (2 * h), credit=0.25),
            Mistake("middle_moved", lambda f, x, h=1e-5: (f(x + 2 * h) - f(x)) / (2 * h), credit=0.5),
            Mistake("half_steps", lambda f, x, h=1e-5: (f(x + h / 2) - f(x - h / 2)) / h, credit=0.5),
            Mistake("values_added", lambda f, x, h=1e-5: (f(x + h) + f(x - h)) / (2 * h), credit=0.25),
            Mistake("second_difference", lambda f, x, h=1e-5: (f(x + h) - 2 * f(x) + f(x - h)) / h**2),
            Mistake("divided_by_place", lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / (2 * x), credit=0.25),
            Mistake(
                "step_scaled",
                lambda f, x, h=1e-5: solution.numerical_derivative(f, x, h * max(1.0, abs(x))),
                credit=0.5,
            ),
            Mistake(
                "two_steps_combined",
                lambda f, x, h=1e-5: (
                    (4 * solution.numerical_derivative(f, x, h / 2) - solution.numerical_derivative(f, x, h)) / 3
                ),
                credit=0.5,
            ),
            Mistake(
                "four_points",
                lambda f, x, h=1e-5: (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h),
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.differentiate,
        points=4,
        cases=expressions,
        by_rule=True,
        ask=Call(forbidden=WAYS_TO_DIFFERENTIATE),
        mistakes=(
            Mistake("inner_rate_lost", broken_differentiate("chain"), credit=0.25),
            Mistake("inner_rate_of_power_lost", broken_differentiate("power_chain"), credit=0.5),
            Mistake("derivatives_multiplied", broken_differentiate("product"), credit=0.25),
            Mistake("exponent_lost", broken_differentiate("power"), credit=0.25),
            Mistake("sign_of_cosine", broken_differentiate("cosine"), credit=0.5),
            Mistake("multiple_lost", broken_differentiate("multiple"), credit=0.25),
            Mistake("constant_kept", broken_differentiate("constant"), credit=0.5),
            Mistake("constants_kept", broken_differentiate("constants"), credit=0.25),
            Mistake("all_derivatives_multiplied", broken_differentiate("derivatives"), credit=0.25),
            Mistake("minus_in_product", broken_differentiate("minus"), credit=0.5),
            Mistake("one_turn_only", broken_differentiate("one_turn"), credit=0.25),
            Mistake("further_factors_lost", broken_differentiate("factors"), credit=0.5),
            Mistake("further_terms_lost", broken_differentiate("terms"), credit=0.5),
            Mistake("exponent_kept", broken_differentiate("exponent_kept"), credit=0.25),
            Mistake("sign_of_sine", broken_differentiate("sine"), credit=0.5),
            Mistake("exponential_as_power", broken_differentiate("exponential"), credit=0.5),
            Mistake("logarithm_at_x", broken_differentiate("logarithm"), credit=0.5),
            Mistake("inner_rate_of_sine_lost", broken_differentiate("chain_sin"), credit=0.5),
            Mistake("inner_rate_of_cosine_lost", broken_differentiate("chain_cos"), credit=0.5),
            Mistake("inner_rate_of_exponential_lost", broken_differentiate("chain_exp"), credit=0.5),
            Mistake("inner_rate_of_logarithm_lost", broken_differentiate("chain_log"), credit=0.5),
            Mistake("other_symbols_move", broken_differentiate("symbols"), credit=0.5),
            Mistake("names_compared", broken_differentiate("names"), credit=0.75),
            Mistake("equal_terms_once", broken_differentiate("equal_once"), credit=0.75),
            Mistake("middle_factors_lost", broken_differentiate("ends"), credit=0.5),
            Mistake("symbolic_exponent_lost", broken_differentiate("symbolic_exponent"), credit=0.75),
            Mistake(
                "taken_as_positive",
                lambda expression, x: solution.differentiate(sympy.powdenest(expression, force=True), x),
                credit=0.75,
            ),
        ),
    ),
)

ASSIGNMENT = Assignment("a1_derivatives", QUESTIONS, companions=("pictures.py",))
