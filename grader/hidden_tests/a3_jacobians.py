"""Hidden tests of a3_jacobians: cases, points, and the mistakes we know."""

from collections.abc import Callable, Iterable

import numpy as np
import sympy

from grader.answers.code import Code
from grader.questions.question import Case, Mistake, Question, Rules, case, refused
from grader.text import Bilingual
from solutions import a3_jacobians as solution

ROWS_AND_COLUMNS = Bilingual(
    "A Jacobian has one row for each output and one column for each input: how many of each are there here?",
    "야코비 행렬은 출력마다 행이 하나, 입력마다 열이 하나입니다. 여기서는 각각 몇 개입니까?",
)
JACOBIAN = Rules(exact_shape=True, shape_hint=ROWS_AND_COLUMNS)

POSITIVE = Bilingual("positive entries", "양수 성분")
NEGATIVE = Bilingual("negative entries", "음수 성분")
ZERO = Bilingual("an entry of zero", "0인 성분")
INTEGERS = Bilingual("an array of integers", "정수 배열")

SQUARE = Bilingual("as many outputs as inputs", "출력과 입력의 수가 같은 경우")
TALL = Bilingual("more outputs than inputs", "출력이 입력보다 많은 경우")
WIDE = Bilingual("fewer outputs than inputs", "출력이 입력보다 적은 경우")
ONE_OUTPUT = Bilingual("a single output", "출력이 하나인 경우")
ONE_INPUT = Bilingual("a single input", "입력이 하나인 경우")
BOTH_ONE = Bilingual("one input and one output", "입력도 출력도 하나인 경우")

SIZE_ONE = Bilingual("size 1", "크기 1")
LARGER_SIZE = Bilingual("a size above 1", "1보다 큰 크기")

OPERATORS = {
    "+": Bilingual("addition", "덧셈"),
    "-": Bilingual("subtraction", "뺄셈"),
    "*": Bilingual("multiplication", "곱셈"),
    "/": Bilingual("division", "나눗셈"),
}
UNKNOWN_OPERATOR = Bilingual("an unknown operator", "알 수 없는 연산자")

NO_STEP = Bilingual("a step of zero", "0인 걸음")
NO_VARIABLE = Bilingual("a function without variables", "변수가 없는 함수")
PARAMETER = Bilingual("a symbol that is not a variable", "변수가 아닌 기호")

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def sizes(rng: np.random.Generator) -> Iterable[Case]:
    """The four corners of the table of shapes, and sizes that differ."""
    yield case(BOTH_ONE, output_size=1, input_size=1)
    yield case(ONE_OUTPUT, output_size=1, input_size=4)
    yield case(ONE_INPUT, output_size=3, input_size=1)
    yield case(WIDE, output_size=2, input_size=5)
    yield case(TALL, output_size=7, input_size=2)
    yield case(SQUARE, output_size=3, input_size=3)
    few, many = int(rng.integers(2, 9)), int(rng.integers(10, 99))
    yield case(WIDE, output_size=few, input_size=many)
    yield case(TALL, output_size=many, input_size=few)


def two_inputs(rng: np.random.Generator) -> Iterable[Case]:
    """Points of the plane where no two slopes agree; an entry of zero; integers."""
    yield case(POSITIVE, x=np.array([0.7, 1.2]))
    yield case(NEGATIVE, x=np.array([-1.3, -0.8]))
    yield case(NEGATIVE, x=np.array([0.6, -1.4]))
    yield case(INTEGERS, x=np.array([3, -2]))
    yield case(ZERO, x=np.array([0.0, 0.9]))
    yield case(POSITIVE, x=rng.uniform(0.3, 1.4, size=2))
    yield case(NEGATIVE, x=rng.uniform(-1.4, -0.3, size=2))


def three_inputs(rng: np.random.Generator) -> Iterable[Case]:
    """Points of space, as in `two_inputs`."""
    yield case(POSITIVE, x=np.array([0.7, 1.2, 0.4]))
    yield case(NEGATIVE, x=np.array([-1.3, -0.8, 2.0]))
    yield case(INTEGERS, x=np.array([3, -2, 5]))
    yield case(ZERO, x=np.array([0.0, 0.9, 0.0]))
    yield case(POSITIVE, x=rng.uniform(0.3, 3.0, size=3))
    yield case(NEGATIVE, x=rng.uniform(-3.0, -0.3, size=3))


def some_sizes(rng: np.random.Generator) -> Iterable[Case]:
    """One, and numbers above it."""
    yield case(SIZE_ONE, n=1)
    for n in (2, 3, 4, int(rng.integers(5, 9))):
        yield case(LARGER_SIZE, n=n)


def away_from_zero(rng: np.random.Generator, size: int) -> np.ndarray:
    """Return a vector of either sign without small entries."""
    return rng.uniform(0.4, 2.0, size) * rng.choice([-1.0, 1.0], size)


def pairs_and_operators(rng: np.random.Generator) -> Iterable[Case]:
    """Each operator on vectors of several sizes and signs, on integers, and operators that are none of the four."""
    for operator, kind in OPERATORS.items():
        yield case(kind, w=np.array([0.5, -1.5, 3.0]), x=np.array([-2.0, 0.8, 1.6]), operator=operator)
        yield case(kind, w=away_from_zero(rng, 4), x=away_from_zero(rng, 4), operator=operator)
        yield case(SIZE_ONE, w=away_from_zero(rng, 1), x=away_from_zero(rng, 1), operator=operator)
        yield case(INTEGERS, w=np.array([3, -2]), x=np.array([-4, 5]), operator=operator)
    for operator in ("@", "%", "plus"):
        yield refused(UNKNOWN_OPERATOR, w=np.array([0.5, -1.5]), x=np.array([-2.0, 0.8]), operator=operator)


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
    (SQUARE, 2, PAPER),
    (WIDE, 3, WIDE_FUNCTION),
    (TALL, 2, TALL_FUNCTION),
    (ONE_OUTPUT, 4, ONE_OUTPUT_FUNCTION),
    (ONE_INPUT, 1, ONE_INPUT_FUNCTION),
)


def vector_functions(rng: np.random.Generator) -> Iterable[Case]:
    """Functions of every shape, with a step so large that every formula shows its face; the usual step; integers."""
    for kind, size, (f, _) in VECTOR_FUNCTIONS:
        yield case(kind, f=f, x=away_from_zero(rng, size) / 1.4, h=rng.uniform(0.2, 0.4))
        yield case(kind, f=f, x=away_from_zero(rng, size) / 1.4, h=rng.uniform(0.05, 0.2))
    yield case(INTEGERS, f=TALL_FUNCTION[0], x=np.array([2, -1]), h=0.25)
    yield case(INTEGERS, f=WIDE_FUNCTION[0], x=np.array([3, -2, 1]), h=0.25)
    yield case(WIDE, f=WIDE_FUNCTION[0], x=np.array([0.5, -1.5, 0.3]))


def near_a_point(rng: np.random.Generator) -> Iterable[Case]:
    """Functions of every shape with their Jacobians, a point and a step; no step at all; integers."""
    for kind, size, (f, jacobian) in VECTOR_FUNCTIONS:
        for _ in range(2):
            x, dx = away_from_zero(rng, size) / 1.4, away_from_zero(rng, size) / 4
            yield case(kind, f=f, jacobian=jacobian, x=x, dx=dx)
    f, jacobian = TALL_FUNCTION
    yield case(NO_STEP, f=f, jacobian=jacobian, x=np.array([0.5, -1.2]), dx=np.zeros(2))
    yield case(INTEGERS, f=f, jacobian=jacobian, x=np.array([2, -1]), dx=np.array([1, 3]))


def formulas(rng: np.random.Generator) -> Iterable[Case]:
    """Lists of SymPy expressions and of symbols: every shape, an order of one's own, a parameter, plain numbers."""

    def ask(kind: Bilingual, functions: str, variables: str) -> Case:
        given = f"sympy.sympify('[{functions}]')"
        return case(kind, functions=Code(given), variables=Code(f"[*map(sympy.Symbol, '{variables}'.split())]"))

    yield ask(SQUARE, "3*x1**2*x2, 2*x1 + x2**8", "x1 x2")
    yield ask(WIDE, "x1*x2, sin(x3)", "x1 x2 x3")
    yield ask(TALL, "r*cos(t), r*sin(t), r**3", "r t")
    yield ask(SQUARE, "x/y, exp(x*y)", "y x")
    yield ask(ONE_OUTPUT, "x*y**2*z**3", "x y z")
    yield ask(ONE_INPUT, "log(x**2), sin(3*x)", "x")
    yield ask(PARAMETER, "a*x**2*y, a**3 + x*y, y**2", "y x")
    yield case(NO_VARIABLE, functions=Code("[3, sympy.Symbol('x')**2]"), variables=Code("[sympy.Symbol('x')]"))
    p, q, k = (int(number) for number in rng.integers(2, 6, size=3))
    yield ask(WIDE, f"{k}*u**{p}*v - w**{q}, cos({k}*u)*exp(w)", "u v w")
    yield ask(TALL, f"v**{p} + {k}*u, u**{q}*v, sin({p}*u*v)", "v u")


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


def stacked(column: Callable[..., np.ndarray], axis: int = 1) -> Callable[..., object]:
    """Return a wrong `numerical_jacobian` from a wrong column: `column(f, x, step, h)`."""
    return lambda f, x, h=1e-5: np.stack([column(f, x, step, h) for step in h * np.eye(len(x))], axis=axis)


def stepped_in_place(f: Callable[..., np.ndarray], x: np.ndarray, step: np.ndarray, h: float) -> np.ndarray:
    """Return a column from copies of x that keep its type: integers lose their step."""
    return (f((x + step).astype(x.dtype)) - f((x - step).astype(x.dtype))) / (2 * h)


def with_unit_step(f: Callable[..., np.ndarray], jacobian: Callable[..., np.ndarray], x: np.ndarray, dx: np.ndarray):
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
        mistakes=(
            Mistake(
                "inputs_first",
                lambda output_size, input_size: (input_size, output_size),
                en="You give the inputs the rows. What does one row hold in this layout: all slopes of one output, or"
                " of one input?",
                ko="입력에 행을 주었습니다. 이 배치에서 한 행에는 무엇이 들어 있습니까? 한 출력의 모든 기울기입니까, 한 입력의 모든 기울기입니까?",
                credit=0.25,
            ),
            Mistake(
                "ones_dropped",
                lambda output_size, input_size: tuple(size for size in (output_size, input_size) if size != 1),
                en="You leave out a size of 1. Without it, could a reader tell a row from a column?",
                ko="크기 1을 뺐습니다. 그러면 행과 열을 구별할 수 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "entries_counted",
                lambda output_size, input_size: output_size * input_size,
                en="That is how many slopes there are. In how many rows and columns do they stand?",
                ko="이것은 기울기의 개수입니다. 그것들은 몇 행 몇 열로 놓입니까?",
            ),
            Mistake(
                "gradient_as_column",
                where_alone(lambda m, n: (n, 1) if m == 1 else None),
                en="Right, but for a single output. Does its gradient become a row or a column when it is stacked with"
                " others?",
                ko="출력이 하나일 때만 다릅니다. 그레이디언트(gradient)를 다른 것과 쌓을 때 행이 됩니까, 열이 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "slopes_as_row",
                where_alone(lambda m, n: (1, m) if n == 1 else None),
                en="Right, but for a single input. Each output has a row of its own: how many rows are there then?",
                ko="입력이 하나일 때만 다릅니다. 출력마다 자기 행이 있습니다. 그러면 행은 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "square_of_inputs",
                lambda output_size, input_size: (input_size, input_size),
                en="Your matrix is always square. Where does the number of outputs come in?",
                ko="행렬이 언제나 정사각형입니다. 출력의 수는 어디에 들어갑니까?",
            ),
            Mistake(
                "square_of_outputs",
                lambda output_size, input_size: (output_size, output_size),
                en="Your matrix is always square. Where does the number of inputs come in?",
                ko="행렬이 언제나 정사각형입니다. 입력의 수는 어디에 들어갑니까?",
            ),
            Mistake(
                "smaller_first",
                lambda output_size, input_size: tuple(sorted((output_size, input_size))),
                en="You put the smaller size first. What decides which one counts the rows: its size, or what it "
                "counts?",
                ko="작은 수를 앞에 놓았습니다. 행의 수를 정하는 것은 크기입니까, 무엇을 센 수인가입니까?",
                credit=0.25,
            ),
            Mistake(
                "larger_first",
                lambda output_size, input_size: tuple(sorted((output_size, input_size), reverse=True)),
                en="You put the larger size first. What decides which one counts the rows: its size, or what it "
                "counts?",
                ko="큰 수를 앞에 놓았습니다. 행의 수를 정하는 것은 크기입니까, 무엇을 센 수인가입니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.jacobian,
        points=2,
        cases=two_inputs,
        rules=JACOBIAN,
        mistakes=(
            Mistake(
                "outputs_in_columns",
                lambda x: solution.jacobian(x).T,
                en="All four slopes are right, but each output fills a column. What does one row stand for here?",
                ko="네 기울기는 모두 맞지만 출력마다 열을 채웠습니다. 여기서 한 행은 무엇을 뜻합니까?",
                credit=0.5,
            ),
            Mistake(
                "inputs_swapped",
                lambda x: solution.jacobian(x)[:, ::-1],
                en="The two columns have changed places. Along which input do you step in the first column?",
                ko="두 열이 서로 바뀌었습니다. 첫째 열에서는 어느 입력을 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "outputs_swapped",
                lambda x: solution.jacobian(x)[::-1],
                en="The two rows have changed places. Which output comes first in f?",
                ko="두 행이 서로 바뀌었습니다. f에서 먼저 오는 출력은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "diagonal_only",
                lambda x: np.diag(np.diag(solution.jacobian(x))),
                en="You only ask how the first output moves with the first input and the second with the second. Does"
                " no output listen to the other input?",
                ko="첫째 출력과 첫째 입력, 둘째 출력과 둘째 입력만 보았습니다. 다른 입력에 반응하는 출력은 없습니까?",
                credit=0.25,
            ),
            Mistake(
                "other_factor_lost",
                lambda x: np.array([[6 * x[0], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]]),
                en="One factor is gone from the first slope. When x₁ moves and x₂ stays still, does x₂ vanish from a"
                " product?",
                ko="첫째 기울기에서 인수 하나가 없어졌습니다. x₁이 움직이고 x₂가 그대로 있으면 곱에서 x₂가 사라집니까?",
                credit=0.25,
            ),
            Mistake(
                "moving_factor_kept",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2 * x[1]], [2, 8 * x[1] ** 7]]),
                en="In the first row, second column, x₂ is the one that moves. What is the slope of a number times x₂?",
                ko="첫째 행 둘째 열에서 움직이는 것은 x₂입니다. 수와 x₂의 곱은 기울기가 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "still_term_kept",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2 + x[1] ** 8, 2 * x[0] + 8 * x[1] ** 7]]),
                en="In the second row you keep the term that stands still. How much does a constant term add to a"
                " slope?",
                ko="둘째 행에서 움직이지 않는 항을 남겨 두었습니다. 상수항은 기울기에 얼마를 더합니까?",
                credit=0.25,
            ),
            Mistake(
                "linear_term_kept",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2 * x[0], 8 * x[1] ** 7]]),
                en="In the second row, first column, you return the term itself. How much does it grow when x₁ grows"
                " by 1?",
                ko="둘째 행 첫째 열에 항 자체를 넣었습니다. x₁이 1 커지면 이 항은 얼마나 커집니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_kept",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 8 * x[1] ** 8]]),
                en="The 8 came down in front, good. What becomes of the exponent itself?",
                ko="8은 앞으로 잘 내려왔습니다. 지수 자체는 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_lost",
                lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, x[1] ** 7]]),
                en="The exponent of x₂ went down by one, good. Where does the old exponent go?",
                ko="x₂의 지수는 잘 하나 내렸습니다. 원래 지수는 어디로 갑니까?",
                credit=0.25,
            ),
            Mistake(
                "rows_added",
                lambda x: solution.jacobian(x).sum(axis=0),
                en="You add the slopes of both outputs. Which output would your first number describe?",
                ko="두 출력의 기울기를 더했습니다. 답의 첫째 수는 어느 출력의 기울기입니까?",
                credit=0.25,
            ),
            Mistake(
                "values_of_f",
                lambda x: np.array([3 * x[0] ** 2 * x[1], 2 * x[0] + x[1] ** 8]),
                en="You return f itself. How many ways are there to nudge one input and watch one output?",
                ko="f 자체를 반환했습니다. 입력 하나를 움직이고 출력 하나를 지켜보는 방법은 몇 가지입니까?",
            ),
            Mistake(
                "determinant",
                lambda x: 48 * x[0] * x[1] ** 8 - 6 * x[0] ** 2,
                en="You return the determinant, which some books also call the Jacobian. Which object holds all four"
                " slopes?",
                ko="행렬식(determinant)을 반환했습니다. 이것도 야코비안이라고 부르기도 합니다. 네 기울기를 모두 담는 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x: np.trunc(solution.jacobian(x)),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.wide_jacobian,
        points=2,
        cases=three_inputs,
        rules=JACOBIAN,
        mistakes=(
            Mistake(
                "outputs_in_columns",
                lambda x: solution.wide_jacobian(x).T,
                en="All slopes are right, but each output fills a column. There are two outputs: how many rows should"
                " there be?",
                ko="기울기는 모두 맞지만 출력마다 열을 채웠습니다. 출력은 둘입니다. 행은 몇 개여야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "own_factor",
                lambda x: np.array([[x[0], x[1], 0], [0, 0, np.cos(x[2])]]),
                en="In the first row each factor stands under itself. When x₁ grows by 1, by how much does x₁x₂ grow?",
                ko="첫째 행에서 각 인수가 자기 자리에 있습니다. x₁이 1 커지면 x₁x₂는 얼마나 커집니까?",
                credit=0.25,
            ),
            Mistake(
                "factors_vanish",
                lambda x: np.array([[1, 1, 0], [0, 0, np.cos(x[2])]]),
                en="Those are the slopes of a sum. In a product, what does the factor that stands still do?",
                ko="이것은 합의 기울기입니다. 곱에서 움직이지 않는 인수는 무슨 일을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "absent_input_kept",
                lambda x: np.array([[x[1], x[0], x[0] * x[1]], [np.sin(x[2]), np.sin(x[2]), np.cos(x[2])]]),
                en="Where an input does not occur you return the output itself. How much does the output move when"
                " only that input moves?",
                ko="입력이 나타나지 않는 자리에 출력 자체를 넣었습니다. 그 입력만 움직이면 출력은 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "pushed_left",
                lambda x: np.array([[x[1], x[0], 0], [np.cos(x[2]), 0, 0]]),
                en="The slope in the second row stands in the first column. Which input does that column belong to?",
                ko="둘째 행의 기울기가 첫째 열에 있습니다. 그 열은 어느 입력의 것입니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_of_cosine",
                lambda x: np.array([[x[1], x[0], 0], [0, 0, -np.cos(x[2])]]),
                en="The sine rises just right of 0. Which sign must its slope have there?",
                ko="사인은 0의 바로 오른쪽에서 올라갑니다. 그곳에서 기울기의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "sine_kept",
                lambda x: np.array([[x[1], x[0], 0], [0, 0, np.sin(x[2])]]),
                en="The last entry is the height of the sine. How steep is the sine at 0, where its height is 0?",
                ko="마지막 성분은 사인의 높이입니다. 높이가 0인 곳에서 사인의 기울기는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "rows_added",
                lambda x: np.array([x[1], x[0], np.cos(x[2])]),
                en="You put the slopes of both outputs into one row. How would a reader know which output each number"
                " belongs to?",
                ko="두 출력의 기울기를 한 행에 넣었습니다. 각 수가 어느 출력의 것인지 어떻게 알 수 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "rows_swapped",
                lambda x: solution.wide_jacobian(x)[::-1],
                en="The two rows have changed places. Which output comes first in f?",
                ko="두 행이 서로 바뀌었습니다. f에서 먼저 오는 출력은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x: np.trunc(solution.wide_jacobian(x)),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
            Mistake(
                "product_kept",
                lambda x: np.array([[x[0] * x[1], x[0] * x[1], 0], [0, 0, np.cos(x[2])]]),
                en="In the first row you return the product itself. When x₁ grows by 1, by how much does x₁x₂ grow?",
                ko="첫째 행에서 곱 자체를 반환했습니다. x₁이 1 커지면 x₁x₂는 얼마나 커집니까?",
                credit=0.25,
            ),
            Mistake(
                "cosine_everywhere",
                lambda x: np.array([[x[1], x[0], 0], np.cos(x)]),
                en="The first row is right. Does sin x₃ move when only x₁ moves?",
                ko="첫째 행은 맞습니다. x₁만 움직일 때 sin x₃이 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "slopes_added",
                lambda x: np.array([[x[0] + x[1], 0, 0], [0, 0, np.cos(x[2])]]),
                en="You add two slopes of the first output into one entry. Along which input is each of them measured?",
                ko="첫째 출력의 두 기울기를 한 성분에 더했습니다. 각각은 어느 입력을 따라 잰 것입니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.identity_jacobian,
        points=1,
        cases=some_sizes,
        rules=JACOBIAN,
        mistakes=(
            Mistake(
                "ones_everywhere",
                lambda n: np.ones((n, n)),
                en="Your matrix says that every output follows every input. Which input does the first output copy?",
                ko="이 행렬에서는 모든 출력이 모든 입력을 따라갑니다. 첫째 출력은 어느 입력을 그대로 옮깁니까?",
                credit=0.25,
            ),
            Mistake(
                "vector_of_ones",
                lambda n: np.ones(n),
                en="You name one slope for each output. There are as many inputs: what are the slopes along all of"
                " them?",
                ko="출력마다 기울기 하나를 적었습니다. 입력도 그만큼 있습니다. 모든 입력에 대한 기울기는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "number_one",
                lambda n: 1,
                en="That is the derivative of x for a single number. How many slopes are there for a vector?",
                ko="이것은 수 하나일 때 x의 도함수입니다. 벡터일 때 기울기는 몇 개입니까?",
            ),
            Mistake(
                "zeros",
                lambda n: np.zeros((n, n)),
                en="All zeros describe a function that never moves. Does f(x) = x stand still when x moves?",
                ko="모두 0이면 전혀 움직이지 않는 함수입니다. x가 움직일 때 f(x) = x는 그대로입니까?",
            ),
            Mistake(
                "counted_diagonal",
                lambda n: np.diag(np.arange(1, n + 1)),
                en="The places are right, but your slopes grow along the diagonal. Does any output move faster than"
                " its input?",
                ko="자리는 맞지만 기울기가 대각선을 따라 커집니다. 자기 입력보다 빨리 움직이는 출력이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "other_diagonal",
                lambda n: np.eye(n)[::-1],
                en="Your matrix turns the order around. Which input does the first output copy?",
                ko="이 행렬은 순서를 뒤집습니다. 첫째 출력은 어느 입력을 그대로 옮깁니까?",
                credit=0.25,
            ),
            Mistake(
                "size_fixed",
                lambda n: np.eye(3),
                en="Your matrix has the same size whatever n is. Where does your function use n?",
                ko="n이 무엇이든 행렬의 크기가 같습니다. 함수의 어디에서 n을 씁니까?",
                credit=0.25,
            ),
            Mistake(
                "counted_from_zero",
                lambda n: np.diag(np.arange(n)),
                en="The places are right, but your slopes count up along the diagonal. How fast does each output "
                "move with its input?",
                ko="위치는 맞지만 대각선을 따라 기울기가 커집니다. 각 출력은 자기 입력에 따라 얼마나 빨리 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "last_one_lost",
                lambda n: np.diag(np.arange(n) < n - 1) * 1.0,
                en="Your last output stands still. Up to which number does your loop count?",
                ko="마지막 출력이 움직이지 않습니다. 반복은 어디까지 셉니까?",
                credit=0.5,
            ),
            Mistake(
                "diagonal_shifted",
                lambda n: np.eye(n, k=1),
                en="Your ones stand beside the diagonal. Which input does the first output copy?",
                ko="1이 대각선 옆에 있습니다. 첫째 출력은 어느 입력을 그대로 따라갑니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.elementwise_jacobians,
        points=2,
        cases=pairs_and_operators,
        rules=JACOBIAN,
        mistakes=(
            Mistake(
                "diagonals_alone",
                laid_out(lambda dw, dx: (dw, dx)),
                en="The slopes are right, but a Jacobian also says that the other inputs do nothing. Where do your"
                " numbers stand in the whole table?",
                ko="기울기는 맞지만 야코비 행렬은 다른 입력이 아무 일도 하지 않는다는 것도 말합니다. 전체 표에서 이 수들은 어디에 놓입니까?",
                credit=0.5,
            ),
            Mistake(
                "rows_filled",
                laid_out(lambda dw, dx: (np.tile(dw, (len(dw), 1)), np.tile(dx, (len(dx), 1)))),
                en="Your first row claims that the first output moves with every input. From which entries is it made?",
                ko="첫째 행에서는 첫째 출력이 모든 입력에 따라 움직입니다. 이 출력은 어느 성분으로 만들어집니까?",
                credit=0.25,
            ),
            Mistake(
                "columns_filled",
                laid_out(lambda dw, dx: (np.tile(dw, (len(dw), 1)).T, np.tile(dx, (len(dx), 1)).T)),
                en="Your first row repeats one slope for every input. From which entries is the first output made?",
                ko="첫째 행이 같은 기울기를 모든 입력에 되풀이합니다. 첫째 출력은 어느 성분으로 만들어집니까?",
                credit=0.25,
            ),
            Mistake(
                "results_swapped",
                laid_out(lambda dw, dx: (np.diag(dx), np.diag(dw))),
                en="Both matrices are there, in the wrong order. Which vector's Jacobian is asked for first?",
                ko="두 행렬이 모두 있지만 순서가 바뀌었습니다. 먼저 구할 것은 어느 벡터에 대한 야코비 행렬입니까?",
                credit=0.5,
            ),
            Mistake(
                "minus_lost",
                broken("-", lambda w, x: (np.ones(len(w)), np.ones(len(x)))),
                en="All but the difference is right. When an entry of x grows, does w − x rise or fall?",
                ko="차를 뺀 나머지는 모두 맞습니다. x의 성분이 커지면 w − x는 올라갑니까, 내려갑니까?",
                credit=0.5,
            ),
            Mistake(
                "minus_on_both",
                broken("-", lambda w, x: (-np.ones(len(w)), -np.ones(len(x)))),
                en="All but the difference is right. When an entry of w grows, does w − x rise or fall?",
                ko="차를 뺀 나머지는 모두 맞습니다. w의 성분이 커지면 w − x는 올라갑니까, 내려갑니까?",
                credit=0.5,
            ),
            Mistake(
                "own_factor",
                broken("*", lambda w, x: (w, x)),
                en="All but the product is right. When an entry of w grows by 1, by how much does its product with x"
                " grow?",
                ko="곱을 뺀 나머지는 모두 맞습니다. w의 성분이 1 커지면 x와의 곱은 얼마나 커집니까?",
                credit=0.5,
            ),
            Mistake(
                "factors_vanish",
                broken("*", lambda w, x: (np.ones(len(w)), np.ones(len(x)))),
                en="All but the product is right; there your slopes are those of a sum. What does the factor that"
                " stands still do?",
                ko="곱을 뺀 나머지는 모두 맞습니다. 곱의 기울기가 합의 기울기와 같습니다. 움직이지 않는 인수는 무슨 일을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "quotient_sign_lost",
                broken("/", lambda w, x: (1 / x, w / x**2)),
                en="All but one sign is right. When a positive denominator grows, does a positive quotient rise or"
                " fall?",
                ko="부호 하나만 다릅니다. 양수인 분모가 커지면 양수인 몫은 올라갑니까, 내려갑니까?",
                credit=0.5,
            ),
            Mistake(
                "quotient_power_kept",
                broken("/", lambda w, x: (1 / x, -w / x)),
                en="All but the quotient by x is right. A denominator is a power with exponent −1: what does"
                " differentiating do to that exponent?",
                ko="x에 대한 몫의 미분만 다릅니다. 분모는 지수가 −1인 거듭제곱입니다. 미분하면 그 지수는 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "numerator_lost",
                broken("/", lambda w, x: (1 / x, -1 / x**2)),
                en="All but the quotient by x is right. While x moves, what does the numerator do?",
                ko="x에 대한 몫의 미분만 다릅니다. x가 움직이는 동안 분자는 무엇을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "quotient_as_product",
                broken("/", lambda w, x: (1 / x, w)),
                en="All but the quotient by x is right. If x doubles, does w / x grow as fast as a product would?",
                ko="x에 대한 몫의 미분만 다릅니다. x가 두 배가 되면 w / x도 곱처럼 커집니까?",
                credit=0.25,
            ),
            Mistake(
                "quotient_upside_down",
                broken("/", lambda w, x: (-x / w**2, 1 / w)),
                en="Your slopes for the quotient are those of x / w. Which vector stands above the line?",
                ko="몫의 기울기가 x / w의 것입니다. 분자는 어느 벡터입니까?",
                credit=0.25,
            ),
            Mistake(
                "difference_reversed",
                broken("-", lambda w, x: (-np.ones(len(w)), np.ones(len(x)))),
                en="All but the difference is right; there your slopes are those of x − w. Which vector stands first?",
                ko="차를 빼고는 모두 맞습니다. 차에서는 x − w의 기울기를 구했습니다. 어느 벡터가 앞에 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "quotient_results_swapped",
                broken("/", lambda w, x: (-w / x**2, 1 / x)),
                en="All but the quotient is right; there the two matrices have changed places. Which vector's "
                "Jacobian is asked for first?",
                ko="몫을 빼고는 모두 맞습니다. 몫에서는 두 행렬이 서로 바뀌었습니다. 어느 벡터의 야코비 행렬이 먼저입니까?",
                credit=0.5,
            ),
            Mistake(
                "sum_as_product",
                broken("+", lambda w, x: (x, w)),
                en="All but the sum is right; there your slopes are those of a product. When an entry of w grows by "
                "1, by how much does w + x grow?",
                ko="합을 빼고는 모두 맞습니다. 합에서는 곱의 기울기를 구했습니다. w의 성분이 1 커지면 w + x는 얼마나 "
                "커집니까?",
                credit=0.5,
            ),
            Mistake(
                "table_of_products",
                filled("*", lambda w, x: (np.outer(w, x), np.outer(w, x))),
                en="All but the product is right; there you return a table of all products. Which inputs is the "
                "first output made from?",
                ko="곱을 빼고는 모두 맞습니다. 곱에서는 모든 곱의 표를 반환했습니다. 첫째 출력은 어느 입력으로 만들어집니까?",
                credit=0.25,
            ),
            Mistake(
                "factors_in_every_row",
                filled("*", lambda w, x: (np.tile(x, (len(x), 1)), np.tile(w, (len(w), 1)))),
                en="All but the product is right; there every row holds all factors. Does the first output move with"
                " every input?",
                ko="곱을 빼고는 모두 맞습니다. 곱에서는 모든 행에 인수가 전부 들어 있습니다. 첫째 출력이 모든 입력에 따라 "
                "움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "ones_everywhere",
                ones_everywhere,
                en="The sum and the difference are full of ones. Which inputs is their first output made from?",
                ko="합과 차가 1로 가득합니다. 그 첫째 출력은 어느 입력으로 만들어집니까?",
                credit=0.5,
            ),
            Mistake(
                "cut_to_whole_numbers",
                filled("/", lambda w, x: (np.trunc(np.diag(1 / x)), np.trunc(np.diag(-w / x**2)))),
                en="All but the quotient is right. Where do its slopes lose the digits behind the point: in an array"
                " of integers, by int, or by //?",
                ko="몫을 빼고는 모두 맞습니다. 몫의 기울기에서 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, "
                "int입니까, //입니까?",
                credit=0.5,
            ),
            Mistake(
                "floor_divided",
                filled("/", lambda w, x: (np.diag(1 // x), np.diag(-w // x**2))),
                en="All but the quotient is right. `//` drops what stands behind the point: which operator divides "
                "without a loss?",
                ko="몫을 빼고는 모두 맞습니다. `//`는 소수점 아래를 버립니다. 버리지 않고 나누는 연산자는 무엇입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.numerical_jacobian,
        points=2,
        cases=vector_functions,
        rules=Rules(rtol=1e-6, atol=1e-8, exact_shape=True, shape_hint=ROWS_AND_COLUMNS),
        mistakes=(
            Mistake(
                "inputs_in_rows",
                stacked(lambda f, x, step, h: (f(x + step) - f(x - step)) / (2 * h), axis=0),
                en="The slopes are right, but a step along one input fills a row. Which outputs answer such a step:"
                " those of one row or of one column?",
                ko="기울기는 맞지만 한 입력을 움직인 결과가 행을 채웁니다. 입력 하나를 움직이면 변하는 것은 한 행입니까, 한 열입니까?",
                credit=0.5,
            ),
            Mistake(
                "forward_difference",
                stacked(lambda f, x, step, h: (f(x + step) - f(x)) / h),
                en="You look to one side only. Which two points lie evenly on both sides of x?",
                ko="한쪽만 보았습니다. x의 양쪽에 고르게 놓인 두 점은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "backward_difference",
                stacked(lambda f, x, step, h: (f(x) - f(x - step)) / h),
                en="You look backwards only. Which two points lie evenly on both sides of x?",
                ko="뒤쪽만 보았습니다. x의 양쪽에 고르게 놓인 두 점은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "divided_by_h",
                stacked(lambda f, x, step, h: (f(x + step) - f(x - step)) / h),
                en="The rise is right. How far apart are the two points that you compare?",
                ko="높이의 차이는 맞습니다. 비교하는 두 점은 서로 얼마나 떨어져 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "not_divided",
                stacked(lambda f, x, step, h: f(x + step) - f(x - step)),
                en="That is the rise of each output. A slope is rise over what?",
                ko="이것은 각 출력의 높이 차이입니다. 기울기는 이것을 무엇으로 나눈 값입니까?",
            ),
            Mistake(
                "divided_the_wrong_way",
                stacked(lambda f, x, step, h: (f(x + step) - f(x - step)) / 2 * h),
                en="`/ 2 * h` divides by 2 and then multiplies by h. How do you keep 2h together?",
                ko="`/ 2 * h`는 2로 나눈 뒤 h를 곱합니다. 2h를 어떻게 묶습니까?",
                credit=0.25,
            ),
            Mistake(
                "h_ignored",
                lambda f, x, h=1e-5: solution.numerical_jacobian(f, x),
                en="Right for a tiny step, but the caller chose another one. Where does your function use h?",
                ko="아주 작은 간격에서는 맞지만 호출한 쪽은 다른 간격을 주었습니다. 함수의 어디에서 h를 씁니까?",
                credit=0.5,
            ),
            Mistake(
                "all_inputs_at_once",
                lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / (2 * h),
                en="x + h moves every input at once, so the slopes come out added together. How do you move one input"
                " and leave the others alone?",
                ko="x + h는 모든 입력을 한꺼번에 움직이므로 기울기들이 더해져 나옵니다. 한 입력만 움직이려면 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "step_lost_in_integers",
                stacked(stepped_in_place),
                en="Right, but for integers. What is left of a step of 0.25 when it is added into an array that can"
                " hold only whole numbers?",
                ko="정수일 때만 다릅니다. 정수만 담는 배열에 0.25를 더해 넣으면 무엇이 남습니까?",
                credit=0.5,
            ),
            Mistake(
                "sign_flipped",
                stacked(lambda f, x, step, h: (f(x - step) - f(x + step)) / (2 * h)),
                en="You subtract the later value from the earlier one. For a rising output, which sign must come out?",
                ko="앞의 값에서 뒤의 값을 뺐습니다. 올라가는 출력이라면 부호는 무엇이어야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "steps_pile_up",
                lambda f, x, h=1e-5: np.stack(
                    [(f(x + step) - f(x - step)) / (2 * h) for step in h * np.tri(len(x))], axis=1
                ),
                en="The first column is right. When you come to the second input, is the step of the first one gone?",
                ko="첫째 열은 맞습니다. 둘째 입력을 움직일 때 첫째 입력의 걸음은 없어졌습니까?",
                credit=0.25,
            ),
            Mistake(
                "left_one_step_back",
                left_one_step_back(lambda x: x.astype(float)),
                en="The first column is right. After one step up and two down, where is an input left for the "
                "columns that follow?",
                ko="첫째 열은 맞습니다. 한 걸음 올리고 두 걸음 내린 입력은 다음 열을 잴 때 어디에 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "left_one_step_back_in_integers",
                left_one_step_back(np.copy),
                en="The first column is right. After one step up and two down, where is an input left for the "
                "columns that follow?",
                ko="첫째 열은 맞습니다. 한 걸음 올리고 두 걸음 내린 입력은 다음 열을 잴 때 어디에 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "columns_all_equal",
                stacked(lambda f, x, step, h: (f(x + h) - f(x - h)) / (2 * h)),
                en="Every input moves at once, so your columns are all equal. How do you move one input and leave "
                "the others alone?",
                ko="모든 입력이 한꺼번에 움직여 열이 전부 같습니다. 입력 하나만 움직이고 나머지를 그대로 두려면 어떻게 "
                "합니까?",
                credit=0.25,
            ),
            Mistake(
                "last_input_lost",
                lambda f, x, h=1e-5: columns_kept(f, x, h, slice(0, -1)),
                en="The last column is still empty. Up to which number does your loop count?",
                ko="마지막 열이 비어 있습니다. 반복은 어디까지 셉니까?",
                credit=0.5,
            ),
            Mistake(
                "first_input_only",
                lambda f, x, h=1e-5: columns_kept(f, x, h, slice(0, 1)),
                en="Only the first column is filled. When does your function return: inside the loop or after it?",
                ko="첫째 열만 채워졌습니다. 함수가 언제 값을 반환합니까? 반복 안입니까, 반복이 끝난 뒤입니까?",
                credit=0.25,
            ),
            Mistake(
                "values_added",
                stacked(lambda f, x, step, h: (f(x + step) + f(x - step)) / (2 * h)),
                en="You add the two values. How do you get from two values to a rise?",
                ko="두 값을 더했습니다. 두 값에서 변화량을 얻으려면 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda f, x, h=1e-5: np.trunc(solution.numerical_jacobian(f, x, h)),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.linear_map,
        points=2,
        cases=near_a_point,
        mistakes=(
            Mistake(
                "value_lost",
                lambda f, jacobian, x, dx: jacobian(x) @ dx,
                en="That is the change. From which known point does it start?",
                ko="이것은 변화량입니다. 어느 점에서 출발합니까?",
                credit=0.25,
            ),
            Mistake(
                "exact_value",
                lambda f, jacobian, x, dx: f(x + dx),
                en="That is the exact value. Where would the step lead if f were as straight as it looks at x?",
                ko="이것은 정확한 값입니다. f가 x에서 보이는 대로 곧다면 어디에 닿습니까?",
            ),
            Mistake(
                "jacobian_at_the_end",
                lambda f, jacobian, x, dx: f(x) + jacobian(x + dx) @ dx,
                en="The Jacobian is taken where the step ends. At which point do you know f and its slopes?",
                ko="야코비 행렬을 도착점에서 계산했습니다. f와 그 기울기를 아는 점은 어디입니까?",
                credit=0.25,
            ),
            Mistake(
                "jacobian_at_the_step",
                lambda f, jacobian, x, dx: f(x) + jacobian(dx) @ dx,
                en="The Jacobian is taken at dx, as if the step were a place. At which point do you stand?",
                ko="dx를 위치처럼 써서 야코비 행렬을 계산했습니다. 지금 서 있는 점은 어디입니까?",
                credit=0.25,
            ),
            Mistake(
                "place_for_step",
                lambda f, jacobian, x, dx: f(x) + jacobian(x) @ (x + dx),
                en="The Jacobian is multiplied by the place x + dx. What does it turn into a change: a place or a step?",
                ko="야코비 행렬에 위치 x + dx를 곱했습니다. 이 행렬이 변화로 바꾸는 것은 위치입니까, 걸음입니까?",
                credit=0.25,
            ),
            Mistake(
                "place_mapped",
                lambda f, jacobian, x, dx: jacobian(x) @ (x + dx),
                en="You let the matrix act on the place itself, which fits only if f is linear. What do you know"
                " exactly at x?",
                ko="행렬을 위치 자체에 곱했습니다. 이것은 f가 선형일 때만 맞습니다. x에서 정확히 아는 값은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "step_lost",
                lambda f, jacobian, x, dx: f(x) + jacobian(x).sum(axis=1),
                en="You walk a whole unit along every input. How long is the step here?",
                ko="모든 입력을 따라 1만큼 걸었습니다. 여기서 걸음은 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "walks_backwards",
                lambda f, jacobian, x, dx: f(x) - jacobian(x) @ dx,
                en="You walk the other way. With only positive slopes, should a step forward raise f or lower it?",
                ko="반대 방향으로 걸었습니다. 기울기가 모두 양수라면 앞으로 갈 때 f는 커집니까, 작아집니까?",
                credit=0.25,
            ),
            Mistake(
                "products_not_added",
                lambda f, jacobian, x, dx: f(x)[:, None] + jacobian(x) * dx,
                en="You keep what each input contributes apart. How do the contributions of all inputs make one change"
                " of an output?",
                ko="각 입력이 준 변화를 따로 두었습니다. 모든 입력의 변화가 모여 한 출력의 변화가 되려면 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "place_for_step_again",
                lambda f, jacobian, x, dx: f(x) + jacobian(x) @ x,
                en="The Jacobian is multiplied by the place x. What does it turn into a change: a place or a step?",
                ko="야코비 행렬에 위치 x를 곱했습니다. 변화량이 되려면 위치를 곱합니까, 걸음을 곱합니까?",
                credit=0.25,
            ),
            Mistake(
                "value_at_the_step",
                lambda f, jacobian, x, dx: f(dx) + jacobian(x) @ dx,
                en="The change is right, but f is taken at dx. From which place do you start?",
                ko="변화량은 맞지만 f를 dx에서 계산했습니다. 어느 위치에서 출발합니까?",
                credit=0.25,
            ),
            Mistake(
                "jacobian_halfway",
                lambda f, jacobian, x, dx: f(x) + jacobian(x + dx / 2) @ dx,
                en="The Jacobian is taken halfway, which follows f better. At which point is the first-order "
                "approximation made?",
                ko="야코비 행렬을 중간에서 계산했습니다. f에는 더 가까워지지만, 1차 근사는 어느 점에서 만듭니까?",
                credit=0.25,
            ),
            Mistake(
                "step_made_unit",
                with_unit_step,
                en="You made the step a unit vector. How far should the approximation walk?",
                ko="걸음을 단위 벡터로 만들었습니다. 근사는 얼마나 멀리 가야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "sums_multiplied",
                lambda f, jacobian, x, dx: f(x) + jacobian(x).sum(axis=1) * dx.sum(),
                en="You multiply the sum of the slopes by the sum of the steps. Which slope belongs to which step?",
                ko="기울기의 합에 걸음의 합을 곱했습니다. 어느 기울기가 어느 걸음과 짝입니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.symbolic_jacobian,
        points=2,
        cases=formulas,
        rules=JACOBIAN,
        forbidden=("jacobian", "derive_by_array"),
        mistakes=(
            Mistake(
                "outputs_in_columns",
                lambda functions, variables: solution.symbolic_jacobian(functions, variables).T,
                en="Every slope is right, but each function fills a column. What does one row stand for?",
                ko="기울기는 모두 맞지만 함수마다 열을 채웠습니다. 한 행은 무엇을 뜻합니까?",
                credit=0.5,
            ),
            Mistake(
                "one_long_column",
                lambda functions, variables: sympy.Matrix(list(solution.symbolic_jacobian(functions, variables))),
                en="All slopes are there, in one long column. Which of them belong to the same function, and so to the"
                " same row?",
                ko="기울기가 모두 있지만 긴 열 하나로 놓였습니다. 같은 함수의 것이어서 같은 행에 올 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "variables_sorted",
                lambda functions, variables: solution.symbolic_jacobian(functions, sorted(variables, key=str)),
                en="Your columns follow the alphabet. Who decides in which order the inputs come?",
                ko="열이 알파벳 순서를 따릅니다. 입력의 순서는 누가 정합니까?",
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
                en="You differentiate by every symbol that occurs. Which symbols did the caller name as inputs?",
                ko="나타나는 기호마다 미분했습니다. 호출한 쪽이 입력이라고 한 기호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "diagonal_only",
                each(lambda f, v, row, column: f.diff(v) if row == column else 0),
                en="You differentiate each function by one variable only. Does it not move with the others?",
                ko="함수마다 변수 하나로만 미분했습니다. 다른 변수에 따라서는 움직이지 않습니까?",
                credit=0.25,
            ),
            Mistake(
                "functions_added",
                lambda functions, variables: sympy.Matrix(
                    [[sum(sympy.sympify(f) for f in functions).diff(v) for v in variables]]
                ),
                en="You add the functions' slopes in one row. How many outputs does the matrix have to describe?",
                ko="함수들의 기울기를 한 행에 더했습니다. 이 행렬이 나타내야 할 출력은 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "functions_themselves",
                lambda functions, variables: sympy.Matrix(functions),
                en="You return the functions in a column. Along which input is each entry the slope?",
                ko="함수들을 열 하나에 넣어 반환했습니다. 각 성분은 어느 입력에 대한 기울기입니까?",
            ),
            Mistake(
                "all_variables_at_once",
                lambda functions, variables: sympy.Matrix([[sympy.diff(f, *variables)] for f in functions]),
                en="`diff(f, x, y)` differentiates by x and then again by y. How do you get one slope for each variable"
                " instead?",
                ko="`diff(f, x, y)`는 x로 미분한 것을 다시 y로 미분합니다. 변수마다 기울기 하나를 얻으려면 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "first_function_only",
                lambda functions, variables: solution.symbolic_jacobian(functions[:1], variables),
                en="Only the first function made it into the matrix. When does your function return: after the first"
                " row or after the last?",
                ko="첫째 함수만 행렬에 들어갔습니다. 함수가 언제 값을 반환합니까? 첫째 행 다음입니까, 마지막 행 다음입니까?",
                credit=0.25,
            ),
            Mistake(
                "diagonal_matrix",
                lambda functions, variables: sympy.diag(
                    *(sympy.diff(f, v) for f, v in zip(functions, variables, strict=False))
                ),
                en="You pair each function with one variable. With which other variables does it move as well?",
                ko="함수마다 변수 하나와 짝지었습니다. 또 어떤 변수에 따라 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "differentiated_twice",
                each(lambda f, v, row, column: f.diff(v, 2)),
                en="You differentiate twice by the same variable. Which one asks for a slope: f′ or f″?",
                ko="같은 변수로 두 번 미분했습니다. 기울기는 f′입니까, f″입니까?",
                credit=0.25,
            ),
            Mistake(
                "not_differentiated",
                each(lambda f, v, row, column: f),
                en="The shape is right, but every entry is the function itself. Where do you use the column's "
                "variable?",
                ko="모양은 맞지만 성분이 모두 함수 자체입니다. 열의 변수는 어디에서 씁니까?",
                credit=0.25,
            ),
            Mistake(
                "functions_reversed",
                lambda functions, variables: solution.symbolic_jacobian(functions[::-1], variables),
                en="Your rows stand in the opposite order. Which function belongs to the first row?",
                ko="행이 반대 순서로 놓였습니다. 첫째 행은 어느 함수의 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "mixed_in_every_entry",
                lambda functions, variables: each(lambda f, v, row, column: f.diff(*variables))(functions, variables),
                en="Every entry is differentiated by all variables, one after the other. By which one should the "
                "entries of a column be?",
                ko="성분마다 모든 변수로 차례로 미분했습니다. 한 열의 성분은 어느 변수로 미분해야 합니까?",
                credit=0.25,
            ),
        ),
    ),
)
