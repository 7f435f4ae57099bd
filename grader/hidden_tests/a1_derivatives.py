"""Hidden tests of a1_derivatives: cases, points, and the mistakes we know."""

from collections.abc import Iterable

import numpy as np
import sympy

from grader.answers.code import Code
from grader.questions.kinds import ARRAY, INTEGER, NEGATIVE, POSITIVE, ZERO
from grader.questions.question import Case, FollowThrough, Mistake, Question, Rules, case
from solutions import a1_derivatives as solution

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def either_sign(rng: np.random.Generator) -> Iterable[Case]:
    """Floats of both signs, an integer, arrays; no zero."""
    yield case(POSITIVE, x=2.0)
    yield case(NEGATIVE, x=-1.5)
    yield case(INTEGER, x=3)
    yield case(ARRAY, x=np.array([-2.0, -0.5, 0.25, 3.0]))
    yield case(ARRAY, x=np.array([[0.5, -1.25, 4.0], [2.5, -3.0, 1.5]]))
    yield case(POSITIVE, x=rng.uniform(0.2, 3.0))
    yield case(NEGATIVE, x=rng.uniform(-3.0, -0.2))


def anywhere(rng: np.random.Generator) -> Iterable[Case]:
    """As `either_sign`, and zero."""
    yield from either_sign(rng)
    yield case(ZERO, x=0.0)


# Pairs of a function and its derivative, as their source, for the questions that take functions.
CUBE = (Code("lambda x: x**3"), Code("lambda x: 3 * x**2"))
SINE = (Code("lambda x: np.sin(x)"), Code("lambda x: np.cos(x)"))
EXPONENTIAL = (Code("lambda x: np.exp(x / 2)"), Code("lambda x: np.exp(x / 2) / 2"))
PARABOLA = (Code("lambda x: 9 * (x + x**2)"), Code("lambda x: 9 + 18 * x"))
HILL = (Code("lambda x: 4 - 3 * x**2"), Code("lambda x: -6 * x"))
PAIRS = (CUBE, SINE, EXPONENTIAL, PARABOLA, HILL)


def two_functions(rng: np.random.Generator) -> Iterable[Case]:
    """Pairs f, g with their derivatives, and a place."""
    for (f, df), (g, dg) in ((CUBE, SINE), (SINE, EXPONENTIAL), (HILL, CUBE), (EXPONENTIAL, HILL)):
        yield case(POSITIVE, f=f, df=df, g=g, dg=dg, x=rng.uniform(0.3, 1.3))
        yield case(NEGATIVE, f=f, df=df, g=g, dg=dg, x=rng.uniform(-1.3, -0.3))


def outer_and_inner(rng: np.random.Generator) -> Iterable[Case]:
    """An outer function's derivative, an inner function with its own, and a place."""
    for every in two_functions(rng):
        yield Case({name: value for name, value in every.given.items() if name != "f"}, every.kind)


def near_a_point(rng: np.random.Generator) -> Iterable[Case]:
    """A function, its derivative, a point and a step: the slides' own first, then others, steps of either sign."""
    f, df = PARABOLA
    yield case(POSITIVE, f=f, df=df, x0=1.0, dx=0.01)
    yield case(ZERO, f=HILL[0], df=HILL[1], x0=0.0, dx=0.5)
    for f, df in PAIRS:
        yield case(POSITIVE, f=f, df=df, x0=rng.uniform(0.3, 1.3), dx=rng.uniform(0.1, 0.6))
        yield case(NEGATIVE, f=f, df=df, x0=rng.uniform(-1.3, -0.3), dx=rng.uniform(-0.6, -0.1))


def shrinking_steps(rng: np.random.Generator) -> Iterable[Case]:
    """The slides' table, a function that lies below its tangents, steps of either sign, a plain list."""
    f, df = PARABOLA
    yield case(POSITIVE, f=f, df=df, x0=1.0, steps=np.array([0.01, 0.001, 0.0001]))
    yield case(POSITIVE, f=HILL[0], df=HILL[1], x0=0.7, steps=[0.5, 0.25, 0.125])
    for f, df in (CUBE, SINE, EXPONENTIAL):
        yield case(NEGATIVE, f=f, df=df, x0=rng.uniform(-1.3, -0.3), steps=rng.uniform(-0.6, 0.6, size=4))


def smooth_functions(rng: np.random.Generator) -> Iterable[Case]:
    """Functions at points of either sign, with a step so large that every formula shows its face."""
    for f, _ in (CUBE, SINE, EXPONENTIAL, HILL):
        yield case(POSITIVE, f=f, x=rng.uniform(0.3, 1.3), h=rng.uniform(0.2, 0.5))
        yield case(NEGATIVE, f=f, x=rng.uniform(-1.3, -0.3), h=rng.uniform(0.05, 0.2))
    yield case(POSITIVE, f=SINE[0], x=0.5)


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
    "x**3 - 5 * x**2 + 2 * x + sympy.cos(x)",
    "sympy.Symbol('x0')**2 * x + sympy.exp(sympy.Symbol('x0'))",
)


def expressions(rng: np.random.Generator) -> Iterable[Case]:
    """SymPy expressions: each rule alone, then together; `a` is another symbol, a constant."""
    x, a = Code("sympy.Symbol('x')"), Code("sympy.Symbol('a')")
    for source in EXPRESSIONS:
        yield case(x=x, a=a, expression=Code(source))
    p, q = (int(number) for number in rng.integers(2, 7, size=2))
    yield case(x=x, a=a, expression=Code(f"{p} * x**{q + 1} * sympy.exp({p} * x) - sympy.cos(x**{q})"))


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def broken_differentiate(rule: str):
    """Return `differentiate` with one rule broken."""

    def product(factors, x):
        f, g = factors
        df, dg = differentiate(f, x), differentiate(g, x)
        if rule == "multiple" and x not in f.free_symbols:
            return dg
        if rule == "derivatives" or (rule == "product" and x in f.free_symbols):
            return df * dg
        first = 0 if rule == "constant" else df * g
        return first + (0 if rule == "one_turn" else -f * dg if rule == "minus" else f * dg)

    def differentiate(expression, x):
        expression = sympy.sympify(expression)
        if x not in expression.free_symbols:
            kept = expression if rule in ("constant", "constants") else sympy.Integer(0)
            return sympy.Integer(1) if rule == "symbols" and not expression.is_number else kept
        if expression == x:
            return sympy.Integer(1)
        if expression.is_Add:
            terms = expression.args[:2] if rule == "terms" else expression.args
            return sympy.Add(*[differentiate(term, x) for term in terms])
        if expression.is_Mul:
            return product(expression.args[:2] if rule == "factors" else expression.as_two_terms(), x)
        if expression.is_Pow:
            base, n = expression.args
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


def of_the_last_call(function):
    """Return a function whose results all work with what it was given last."""
    last = []

    def remembering(*functions):
        last[:] = functions
        return lambda x: function(*last)(x)

    return remembering


def mapped(error):
    """Return a wrong `approximation_error` from a wrong error of one step."""
    return lambda f, df, x0, steps: np.array([error(f, df, x0, dx) for dx in steps])


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

CONSTANT = Rules(constant=True)

QUESTIONS = (
    Question(
        solution.constant_derivative,
        points=1,
        cases=anywhere,
        rules=CONSTANT,
        mistakes=(
            Mistake(
                "constant_kept",
                lambda x: 99,
                en="You return the height of the function. When x moves a little, how much does 99 move?",
                ko="함수의 높이를 반환했습니다. x가 조금 움직이면 99는 얼마나 움직입니까?",
            ),
            Mistake(
                "antiderivative",
                lambda x: 99 * x,
                en="This function has 99 as its derivative, so you went the other way. What is the slope of a flat"
                " line?",
                ko="이 함수를 미분하면 99가 됩니다. 반대 방향으로 갔습니다. 수평선의 기울기는 얼마입니까?",
            ),
            Mistake(
                "derivative_of_x",
                lambda x: 1,
                en="That is the slope of x itself. There is no x in 99: what is left to change?",
                ko="이것은 x 자체의 기울기입니다. 99에는 x가 없습니다. 무엇이 변할 수 있습니까?",
            ),
            Mistake(
                "constant_minus_one",
                lambda x: 98,
                en="Lowering a number by one belongs to exponents. Is 99 an exponent here?",
                ko="1을 빼는 것은 지수에 하는 일입니다. 여기서 99가 지수입니까?",
            ),
            Mistake(
                "x_returned",
                lambda x: 1.0 * x,
                en="You return x. What does the graph of a function look like that is 99 everywhere, and how steep "
                "is it?",
                ko="x를 반환했습니다. 어디서나 99인 함수의 그래프는 어떤 모양이고 얼마나 가파릅니까?",
            ),
        ),
    ),
    Question(
        solution.multiple_derivative,
        points=1,
        cases=anywhere,
        rules=CONSTANT,
        mistakes=(
            Mistake(
                "function_itself",
                lambda x: 3 * x,
                en="You return the height of the line. How much does it rise when x grows by 1?",
                ko="직선의 높이를 반환했습니다. x가 1 커지면 직선은 얼마나 올라갑니까?",
            ),
            Mistake(
                "coefficient_lost",
                lambda x: 1,
                en="That is the slope of x. What happens to a slope when the whole graph is stretched upwards?",
                ko="이것은 x의 기울기입니다. 그래프 전체를 위로 늘이면 기울기는 어떻게 됩니까?",
            ),
            Mistake(
                "treated_as_constant",
                lambda x: 0,
                en="Only a quantity without x stands still. Does 3x stand still when x moves?",
                ko="x가 없는 양만 변하지 않습니다. x가 움직일 때 3x는 그대로입니까?",
            ),
            Mistake(
                "antiderivative",
                lambda x: 3 * x**2 / 2,
                en="This is what has 3x as its derivative. Which direction did the question ask for?",
                ko="이것은 미분하면 3x가 되는 함수입니다. 문제는 어느 방향을 물었습니까?",
            ),
            Mistake(
                "x_returned",
                lambda x: 1.0 * x,
                en="You return x, so your slope grows to the right. Does the line 3x get steeper there?",
                ko="x를 반환해서 오른쪽으로 갈수록 기울기가 커집니다. 직선 3x가 그쪽에서 더 가팔라집니까?",
            ),
            Mistake(
                "taken_as_square",
                lambda x: 6 * x,
                en="You brought a 2 down, as for 3x². Which exponent does x have in 3x?",
                ko="3x²에서처럼 2를 앞으로 내렸습니다. 3x에서 x의 지수는 얼마입니까?",
            ),
        ),
    ),
    Question(
        solution.power_derivative,
        points=1,
        cases=anywhere,
        mistakes=(
            Mistake(
                "coefficient_lost",
                lambda x: x**2,
                en="The exponent went down by one, good. Where does the old exponent go?",
                ko="지수는 잘 하나 내렸습니다. 원래 지수는 어디로 갑니까?",
            ),
            Mistake(
                "exponent_kept",
                lambda x: 3 * x**3,
                en="The 3 came down in front, good. What becomes of the exponent itself?",
                ko="3은 앞으로 잘 내려왔습니다. 지수 자체는 어떻게 됩니까?",
            ),
            Mistake(
                "antiderivative",
                lambda x: x**4 / 4,
                en="The exponent went up. Is x³ steeper or flatter than what you return, near x = 2?",
                ko="지수가 올라갔습니다. x = 2 근처에서 x³의 기울기는 반환한 값보다 가파릅니까?",
            ),
            Mistake(
                "new_exponent_in_front",
                lambda x: 2 * x**2,
                en="You put the new exponent in front. Which exponent does the power rule bring down, the old or the"
                " new?",
                ko="새 지수를 앞에 놓았습니다. 거듭제곱 법칙은 어느 지수를 내립니까?",
            ),
            Mistake(
                "exponent_times_x",
                lambda x: 3 * x,
                en="Three times x is a straight line. Does the slope of x³ grow that slowly?",
                ko="3 곱하기 x는 직선입니다. x³의 기울기가 그렇게 천천히 커집니까?",
            ),
            Mistake(
                "function_itself",
                lambda x: x**3,
                en="You return x³ itself. Nudge x a little: how much does the output move?",
                ko="x³ 자체를 반환했습니다. x를 조금 움직이면 값은 얼마나 움직입니까?",
            ),
            Mistake(
                "numbers_swapped",
                lambda x: 2 * x**3,
                en="A 2 stands in front and the 3 is still the exponent. Which of the two numbers comes down, and "
                "which one stays up?",
                ko="앞에는 2가 있고 지수는 여전히 3입니다. 두 수 가운데 앞으로 내려오는 것과 지수로 남는 것은 각각 "
                "무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "differentiated_twice",
                lambda x: 6 * x,
                en="You applied the rule twice. Which function did you have after the first time?",
                ko="법칙을 두 번 썼습니다. 한 번 썼을 때 얻은 함수는 무엇이었습니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_of_x",
                lambda x: 3 * x * abs(x),
                en="Right for positive x. To the left of 0, does x³ rise or fall as x grows?",
                ko="양수 x에서는 맞습니다. 0의 왼쪽에서 x가 커지면 x³은 올라갑니까, 내려갑니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.sum_derivative,
        points=1,
        cases=anywhere,
        mistakes=(
            Mistake(
                "first_term_only",
                lambda x: 2 * x,
                en="One of the two terms is missing. Does 3x not change when x moves?",
                ko="두 항 가운데 하나가 빠졌습니다. x가 움직일 때 3x는 변하지 않습니까?",
            ),
            Mistake(
                "second_term_kept",
                lambda x: 2 * x + 3 * x,
                en="The first term is differentiated, the second is not. What is the slope of 3x?",
                ko="첫째 항은 미분했지만 둘째 항은 그대로입니다. 3x의 기울기는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "first_term_kept",
                lambda x: x**2 + 3,
                en="The second term is differentiated, the first is not. Which rule fits x²?",
                ko="둘째 항은 미분했지만 첫째 항은 그대로입니다. x²에는 어느 법칙을 씁니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_flipped",
                lambda x: 2 * x - 3,
                en="Differentiate each term alone, then keep the sign between them. Which sign stands there?",
                ko="각 항을 따로 미분하고 사이의 부호는 그대로 둡니다. 어떤 부호입니까?",
                credit=0.25,
            ),
            Mistake(
                "derivatives_multiplied",
                lambda x: 2 * x * 3,
                en="You multiplied the two derivatives. What joins the terms in the function?",
                ko="두 도함수를 곱했습니다. 함수에서 두 항은 무엇으로 이어져 있습니까?",
            ),
            Mistake(
                "function_itself",
                lambda x: x**2 + 3 * x,
                en="You return the function itself. How much does each term move when x moves a little?",
                ko="함수 자체를 반환했습니다. x가 조금 움직이면 각 항은 얼마나 움직입니까?",
            ),
            Mistake(
                "exponent_lost",
                lambda x: x + 3,
                en="The exponent of x² went down by one, good. Where does the old exponent go?",
                ko="x²의 지수는 잘 하나 내렸습니다. 원래 지수는 어디로 갑니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_kept",
                lambda x: 2 * x**2 + 3,
                en="The 2 came down in front, good. What becomes of the exponent itself?",
                ko="2는 앞으로 잘 내려왔습니다. 지수 자체는 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "antiderivative",
                lambda x: x**3 / 3 + 3 * x**2 / 2,
                en="The exponents went up, so you went the other way: this has the function as its slope. What is "
                "the slope of the function?",
                ko="지수가 올라갔습니다. 반대 방향으로 간 것이라 이것을 미분하면 주어진 함수가 됩니다. 그 함수의 기울기는 "
                "무엇입니까?",
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x: np.trunc(2 * x + 3),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.difference_derivative,
        points=1,
        cases=anywhere,
        mistakes=(
            Mistake(
                "sign_flipped",
                lambda x: 2 * x + 3,
                en="Each term is right. Look at the sign between them: does differentiating change it?",
                ko="각 항은 맞습니다. 사이의 부호를 보세요. 미분하면 부호가 바뀝니까?",
                credit=0.25,
            ),
            Mistake(
                "first_term_only",
                lambda x: 2 * x,
                en="One of the two terms is missing. Does −3x not change when x moves?",
                ko="두 항 가운데 하나가 빠졌습니다. x가 움직일 때 −3x는 변하지 않습니까?",
            ),
            Mistake(
                "second_term_kept",
                lambda x: 2 * x - 3 * x,
                en="The first term is differentiated, the second is not. What is the slope of 3x?",
                ko="첫째 항은 미분했지만 둘째 항은 그대로입니다. 3x의 기울기는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "first_term_kept",
                lambda x: x**2 - 3,
                en="The second term is differentiated, the first is not. Which rule fits x²?",
                ko="둘째 항은 미분했지만 첫째 항은 그대로입니다. x²에는 어느 법칙을 씁니까?",
                credit=0.25,
            ),
            Mistake(
                "order_swapped",
                lambda x: 3 - 2 * x,
                en="You subtract the first from the second. Which one stands in front in the function?",
                ko="둘째에서 첫째를 뺐습니다. 함수에서는 어느 것이 앞에 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "function_itself",
                lambda x: x**2 - 3 * x,
                en="You return the function itself. How much does each term move when x moves a little?",
                ko="함수 자체를 반환했습니다. x가 조금 움직이면 각 항은 얼마나 움직입니까?",
            ),
            Mistake(
                "exponent_lost",
                lambda x: x - 3,
                en="The exponent of x² went down by one, good. Where does the old exponent go?",
                ko="x²의 지수는 잘 하나 내렸습니다. 원래 지수는 어디로 갑니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_kept",
                lambda x: 2 * x**2 - 3,
                en="The 2 came down in front, good. What becomes of the exponent itself?",
                ko="2는 앞으로 잘 내려왔습니다. 지수 자체는 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "antiderivative",
                lambda x: x**3 / 3 - 3 * x**2 / 2,
                en="The exponents went up, so you went the other way: this has the function as its slope. What is "
                "the slope of the function?",
                ko="지수가 올라갔습니다. 반대 방향으로 간 것이라 이것을 미분하면 주어진 함수가 됩니다. 그 함수의 기울기는 "
                "무엇입니까?",
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x: np.trunc(2 * x - 3),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.product_derivative,
        points=1,
        cases=anywhere,
        mistakes=(
            Mistake(
                "derivatives_multiplied",
                lambda x: 2 * x * 1,
                en="You multiplied the two derivatives. Each factor takes a turn changing while the other stays"
                " still: how many terms does that make?",
                ko="두 도함수를 곱했습니다. 한 인수가 변하는 동안 다른 인수는 그대로 둡니다. 그러면 항이 몇 개입니까?",
            ),
            Mistake(
                "second_factor_still",
                lambda x: 2 * x * x,
                en="x² took its turn changing. Which factor has not had its turn yet?",
                ko="x²이 변할 차례는 있었습니다. 아직 차례가 오지 않은 인수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "first_factor_still",
                lambda x: x**2,
                en="The factor x took its turn changing. Which factor has not had its turn yet?",
                ko="인수 x가 변할 차례는 있었습니다. 아직 차례가 오지 않은 인수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "derivatives_added",
                lambda x: 2 * x + 1,
                en="You added the two derivatives, as in a sum. By what is each of them multiplied in a product?",
                ko="합에서처럼 두 도함수를 더했습니다. 곱에서는 각각에 무엇을 곱합니까?",
            ),
            Mistake(
                "function_itself",
                lambda x: x**2 * x,
                en="You return the product itself. What changes in it when x moves a little?",
                ko="곱 자체를 반환했습니다. x가 조금 움직이면 곱에서 무엇이 변합니까?",
            ),
            Mistake(
                "partner_lost",
                lambda x: 2 * x + x**2,
                en="One of your two contributions has lost its partner. While x² takes its turn, which factor stands"
                " beside 2x?",
                ko="두 몫 가운데 하나에 짝이 없습니다. x²이 변할 차례일 때 2x 옆에 있는 인수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "turns_multiplied",
                lambda x: 2 * x**4,
                en="Each factor had its turn, and then you multiplied the two contributions. Do two changes of one "
                "area multiply or add up?",
                ko="두 인수가 차례로 변했지만 두 몫을 곱했습니다. 한 넓이의 두 변화는 곱해집니까, 더해집니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_kept",
                lambda x: 3 * x**3,
                en="The number in front is right. After one turn of each factor, how many factors x are left?",
                ko="앞의 수는 맞습니다. 인수가 하나씩 변하고 나면 x는 몇 번 곱해져 있습니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.chain_derivative,
        points=1,
        cases=either_sign,
        mistakes=(
            Mistake(
                "inner_rate_lost",
                lambda x: 1 / x**2,
                en="You changed the outside, ln. At what rate was the inside, x², moving?",
                ko="바깥 함수 ln만 미분했습니다. 안쪽의 x²은 어떤 비율로 변하고 있었습니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_rate_lost",
                lambda x: 2 * x,
                en="That is the rate of the inside. What does ln do to a change of its input?",
                ko="이것은 안쪽의 변화율입니다. ln은 입력의 변화를 어떻게 바꿉니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_at_x",
                lambda x: 1 / x * 2 * x + 0 * x,
                en="The outer derivative is taken at x. What does ln receive here: x or something else?",
                ko="바깥 도함수를 x에서 계산했습니다. 여기서 ln이 받는 것은 x입니까, 다른 것입니까?",
                credit=0.25,
            ),
            Mistake(
                "square_ignored",
                lambda x: 1 / x,
                en="That is the derivative of ln(x). What does the square inside add?",
                ko="이것은 ln(x)의 도함수입니다. 안쪽의 제곱은 무엇을 더합니까?",
            ),
            Mistake(
                "two_over_square",
                lambda x: 2 / x**2,
                en="The inside contributes more than its 2: what is the derivative of x² in full?",
                ko="안쪽이 주는 것은 2만이 아닙니다. x²의 도함수는 온전히 무엇입니까?",
            ),
            Mistake(
                "sign_lost",
                lambda x: 2 / abs(x),
                en="ln(x²) falls as x approaches 0 from the left. Which sign must its slope have there?",
                ko="x가 왼쪽에서 0으로 갈 때 ln(x²)은 내려갑니다. 그곳에서 기울기의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "function_itself",
                lambda x: np.log(x**2),
                en="You return ln(x²) itself. How much does it move when x moves a little?",
                ko="ln(x²) 자체를 반환했습니다. x가 조금 움직이면 그것은 얼마나 움직입니까?",
            ),
            Mistake(
                "logarithm_squared",
                lambda x: np.log(x**2) / x,
                en="This is the slope of (ln x)². What is squared here, x or its logarithm?",
                ko="이것은 (ln x)²의 기울기입니다. 여기서 제곱한 것은 x입니까, 로그입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_inner_rate",
                lambda x: 1 / x**2 / (2 * x),
                en="Both rates are there, but you divide by the inner one. If the inside moves faster, does the "
                "whole move slower?",
                ko="두 변화율이 모두 있지만 안쪽 변화율로 나누었습니다. 안쪽이 더 빨리 움직이면 전체는 더 느려집니까?",
                credit=0.25,
            ),
            Mistake(
                "floor_divided",
                lambda x: 2 // x,
                en="`//` drops what stands behind the point. Which operator divides without a loss?",
                ko="`//`는 소수점 아래를 버립니다. 버리지 않고 나누는 연산자는 무엇입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.df,
        points=1,
        cases=anywhere,
        mistakes=(
            Mistake(
                "factor_lost",
                lambda x: 1 + 2 * x,
                en="The bracket is right. What became of the 9 in front of it?",
                ko="괄호 안은 맞습니다. 앞에 있던 9는 어떻게 되었습니까?",
                credit=0.25,
            ),
            Mistake(
                "factor_on_first_only",
                lambda x: 9 + 2 * x,
                en="The 9 reached the first term only. How far does a factor in front of a bracket reach?",
                ko="9가 첫째 항에만 곱해졌습니다. 괄호 앞의 인수는 어디까지 곱해집니까?",
                credit=0.25,
            ),
            Mistake(
                "linear_term_lost",
                lambda x: 18 * x,
                en="The part from x² is right. What does the lone x in the bracket contribute?",
                ko="x²에서 온 부분은 맞습니다. 괄호 안의 x는 무엇을 줍니까?",
                credit=0.25,
            ),
            Mistake(
                "linear_term_kept",
                lambda x: 9 * (x + 2 * x),
                en="x² was differentiated, but the lone x was not. What is the slope of x?",
                ko="x²은 미분했지만 x는 그대로입니다. x의 기울기는 얼마입니까?",
            ),
            Mistake(
                "function_itself",
                lambda x: 9 * (x + x**2),
                en="You return f itself. How much does f move when x moves a little?",
                ko="f 자체를 반환했습니다. x가 조금 움직이면 f는 얼마나 움직입니까?",
            ),
            Mistake(
                "square_lost",
                lambda x: 9,
                en="The part from the lone x is right. What does x² contribute?",
                ko="x 하나에서 온 부분은 맞습니다. x²은 무엇을 줍니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_lost",
                lambda x: 9 * (1 + x),
                en="The exponent of x² went down by one, good. Where does the old exponent go?",
                ko="x²의 지수는 잘 하나 내렸습니다. 원래 지수는 어디로 갑니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_flipped",
                lambda x: 9 * (1 - 2 * x),
                en="Each term is right. Which sign stands between them in the bracket, and does differentiating "
                "change it?",
                ko="각 항은 맞습니다. 괄호 안에서 둘 사이의 부호는 무엇이며, 미분하면 바뀝니까?",
                credit=0.25,
            ),
            Mistake(
                "one_place_only",
                lambda x: 27,
                en="That is the slope at one place. Is a parabola equally steep everywhere?",
                ko="이것은 한 곳의 기울기입니다. 포물선은 어디서나 똑같이 가파릅니까?",
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x: np.trunc(9 + 18 * x),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.product_rule,
        points=2,
        cases=two_functions,
        code="(answer(f, df, g, dg), answer(g, dg, g, dg))[0](x)",
        mistakes=(
            Mistake(
                "derivatives_multiplied",
                lambda f, df, g, dg: lambda x: df(x) * dg(x),
                en="You multiplied the derivatives. While one factor changes, what does the other do?",
                ko="도함수끼리 곱했습니다. 한 인수가 변하는 동안 다른 인수는 무엇을 합니까?",
            ),
            Mistake(
                "one_turn_only_g",
                lambda f, df, g, dg: lambda x: f(x) * dg(x),
                en="g took its turn changing. Which function has not had its turn yet?",
                ko="g가 변할 차례는 있었습니다. 아직 차례가 오지 않은 함수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "one_turn_only_f",
                lambda f, df, g, dg: lambda x: df(x) * g(x),
                en="f took its turn changing. Which function has not had its turn yet?",
                ko="f가 변할 차례는 있었습니다. 아직 차례가 오지 않은 함수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "minus_between",
                lambda f, df, g, dg: lambda x: df(x) * g(x) - f(x) * dg(x),
                en="A minus between the two terms belongs to the quotient. Do both changes of a product push the same"
                " way?",
                ko="두 항 사이의 음의 부호는 몫의 법칙에 있습니다. 곱에서는 두 변화가 같은 방향입니까?",
                credit=0.25,
            ),
            Mistake(
                "own_derivative_beside",
                lambda f, df, g, dg: lambda x: f(x) * df(x) + g(x) * dg(x),
                en="Each function stands beside its own derivative. Beside whose derivative should it stand still?",
                ko="각 함수가 자기 도함수 옆에 있습니다. 누구의 도함수 옆에서 그대로 있어야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "derivatives_added",
                lambda f, df, g, dg: lambda x: df(x) + dg(x),
                en="That is the rule for f + g. What multiplies each derivative in a product?",
                ko="이것은 f + g의 법칙입니다. 곱에서는 각 도함수에 무엇을 곱합니까?",
            ),
            Mistake(
                "product_itself",
                lambda f, df, g, dg: lambda x: f(x) * g(x),
                en="Your function is the product itself. What is asked of it: its height or its slope?",
                ko="반환한 함수는 곱 자체입니다. 물은 것은 높이입니까, 기울기입니까?",
            ),
            Mistake(
                "last_functions_only",
                of_the_last_call(solution.product_rule),
                en="The derivative that you returned changes when your function is called again for other functions."
                " Where are its own functions kept?",
                ko="함수를 다른 함수들로 다시 호출하면 먼저 반환한 도함수가 바뀝니다. 그 도함수의 함수들은 어디에 저장됩니까?",
                credit=0.5,
            ),
            Mistake(
                "quotient_rule",
                lambda f, df, g, dg: lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2,
                en="That is the slope of a quotient. Are f and g divided here, or multiplied?",
                ko="이것은 몫의 기울기입니다. 여기서 f와 g는 나누어져 있습니까, 곱해져 있습니까?",
            ),
            Mistake(
                "first_taken_inside",
                lambda f, df, g, dg: lambda x: df(g(x)) * g(x) + f(x) * dg(x),
                en="In one of your terms a function is taken at g(x). In a product, where is every function taken?",
                ko="한 항에서 함수를 g(x)에서 계산했습니다. 곱에서는 모든 함수를 어디에서 계산합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.chain_rule,
        points=2,
        cases=outer_and_inner,
        code="(answer(df, g, dg), answer(dg, g, dg))[0](x)",
        mistakes=(
            Mistake(
                "outer_at_x",
                lambda df, g, dg: lambda x: df(x) * dg(x),
                en="The outer derivative is taken at x. Which number does f really receive?",
                ko="바깥 도함수를 x에서 계산했습니다. f가 실제로 받는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "inner_rate_lost",
                lambda df, g, dg: lambda x: df(g(x)),
                en="You changed the outside. At what rate was the inside moving?",
                ko="바깥만 미분했습니다. 안쪽은 어떤 비율로 변하고 있었습니까?",
                credit=0.25,
            ),
            Mistake(
                "inner_value_for_rate",
                lambda df, g, dg: lambda x: df(g(x)) * g(x),
                en="You multiply by the inner value. Is it the inside's height or its rate that passes on a change?",
                ko="안쪽의 값을 곱했습니다. 변화를 전달하는 것은 안쪽의 높이입니까, 변화율입니까?",
            ),
            Mistake(
                "outer_at_inner_rate",
                lambda df, g, dg: lambda x: df(dg(x)),
                en="The outer derivative is taken at the inner slope. What goes into f when f(g(x)) is computed?",
                ko="바깥 도함수를 안쪽의 기울기에서 계산했습니다. f(g(x))를 계산할 때 f에 들어가는 것은 무엇입니까?",
            ),
            Mistake(
                "rates_added",
                lambda df, g, dg: lambda x: df(g(x)) + dg(x),
                en="You add the two rates. If the inside moves twice as fast as x and the outside three times as fast"
                " as the inside, how fast does the whole move?",
                ko="두 변화율을 더했습니다. 안쪽이 x의 두 배, 바깥이 안쪽의 세 배로 움직이면 전체는 몇 배로 움직입니까?",
            ),
            Mistake(
                "inner_rate_only",
                lambda df, g, dg: lambda x: dg(x),
                en="That is the rate of the inside alone. What does f make of it?",
                ko="이것은 안쪽만의 변화율입니다. f는 그것을 어떻게 바꿉니까?",
            ),
            Mistake(
                "last_functions_only",
                of_the_last_call(solution.chain_rule),
                en="The derivative that you returned changes when your function is called again for other functions."
                " Where are its own functions kept?",
                ko="함수를 다른 함수들로 다시 호출하면 먼저 반환한 도함수가 바뀝니다. 그 도함수의 함수들은 어디에 저장됩니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_rate_at_inner_value",
                lambda df, g, dg: lambda x: df(g(x)) * dg(g(x)),
                en="The outer derivative is taken at the right place, the inner one is not. Which number does g "
                "receive?",
                ko="바깥 도함수를 계산한 곳은 맞지만 안쪽은 아닙니다. g가 받는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_at_rate_times_rate",
                lambda df, g, dg: lambda x: df(dg(x)) * dg(x),
                en="The inner rate is there, but the outer derivative is taken at it. What goes into f when f(g(x)) "
                "is computed?",
                ko="안쪽 변화율은 있지만 바깥 도함수를 그곳에서 계산했습니다. f(g(x))를 계산할 때 f에 들어가는 것은 "
                "무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "inner_value_too",
                lambda df, g, dg: lambda x: df(g(x)) * g(x) * dg(x),
                en="Both rates are there, and one factor too many. Does the inside's height pass on a change?",
                ko="두 변화율이 있지만 인수가 하나 더 있습니다. 안쪽의 높이가 변화를 전달합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.linear_approximation,
        points=2,
        cases=near_a_point,
        mistakes=(
            Mistake(
                "height_lost",
                lambda f, df, x0, dx: df(x0) * dx,
                en="That is the change along the tangent. From which known height does the walk start?",
                ko="이것은 접선을 따른 변화량입니다. 어느 높이에서 출발합니까?",
                credit=0.25,
            ),
            Mistake(
                "exact_value",
                lambda f, df, x0, dx: f(x0 + dx),
                en="That is the exact value. Where would you be if you walked along the tangent instead of the curve?",
                ko="이것은 정확한 값입니다. 곡선 대신 접선을 따라 걸으면 어디에 있게 됩니까?",
            ),
            Mistake(
                "step_lost",
                lambda f, df, x0, dx: f(x0) + df(x0),
                en="You walk a whole unit along the tangent. How long is the step here?",
                ko="접선을 따라 1만큼 걸었습니다. 여기서 간격은 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "slope_at_the_end",
                lambda f, df, x0, dx: f(x0) + df(x0 + dx) * dx,
                en="The slope is taken where the walk ends. At which point does the tangent touch the curve?",
                ko="기울기를 도착점에서 계산했습니다. 접선은 어느 점에서 곡선에 닿습니까?",
                credit=0.25,
            ),
            Mistake(
                "place_for_step",
                lambda f, df, x0, dx: f(x0) + df(x0) * (x0 + dx),
                en="You multiply the slope by the place x0 + dx. Which length was walked from x0?",
                ko="기울기에 위치 x0 + dx를 곱했습니다. x0에서 걸어간 거리는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "walks_backwards",
                lambda f, df, x0, dx: f(x0) - df(x0) * dx,
                en="You walk the other way. On a rising curve, is f higher or lower after a step to the right?",
                ko="반대 방향으로 걸었습니다. 올라가는 곡선에서 오른쪽으로 가면 f는 높아집니까, 낮아집니까?",
                credit=0.25,
            ),
            Mistake(
                "slope_at_the_step",
                lambda f, df, x0, dx: f(x0) + df(dx),
                en="The slope is taken at dx, as if the step were a place. Where does the tangent touch, and what is"
                " its slope multiplied by?",
                ko="간격이 위치인 것처럼 dx에서 기울기를 계산했습니다. 접선은 어디에서 닿고, 그 기울기에 무엇을 곱합니까?",
            ),
            Mistake(
                "step_taken_for_place",
                lambda f, df, x0, dx: f(x0) + df(x0) * (dx - x0),
                en="You subtract x0 from dx. Is dx a place, or already the length of the walk?",
                ko="dx에서 x0을 뺐습니다. dx는 위치입니까, 이미 걸어간 길이입니까?",
                credit=0.25,
            ),
            Mistake(
                "height_times_step",
                lambda f, df, x0, dx: (f(x0) + df(x0)) * dx,
                en="The height is multiplied by dx as well. Which part of the formula is it that grows with the step?",
                ko="높이에도 dx를 곱했습니다. 식에서 간격에 따라 커지는 부분은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "height_at_the_step",
                lambda f, df, x0, dx: f(dx) + df(x0) * dx,
                en="The change is right, but the height is taken at dx. From which place does the walk start?",
                ko="변화량은 맞지만 높이를 dx에서 계산했습니다. 어느 위치에서 출발합니까?",
                credit=0.25,
            ),
            Mistake(
                "place_for_height",
                lambda f, df, x0, dx: x0 + df(x0) * dx,
                en="You add the change to the place x0. How high is the curve there?",
                ko="변화량을 위치 x0에 더했습니다. 그곳에서 곡선의 높이는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_step",
                lambda f, df, x0, dx: f(x0) + df(x0) / dx,
                en="You divide the slope by the step. Over a longer step, does the tangent rise more or less?",
                ko="기울기를 간격으로 나누었습니다. 간격이 길면 접선은 더 올라갑니까, 덜 올라갑니까?",
                credit=0.25,
            ),
            Mistake(
                "slopes_averaged",
                lambda f, df, x0, dx: f(x0) + (df(x0) + df(x0 + dx)) / 2 * dx,
                en="You average the slopes of both ends, which follows the curve better. How many slopes does one "
                "straight line have?",
                ko="양 끝의 기울기를 평균했습니다. 곡선에는 더 가까워지지만, 직선 하나의 기울기는 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "slope_at_product",
                lambda f, df, x0, dx: f(x0) + df(x0 * dx),
                en="dx stands inside df. Should the step be multiplied by the slope, or go into the slope's function?",
                ko="dx가 df 안에 들어 있습니다. 간격은 기울기에 곱합니까, 도함수에 넣습니까?",
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
            ("linear_approximation",),
            code="[answer(f, df, x0, dx) for dx in steps]",
            reference=lambda earlier, f, df, x0, steps: np.array(
                [abs(f(x0 + dx) - tangent) for dx, tangent in zip(steps, earlier, strict=True)]
            ),
        ),
        mistakes=(
            Mistake(
                "signed",
                mapped(lambda f, df, x0, dx: f(x0 + dx) - f(x0) - df(x0) * dx),
                en="The sizes are right, but a distance has no sign. Can one be negative?",
                ko="크기는 맞지만 거리에는 부호가 없습니다. 거리가 음수일 수 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "signed_other_way",
                mapped(lambda f, df, x0, dx: f(x0) + df(x0) * dx - f(x0 + dx)),
                en="The sizes are right, but a distance has no sign. Which of the two lies higher here?",
                ko="크기는 맞지만 거리에는 부호가 없습니다. 여기서는 둘 가운데 어느 것이 더 높습니까?",
                credit=0.5,
            ),
            Mistake(
                "change_of_f",
                mapped(lambda f, df, x0, dx: abs(f(x0 + dx) - f(x0))),
                en="That is how far f moved from its start. Which second value did you approximate it by?",
                ko="이것은 f가 출발점에서 움직인 거리입니다. 어떤 값으로 근사했습니까?",
            ),
            Mistake(
                "change_of_tangent",
                mapped(lambda f, df, x0, dx: abs(df(x0) * dx)),
                en="That is how far the tangent moved from its start. How far is it from the curve?",
                ko="이것은 접선이 출발점에서 움직인 거리입니다. 곡선에서는 얼마나 떨어져 있습니까?",
            ),
            Mistake(
                "relative",
                mapped(lambda f, df, x0, dx: abs((f(x0 + dx) - f(x0) - df(x0) * dx) / f(x0 + dx))),
                en="You divide by the value of f. Was the distance asked for, or the share it makes of f?",
                ko="f의 값으로 나누었습니다. 물은 것은 거리입니까, f에 대한 비율입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_step",
                mapped(lambda f, df, x0, dx: abs((f(x0 + dx) - f(x0) - df(x0) * dx) / dx)),
                en="You divide by the step. That compares slopes; which distance is asked for?",
                ko="간격으로 나누었습니다. 그러면 기울기를 비교하게 됩니다. 물은 거리는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "squared",
                mapped(lambda f, df, x0, dx: (f(x0 + dx) - f(x0) - df(x0) * dx) ** 2),
                en="You return the square of the distance. In which unit is a distance measured?",
                ko="거리의 제곱을 반환했습니다. 거리는 어떤 단위로 잽니까?",
                credit=0.25,
            ),
            Mistake(
                "height_lost",
                mapped(lambda f, df, x0, dx: abs(f(x0 + dx) - df(x0) * dx)),
                en="From the exact value you subtract the change alone. From which height does the tangent start?",
                ko="정확한 값에서 변화량만 뺐습니다. 접선은 어느 높이에서 출발합니까?",
                credit=0.25,
            ),
            Mistake(
                "tangent_itself",
                mapped(lambda f, df, x0, dx: f(x0) + df(x0) * dx),
                en="Those are the approximations. How far is each of them from the curve?",
                ko="이것은 근삿값입니다. 각각은 곡선에서 얼마나 떨어져 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "slope_at_the_end",
                mapped(lambda f, df, x0, dx: abs(f(x0 + dx) - f(x0) - df(x0 + dx) * dx)),
                en="The slope is taken where the walk ends. At which point does the tangent touch the curve?",
                ko="기울기를 도착점에서 계산했습니다. 접선은 어느 점에서 곡선에 닿습니까?",
                credit=0.25,
            ),
            Mistake(
                "sorted",
                lambda f, df, x0, steps: np.sort(solution.approximation_error(f, df, x0, steps))[::-1],
                en="The distances are right, but sorted by size. To which step does your first number belong?",
                ko="거리는 맞지만 크기순으로 놓았습니다. 첫째 수는 어느 간격의 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "slides_steps_only",
                lambda f, df, x0, steps: solution.approximation_error(f, df, x0, [0.01, 0.001, 0.0001]),
                en="Right for the slides' three steps, whatever steps are asked for. Where does your function use "
                "`steps`?",
                ko="어떤 간격을 주어도 슬라이드의 세 간격으로 계산합니다. 함수의 어디에서 `steps`를 씁니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.numerical_derivative,
        points=2,
        cases=smooth_functions,
        rules=Rules(rtol=1e-6, atol=1e-8),
        mistakes=(
            Mistake(
                "forward_difference",
                lambda f, x, h=1e-5: (f(x + h) - f(x)) / h,
                en="You look to one side only. Which two points lie evenly on both sides of x?",
                ko="한쪽만 보았습니다. x의 양쪽에 고르게 놓인 두 점은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "backward_difference",
                lambda f, x, h=1e-5: (f(x) - f(x - h)) / h,
                en="You look backwards only. Which two points lie evenly on both sides of x?",
                ko="뒤쪽만 보았습니다. x의 양쪽에 고르게 놓인 두 점은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "divided_by_h",
                lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / h,
                en="The rise is right. How far apart are the two points that you compare?",
                ko="높이의 차이는 맞습니다. 비교하는 두 점은 서로 얼마나 떨어져 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "not_divided",
                lambda f, x, h=1e-5: f(x + h) - f(x - h),
                en="That is the rise. A slope is rise over what?",
                ko="이것은 높이의 차이입니다. 기울기는 이것을 무엇으로 나눈 값입니까?",
            ),
            Mistake(
                "brackets_lost",
                lambda f, x, h=1e-5: f(x + h) - f(x - h) / (2 * h),
                en="Division comes before subtraction. Which part should be divided as a whole?",
                ko="나눗셈이 뺄셈보다 먼저 계산됩니다. 통째로 나누어야 할 부분은 어디입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_the_wrong_way",
                lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2 * h,
                en="`/ 2 * h` divides by 2 and then multiplies by h. How do you keep 2h together?",
                ko="`/ 2 * h`는 2로 나눈 뒤 h를 곱합니다. 2h를 어떻게 묶습니까?",
                credit=0.25,
            ),
            Mistake(
                "h_ignored",
                lambda f, x, h=1e-5: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5,
                en="Right for a tiny step, but the caller chose another one. Where does your function use h?",
                ko="아주 작은 간격에서는 맞지만 호출한 쪽은 다른 간격을 주었습니다. 함수의 어디에서 h를 씁니까?",
                credit=0.5,
            ),
            Mistake(
                "sign_flipped",
                lambda f, x, h=1e-5: (f(x - h) - f(x + h)) / (2 * h),
                en="You subtract the later value from the earlier one. For a rising curve, which sign must come out?",
                ko="앞의 값에서 뒤의 값을 뺐습니다. 올라가는 곡선이라면 부호는 무엇이어야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "middle_moved",
                lambda f, x, h=1e-5: (f(x + 2 * h) - f(x)) / (2 * h),
                en="Your two points are 2h apart, good. Which point lies in the middle between them?",
                ko="두 점이 2h만큼 떨어진 것은 맞습니다. 두 점의 한가운데에 있는 점은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "half_steps",
                lambda f, x, h=1e-5: (f(x + h / 2) - f(x - h / 2)) / h,
                en="Even on both sides, but each of your points is only half a step away. How far from x should they"
                " be?",
                ko="양쪽이 고르지만 각 점이 반 걸음만 떨어져 있습니다. x에서 얼마나 떨어져야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "values_added",
                lambda f, x, h=1e-5: (f(x + h) + f(x - h)) / (2 * h),
                en="You add the two heights. How do you get from two heights to a rise?",
                ko="두 높이를 더했습니다. 두 높이에서 높이의 차이를 얻으려면 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "second_difference",
                lambda f, x, h=1e-5: (f(x + h) - 2 * f(x) + f(x - h)) / h**2,
                en="That measures how the slope changes. What measures the slope itself?",
                ko="이것은 기울기가 변하는 정도입니다. 기울기 자체는 무엇으로 잽니까?",
            ),
            Mistake(
                "divided_by_place",
                lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / (2 * x),
                en="You divide by 2x. How far apart are the two points: does that depend on where they are?",
                ko="2x로 나누었습니다. 두 점 사이의 거리가 위치에 따라 달라집니까?",
                credit=0.25,
            ),
            Mistake(
                "four_points",
                lambda f, x, h=1e-5: (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h),
                en="More exact than what was asked for, with four points. Which two does the central difference use?",
                ko="점 네 개를 써서 물은 것보다 더 정확합니다. 중앙차분은 어느 두 점을 씁니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.differentiate,
        points=4,
        cases=expressions,
        code="answer(expression, x)",
        forbidden=(
            *("diff", "Derivative", "fdiff", "_eval_derivative", "_eval_diff", "idiff", "differentiate_finite"),
            *("limit", "Limit", "gruntz", "series", "nseries", "lseries", "aseries", "jacobian", "derive_by_array"),
        ),
        mistakes=(
            Mistake(
                "inner_rate_lost",
                broken_differentiate("chain"),
                en="For sin, cos, exp and ln you differentiate the outside. At what rate does the inside move?",
                ko="sin, cos, exp, ln에서 바깥만 미분했습니다. 안쪽은 어떤 비율로 변합니까?",
                credit=0.25,
            ),
            Mistake(
                "inner_rate_of_power_lost",
                broken_differentiate("power_chain"),
                en="The power rule works for x**n. What if something longer than x stands in the base?",
                ko="거듭제곱 법칙은 x**n에서 맞습니다. 밑에 x보다 복잡한 식이 있으면 어떻게 합니까?",
                credit=0.5,
            ),
            Mistake(
                "derivatives_multiplied",
                broken_differentiate("product"),
                en="In a product you multiply the derivatives. While one factor changes, what does the other do?",
                ko="곱에서 도함수끼리 곱했습니다. 한 인수가 변하는 동안 다른 인수는 무엇을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_lost",
                broken_differentiate("power"),
                en="The exponent goes down by one, good. Where does the old exponent go?",
                ko="지수는 잘 하나 내렸습니다. 원래 지수는 어디로 갑니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_of_cosine",
                broken_differentiate("cosine"),
                en="The cosine falls just right of 0. Which sign must its derivative have there?",
                ko="코사인은 0의 바로 오른쪽에서 내려갑니다. 그곳에서 도함수의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "multiple_lost",
                broken_differentiate("multiple"),
                en="A constant factor disappears. What happens to a slope when the whole graph is stretched?",
                ko="상수 인수가 사라집니다. 그래프 전체를 늘이면 기울기는 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "constant_kept",
                broken_differentiate("constant"),
                en="A lone constant comes back unchanged. How much does it move when x moves?",
                ko="상수항이 그대로 돌아옵니다. x가 움직일 때 상수는 얼마나 움직입니까?",
                credit=0.5,
            ),
            Mistake(
                "constants_kept",
                broken_differentiate("constants"),
                en="Every constant comes back unchanged, also as a factor inside a product. How much does a constant"
                " move when x moves?",
                ko="곱 안의 인수까지 모든 상수가 그대로 돌아옵니다. x가 움직일 때 상수는 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "all_derivatives_multiplied",
                broken_differentiate("derivatives"),
                en="In a product you multiply the derivatives, so even 3x stands still. While one factor changes, "
                "what does the other do?",
                ko="곱에서 도함수끼리 곱해서 3x조차 변하지 않습니다. 한 인수가 변하는 동안 다른 인수는 무엇을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "minus_in_product",
                broken_differentiate("minus"),
                en="In a product you put a minus between the two turns. Do both changes of a product push the same "
                "way?",
                ko="곱에서 두 몫 사이에 음의 부호를 놓았습니다. 곱의 두 변화는 같은 방향입니까?",
                credit=0.5,
            ),
            Mistake(
                "one_turn_only",
                broken_differentiate("one_turn"),
                en="In a product only the first factor gets its turn. Which factor has not changed yet?",
                ko="곱에서 첫째 인수만 변했습니다. 아직 변하지 않은 인수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "further_factors_lost",
                broken_differentiate("factors"),
                en="Products of two factors are right. What becomes of a third factor in `args`?",
                ko="인수가 둘인 곱은 맞습니다. `args`에 셋째 인수가 있으면 어떻게 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "further_terms_lost",
                broken_differentiate("terms"),
                en="Sums of two terms are right. What becomes of a third term in `args`?",
                ko="항이 둘인 합은 맞습니다. `args`에 셋째 항이 있으면 어떻게 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "exponent_kept",
                broken_differentiate("exponent_kept"),
                en="The exponent came down in front, good. What becomes of the exponent itself?",
                ko="지수는 앞으로 잘 내려왔습니다. 지수 자체는 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_of_sine",
                broken_differentiate("sine"),
                en="The sine rises just right of 0. Which sign must its derivative have there?",
                ko="사인은 0의 바로 오른쪽에서 올라갑니다. 그곳에서 도함수의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "exponential_as_power",
                broken_differentiate("exponential"),
                en="You used the power rule on exp. Is x in the base there or in the exponent?",
                ko="exp에 거듭제곱 법칙을 썼습니다. 거기서 x는 밑에 있습니까, 지수에 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "logarithm_at_x",
                broken_differentiate("logarithm"),
                en="The derivative of ln is taken at x. What does ln receive when something longer stands inside?",
                ko="ln의 도함수를 x에서 계산했습니다. 안에 더 복잡한 식이 있으면 ln이 받는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_rate_of_sine_lost",
                broken_differentiate("chain_sin"),
                en="One function lacks the rate of its inside: sin. How is it differentiated when more than x stands"
                " in it?",
                ko="sin 하나만 안쪽의 변화율이 빠졌습니다. 그 안에 x보다 복잡한 식이 있으면 어떻게 미분합니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_rate_of_cosine_lost",
                broken_differentiate("chain_cos"),
                en="One function lacks the rate of its inside: cos. How is it differentiated when more than x stands"
                " in it?",
                ko="cos 하나만 안쪽의 변화율이 빠졌습니다. 그 안에 x보다 복잡한 식이 있으면 어떻게 미분합니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_rate_of_exponential_lost",
                broken_differentiate("chain_exp"),
                en="One function lacks the rate of its inside: exp. How is it differentiated when more than x stands"
                " in it?",
                ko="exp 하나만 안쪽의 변화율이 빠졌습니다. 그 안에 x보다 복잡한 식이 있으면 어떻게 미분합니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_rate_of_logarithm_lost",
                broken_differentiate("chain_log"),
                en="One function lacks the rate of its inside: ln. How is it differentiated when more than x stands "
                "in it?",
                ko="ln 하나만 안쪽의 변화율이 빠졌습니다. 그 안에 x보다 복잡한 식이 있으면 어떻게 미분합니까?",
                credit=0.5,
            ),
            Mistake(
                "other_symbols_move",
                broken_differentiate("symbols"),
                en="You let every symbol move. Which symbol is the derivative taken by, and what are the others?",
                ko="모든 기호를 변하게 했습니다. 어느 기호로 미분하며, 다른 기호는 무엇입니까?",
                credit=0.5,
            ),
        ),
    ),
)
