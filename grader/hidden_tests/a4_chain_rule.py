"""Hidden tests of a4_chain_rule: cases, points, and the mistakes we know."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from grader.answers.code import Code
from grader.questions.kinds import array, choice, drawn, place
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
from solutions import a4_chain_rule as solution

# ── kinds of inputs ────────────────────────────────────────────────────────────────────────────────────────


# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def away_from_zero(rng: np.random.Generator) -> Iterable[Case]:
    """Floats of both signs and integers; no zero."""
    yield case("positive", x=1.5)
    yield case("negative", x=-0.7)
    yield case("integer", x=2)
    yield case("integer", x=-3)
    yield case("positive", x=rng.uniform(0.3, 1.3))
    yield case("negative", x=rng.uniform(-1.3, -0.3))


def anywhere(rng: np.random.Generator) -> Iterable[Case]:
    """As `away_from_zero`, and zero."""
    yield from away_from_zero(rng)
    yield case("zero", x=0.0)


def along_the_chain(rng: np.random.Generator) -> Iterable[Case]:
    """Places where every link of ln(sin(x³)²) has a value: the sine is of either sign, and never 0 or ±1."""
    yield case("positive", x=0.8)
    yield case("negative", x=-0.9)
    yield case("integer", x=2)
    yield case("integer", x=-2)
    yield case("positive", x=rng.uniform(0.6, 1.1))
    yield case("negative", x=rng.uniform(-1.1, -0.6))
    yield case("positive", x=1.16)  # the slope is nearly 0


def along_the_chain_and_far(rng: np.random.Generator) -> Iterable[Case]:
    """As `along_the_chain`, and where single links are large."""
    yield from along_the_chain(rng)
    yield case("positive", x=0.4)
    yield case("positive", x=13.0)


def four_links(rng: np.random.Generator) -> Iterable[Case]:
    """Four local derivatives; also of integers, and with one of them 0."""
    yield case("either_sign", local=np.array([1.5, -0.5, 3.0, 0.7]))
    yield case("integers", local=np.array([3, -2, 5, 4]))
    yield case("still_link", local=np.array([2.0, 0.0, -1.5, 3.0]))
    yield case("still_link", local=np.array([0.0, -3.0, 0.5, 4.0]))
    yield case("either_sign", local=rng.uniform(0.4, 2.0, size=4) * rng.choice([-1.0, 1.0], size=4))
    yield case("either_sign", local=rng.uniform(-2.0, -0.4, size=4))


def two_jacobians(rng: np.random.Generator) -> Iterable[Case]:
    """Jacobians (m, k) and (k, n): square ones first, then every size different."""
    yield case("square_matrices", jacobian_f=rng.uniform(-2, 2, (3, 3)), jacobian_g=rng.uniform(-2, 2, (3, 3)))
    yield case("integers", jacobian_f=np.array([[1, -2], [3, 4]]), jacobian_g=np.array([[0, 5], [-1, 2]]))
    for m, k, n in ((2, 3, 4), (4, 2, 3), (1, 4, 2), (3, 2, 1)):
        yield case("different_sizes", jacobian_f=rng.uniform(-2, 2, (m, k)), jacobian_g=rng.uniform(-2, 2, (k, n)))
    yield case("row_and_column", jacobian_f=rng.uniform(-2, 2, (1, 3)), jacobian_g=rng.uniform(-2, 2, (3, 1)))
    yield case("row_and_column", jacobian_f=rng.uniform(-2, 2, (3, 1)), jacobian_g=rng.uniform(-2, 2, (1, 2)))


def two_diagonals(rng: np.random.Generator) -> Iterable[Case]:
    """The diagonals of two Jacobians, of several lengths."""
    yield case("either_sign", df_dg=np.array([1.5, -0.5, 2.0]), dg_dx=np.array([-3.0, 0.8, 0.6]))
    yield case("integers", df_dg=np.array([2, -3]), dg_dx=np.array([4, 5]))
    yield case("still_link", df_dg=np.array([1.5, 0.0, -2.5]), dg_dx=np.array([0.5, 3.0, 2.0]))
    yield case("single_entry", df_dg=np.array([1.7]), dg_dx=np.array([-0.6]))
    yield case("either_sign", df_dg=rng.uniform(-2, 2, 4), dg_dx=rng.uniform(-2, 2, 4))
    yield case("either_sign", df_dg=rng.uniform(-2, 2, 2), dg_dx=rng.uniform(-2, 2, 2))


def chains_of_steps(rng: np.random.Generator) -> Iterable[Case]:
    """Chains of named steps, the slides' own among them. Each has a value also when it is run from its end."""
    yield case("long_chain", steps=["cube", "sin", "square", "ln"], x=0.8)
    yield case("long_chain", steps=["square", "sin"], x=rng.uniform(-1.3, -0.5))
    yield case("long_chain", steps=["cos", "exp", "square"], x=rng.uniform(-1.2, -0.4))
    yield case("long_chain", steps=["exp", "cos", "cube", "sin"], x=rng.uniform(-1.2, -0.4))
    yield case("long_chain", steps=["square", "ln", "square"], x=-0.6)
    yield case("repeated_step", steps=["exp", "exp"], x=2.0)
    yield case("long_chain", steps=["square", "sin"], x=2)
    yield case("repeated_step", steps=["square", "square", "square"], x=rng.uniform(0.7, 1.3))
    yield case("repeated_step", steps=["sin", "cos", "sin", "cos"], x=rng.uniform(0.3, 1.3))
    yield case("one_step", steps=["cube"], x=-1.3)
    yield case("one_step", steps=["ln"], x=rng.uniform(1.5, 2.5))
    yield case("empty_chain", steps=[], x=0.7)
    yield case("empty_chain", steps=[], x=-2)
    yield must_raise("unknown_step", steps=["tan"], x=0.9)
    yield must_raise("unknown_step", steps=["square", "sqrt", "sin"], x=1.4)
    for name in ("logarithm", "squared", "cubed", "sinh", "cosh", "exponential", "lnx"):
        yield must_raise("unknown_step", steps=["exp", "sin", name], x=-0.5)


def sizes_and_directions(rng: np.random.Generator) -> Iterable[Case]:
    """Sizes of chains, in both directions: that shrink, that grow, of one Jacobian, and of many."""
    for direction in ("backward", "forward"):
        yield case("several_jacobians", sizes=[3, 5, 2, 1], direction=direction)
        yield case("several_jacobians", sizes=[1000, 100, 10, 1], direction=direction)
        yield case("several_jacobians", sizes=[1, 10, 100, 1000], direction=direction)
        yield case("two_jacobians", sizes=[4, 3, 2], direction=direction)
        yield case("one_jacobian", sizes=[7, 3], direction=direction)
        yield case("several_jacobians", sizes=[4, 4, 4, 4], direction=direction)
        yield case("several_jacobians", sizes=[7, 2, 9, 3, 5, 4], direction=direction)
        for length in (3, 4, 6):
            kind = "two_jacobians" if length == 3 else "several_jacobians"
            yield case(kind, sizes=[int(size) for size in rng.integers(2, 30, length)], direction=direction)


MORE_SIZES = ([5, 3, 8, 2, 6, 4, 7], [1, 1, 1], [2, 1, 2], [1000, 3000, 1000, 500], [40, 1], [3, 3, 3, 3, 3, 3, 3, 3])
"""Longer chains and wide ones."""


def jacobians_of(rng: np.random.Generator, *sizes: int) -> list[np.ndarray]:
    """Return Jacobians of a chain whose values have these sizes, from the input to the output."""
    return [rng.uniform(-2, 2, (m, n)) for n, m in pairwise(sizes)]


def rows_and_jacobians(rng: np.random.Generator) -> Iterable[Case]:
    """The notebook's example, square Jacobians, integers, one Jacobian, one output, one input, several sizes."""
    array = np.array
    J1, J2 = array([[1.0, 2.0], [0.0, 1.0], [3.0, 0.0]]), array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])
    yield case("square_matrices", jacobians=jacobians_of(rng, 3, 3, 3), v=rng.uniform(-2, 2, 3))
    yield case("different_sizes", jacobians=[J1, J2], v=array([1.0, -1.0]))
    yield case("integers", jacobians=[array([[1, -2], [3, 4]]), array([[0, 5], [-1, 2]])], v=array([2, -3]))
    yield case("one_jacobian", jacobians=jacobians_of(rng, 4, 3), v=rng.uniform(-2, 2, 3))
    yield case("large", jacobians=[40 * J1, J2], v=array([40.0, -15.0]))
    yield case("small", jacobians=[0.05 * J1, J2], v=array([0.5, -0.3]))
    yield case("many_entries", jacobians=jacobians_of(rng, 2, 300), v=rng.uniform(-2, 2, 300))
    for sizes in ((2, 3, 4), (5, 4, 2, 3), (4, 3, 2, 1), (1, 3, 2), (2, 3, 2, 3, 2)):
        yield case("different_sizes", jacobians=jacobians_of(rng, *sizes), v=rng.uniform(-2, 2, sizes[-1]))
    yield case("through_one_value", size=500)


def three_jacobians(rng: np.random.Generator, sizes: Mapping[str, int]) -> object:
    """Return three Jacobians of a chain whose values have n, a, n and m entries, and a row of m."""
    return jacobians_of(rng, sizes["n"], sizes["a"], sizes["n"], sizes["m"]), rng.uniform(-2, 2, sizes["m"])


TWO_ROADS = [("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "sin", ("u2",))]
TWO_ROADS_TO_A_PRODUCT = [("u1", "square", ("x",)), ("u2", "add", ("x", "u1")), ("y", "mul", ("u2", "x"))]
PRODUCT = [("u1", "sin", ("x",)), ("y", "mul", ("x", "u1"))]
GATED_PRODUCT = [("a", "max0", ("x",)), ("y", "mul", ("a", "x"))]
SAME_TWICE = [("y", "mul", ("x", "x"))]
SUM_OF_ITSELF = [("u", "exp", ("x",)), ("v", "add", ("u", "u")), ("y", "mul", ("v", "v"))]
NEURON = [("p", "mul", ("w", "x")), ("z", "add", ("p", "b")), ("a", "max0", ("z",)), ("cost", "square", ("a",))]
UNUSED = [("u", "exp", ("x",)), ("aside", "sin", ("u",)), ("y", "mul", ("u", "x"))]
ONE_ROAD = [("u1", "square", ("x",)), ("u2", "sin", ("u1",)), ("u3", "exp", ("u2",))]
NETWORK = [
    ("p", "mul", ("w1", "x1")),
    ("q", "mul", ("w2", "x2")),
    ("s", "add", ("p", "q")),
    ("z", "add", ("s", "b")),
    ("a", "max0", ("z",)),
    ("e", "add", ("a", "minus_y")),
    ("loss", "square", ("e",)),
]
DIAMOND = [
    ("left", "sin", ("x",)),
    ("right", "exp", ("x",)),
    ("top", "mul", ("left", "right")),
    ("side", "square", ("right",)),
    ("end", "add", ("top", "side")),
    ("last", "mul", ("end", "left")),
]


def numbers(**inputs: float) -> Code:
    """Return a dictionary of inputs as it is handed over."""
    return Code(repr(inputs))


def graphs(rng: np.random.Generator) -> Iterable[Case]:
    """Graphs with one path and with several, with a value used twice, with a gate, and with what leads nowhere."""

    def near(sign: int = 0) -> float:
        return round(float(rng.uniform(0.4, 1.4)), 3) * (sign or int(rng.choice([-1, 1])))

    yield case("two_paths", graph=TWO_ROADS_TO_A_PRODUCT, inputs=numbers(x=3.0))
    yield case("two_paths", graph=TWO_ROADS, inputs=numbers(x=0.7))
    yield case("two_paths", graph=TWO_ROADS, inputs=numbers(x=near(-1)))
    yield case("two_paths", graph=PRODUCT, inputs=numbers(x=near()))
    yield case("two_paths", graph=DIAMOND, inputs=numbers(x=near()))
    yield case("one_path", graph=ONE_ROAD, inputs=numbers(x=near()))
    yield case("one_path", graph=ONE_ROAD[:2], inputs=numbers(x=-0.8))
    yield case("same_name_twice", graph=SAME_TWICE, inputs=numbers(x=-1.3))
    yield case("same_name_twice", graph=SUM_OF_ITSELF, inputs=numbers(x=near()))
    yield case("open", graph=NEURON, inputs=numbers(w=0.5, x=3.0, b=1.0))
    yield case("closed", graph=NEURON[:3], inputs=numbers(w=0.5, x=3.0, b=-4.0))
    yield case(
        "open", graph=NETWORK, inputs=numbers(w1=near(1), x1=near(1), w2=near(1), x2=near(1), b=0.2, minus_y=-0.3)
    )
    yield case("open", graph=GATED_PRODUCT, inputs=numbers(x=near(1)))
    yield case("unused_name", graph=UNUSED, inputs=numbers(x=0.4, other=2.0))
    yield case("integer", graph=PRODUCT, inputs=numbers(x=-2))
    yield case("open", graph=NEURON, inputs=numbers(w=2, x=3, b=-1))


MORE_GRAPHS = (
    (DIAMOND, numbers(x=-0.35)),
    (DIAMOND, numbers(x=0.0)),
    (TWO_ROADS, numbers(x=0.0)),
    (NEURON, numbers(w=-0.25, x=0.5, b=0.126)),
    (NEURON, numbers(w=20.0, x=-5.5, b=300.0)),
    (NETWORK, numbers(w1=1.5, x1=0.5, w2=-2.0, x2=0.25, b=-0.75, minus_y=2.0)),
    (NETWORK, numbers(w1=1.5, x1=0.0, w2=-2.0, x2=-0.5, b=0.0, minus_y=-1.0)),
    ([("y", "add", ("x", "x"))], numbers(x=4.5)),
    ([("y", "max0", ("x",))], numbers(x=0.5)),
    ([("y", "max0", ("x",))], numbers(x=-0.001)),
    ([("y", "max0", ("x",))], numbers(x=1e-9)),
    (
        [("y", "exp", ("x",)), ("x2", "sin", ("y",)), ("end", "add", ("x2", "aside"))],
        numbers(aside=0.5, x=1.2, unused=9.0),
    ),
    ([(f"u{i + 1}", "sin" if i % 2 else "square", (f"u{i}",)) for i in range(9)], numbers(u0=1.1)),
    ([(f"u{i + 1}", "mul", (f"u{i}", "u0")) for i in range(6)], numbers(u0=-1.2)),
)
"""Longer graphs than the notebook's, each operation alone, numbers far from 1, and names in another order."""


MORE_CHAINS = (
    ["sin", "cube", "exp", "square", "cos", "sin"],
    ["exp", "ln", "sin", "sin", "exp", "ln", "cube", "cos"],
    ["cos"],
    ["exp"],
    ["square"],
    ["sin"],
    ["square", "ln"],
    ["cos", "cos", "cos", "cos", "cos", "cos", "cos"],
)
"""Longer chains than the notebook's, and each step alone; places of either sign have a value in all of them."""


# ── a probe ────────────────────────────────────────────────────────────────────────────────────────────────


def product_or_nothing(answer: Any, jacobian_f: Any, jacobian_g: Any) -> Any:
    """Return an answer, and an empty array where the sizes of the factors do not meet.

    A wrong order of the factors is so seen for what it is: it can be computed for the square matrices, which come
    first, and nowhere else.
    """
    import numpy as np

    try:
        return answer(jacobian_f, jacobian_g)
    except ValueError as error:
        sizes_do_not_meet = any(words in str(error) for words in ("mismatch", "not aligned", "broadcast together"))
        if sizes_do_not_meet and jacobian_f.shape != jacobian_g.shape:
            return np.empty((0, 0))
        raise


def row_or_nothing(answer: Any, jacobians: Any = None, v: Any = None, size: Any = 0) -> Any:
    """Return an answer, and an empty array where the sizes of the factors do not meet, as in a wrong order.

    With `size`, return instead how many entries of a whole Jacobian the answer has made at once: none, or size².
    Both chains lead through a single value, so that rows have `size` entries and a product of Jacobians has size².
    """
    import tracemalloc

    import numpy as np

    most, rows = 0, []
    for count in (2, size) if size else (1,):  # what is imported only once, in the first, is no part of a product
        column = np.linspace(1, 2, count)[:, None]
        through_one, to_one = ([column.T, column], column[:, 0]), ([column.T, column, column.T], np.ones(1))
        if size:
            tracemalloc.start()
        try:
            rows = [answer(*chain) for chain in ((through_one, to_one) if size else ((jacobians, v),))]
            most = tracemalloc.get_traced_memory()[1]
        except ValueError as error:
            factors = jacobians or [column.T, column]
            sizes_do_not_meet = any(words in str(error) for words in ("mismatch", "not aligned", "broadcast together"))
            if sizes_do_not_meet and any(rows != columns for rows, columns in map(np.shape, factors)):
                return np.empty((0, 0))
            raise
        finally:
            tracemalloc.stop()
    if not size or any(each is None for each in rows):
        return rows[0]
    return size * size if most >= 4 * size * size else 0  # bytes: numbers of single precision have four


def slopes_by_name(answer: Any, graph: Any, inputs: Any) -> Any:
    """Return the slopes in the order of the names, the inputs' first; a name that is missing is left out."""
    names = [*inputs, *(node[0] for node in graph)]
    slopes = answer(graph, inputs)
    if slopes is None:
        return None
    if not isinstance(slopes, dict):
        raise TypeError(f"a dictionary is asked for, and {type(slopes).__name__} was returned")
    return [slopes[name] for name in names if name in slopes]


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def chain(x: Any) -> Any:
    """Return the places of the chain ln(sin(x³)²): u₁, u₂, u₃, u₄."""
    return solution.trace_values(x)


def links(x: Any) -> Any:
    """Return the local derivatives of the chain."""
    return solution.local_derivatives(x)


def trace_in_degrees(x: Any) -> Any:
    """Return the places of the chain where the sine reads its input as degrees."""
    u2 = np.sin(np.deg2rad(x**3))
    return np.array([x**3, u2, u2**2, np.log(u2**2)])


def broken_vector_chain(outer: Any = lambda x: (1 / x**2, np.cos(3 * x)), inner: Any = lambda x: (2 * x, 3)) -> Any:
    """Return `vector_chain` with other derivatives of the outer or of the inner functions."""

    def vector_chain(x: Any) -> Any:
        df_dg, dg_dx = np.diag(np.array(outer(x), dtype=float)), np.array([inner(x)], dtype=float).T
        return df_dg, dg_dx, df_dg @ dg_dx

    return vector_chain


def reshaped(chain: Any, reshape: Any) -> Any:
    """Return a vector chain with its three right results changed by `reshape`."""
    return lambda x: reshape(*chain(x))


def product(x: Any) -> Any:
    """Return the slope of x·sin x."""
    return np.sin(x) + x * np.cos(x)


def pieces(x: Any, direct: Any = np.sin, through: Any = lambda x: x, inner: Any = np.cos, whole: Any = None) -> Any:
    """Return `total_derivative_product` with other pieces; the whole follows from them where it is not given."""
    parts = direct(x), through(x), inner(x)
    return np.array([*parts, whole(x) if whole else parts[0] + parts[1] * parts[2]])


def crossing(
    outer: Any = lambda g1, g2: [[g2, g1], [np.exp(g1), 0]], inner: Any = lambda x: (np.cos(x), 3 * x**2)
) -> Any:
    """Return `vector_chain_product` with other derivatives of the outer or of the inner functions."""

    def vector_chain_product(x: Any) -> Any:
        df_dg = np.array(outer(np.sin(x), x**3), dtype=float)
        dg_dx = np.array([inner(x)], dtype=float).T
        return df_dg, dg_dx, df_dg @ dg_dx

    return vector_chain_product


def chained_before(x: Any) -> Any:
    """Return the derivatives of the outer functions, each multiplied by its inner rate."""
    first, second = np.cos(x), 3 * x**2
    return lambda g1, g2: [[g2 * first, g1 * second], [np.exp(g1) * first, 0.0]]


VALUES: dict[str, Callable[[Any], Any]] = {
    "square": np.square,
    "cube": lambda u: u**3,
    "sin": np.sin,
    "cos": np.cos,
    "exp": np.exp,
    "ln": np.log,
}
RATES: dict[str, Callable[[Any], Any]] = {
    "square": lambda u: 2 * u,
    "cube": lambda u: 3 * u**2,
    "sin": np.cos,
    "cos": lambda u: -np.sin(u),
    "exp": np.exp,
    "ln": lambda u: 1 / u,
}


def broken_backpropagate(mistake: str) -> Any:
    """Return `backpropagate` with one mistake."""
    rates = {
        "cosine": RATES | {"cos": np.sin},
        "exponential": RATES | {"exp": lambda u: u * np.exp(u - 1)},
        "cube": RATES | {"cube": lambda u: 3 * u},
        "square": RATES | {"square": lambda u: u},
    }.get(mistake, RATES)

    def backpropagate(steps: Any, x: Any) -> Any:
        if mistake == "empty" and not steps:
            return x, 0.0
        steps = steps[::-1] if mistake == "order" else steps
        value, local = x, []
        for name in steps:
            if name not in VALUES:
                raise ValueError
            u, value = value, VALUES[name](value)
            local.append(rates[name]({"at_x": x, "at_output": value}.get(mistake, u)))
        derivative = {
            "added": np.sum(local) if local else 1.0,
            "last": np.prod(local[-1:]),
            "first": np.prod(local[:1]),
            "one_short": np.prod(local[1:]),
            "one_short_at_end": np.prod(local[:-1]),
        }.get(mistake, np.prod(local))
        if mistake == "swapped":
            return derivative, value
        return x if mistake == "start" else value, derivative

    return backpropagate


def products(sizes: Any, direction: Any) -> list[tuple[int, int, int]]:
    """Return the sizes m, k, n of each product of matrices."""
    along = sizes[::-1] if direction == "backward" else sizes
    return [(along[0], k, n) for k, n in pairwise(along[1:])]


def entries(sizes: Any, direction: Any) -> Any:
    """Return how many entries all Jacobians have."""
    return sum(m * n for m, n in pairwise(sizes))


def multiplied_in(several: Any) -> Any:
    """Return how many multiplications products of these sizes take."""
    return sum(m * k * n for m, k, n in several)


def start_of(sizes: Any, direction: Any) -> Any:
    """Return the size of the end at which a direction begins."""
    return sizes[-1 if direction == "backward" else 0]


def multiplied(jacobians: Any, v: Any) -> Any:
    """Return `v` times these Jacobians, the first of them first; from one that does not fit on, `ValueError`."""
    for jacobian in jacobians:
        v = v @ jacobian
    return v


def swapped_where_square(jacobian_f: Any, jacobian_g: Any) -> Any:
    """Return the product in the other order where both Jacobians have the same square shape."""
    if jacobian_f.shape == jacobian_g.shape:
        return jacobian_g @ jacobian_f
    return jacobian_f @ jacobian_g


def entry_by_entry_where_it_fits(jacobian_f: Any, jacobian_g: Any) -> Any:
    """Return the product entry by entry where NumPy can make one."""
    try:
        return jacobian_f * jacobian_g
    except ValueError:
        return jacobian_f @ jacobian_g


def from_the_input_where_square(jacobians: Any, v: Any) -> Any:
    """Return the row that went through the Jacobians from the input on, where that is possible."""
    square = {jacobian.shape for jacobian in jacobians} == {(len(v), len(v))}
    return multiplied(jacobians if square else jacobians[::-1], v)


def column_where_square(jacobians: Any, v: Any) -> Any:
    """Return `v` from the output on, as a column from the right where a Jacobian is square."""
    for jacobian in jacobians[::-1]:
        v = jacobian @ v if len(set(jacobian.shape)) == 1 else v @ jacobian
    return v


def cheapest_order(sizes: Any, direction: Any) -> int:
    """Return the least number of multiplications of any order."""
    return min(
        (
            cheapest_order(sizes[: k + 1], direction)
            + cheapest_order(sizes[k:], direction)
            + sizes[0] * sizes[k] * sizes[-1]
            for k in range(1, len(sizes) - 1)
        ),
        default=0,
    )


def broken_gradients(mistake: str) -> Any:
    """Return `gradients` with one mistake."""

    def rates(operation: str, given: Any, value: Any, twice: bool) -> Any:
        u = given[0]
        if mistake == "at_output" and len(given) == 1:
            u = value
        if operation == "add":
            if mistake == "doubled" and twice:
                return (2.0, 2.0)
            return (given[1], given[0]) if mistake == "sum_as_product" else (1.0, 1.0)
        if operation == "mul":
            return {"own_factor": given, "product_as_sum": (1.0, 1.0)}.get(mistake, given[::-1])
        open_at = {"open_at_zero": float(u >= 0), "half": np.heaviside(u, 0.5), "no_gate": 1.0, "height": max(0.0, u)}
        return (
            {
                "square": {"square": u, "two": 2.0}.get(mistake, 2 * u),
                "sin": (-1 if mistake == "sine" else 1) * np.cos(u),
                "exp": u * np.exp(u - 1) if mistake == "exponential" else np.exp(u),
                "max0": open_at.get(mistake, float(u > 0)),
            }[operation],
        )

    def in_turn(graph: Any) -> Any:
        """Return the nodes in the order in which they hand on their slopes."""
        nodes, last = {node[0]: node for node in graph}, graph[-1][0]
        if mistake == "early":  # as soon as they are reached
            reached = [last]
            for name in reached:
                reached += [each for each in dict.fromkeys(nodes.get(name, ("", "", ()))[2]) if each not in reached]
            return [nodes[name] for name in reached if name in nodes]
        return graph if mistake == "forward" else reversed(graph)

    def gradients(graph: Any, inputs: Any) -> Any:
        values = dict(inputs)
        operations: dict[str, Any] = {**VALUES, "add": np.add, "mul": np.multiply, "max0": lambda u: max(0.0, u)}
        for name, operation, names in graph:
            values[name] = operations[operation](*[values[each] for each in names])
        last = graph[-1][0]
        slopes: Any = dict.fromkeys(values, 1.0 if mistake == "ones" else 0.0) | {
            last: values[last] if mistake == "seed" else 1.0
        }
        for name, operation, names in in_turn(graph):
            found = rates(operation, [values[each] for each in names], values[name], len(set(names)) < len(names))
            links = list(zip(names, found, strict=True))
            once = mistake == "once" or (mistake == "once_in_sums" and operation == "add")
            for each, rate in dict(links).items() if once else links[:1] if mistake == "one_road" else links:
                handed = {"not_chained": rate, "added": slopes[name] + rate}.get(mistake, slopes[name] * rate)
                arrived = {"overwritten": handed, "larger": max(handed, slopes[each])}
                slopes[each] = arrived.get(mistake, handed + slopes[each])
        if mistake == "values":
            return values
        left_out = {"inputs": set(inputs), "nodes": set(values) - set(inputs), "last": {last}}.get(mistake, set())
        leads_nowhere = {name for name, value in slopes.items() if value == 0} if mistake == "unreached" else set()
        return {name: value for name, value in slopes.items() if name not in left_out | leads_nowhere}

    return gradients


def last_path_only(graph: Any, inputs: Any) -> Any:
    """Return slopes handed from node to node along each path, where the last path to arrive replaces the others."""
    values = broken_gradients("values")(graph, inputs)
    nodes, slopes = {node[0]: node for node in graph}, dict.fromkeys(values, 0.0)

    def hand_on(name: str, slope: float) -> None:
        slopes[name] = slope
        if name not in nodes:
            return
        _, operation, names = nodes[name]
        places = ("first", "second")[: len(names)]
        rates = solution.gradients(
            [("end", operation, places)], {at: values[n] for at, n in zip(places, names, strict=True)}
        )
        for each, at in zip(names, places, strict=True):
            hand_on(each, slope * rates[at])

    hand_on(graph[-1][0], 1.0)
    return slopes


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

EXACT = Rules(exact_shape=True)

QUESTIONS = (
    Question(
        solution.d_sin_square,
        points=0.5,
        cases=anywhere,
        rules=Rules(by_digits=True),
        probing={"x": place()},
        mistakes=(
            Mistake("inner_rate_lost", lambda x: np.cos(x**2), credit=0.25),
            Mistake("outer_at_x", lambda x: 2 * x * np.cos(x), credit=0.25),
            Mistake("outer_at_inner_rate", lambda x: 2 * x * np.cos(2 * x), credit=0.25),
            Mistake("rate_inside_the_cosine", lambda x: np.cos(2 * x)),
            Mistake("inner_rate_only", lambda x: 2 * x, credit=0.25),
            Mistake("sine_kept", lambda x: 2 * x * np.sin(x**2), credit=0.25),
            Mistake("sign_flipped", lambda x: -2 * x * np.cos(x**2), credit=0.5),
            Mistake("square_outside", lambda x: 2 * np.sin(x) * np.cos(x), credit=0.25),
            Mistake("two_lost", lambda x: x * np.cos(x**2), credit=0.5),
            Mistake("rates_added", lambda x: 2 * x + np.cos(x**2)),
            Mistake("inner_value_for_rate", lambda x: x**2 * np.cos(x**2)),
            Mistake("function_itself", lambda x: np.sin(x**2)),
            Mistake("inner_x_lost", lambda x: 2 * np.cos(x**2), credit=0.25),
        ),
    ),
    Question(
        solution.trace_values,
        points=1,
        cases=along_the_chain_and_far,
        probing={"x": place(0.9, -0.9, spread=0.2, without="zero large huge")},
        beside=(case("negative", x=-0.02),),
        mistakes=(
            Mistake("every_link_at_x", lambda x: np.array([x**3, np.sin(x), x**2, np.log(x)]), credit=0.25),
            Mistake(
                "logarithm_before_square",
                lambda x: np.array([*chain(x)[:2], np.log(np.sin(x**3)), np.log(np.sin(x**3)) ** 2]),
                credit=0.25,
            ),
            Mistake(
                "double_for_square",
                lambda x: np.array([*chain(x)[:2], 2 * np.sin(x**3), np.log(2 * np.sin(x**3))]),
                credit=0.25,
            ),
            Mistake(
                "square_in_front_of_the_logarithm",
                lambda x: np.array([*chain(x)[:3], 2 * np.log(np.sin(x**3))]),
                credit=0.5,
            ),
            Mistake(
                "cube_skipped",
                lambda x: np.array([x**3, np.sin(x), np.sin(x) ** 2, np.log(np.sin(x) ** 2)]),
                credit=0.25,
            ),
            Mistake("starts_at_x", lambda x: np.array([x, *chain(x)[:3]]), credit=0.5),
            Mistake("ends_first", lambda x: chain(x)[::-1], credit=0.5),
            Mistake(
                "square_inside_the_sine",
                lambda x: np.array([x**3, np.sin(x**3), np.sin(x**6), np.log(np.sin(x**6))]),
                credit=0.25,
            ),
            Mistake("logarithm_of_base_ten", lambda x: np.array([*chain(x)[:3], np.log10(chain(x)[2])]), credit=0.5),
            Mistake("logarithm_of_base_two", lambda x: np.array([*chain(x)[:3], np.log2(chain(x)[2])]), credit=0.5),
            Mistake(
                "triple_for_cube",
                lambda x: np.array([3 * x, np.sin(3 * x), np.sin(3 * x) ** 2, np.log(np.sin(3 * x) ** 2)]),
                credit=0.25,
            ),
            Mistake("degrees", trace_in_degrees, credit=0.5),
            Mistake(
                "square_forgotten",
                lambda x: np.array([x**3, np.sin(x**3), np.sin(x**3), np.log(np.sin(x**3) ** 2)]),
                credit=0.5,
            ),
            Mistake("rates_for_values", links),
            Mistake(
                "square_before_sine",
                lambda x: np.array([x**3, x**6, np.sin(x**6), np.log(np.abs(np.sin(x**6)))]),
                credit=0.25,
            ),
            Mistake(
                "sine_doubled",
                lambda x: np.array([x**3, np.sin(x**3), 2 * np.sin(x**3), np.log(np.abs(2 * np.sin(x**3)))]),
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.local_derivatives,
        points=0.5,
        cases=along_the_chain_and_far,
        follow_through=FollowThrough(
            (solution.trace_values,),
            lambda earlier, x: np.array(
                [3 * x**2, np.cos(earlier.reshape(-1)[0]), 2 * earlier.reshape(-1)[1], 1 / earlier.reshape(-1)[2]]
            ),
        ),
        probing={"x": place(0.9, -0.9, spread=0.2, without="zero large huge")},
        mistakes=(
            Mistake("every_link_at_x", lambda x: np.array([3 * x**2, np.cos(x), 2 * x, 1 / x]), credit=0.5),
            Mistake("logarithm_at_x", lambda x: np.array([*links(x)[:3], 1 / x]), credit=0.5),
            Mistake("square_at_x", lambda x: np.array([*links(x)[:2], 2 * x, links(x)[3]]), credit=0.5),
            Mistake("sine_at_x", lambda x: np.array([3 * x**2, np.cos(x), *links(x)[2:]]), credit=0.5),
            Mistake(
                "at_their_outputs",
                lambda x: np.array([3 * x**2, np.cos(chain(x)[1]), 2 * chain(x)[2], 1 / chain(x)[3]]),
                credit=0.25,
            ),
            Mistake(
                "one_place_early",
                lambda x: np.array([3 * x**2, np.cos(x), 2 * chain(x)[0], 1 / chain(x)[1]]),
                credit=0.25,
            ),
            Mistake("already_multiplied", lambda x: np.cumprod(links(x)), credit=0.25),
            Mistake("ends_first", lambda x: links(x)[::-1], credit=0.5),
            Mistake("sign_of_sine", lambda x: np.array([1, -1, 1, 1]) * links(x), credit=0.5),
            Mistake("sine_kept", lambda x: np.array([3 * x**2, chain(x)[1], *links(x)[2:]]), credit=0.5),
            Mistake("logarithm_kept", lambda x: np.array([*links(x)[:3], chain(x)[3]]), credit=0.5),
            Mistake("values_for_rates", chain),
            Mistake(
                "double_at_u3",
                lambda x: np.array([3 * x**2, np.cos(x**3), 2 * np.sin(x**3) ** 2, 1 / np.sin(x**3) ** 2]),
                credit=0.5,
            ),
            Mistake(
                "logarithm_at_u2",
                lambda x: np.array([3 * x**2, np.cos(x**3), 2 * np.sin(x**3), 1 / np.sin(x**3)]),
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.forward_products,
        points=1,
        cases=four_links,
        rules=Rules(by_digits=True),
        probing={"local": array(4)},
        mistakes=(
            Mistake("not_multiplied", lambda local: 1 * local),
            Mistake("swept_backward", lambda local: np.cumprod(local[::-1]), credit=0.5),
            Mistake("ends_first", lambda local: np.cumprod(local)[::-1], credit=0.5),
            Mistake("links_still_to_come", lambda local: np.cumprod(local[::-1])[::-1], credit=0.25),
            Mistake("one_link_short", lambda local: np.array([1, *np.cumprod(local)[:3]]), credit=0.5),
            Mistake(
                "two_links_only",
                lambda local: np.array([local[0], local[0] * local[1], local[1] * local[2], local[2] * local[3]]),
                credit=0.25,
            ),
            Mistake("rates_added", lambda local: np.cumsum(local)),
            Mistake("end_everywhere", lambda local: np.full(4, float(np.prod(local))), credit=0.25),
            Mistake("end_only", lambda local: np.prod(local), credit=0.25),
        ),
    ),
    Question(
        solution.backward_products,
        points=1,
        cases=four_links,
        rules=Rules(by_digits=True),
        probing={"local": array(4)},
        mistakes=(
            Mistake("not_multiplied", lambda local: local[::-1], credit=0.25),
            Mistake("local_unchanged", lambda local: 1 * local),
            Mistake("swept_forward", lambda local: np.cumprod(local), credit=0.5),
            Mistake("x_first", lambda local: np.cumprod(local[::-1])[::-1], credit=0.5),
            Mistake(
                "one_link_short_and_x_first", lambda local: np.array([*np.cumprod(local[:0:-1])[::-1], 1]), credit=0.25
            ),
            Mistake("forward_turned_round", lambda local: np.cumprod(local)[::-1], credit=0.25),
            Mistake("one_link_short", lambda local: np.array([1, *np.cumprod(local[::-1])[:3]]), credit=0.5),
            Mistake(
                "two_links_only",
                lambda local: np.array([local[3], local[3] * local[2], local[2] * local[1], local[1] * local[0]]),
                credit=0.25,
            ),
            Mistake("rates_added", lambda local: np.cumsum(local[::-1])),
            Mistake("end_everywhere", lambda local: np.full(4, float(np.prod(local))), credit=0.25),
            Mistake("end_only", lambda local: np.prod(local), credit=0.25),
        ),
    ),
    Question(
        solution.d_log_sin_square,
        points=0.5,
        cases=along_the_chain,
        follow_through=FollowThrough((solution.local_derivatives,), lambda earlier, x: np.prod(earlier)),
        probing={"x": place(0.9, -0.9, spread=0.2, without="zero large huge")},
        mistakes=(
            Mistake("every_link_at_x", lambda x: 3 * x**2 * np.cos(x) * 2 * x / x, credit=0.25),
            Mistake("logarithm_at_x", lambda x: np.prod(links(x)[:3]) / x, credit=0.25),
            Mistake("logarithm_rate_lost", lambda x: np.prod(links(x)[:3]), credit=0.25),
            Mistake("cube_rate_lost", lambda x: np.prod(links(x)[1:]), credit=0.25),
            Mistake("square_rate_lost", lambda x: 3 * x**2 * np.cos(x**3) / np.sin(x**3) ** 2, credit=0.25),
            Mistake("sine_rate_lost", lambda x: 6 * x**2 / np.sin(x**3), credit=0.25),
            Mistake("sine_not_cancelled", lambda x: 6 * x**2 * np.cos(x**3) / np.sin(x**3) ** 2, credit=0.5),
            Mistake("sine_cancelled_twice", lambda x: 6 * x**2 * np.cos(x**3), credit=0.5),
            Mistake("two_lost", lambda x: 3 * x**2 * np.cos(x**3) / np.sin(x**3), credit=0.5),
            Mistake("upside_down", lambda x: 6 * x**2 * np.sin(x**3) / np.cos(x**3), credit=0.25),
            Mistake("sign_flipped", lambda x: -6 * x**2 * np.cos(x**3) / np.sin(x**3), credit=0.5),
            Mistake("square_inside_the_sine", lambda x: 6 * x**5 * np.cos(x**6) / np.sin(x**6), credit=0.25),
            Mistake("rates_added", lambda x: np.sum(links(x))),
            Mistake("function_itself", lambda x: chain(x)[3]),
            Mistake("everything_at_x", lambda x: 6 * x**2 * np.cos(x) / np.sin(x), credit=0.25),
            Mistake("cube_rate_too_low", lambda x: 6 * x * np.cos(x**3) / np.sin(x**3), credit=0.5),
        ),
    ),
    Question(
        solution.d_exp_cos_square,
        points=1,
        cases=anywhere,
        by_rule=True,
        probing={"x": place()},
        mistakes=(
            Mistake("sign_flipped", lambda x: 2 * x * np.sin(x**2) * np.exp(np.cos(x**2)), credit=0.5),
            Mistake("inner_rate_lost", lambda x: -np.sin(x**2) * np.exp(np.cos(x**2)), credit=0.25),
            Mistake("exponential_lost", lambda x: -2 * x * np.sin(x**2), credit=0.25),
            Mistake("cosine_rate_lost", lambda x: 2 * x * np.exp(np.cos(x**2)), credit=0.25),
            Mistake("exponential_of_the_rate", lambda x: 2 * x * np.exp(-np.sin(x**2)), credit=0.25),
            Mistake("exponential_of_all_rates", lambda x: np.exp(-2 * x * np.sin(x**2))),
            Mistake("outer_only", lambda x: np.exp(np.cos(x**2))),
            Mistake("every_link_at_x", lambda x: -2 * x * np.sin(x) * np.exp(x), credit=0.25),
            Mistake("exponential_at_x", lambda x: -2 * x * np.sin(x**2) * np.exp(x), credit=0.25),
            Mistake("exponential_at_u1", lambda x: -2 * x * np.sin(x**2) * np.exp(x**2), credit=0.25),
            Mistake("cosine_at_x", lambda x: -2 * x * np.sin(x) * np.exp(np.cos(x**2)), credit=0.25),
            Mistake("rate_inside_the_sine", lambda x: -np.sin(2 * x) * np.exp(np.cos(x**2)), credit=0.25),
            Mistake(
                "exponential_as_power",
                lambda x: -2 * x * np.sin(x**2) * np.cos(x**2) * np.exp(np.cos(x**2) - 1),
                credit=0.25,
            ),
            Mistake(
                "square_outside",
                lambda x: -2 * np.cos(x) * np.sin(x) * np.exp(np.cos(x) ** 2),
                credit=0.25,
            ),
            Mistake("two_lost", lambda x: -x * np.sin(x**2) * np.exp(np.cos(x**2)), credit=0.5),
            Mistake("inner_x_lost", lambda x: -2 * np.sin(x**2) * np.exp(np.cos(x**2)), credit=0.25),
            Mistake("cosine_kept", lambda x: 2 * x * np.cos(x**2) * np.exp(np.cos(x**2)), credit=0.25),
            Mistake("rates_added", lambda x: 2 * x - np.sin(x**2) + np.exp(np.cos(x**2))),
            Mistake("exponential_of_cos_x", lambda x: -2 * x * np.sin(x**2) * np.exp(np.cos(x)), credit=0.25),
            Mistake("exponent_for_exponential", lambda x: -2 * x * np.sin(x**2) * np.cos(x**2), credit=0.25),
            Mistake(
                "squares_of_the_results",
                lambda x: -2 * x * np.sin(x) ** 2 * np.exp(np.cos(x) ** 2),
                credit=0.25,
            ),
            Mistake("last_link_added", lambda x: -2 * x * np.sin(x**2) + np.exp(np.cos(x**2)), credit=0.25),
            Mistake("sine_at_inner_rate", lambda x: -2 * x * np.sin(2 * x) * np.exp(np.cos(x**2)), credit=0.25),
        ),
    ),
    Question(
        solution.total_derivative_sum,
        points=0.5,
        cases=anywhere,
        rules=Rules(by_digits=True),
        probing={"x": place()},
        mistakes=(
            Mistake("one_road", lambda x: np.array([1, 1, 2 * x, 2 * x]), credit=0.5),
            Mistake("direct_road_closed", lambda x: np.array([0, 1, 2 * x, 2 * x]), credit=0.25),
            Mistake("total_for_partial", lambda x: np.array([1 + 2 * x, 1, 2 * x, 1 + 2 * x]), credit=0.5),
            Mistake("inner_road_twice", lambda x: np.array([1 + 2 * x, 1, 2 * x, 1 + 4 * x]), credit=0.25),
            Mistake("direct_road_only", lambda x: np.array([1, 1, 2 * x, 1]), credit=0.5),
            Mistake("rates_added", lambda x: np.array([1, 1, 2 * x, 2 + 2 * x]), credit=0.5),
            Mistake("inner_value_for_rate", lambda x: np.array([1, 1, x**2, 1 + x**2]), credit=0.25),
            Mistake("outer_link_closed", lambda x: np.array([1, 0, 2 * x, 1]), credit=0.25),
            Mistake("kept_for_partials", lambda x: np.array([1 + x**2, x + 1, 2 * x, 1 + x**2 + (x + 1) * 2 * x])),
            Mistake("values_for_rates", lambda x: np.array([x, x**2, x**2, x + x**2])),
            Mistake("inner_rate_twice", lambda x: np.array([1, 2 * x, 2 * x, 1 + 4 * x**2]), credit=0.25),
            Mistake("middle_swapped", lambda x: np.array([1, 2 * x, 1, 1 + 2 * x]), credit=0.5),
        ),
    ),
    Question(
        solution.total_derivative_product,
        points=2,
        cases=anywhere,
        by_rule=True,
        probing={"x": place()},
        mistakes=(
            Mistake("partials_still_one", lambda x: np.array([1, 1, np.cos(x), 1 + np.cos(x)]), credit=0.25),
            Mistake("total_for_partial", lambda x: pieces(x, direct=product, whole=product), credit=0.5),
            Mistake("inner_road_twice", lambda x: pieces(x, direct=product), credit=0.25),
            Mistake("one_road", lambda x: pieces(x, whole=lambda x: x * np.cos(x)), credit=0.5),
            Mistake("direct_road_only", lambda x: pieces(x, whole=np.sin), credit=0.5),
            Mistake("roads_multiplied", lambda x: pieces(x, whole=lambda x: np.sin(x) * x * np.cos(x)), credit=0.5),
            Mistake("rates_added", lambda x: pieces(x, whole=lambda x: np.sin(x) + x + np.cos(x)), credit=0.5),
            Mistake("derivatives_multiplied", lambda x: pieces(x, whole=np.cos), credit=0.5),
            Mistake("outer_rate_lost", lambda x: pieces(x, whole=lambda x: np.sin(x) + np.cos(x)), credit=0.5),
            Mistake("inner_value_for_rate", lambda x: pieces(x, inner=np.sin), credit=0.25),
            Mistake("sign_of_sine", lambda x: pieces(x, inner=lambda x: -np.cos(x)), credit=0.5),
            Mistake("partials_swapped", lambda x: pieces(x, direct=lambda x: x, through=np.sin), credit=0.25),
            Mistake(
                "partials_listed_in_turn", lambda x: solution.total_derivative_product(x)[[1, 0, 2, 3]], credit=0.5
            ),
            Mistake("direct_road_closed", lambda x: pieces(x, direct=lambda x: 0.0), credit=0.25),
            Mistake("direct_rate_is_one", lambda x: pieces(x, direct=lambda x: 1.0), credit=0.25),
            Mistake("outer_rate_is_one", lambda x: pieces(x, through=lambda x: 1.0), credit=0.25),
            Mistake("values_for_rates", lambda x: np.array([x, np.sin(x), np.sin(x), x * np.sin(x)])),
            Mistake("example_copied", lambda x: np.array([1, 1, 2 * x, 1 + 2 * x])),
            Mistake("whole_everywhere", lambda x: np.full(4, product(x)), credit=0.25),
        ),
    ),
    Question(
        solution.total_derivative_sin,
        points=0.5,
        cases=anywhere,
        rules=Rules(by_digits=True),
        probing={"x": place()},
        mistakes=(
            Mistake("one_road", lambda x: np.array([2 * x, 2 * x, np.cos(x + x**2) * 2 * x]), credit=0.25),
            Mistake("partials_for_totals", lambda x: np.array([2 * x, 1, np.cos(x + x**2)]), credit=0.25),
            Mistake("inner_rate_lost", lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2)]), credit=0.5),
            Mistake("outer_at_x", lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x) * (1 + 2 * x)]), credit=0.5),
            Mistake("outer_at_u1", lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x**2) * (1 + 2 * x)]), credit=0.5),
            Mistake(
                "outer_at_inner_rate",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(1 + 2 * x) * (1 + 2 * x)]),
                credit=0.5,
            ),
            Mistake("wrong_inner_rate", lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * 2 * x]), credit=0.5),
            Mistake(
                "inner_road_again",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * (1 + 2 * x) * 2 * x]),
                credit=0.5,
            ),
            Mistake(
                "sign_of_sine", lambda x: np.array([2 * x, 1 + 2 * x, -np.cos(x + x**2) * (1 + 2 * x)]), credit=0.5
            ),
            Mistake("sine_kept", lambda x: np.array([2 * x, 1 + 2 * x, np.sin(x + x**2) * (1 + 2 * x)]), credit=0.5),
            Mistake("rates_added", lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) + 1 + 2 * x]), credit=0.5),
            Mistake("values_for_rates", lambda x: np.array([x**2, x + x**2, np.sin(x + x**2)])),
            Mistake(
                "direct_road_counted_again",
                lambda x: np.array([2 * x, 1 + 2 * x, 1 + np.cos(x + x**2) * (1 + 2 * x)]),
                credit=0.5,
            ),
            Mistake(
                "partial_in_the_middle", lambda x: np.array([2 * x, 1, np.cos(x + x**2) * (1 + 2 * x)]), credit=0.5
            ),
            Mistake("brackets_lost", lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * 1 + 2 * x]), credit=0.5),
        ),
    ),
    Question(
        solution.vector_chain,
        points=0.5,
        cases=away_from_zero,
        rules=EXACT,
        probing={"x": place(without="zero tiny")},
        mistakes=(
            Mistake(
                "elementwise_product",
                reshaped(solution.vector_chain, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx, df_dg * dg_dx)),
                credit=0.5,
            ),
            Mistake(
                "factors_swapped",
                reshaped(solution.vector_chain, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx, dy_dx.T)),
                credit=0.5,
            ),
            Mistake(
                "rows_for_columns",
                reshaped(solution.vector_chain, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx.T, dy_dx.T)),
                credit=0.5,
            ),
            Mistake(
                "columns_flattened",
                reshaped(solution.vector_chain, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx[:, 0], dy_dx[:, 0])),
                credit=0.5,
            ),
            Mistake(
                "diagonal_alone",
                reshaped(solution.vector_chain, lambda df_dg, dg_dx, dy_dx: (np.diag(df_dg), dg_dx, dy_dx)),
                credit=0.5,
            ),
            Mistake("outer_at_x", broken_vector_chain(outer=lambda x: (1 / x, np.cos(x))), credit=0.25),
            Mistake("chained_already", broken_vector_chain(outer=lambda x: (2 / x, 3 * np.cos(3 * x))), credit=0.25),
            Mistake(
                "chained_already_once",
                lambda x: (
                    np.diag([2 / x, 3 * np.cos(3 * x)]),
                    np.array([[2 * x], [3]]),
                    np.array([[2 / x], [3 * np.cos(3 * x)]]),
                ),
                credit=0.5,
            ),
            Mistake("inner_values", broken_vector_chain(inner=lambda x: (x**2, 3 * x)), credit=0.25),
            Mistake(
                "inner_rate_lost",
                lambda x: (
                    np.diag([1 / x**2, np.cos(3 * x)]),
                    np.array([[2 * x], [3]]),
                    np.array([[1 / x**2], [np.cos(3 * x)]]),
                ),
                credit=0.5,
            ),
            Mistake(
                "rows_filled",
                lambda x: (
                    np.array([[1 / x**2, np.cos(3 * x)]] * 2),
                    np.array([[2 * x], [3]]),
                    np.array([[1 / x**2, np.cos(3 * x)]] * 2) @ np.array([[2 * x], [3]]),
                ),
                credit=0.25,
            ),
            Mistake("sign_of_sine", broken_vector_chain(outer=lambda x: (1 / x**2, -np.cos(3 * x))), credit=0.5),
            Mistake("sine_at_three", broken_vector_chain(outer=lambda x: (1 / x**2, np.cos(3))), credit=0.25),
        ),
    ),
    Question(
        solution.vector_chain_product,
        points=2,
        cases=anywhere,
        by_rule=True,
        rules=EXACT,
        probing={"x": place()},
        mistakes=(
            Mistake("diagonal_as_before", crossing(outer=lambda g1, g2: [[g2, 0], [0, 0]]), credit=0.25),
            Mistake("no_zero", crossing(outer=lambda g1, g2: [[g2, g1], [np.exp(g1), np.exp(g1)]]), credit=0.25),
            Mistake("one_road", crossing(outer=lambda g1, g2: [[g2, 0], [np.exp(g1), 0]]), credit=0.25),
            Mistake("partials_swapped", crossing(outer=lambda g1, g2: [[g1, g2], [np.exp(g1), 0]]), credit=0.25),
            Mistake("columns_swapped", crossing(outer=lambda g1, g2: [[g1, g2], [0, np.exp(g1)]]), credit=0.25),
            Mistake("second_row_swapped", crossing(outer=lambda g1, g2: [[g2, g1], [0, np.exp(g1)]]), credit=0.25),
            Mistake("transposed", crossing(outer=lambda g1, g2: [[g2, np.exp(g1)], [g1, 0]]), credit=0.25),
            Mistake("partials_still_one", crossing(outer=lambda g1, g2: [[1, 1], [np.exp(g1), 0]]), credit=0.25),
            Mistake("outer_at_x", lambda x: crossing(outer=lambda g1, g2: [[x, x], [np.exp(x), 0]])(x), credit=0.25),
            Mistake("inner_values", crossing(inner=lambda x: (np.sin(x), x**3)), credit=0.25),
            Mistake("sign_of_sine", crossing(inner=lambda x: (-np.cos(x), 3 * x**2)), credit=0.5),
            Mistake("chained_already", lambda x: crossing(outer=chained_before(x))(x), credit=0.25),
            Mistake(
                "chained_already_once",
                lambda x: (np.array(chained_before(x)(np.sin(x), x**3)), *solution.vector_chain_product(x)[1:]),
                credit=0.5,
            ),
            Mistake(
                "elementwise_product",
                reshaped(solution.vector_chain_product, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx, df_dg * dg_dx)),
                credit=0.5,
            ),
            Mistake(
                "factors_swapped",
                reshaped(solution.vector_chain_product, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx, dg_dx.T @ df_dg)),
                credit=0.5,
            ),
            Mistake(
                "rows_for_columns",
                reshaped(solution.vector_chain_product, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx.T, dy_dx.T)),
                credit=0.5,
            ),
            Mistake(
                "columns_flattened",
                reshaped(solution.vector_chain_product, lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx[:, 0], dy_dx[:, 0])),
                credit=0.5,
            ),
            Mistake("cube_rate_too_low", crossing(inner=lambda x: (np.cos(x), 3 * x)), credit=0.5),
            Mistake(
                "exponential_at_x", lambda x: crossing(outer=lambda g1, g2: [[g2, g1], [np.exp(x), 0]])(x), credit=0.5
            ),
            Mistake(
                "exponential_times_its_exponent",
                crossing(outer=lambda g1, g2: [[g2, g1], [g1 * np.exp(g1), 0]]),
                credit=0.5,
            ),
            Mistake(
                "paths_added_in_one_place", crossing(outer=lambda g1, g2: [[g1 + g2, 0], [np.exp(g1), 0]]), credit=0.25
            ),
        ),
    ),
    Question(
        solution.compose,
        points=1,
        cases=two_jacobians,
        rules=EXACT,
        ask=Call(product_or_nothing),
        probing={"jacobian_f": array("m", "k"), "jacobian_g": array("k", "n")},
        beside=(visible(jacobian_f=np.array([[2.0, -1.0]]), jacobian_g=np.array([[1.0, 3.0, 0.5], [4.0, -2.0, 1.0]])),),
        mistakes=(
            Mistake("factors_swapped", lambda jacobian_f, jacobian_g: jacobian_g @ jacobian_f, credit=0.5),
            Mistake("elementwise_product", lambda jacobian_f, jacobian_g: jacobian_f * jacobian_g, credit=0.25),
            Mistake("swapped_where_square", swapped_where_square, credit=0.5),
            Mistake("entry_by_entry_where_it_fits", entry_by_entry_where_it_fits, credit=0.25),
            Mistake("transposed", lambda jacobian_f, jacobian_g: (jacobian_f @ jacobian_g).T, credit=0.5),
            Mistake("second_transposed", lambda jacobian_f, jacobian_g: jacobian_f @ jacobian_g.T, credit=0.25),
            Mistake("first_transposed", lambda jacobian_f, jacobian_g: jacobian_f.T @ jacobian_g, credit=0.25),
            Mistake("both_transposed", lambda jacobian_f, jacobian_g: jacobian_f.T @ jacobian_g.T),
            Mistake("jacobians_added", lambda jacobian_f, jacobian_g: jacobian_f + jacobian_g),
            Mistake("all_roads_summed", lambda jacobian_f, jacobian_g: np.sum(jacobian_f @ jacobian_g), credit=0.25),
            Mistake("outer_alone", lambda jacobian_f, jacobian_g: 1 * jacobian_f),
            Mistake("last_road_lost", lambda jacobian_f, jacobian_g: jacobian_f[:, :-1] @ jacobian_g[:-1], credit=0.25),
            Mistake(
                "roads_counted_by_rows",
                lambda jacobian_f, jacobian_g: (
                    jacobian_f[:, : len(jacobian_f)] @ jacobian_g[: min(len(jacobian_f), len(jacobian_g))]
                ),
                credit=0.25,
            ),
            Mistake("last_road_only", lambda jacobian_f, jacobian_g: jacobian_f[:, -1:] @ jacobian_g[-1:], credit=0.25),
        ),
    ),
    Question(
        solution.diagonal_chain,
        points=1,
        cases=two_diagonals,
        rules=EXACT,
        probing={"df_dg": array("n"), "dg_dx": array("n")},
        mistakes=(
            Mistake("diagonal_alone", lambda df_dg, dg_dx: df_dg * dg_dx, credit=0.5),
            Mistake("outer_product", lambda df_dg, dg_dx: np.outer(df_dg, dg_dx), credit=0.25),
            Mistake("outer_product_turned", lambda df_dg, dg_dx: np.outer(dg_dx, df_dg), credit=0.25),
            Mistake("rows_repeated", lambda df_dg, dg_dx: np.tile(df_dg * dg_dx, (len(df_dg), 1)), credit=0.25),
            Mistake("summed", lambda df_dg, dg_dx: np.dot(df_dg, dg_dx), credit=0.25),
            Mistake("diagonals_added", lambda df_dg, dg_dx: np.diag(df_dg + dg_dx), credit=0.25),
            Mistake("outer_alone", lambda df_dg, dg_dx: np.diag(df_dg), credit=0.25),
            Mistake("inner_alone", lambda df_dg, dg_dx: np.diag(dg_dx), credit=0.25),
            Mistake("other_diagonal", lambda df_dg, dg_dx: np.fliplr(np.diag(df_dg * dg_dx)), credit=0.5),
            Mistake("sum_on_the_diagonal", lambda df_dg, dg_dx: np.eye(len(df_dg)) * (df_dg @ dg_dx), credit=0.25),
        ),
    ),
    Question(
        solution.multiplications,
        points=1,
        cases=sizes_and_directions,
        rules=Rules(rtol=1e-12),  # whole numbers
        probing={"sizes": choice(*MORE_SIZES), "direction": choice("backward", "forward")},
        mistakes=(
            Mistake(
                "always_backward", lambda sizes, direction: solution.multiplications(sizes, "backward"), credit=0.25
            ),
            Mistake("always_forward", lambda sizes, direction: solution.multiplications(sizes, "forward"), credit=0.25),
            Mistake(
                "directions_swapped",
                lambda sizes, direction: solution.multiplications(sizes[::-1], direction),
                credit=0.5,
            ),
            Mistake("entries_counted", entries),
            Mistake("cheapest_order", cheapest_order, credit=0.25),
            Mistake(
                "entries_of_products", lambda sizes, direction: sum(m * n for m, _, n in products(sizes, direction))
            ),
            Mistake(
                "last_product_lost",
                lambda sizes, direction: multiplied_in(products(sizes, direction)[:-1]),
                credit=0.25,
            ),
            Mistake(
                "last_product_only",
                lambda sizes, direction: multiplied_in(products(sizes, direction)[-1:]),
                credit=0.25,
            ),
            Mistake(
                "first_product_only",
                lambda sizes, direction: multiplied_in(products(sizes, direction)[:1]),
                credit=0.25,
            ),
            Mistake(
                "starts_from_the_identity",
                lambda sizes, direction: start_of(sizes, direction) * entries(sizes, direction),
                credit=0.5,
            ),
            Mistake(
                "additions_counted",
                lambda sizes, direction: sum(m * n * (2 * k - 1) for m, k, n in products(sizes, direction)),
                credit=0.5,
            ),
            Mistake("all_sizes_multiplied", lambda sizes, direction: int(np.prod(sizes))),
            Mistake(
                "neighbours_only",
                lambda sizes, direction: sum(np.prod(sizes[i : i + 3]) for i in range(len(sizes) - 2)),
                credit=0.25,
            ),
            Mistake("sizes_added", lambda sizes, direction: sum(m + k + n for m, k, n in products(sizes, direction))),
            Mistake("columns_forgotten", lambda sizes, direction: sum(m * k for m, k, _ in products(sizes, direction))),
        ),
    ),
    Question(
        solution.vjp,
        points=1,
        cases=rows_and_jacobians,
        ask=Call(row_or_nothing),
        probing={"jacobians v": drawn(three_jacobians, "m", "a", "n")},
        beside=(
            visible(
                jacobians=[np.array([[2.0, -1.0]]), np.array([[3.0]]), np.array([[0.5]])],
                v=np.array([4.0]),
            ),
            case(
                "integers",
                jacobians=[np.array([[1, -2], [3, 4]]), np.array([[0.5, 0.7], [-1.2, 0.3]])],
                v=np.array([2, -3]),
            ),
            case("all_zero", jacobians=[np.ones((2, 3)), np.array([[1.0, -2.0]])], v=np.zeros(1)),
        ),
        mistakes=(
            Mistake(
                "matrices_multiplied", lambda jacobians, v: v @ multiplied(jacobians[-2::-1], jacobians[-1]), credit=0.5
            ),
            Mistake("from_the_input", multiplied, credit=0.25),
            Mistake("from_the_input_where_square", from_the_input_where_square, credit=0.25),
            Mistake("column_where_square", column_where_square, credit=0.5),
            Mistake("transposed", lambda jacobians, v: multiplied([J.T for J in jacobians[::-1]], v), credit=0.25),
            Mistake("column_from_the_left", lambda jacobians, v: multiplied([J.T for J in jacobians], v), credit=0.25),
            Mistake("first_jacobian_lost", lambda jacobians, v: multiplied(jacobians[:0:-1], v), credit=0.25),
            Mistake("last_jacobian_lost", lambda jacobians, v: multiplied(jacobians[-2::-1], v), credit=0.25),
            Mistake("last_jacobian_only", lambda jacobians, v: multiplied(jacobians[:-2:-1], v), credit=0.25),
            Mistake(
                "row_made_unit",
                lambda jacobians, v: multiplied(jacobians[::-1], v / (np.linalg.norm(v) or 1.0)),
                credit=0.25,
            ),
            Mistake("row_of_ones", lambda jacobians, v: multiplied(jacobians[::-1], np.ones(len(v))), credit=0.25),
            Mistake("whole_jacobian", lambda jacobians, v: multiplied(jacobians[-2::-1], jacobians[-1]), credit=0.25),
            Mistake("columns_scaled", lambda jacobians, v: v[:, None] * multiplied(jacobians[-2::-1], jacobians[-1])),
            Mistake("summed", lambda jacobians, v: np.sum(multiplied(jacobians[::-1], v)), credit=0.25),
        ),
    ),
    Question(
        solution.backpropagate,
        points=2,
        cases=chains_of_steps,
        probing={
            "steps": choice(*MORE_CHAINS, refused=([""], ["si"], ["square", "log"], ["Sin"], ["sin", "", "exp"])),
            "x": place(without="zero tiny huge large"),
        },
        beside=(case("zero", steps=["square", "cos", "exp", "sin"], x=0.0),),  # the slope is 0 from the first step on
        mistakes=(
            Mistake("every_link_at_x", broken_backpropagate("at_x"), credit=0.5),
            Mistake("at_their_outputs", broken_backpropagate("at_output"), credit=0.5),
            Mistake("right_to_left", broken_backpropagate("order"), credit=0.5),
            Mistake("rates_added", broken_backpropagate("added"), credit=0.25),
            Mistake("last_link_only", broken_backpropagate("last"), credit=0.25),
            Mistake("first_link_only", broken_backpropagate("first"), credit=0.25),
            Mistake("stops_before_x", broken_backpropagate("one_short"), credit=0.5),
            Mistake("last_step_skipped", broken_backpropagate("one_short_at_end"), credit=0.5),
            Mistake("sign_of_cosine", broken_backpropagate("cosine"), credit=0.5),
            Mistake("exponential_as_power", broken_backpropagate("exponential"), credit=0.5),
            Mistake("rate_of_cube", broken_backpropagate("cube"), credit=0.5),
            Mistake("rate_of_square", broken_backpropagate("square"), credit=0.5),
            Mistake("results_swapped", broken_backpropagate("swapped"), credit=0.5),
            Mistake("start_for_value", broken_backpropagate("start"), credit=0.5),
            Mistake("empty_chain_stands_still", broken_backpropagate("empty"), credit=0.5),
        ),
    ),
    Question(
        solution.gradients,
        points=3,
        cases=graphs,
        by_rule=True,
        ask=Call(slopes_by_name),
        probing={"graph inputs": choice(*MORE_GRAPHS)},
        beside=(
            visible(graph=TWO_ROADS, inputs=numbers(x=0.7)),
            visible(graph=SAME_TWICE, inputs=numbers(x=-1.3)),
            visible(graph=NEURON, inputs=numbers(w=0.5, x=3.0, b=1.0)),
            visible(graph=NEURON, inputs=numbers(w=0.5, x=3.0, b=-4.0)),
            visible(graph=NEURON[2:3], inputs=numbers(z=0.0)),
            case("ordinary", graph=NEURON[:3], inputs=numbers(w=0.5, x=3.0, b=-1.5)),
            visible(graph=UNUSED, inputs=numbers(x=0.4, other=2.0)),
        ),
        mistakes=(
            Mistake("overwritten", broken_gradients("overwritten"), credit=0.5),
            Mistake("forward_order", broken_gradients("forward"), credit=0.25),
            Mistake("same_name_once", broken_gradients("once"), credit=0.5),
            Mistake("sum_of_itself_once", broken_gradients("once_in_sums"), credit=0.5),
            Mistake("handed_on_early", broken_gradients("early"), credit=0.5),
            Mistake("one_road", broken_gradients("one_road"), credit=0.25),
            Mistake("at_their_outputs", broken_gradients("at_output"), credit=0.5),
            Mistake("starts_with_the_value", broken_gradients("seed"), credit=0.5),
            Mistake("not_chained", broken_gradients("not_chained"), credit=0.25),
            Mistake("rates_added", broken_gradients("added"), credit=0.25),
            Mistake("own_factor", broken_gradients("own_factor"), credit=0.5),
            Mistake("product_as_sum", broken_gradients("product_as_sum"), credit=0.25),
            Mistake("sum_as_product", broken_gradients("sum_as_product"), credit=0.25),
            Mistake("open_at_zero", broken_gradients("open_at_zero"), credit=0.75),
            Mistake("half_at_zero", broken_gradients("half"), credit=0.75),
            Mistake("gate_missing", broken_gradients("no_gate"), credit=0.5),
            Mistake("height_for_slope", broken_gradients("height"), credit=0.5),
            Mistake("sign_of_sine", broken_gradients("sine"), credit=0.5),
            Mistake("rate_of_square", broken_gradients("square"), credit=0.5),
            Mistake("exponential_as_power", broken_gradients("exponential"), credit=0.5),
            Mistake("values_for_slopes", broken_gradients("values")),
            Mistake("inputs_left_out", broken_gradients("inputs"), credit=0.5),
            Mistake("nodes_left_out", broken_gradients("nodes"), credit=0.5),
            Mistake("last_left_out", broken_gradients("last"), credit=0.75),
            Mistake("zeros_left_out", broken_gradients("unreached"), credit=0.75),
            Mistake("all_start_at_one", broken_gradients("ones"), credit=0.25),
            Mistake("rate_of_square_is_two", broken_gradients("two"), credit=0.5),
            Mistake("last_path_only", last_path_only, credit=0.25),
            Mistake("sum_of_itself_doubled", broken_gradients("doubled"), credit=0.5),
            Mistake("larger_path_only", broken_gradients("larger"), credit=0.25),
        ),
    ),
)

ASSIGNMENT = Assignment("a4_chain_rule", QUESTIONS, companions=("pictures.py",))
