"""Hidden tests of a4_chain_rule: cases, points, and the mistakes we know."""

from collections.abc import Iterable

import numpy as np

from grader.questions.kinds import INTEGER, NEGATIVE, POSITIVE, ZERO
from grader.questions.question import Case, FollowThrough, Mistake, Question, Rules, case, refused
from grader.text import Bilingual
from solutions import a4_chain_rule as solution

# ── kinds of inputs ────────────────────────────────────────────────────────────────────────────────────────

INTEGERS = Bilingual("integers", "정수로 된 배열")
EITHER_SIGN = Bilingual("numbers of both signs", "부호가 섞인 수")
STILL_LINK = Bilingual("a link with derivative 0", "미분값이 0인 고리")
SQUARE_MATRICES = Bilingual("square matrices", "정사각 행렬")
DIFFERENT_SIZES = Bilingual("matrices of different sizes", "크기가 서로 다른 행렬")
ROW_AND_COLUMN = Bilingual("a row and a column", "행 하나와 열 하나")
SINGLE_ENTRY = Bilingual("vectors with one entry", "원소가 하나인 벡터")
EMPTY_CHAIN = Bilingual("a chain without steps", "단계가 없는 사슬")
ONE_STEP = Bilingual("a chain of one step", "단계가 하나인 사슬")
LONG_CHAIN = Bilingual("a chain of several steps", "단계가 여럿인 사슬")
REPEATED_STEP = Bilingual("a chain that repeats a step", "같은 단계가 되풀이되는 사슬")
UNKNOWN_STEP = Bilingual("a chain with an unknown name", "모르는 이름이 들어 있는 사슬")

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def away_from_zero(rng: np.random.Generator) -> Iterable[Case]:
    """Floats of both signs and integers; no zero."""
    yield case(POSITIVE, x=1.5)
    yield case(NEGATIVE, x=-0.7)
    yield case(INTEGER, x=2)
    yield case(INTEGER, x=-3)
    yield case(POSITIVE, x=rng.uniform(0.3, 1.3))
    yield case(NEGATIVE, x=rng.uniform(-1.3, -0.3))


def anywhere(rng: np.random.Generator) -> Iterable[Case]:
    """As `away_from_zero`, and zero."""
    yield from away_from_zero(rng)
    yield case(ZERO, x=0.0)


def along_the_chain(rng: np.random.Generator) -> Iterable[Case]:
    """Places where every link of ln(sin(x³)²) has a value: the sine is of either sign, and never 0 or ±1."""
    yield case(POSITIVE, x=0.8)
    yield case(NEGATIVE, x=-0.9)
    yield case(INTEGER, x=2)
    yield case(INTEGER, x=-2)
    yield case(POSITIVE, x=rng.uniform(0.6, 1.1))
    yield case(NEGATIVE, x=rng.uniform(-1.1, -0.6))


def four_links(rng: np.random.Generator) -> Iterable[Case]:
    """Four local derivatives; also of integers, and with one of them 0."""
    yield case(EITHER_SIGN, local=np.array([1.5, -0.5, 3.0, 0.7]))
    yield case(INTEGERS, local=np.array([3, -2, 5, 4]))
    yield case(STILL_LINK, local=np.array([2.0, 0.0, -1.5, 3.0]))
    yield case(EITHER_SIGN, local=rng.uniform(0.4, 2.0, size=4) * rng.choice([-1.0, 1.0], size=4))
    yield case(EITHER_SIGN, local=rng.uniform(-2.0, -0.4, size=4))


def two_jacobians(rng: np.random.Generator) -> Iterable[Case]:
    """Jacobians (m, k) and (k, n): square ones first, then every size different."""
    yield case(SQUARE_MATRICES, jacobian_f=rng.uniform(-2, 2, (3, 3)), jacobian_g=rng.uniform(-2, 2, (3, 3)))
    yield case(INTEGERS, jacobian_f=np.array([[1, -2], [3, 4]]), jacobian_g=np.array([[0, 5], [-1, 2]]))
    for m, k, n in ((2, 3, 4), (4, 2, 3), (1, 4, 2), (3, 2, 1)):
        yield case(DIFFERENT_SIZES, jacobian_f=rng.uniform(-2, 2, (m, k)), jacobian_g=rng.uniform(-2, 2, (k, n)))
    yield case(ROW_AND_COLUMN, jacobian_f=rng.uniform(-2, 2, (1, 3)), jacobian_g=rng.uniform(-2, 2, (3, 1)))
    yield case(ROW_AND_COLUMN, jacobian_f=rng.uniform(-2, 2, (3, 1)), jacobian_g=rng.uniform(-2, 2, (1, 2)))


def two_diagonals(rng: np.random.Generator) -> Iterable[Case]:
    """The diagonals of two Jacobians, of several lengths."""
    yield case(EITHER_SIGN, df_dg=np.array([1.5, -0.5, 2.0]), dg_dx=np.array([-3.0, 0.8, 0.6]))
    yield case(INTEGERS, df_dg=np.array([2, -3]), dg_dx=np.array([4, 5]))
    yield case(STILL_LINK, df_dg=np.array([1.5, 0.0, -2.5]), dg_dx=np.array([0.5, 3.0, 2.0]))
    yield case(SINGLE_ENTRY, df_dg=np.array([1.7]), dg_dx=np.array([-0.6]))
    yield case(EITHER_SIGN, df_dg=rng.uniform(-2, 2, 4), dg_dx=rng.uniform(-2, 2, 4))
    yield case(EITHER_SIGN, df_dg=rng.uniform(-2, 2, 2), dg_dx=rng.uniform(-2, 2, 2))


def chains_of_steps(rng: np.random.Generator) -> Iterable[Case]:
    """Chains of named steps, the slides' own among them. Each has a value also when it is run from its end."""
    yield case(LONG_CHAIN, steps=["cube", "sin", "square", "ln"], x=0.8)
    yield case(LONG_CHAIN, steps=["square", "sin"], x=rng.uniform(-1.3, -0.5))
    yield case(LONG_CHAIN, steps=["cos", "exp", "square"], x=rng.uniform(-1.2, -0.4))
    yield case(LONG_CHAIN, steps=["exp", "cos", "cube", "sin"], x=rng.uniform(-1.2, -0.4))
    yield case(LONG_CHAIN, steps=["square", "ln", "square"], x=-0.6)
    yield case(LONG_CHAIN, steps=["square", "sin"], x=2)
    yield case(REPEATED_STEP, steps=["square", "square", "square"], x=rng.uniform(0.7, 1.3))
    yield case(REPEATED_STEP, steps=["sin", "cos", "sin", "cos"], x=rng.uniform(0.3, 1.3))
    yield case(ONE_STEP, steps=["cube"], x=-1.3)
    yield case(ONE_STEP, steps=["ln"], x=rng.uniform(1.5, 2.5))
    yield case(EMPTY_CHAIN, steps=[], x=0.7)
    yield case(EMPTY_CHAIN, steps=[], x=-2)
    yield refused(UNKNOWN_STEP, steps=["tan"], x=0.9)
    yield refused(UNKNOWN_STEP, steps=["square", "sqrt", "sin"], x=1.4)
    yield refused(UNKNOWN_STEP, steps=["exp", "sin", "logarithm"], x=-0.5)


# ── a probe ────────────────────────────────────────────────────────────────────────────────────────────────

COMPOSE = """
import numpy

def probe():
    try:
        return answer(jacobian_f, jacobian_g)
    except ValueError as error:
        sizes_do_not_meet = any(words in str(error) for words in ("mismatch", "not aligned", "broadcast together"))
        if sizes_do_not_meet and jacobian_f.shape != jacobian_g.shape:
            return numpy.empty((0, 0))
        raise

probe()
"""
"""Sizes that do not meet come back as an empty array, so that a wrong order of the factors is seen for what it is:
it can be computed for the square matrices, which come first, and nowhere else."""

# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def chain(x):
    """Return the places of the chain ln(sin(x³)²): u₁, u₂, u₃, u₄."""
    return solution.trace_values(x)


def links(x):
    """Return the local derivatives of the chain."""
    return solution.local_derivatives(x)


def trace_in_degrees(x):
    """Return the places of the chain where the sine reads its input as degrees."""
    u2 = np.sin(np.deg2rad(x**3))
    return np.array([x**3, u2, u2**2, np.log(u2**2)])


def broken_vector_chain(outer=lambda x: (1 / x**2, np.cos(3 * x)), inner=lambda x: (2 * x, 3)):
    """Return `vector_chain` with other derivatives of the outer or of the inner functions."""

    def vector_chain(x):
        df_dg, dg_dx = np.diag(np.array(outer(x), dtype=float)), np.array([inner(x)], dtype=float).T
        return df_dg, dg_dx, df_dg @ dg_dx

    return vector_chain


def reshaped_vector_chain(reshape):
    """Return `vector_chain` with its three right results changed by `reshape`."""
    return lambda x: reshape(*solution.vector_chain(x))


VALUES = {"square": np.square, "cube": lambda u: u**3, "sin": np.sin, "cos": np.cos, "exp": np.exp, "ln": np.log}
RATES = {
    "square": lambda u: 2 * u,
    "cube": lambda u: 3 * u**2,
    "sin": np.cos,
    "cos": lambda u: -np.sin(u),
    "exp": np.exp,
    "ln": lambda u: 1 / u,
}


def broken_backpropagate(mistake: str):
    """Return `backpropagate` with one mistake."""
    rates = {
        "cosine": RATES | {"cos": np.sin},
        "exponential": RATES | {"exp": lambda u: u * np.exp(u - 1)},
        "cube": RATES | {"cube": lambda u: 3 * u},
        "square": RATES | {"square": lambda u: u},
    }.get(mistake, RATES)

    def backpropagate(steps, x):
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


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

ROWS_AND_COLUMNS = Bilingual(
    "In a Jacobian every output has a row and every input a column. How many of each are there here?",
    "야코비 행렬에서는 출력마다 행이 하나, 입력마다 열이 하나 있습니다. 여기에는 각각 몇 개 있습니까?",
)
EXACT = Rules(exact_shape=True, shape_hint=ROWS_AND_COLUMNS)

QUESTIONS = (
    Question(
        solution.d_sin_square,
        points=1,
        cases=anywhere,
        mistakes=(
            Mistake(
                "inner_rate_lost",
                lambda x: np.cos(x**2),
                en="You changed the outside. What rate was the inside moving at?",
                ko="바깥만 미분했습니다. 안쪽은 어떤 비율로 변하고 있었습니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_at_x",
                lambda x: 2 * x * np.cos(x),
                en="Both rates are there, but the outer one is taken at x. Which number does the sine really receive?",
                ko="두 변화율이 모두 있지만 바깥 변화율을 x에서 계산했습니다. 사인이 실제로 받는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_at_inner_rate",
                lambda x: 2 * x * np.cos(2 * x),
                en="The outer rate is taken at the inner slope. Is it u or the rate of u that goes into the sine?",
                ko="바깥 변화율을 안쪽의 기울기에서 계산했습니다. 사인에 들어가는 것은 u입니까, u의 변화율입니까?",
                credit=0.25,
            ),
            Mistake(
                "rate_inside_the_cosine",
                lambda x: np.cos(2 * x),
                en="You differentiated both functions and put one into the other. How do two rates of change combine?",
                ko="두 함수를 미분해 하나를 다른 하나에 넣었습니다. 두 변화율은 어떻게 합쳐집니까?",
            ),
            Mistake(
                "inner_rate_only",
                lambda x: 2 * x,
                en="That is the rate of the inside alone. What does the sine make of it?",
                ko="이것은 안쪽만의 변화율입니다. 사인은 그것을 어떻게 바꿉니까?",
                credit=0.25,
            ),
            Mistake(
                "sine_kept",
                lambda x: 2 * x * np.sin(x**2),
                en="The inner rate is there, but the sine itself was not differentiated. What is the slope of sin(u)?",
                ko="안쪽의 변화율은 있지만 사인은 미분하지 않았습니다. sin(u)의 기울기는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_flipped",
                lambda x: -2 * x * np.cos(x**2),
                en="A minus has come in. Just right of 0 the sine rises: which sign must its derivative have there?",
                ko="음의 부호가 들어갔습니다. 사인은 0의 바로 오른쪽에서 올라갑니다. 그곳에서 도함수의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "square_outside",
                lambda x: 2 * np.sin(x) * np.cos(x),
                en="This belongs to sin(x)·sin(x). Which is done first here, the square or the sine?",
                ko="이것은 sin(x)·sin(x)의 도함수입니다. 여기서는 제곱과 사인 가운데 무엇을 먼저 합니까?",
                credit=0.25,
            ),
            Mistake(
                "two_lost",
                lambda x: x * np.cos(x**2),
                en="You are off by a factor of two. What does the power rule bring down from the exponent?",
                ko="두 배만큼 다릅니다. 거듭제곱 법칙은 지수에서 무엇을 앞으로 내립니까?",
                credit=0.5,
            ),
            Mistake(
                "rates_added",
                lambda x: 2 * x + np.cos(x**2),
                en="You add the two rates. If u moves twice as fast as x, and y three times as fast as u, how fast does"
                " y move?",
                ko="두 변화율을 더했습니다. u가 x의 두 배, y가 u의 세 배로 움직이면 y는 x의 몇 배로 움직입니까?",
            ),
            Mistake(
                "inner_value_for_rate",
                lambda x: x**2 * np.cos(x**2),
                en="You multiply by u itself. Is it the height of the inside or its rate that passes a change on?",
                ko="u 자체를 곱했습니다. 변화를 전달하는 것은 안쪽의 높이입니까, 변화율입니까?",
            ),
            Mistake(
                "function_itself",
                lambda x: np.sin(x**2),
                en="You return the function itself. How much does it move when x moves a little?",
                ko="함수 자체를 반환했습니다. x가 조금 움직이면 이 값은 얼마나 움직입니까?",
            ),
            Mistake(
                "inner_x_lost",
                lambda x: 2 * np.cos(x**2),
                en="The 2 came down in front. What else is left of x² after differentiating?",
                ko="2는 앞으로 내려왔습니다. x²을 미분하면 또 무엇이 남습니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.trace_values,
        points=1,
        cases=along_the_chain,
        mistakes=(
            Mistake(
                "every_link_at_x",
                lambda x: np.array([x**3, np.sin(x), x**2, np.log(x)]),
                en="Every link receives x. Only the first one does: what does each of the others receive?",
                ko="모든 고리가 x를 받습니다. x를 받는 것은 첫째 고리뿐입니다. 나머지는 각각 무엇을 받습니까?",
                credit=0.25,
            ),
            Mistake(
                "logarithm_before_square",
                lambda x: np.array([*chain(x)[:2], np.log(np.sin(x**3)), np.log(np.sin(x**3)) ** 2]),
                en="Square and logarithm have changed places. Which of them comes first, seen from the sine?",
                ko="제곱과 로그의 자리가 바뀌었습니다. 사인에서 볼 때 먼저 오는 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "double_for_square",
                lambda x: np.array([*chain(x)[:2], 2 * np.sin(x**3), np.log(2 * np.sin(x**3))]),
                en="Your third link doubles. What does a square do to a negative number, and what does doubling do?",
                ko="셋째 고리가 두 배를 만듭니다. 음수를 제곱하면 어떻게 되고, 두 배 하면 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "square_in_front_of_the_logarithm",
                lambda x: np.array([*chain(x)[:3], 2 * np.log(np.sin(x**3))]),
                en="You pull the square out of the logarithm. For which values of u₂ does ln(u₂) exist?",
                ko="제곱을 로그 앞으로 꺼냈습니다. ln(u₂)는 u₂가 어떤 값일 때 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "cube_skipped",
                lambda x: np.array([x**3, np.sin(x), np.sin(x) ** 2, np.log(np.sin(x) ** 2)]),
                en="From the second place on, the cube is gone. Which number enters the sine?",
                ko="둘째 자리부터 세제곱이 사라졌습니다. 사인에 들어가는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "starts_at_x",
                lambda x: np.array([x, *chain(x)[:3]]),
                en="Your trace starts with x itself and ends one link too early. Which link makes u₁?",
                ko="x 자체에서 시작해 고리 하나 앞에서 끝났습니다. u₁은 어느 고리에서 나옵니까?",
                credit=0.5,
            ),
            Mistake(
                "ends_first",
                lambda x: chain(x)[::-1],
                en="All four values are right, but y stands in front. In which order does a change travel from x?",
                ko="네 값은 모두 맞지만 y가 맨 앞에 있습니다. x에서 출발한 변화는 어떤 순서로 지나갑니까?",
                credit=0.5,
            ),
            Mistake(
                "square_inside_the_sine",
                lambda x: np.array([x**3, np.sin(x**3), np.sin(x**6), np.log(np.sin(x**6))]),
                en="The square has slipped into the sine. In sin(x³)², what exactly is squared?",
                ko="제곱이 사인 안으로 들어갔습니다. sin(x³)²에서 제곱하는 것은 정확히 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "logarithm_of_base_ten",
                lambda x: np.array([*chain(x)[:3], np.log10(chain(x)[2])]),
                en="Three values are right; the last is a logarithm, but to another base. Which base does ln have?",
                ko="세 값은 맞습니다. 마지막은 로그이지만 밑이 다릅니다. ln의 밑은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "logarithm_of_base_two",
                lambda x: np.array([*chain(x)[:3], np.log2(chain(x)[2])]),
                en="Three values are right; the last is a logarithm to base 2. Which base does ln have?",
                ko="세 값은 맞습니다. 마지막은 밑이 2인 로그입니다. ln의 밑은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "triple_for_cube",
                lambda x: np.array([3 * x, np.sin(3 * x), np.sin(3 * x) ** 2, np.log(np.sin(3 * x) ** 2)]),
                en="Your first link makes three times x. How often does a cube use its factor x?",
                ko="첫째 고리가 x의 3배를 만듭니다. 세제곱은 x를 몇 번 곱합니까?",
                credit=0.25,
            ),
            Mistake(
                "degrees",
                trace_in_degrees,
                en="The angle was changed from degrees first. In which unit does calculus measure angles?",
                ko="각을 도에서 바꾼 다음 계산했습니다. 미적분에서는 각을 어떤 단위로 잽니까?",
                credit=0.5,
            ),
            Mistake(
                "square_forgotten",
                lambda x: np.array([x**3, np.sin(x**3), np.sin(x**3), np.log(np.sin(x**3) ** 2)]),
                en="u₂ and u₃ came out equal. Which link stands between them?",
                ko="u₂와 u₃이 같습니다. 둘 사이에는 어느 고리가 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "rates_for_values",
                links,
                en="These are the rates of the links. What is asked for here is the place reached after each link:"
                " what goes in, what comes out?",
                ko="이것은 고리의 변화율입니다. 여기서 묻는 것은 고리를 지난 뒤의 값입니다. 무엇이 들어가고 무엇이 나옵니까?",
            ),
            Mistake(
                "square_before_sine",
                lambda x: np.array([x**3, x**6, np.sin(x**6), np.log(np.abs(np.sin(x**6)))]),
                en="You square before you take the sine. In sin(x³)², which is done first?",
                ko="사인보다 제곱을 먼저 했습니다. sin(x³)²에서는 어느 것을 먼저 합니까?",
                credit=0.25,
            ),
            Mistake(
                "sine_doubled",
                lambda x: np.array([x**3, np.sin(x**3), 2 * np.sin(x**3), np.log(np.abs(2 * np.sin(x**3)))]),
                en="Your third link doubles. How often does a square use its factor?",
                ko="셋째 고리가 두 배를 만듭니다. 제곱은 같은 수를 몇 번 곱합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.local_derivatives,
        points=2,
        cases=along_the_chain,
        follow_through=FollowThrough(
            ("trace_values",),
            code="answer(x)",
            reference=lambda earlier, x: np.array(
                [3 * x**2, np.cos(earlier.reshape(-1)[0]), 2 * earlier.reshape(-1)[1], 1 / earlier.reshape(-1)[2]]
            ),
        ),
        mistakes=(
            Mistake(
                "every_link_at_x",
                lambda x: np.array([3 * x**2, np.cos(x), 2 * x, 1 / x]),
                en="Every rule is right, but every link is evaluated at x. Which number does each of them receive?",
                ko="법칙은 모두 맞지만 모든 고리를 x에서 계산했습니다. 각 고리가 실제로 받는 수는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "logarithm_at_x",
                lambda x: np.array([*links(x)[:3], 1 / x]),
                en="Three links are right; the logarithm is evaluated at x. Which u enters it?",
                ko="세 고리는 맞지만 로그의 변화율을 x에서 계산했습니다. 로그에 들어가는 u는 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "square_at_x",
                lambda x: np.array([*links(x)[:2], 2 * x, links(x)[3]]),
                en="Three links are right; the square is evaluated at x. What is it that gets squared?",
                ko="세 고리는 맞지만 제곱의 변화율을 x에서 계산했습니다. 제곱하는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "sine_at_x",
                lambda x: np.array([3 * x**2, np.cos(x), *links(x)[2:]]),
                en="Three links are right; the sine is evaluated at x. What does it receive from the cube?",
                ko="세 고리는 맞지만 사인의 변화율을 x에서 계산했습니다. 세제곱에서 사인으로 넘어가는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "at_their_outputs",
                lambda x: np.array([3 * x**2, np.cos(chain(x)[1]), 2 * chain(x)[2], 1 / chain(x)[3]]),
                en="From the second link on, each is evaluated at what comes out of it. What went in?",
                ko="둘째 고리부터 나온 값에서 계산했습니다. 고리에 들어간 값은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "one_place_early",
                lambda x: np.array([3 * x**2, np.cos(x), 2 * chain(x)[0], 1 / chain(x)[1]]),
                en="From the second link on, each is evaluated one place too early. Which u enters the sine?",
                ko="둘째 고리부터 한 자리 앞의 값에서 계산했습니다. 사인에 들어가는 u는 어느 것입니까?",
                credit=0.25,
            ),
            Mistake(
                "already_multiplied",
                lambda x: np.cumprod(links(x)),
                en="You have multiplied already: these are rates against x. What is each link's rate against its own"
                " input?",
                ko="벌써 곱했습니다. 이것은 x에 대한 변화율입니다. 각 고리가 자기 입력에 대해 갖는 변화율은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "ends_first",
                lambda x: links(x)[::-1],
                en="All four rates are right, but the last link stands in front. Which link does x meet first?",
                ko="네 변화율은 모두 맞지만 마지막 고리가 맨 앞에 있습니다. x가 처음 만나는 고리는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "sign_of_sine",
                lambda x: np.array([1, -1, 1, 1]) * links(x),
                en="One sign is off, at the sine. Which way does the sine go just right of 0?",
                ko="사인에서 부호가 다릅니다. 사인은 0의 바로 오른쪽에서 어느 쪽으로 갑니까?",
                credit=0.5,
            ),
            Mistake(
                "sine_kept",
                lambda x: np.array([3 * x**2, chain(x)[1], *links(x)[2:]]),
                en="The sine was not differentiated. What is its slope at u₁?",
                ko="사인을 미분하지 않았습니다. u₁에서 사인의 기울기는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "logarithm_kept",
                lambda x: np.array([*links(x)[:3], chain(x)[3]]),
                en="The logarithm was not differentiated. How steep is ln where its input is small, and where it is"
                " large?",
                ko="로그를 미분하지 않았습니다. 입력이 작은 곳과 큰 곳에서 ln은 각각 얼마나 가파릅니까?",
                credit=0.5,
            ),
            Mistake(
                "values_for_rates",
                chain,
                en="These are the values along the chain. How much does each one move when the one before it moves a"
                " little?",
                ko="이것은 사슬을 따라 얻은 값입니다. 앞의 값이 조금 움직이면 다음 값은 얼마나 움직입니까?",
            ),
            Mistake(
                "double_at_u3",
                lambda x: np.array([3 * x**2, np.cos(x**3), 2 * np.sin(x**3) ** 2, 1 / np.sin(x**3) ** 2]),
                en="Three links are right; the rate of the square is taken at what comes out of it. What went in?",
                ko="세 고리는 맞습니다. 제곱의 변화율은 제곱에서 나온 값에서 구했습니다. 들어간 값은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "logarithm_at_u2",
                lambda x: np.array([3 * x**2, np.cos(x**3), 2 * np.sin(x**3), 1 / np.sin(x**3)]),
                en="Three links are right; the logarithm is taken one link too early. What does it receive?",
                ko="세 고리는 맞습니다. 로그의 변화율은 한 고리 앞에서 구했습니다. 로그가 받는 값은 무엇입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.forward_products,
        points=1,
        cases=four_links,
        mistakes=(
            Mistake(
                "not_multiplied",
                lambda local: 1 * local,
                en="These are still the local rates. If u₁ moves and u₂ follows u₁, how does u₂ move against x?",
                ko="아직 각 고리의 변화율입니다. u₁이 움직이고 u₂가 u₁을 따라가면 u₂는 x에 대해 얼마나 움직입니까?",
            ),
            Mistake(
                "swept_backward",
                lambda local: np.cumprod(local[::-1]),
                en="You multiply properly, but from the other end. Which link does a nudge of x meet first?",
                ko="곱은 잘했지만 반대쪽 끝에서 시작했습니다. x를 조금 움직이면 처음 만나는 고리는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "ends_first",
                lambda local: np.cumprod(local)[::-1],
                en="The four products are right, but the last one stands in front. Which u comes first on the way from"
                " x?",
                ko="네 곱은 맞지만 마지막 것이 맨 앞에 있습니다. x에서 가는 길에 먼저 나오는 u는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "links_still_to_come",
                lambda local: np.cumprod(local[::-1])[::-1],
                en="You multiply the links that still lie ahead. Which links has the change passed when it reaches u₁?",
                ko="아직 남은 고리를 곱했습니다. 변화가 u₁에 닿을 때까지 지나온 고리는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "one_link_short",
                lambda local: np.array([1, *np.cumprod(local)[:3]]),
                en="Each product is one link short: yours starts with dx/dx. What comes after the first link?",
                ko="곱마다 고리가 하나씩 모자랍니다. 첫 값이 dx/dx입니다. 첫째 고리를 지나면 무엇이 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "two_links_only",
                lambda local: np.array([local[0], local[0] * local[1], local[1] * local[2], local[2] * local[3]]),
                en="Each entry holds its last two links. What did the change pass through before those?",
                ko="각 원소에 마지막 두 고리만 들어 있습니다. 변화는 그 전에 무엇을 지나왔습니까?",
                credit=0.25,
            ),
            Mistake(
                "rates_added",
                lambda local: np.cumsum(local),
                en="You add the rates along the road. If u₁ moves twice as fast as x, and u₂ three times as fast as u₁,"
                " how fast does u₂ move?",
                ko="길을 따라 변화율을 더했습니다. u₁이 x의 두 배, u₂가 u₁의 세 배로 움직이면 u₂는 x의 몇 배로 움직입니까?",
            ),
            Mistake(
                "end_everywhere",
                lambda local: np.full(4, float(np.prod(local))),
                en="Every entry is dy/dx. How far has the change come when it reaches u₁?",
                ko="모든 원소가 dy/dx입니다. u₁에서는 변화가 어디까지 와 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "end_only",
                lambda local: np.prod(local),
                en="You return the end of the sweep alone. Which three rates did you pass on the way?",
                ko="마지막 값만 반환했습니다. 거기까지 가는 동안 지나온 세 변화율은 무엇입니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.backward_products,
        points=1,
        cases=four_links,
        mistakes=(
            Mistake(
                "not_multiplied",
                lambda local: local[::-1],
                en="The order is right, but these are still the local rates. How does y move when u₂ moves and u₃ lies"
                " between them?",
                ko="순서는 맞지만 아직 각 고리의 변화율입니다. u₂와 y 사이에 u₃이 있으면 u₂가 움직일 때 y는 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "local_unchanged",
                lambda local: 1 * local,
                en="You return the local rates as they came. Which of them lie between u₂ and y?",
                ko="받은 변화율을 그대로 반환했습니다. 그 가운데 u₂와 y 사이에 있는 것은 무엇입니까?",
            ),
            Mistake(
                "swept_forward",
                lambda local: np.cumprod(local),
                en="You multiply properly, but start at x: these are rates of each u against x. Which link lies next to"
                " y?",
                ko="곱은 잘했지만 x에서 시작했습니다. 이것은 각 u의 x에 대한 변화율입니다. y 바로 옆의 고리는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "x_first",
                lambda local: np.cumprod(local[::-1])[::-1],
                en="The four products are right, but dy/dx stands in front. Where does a backward sweep begin?",
                ko="네 곱은 맞지만 dy/dx가 맨 앞에 있습니다. 역방향으로 갈 때는 어디에서 시작합니까?",
                credit=0.5,
            ),
            Mistake(
                "forward_turned_round",
                lambda local: np.cumprod(local)[::-1],
                en="You swept forward and turned the list round. Do the links before u₃ matter for dy/du₃?",
                ko="순방향으로 곱한 다음 순서만 뒤집었습니다. dy/du₃에 u₃ 앞의 고리가 영향을 줍니까?",
                credit=0.25,
            ),
            Mistake(
                "one_link_short",
                lambda local: np.array([1, *np.cumprod(local[::-1])[:3]]),
                en="Each product is one link short: yours starts with dy/dy. What lies between u₃ and y?",
                ko="곱마다 고리가 하나씩 모자랍니다. 첫 값이 dy/dy입니다. u₃과 y 사이에는 무엇이 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "two_links_only",
                lambda local: np.array([local[3], local[3] * local[2], local[2] * local[1], local[1] * local[0]]),
                en="Each entry holds two neighbouring links only. Which links lie between u₁ and y, all counted?",
                ko="각 원소에 이웃한 두 고리만 들어 있습니다. u₁과 y 사이의 고리를 모두 세면 무엇이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "rates_added",
                lambda local: np.cumsum(local[::-1]),
                en="You add the rates along the road. If u₃ moves twice as fast as u₂, and y three times as fast as u₃,"
                " how fast does y move against u₂?",
                ko="길을 따라 변화율을 더했습니다. u₃이 u₂의 두 배, y가 u₃의 세 배로 움직이면 y는 u₂의 몇 배로 움직입니까?",
            ),
            Mistake(
                "end_everywhere",
                lambda local: np.full(4, float(np.prod(local))),
                en="Every entry is dy/dx. Which links lie between u₃ and y?",
                ko="모든 원소가 dy/dx입니다. u₃과 y 사이에 있는 고리는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "end_only",
                lambda local: np.prod(local),
                en="You return the end of the sweep alone. Which three rates did you pass on the way?",
                ko="마지막 값만 반환했습니다. 거기까지 가는 동안 지나온 세 변화율은 무엇입니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.d_log_sin_square,
        points=2,
        cases=along_the_chain,
        follow_through=FollowThrough(
            ("local_derivatives",), code="answer(x)", reference=lambda earlier, x: np.prod(earlier)
        ),
        mistakes=(
            Mistake(
                "every_link_at_x",
                lambda x: 3 * x**2 * np.cos(x) * 2 * x / x,
                en="All four rates are there, each evaluated at x. Which number does each link really receive?",
                ko="네 변화율이 모두 있지만 모두 x에서 계산했습니다. 각 고리가 실제로 받는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "logarithm_at_x",
                lambda x: np.prod(links(x)[:3]) / x,
                en="Three links are right; the logarithm's rate is taken at x. What goes into the logarithm?",
                ko="세 고리는 맞지만 로그의 변화율을 x에서 계산했습니다. 로그에 들어가는 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "logarithm_rate_lost",
                lambda x: np.prod(links(x)[:3]),
                en="This is the rate of u₃. Which link still lies between u₃ and y?",
                ko="이것은 u₃의 변화율입니다. u₃과 y 사이에 남은 고리는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "cube_rate_lost",
                lambda x: np.prod(links(x)[1:]),
                en="This is the rate against u₁. How fast does u₁ itself move when x moves?",
                ko="이것은 u₁에 대한 변화율입니다. x가 움직이면 u₁ 자체는 얼마나 빨리 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "square_rate_lost",
                lambda x: 3 * x**2 * np.cos(x**3) / np.sin(x**3) ** 2,
                en="Three of the four links are there. Which rate does the square contribute?",
                ko="네 고리 가운데 셋이 있습니다. 제곱은 어떤 변화율을 줍니까?",
                credit=0.25,
            ),
            Mistake(
                "sine_rate_lost",
                lambda x: 6 * x**2 / np.sin(x**3),
                en="Three of the four links are there. Which rate does the sine contribute?",
                ko="네 고리 가운데 셋이 있습니다. 사인은 어떤 변화율을 줍니까?",
                credit=0.25,
            ),
            Mistake(
                "sine_not_cancelled",
                lambda x: 6 * x**2 * np.cos(x**3) / np.sin(x**3) ** 2,
                en="Below the line the sine stands squared. How many of its factors are met by one above the line?",
                ko="분모에 사인의 제곱이 있습니다. 분자의 인수와 약분되는 것은 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "sine_cancelled_twice",
                lambda x: 6 * x**2 * np.cos(x**3),
                en="The sine is gone altogether. It stood squared below the line and how often above it?",
                ko="사인이 모두 사라졌습니다. 분모에는 제곱으로 있었습니다. 분자에는 몇 번 있었습니까?",
                credit=0.5,
            ),
            Mistake(
                "two_lost",
                lambda x: 3 * x**2 * np.cos(x**3) / np.sin(x**3),
                en="You are off by a factor of two. Which link brings a 2 with it?",
                ko="두 배만큼 다릅니다. 2를 가져오는 고리는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "upside_down",
                lambda x: 6 * x**2 * np.sin(x**3) / np.cos(x**3),
                en="Sine and cosine have changed places. Which of the two does the logarithm's rate put below the"
                " line?",
                ko="사인과 코사인의 자리가 바뀌었습니다. 로그의 변화율은 둘 가운데 무엇을 분모에 놓습니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_flipped",
                lambda x: -6 * x**2 * np.cos(x**3) / np.sin(x**3),
                en="Only the sign is off. Does any of the four links have a minus of its own?",
                ko="부호만 다릅니다. 네 고리 가운데 음의 부호를 가져오는 것이 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "square_inside_the_sine",
                lambda x: 6 * x**5 * np.cos(x**6) / np.sin(x**6),
                en="You let the square into the sine. In sin(x³)², which is done first?",
                ko="제곱이 사인 안으로 들어갔습니다. sin(x³)²에서는 무엇을 먼저 계산합니까?",
                credit=0.25,
            ),
            Mistake(
                "rates_added",
                lambda x: np.sum(links(x)),
                en="You add the four rates. On one road, does each link add to a change, or stretch it?",
                ko="네 변화율을 더했습니다. 길이 하나일 때 고리는 변화를 더합니까, 늘립니까?",
            ),
            Mistake(
                "function_itself",
                lambda x: chain(x)[3],
                en="You return y itself. How much does y move when x moves a little?",
                ko="y 자체를 반환했습니다. x가 조금 움직이면 y는 얼마나 움직입니까?",
            ),
            Mistake(
                "everything_at_x",
                lambda x: 6 * x**2 * np.cos(x) / np.sin(x),
                en="Sine and cosine are taken at x. What does the sine receive from the cube?",
                ko="사인과 코사인을 x에서 구했습니다. 사인이 세제곱에서 받는 값은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "cube_rate_too_low",
                lambda x: 6 * x * np.cos(x**3) / np.sin(x**3),
                en="The power of x in front is off. What does the power rule leave of x³?",
                ko="앞에 있는 x의 거듭제곱이 다릅니다. 거듭제곱 법칙을 쓰면 x³에서 무엇이 남습니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.total_derivative_sum,
        points=2,
        cases=anywhere,
        mistakes=(
            Mistake(
                "one_road",
                lambda x: np.array([1, 1, 2 * x, 2 * x]),
                en="The three pieces are right, but dy/dx follows the road through u₁ alone. x reaches y by two roads:"
                " did you count both?",
                ko="세 조각은 맞지만 dy/dx가 u₁을 지나는 길만 따라갔습니다. x에서 y로 가는 길은 둘입니다. 둘 다 세었습니까?",
                credit=0.5,
            ),
            Mistake(
                "direct_road_closed",
                lambda x: np.array([0, 1, 2 * x, 2 * x]),
                en="You closed the direct road. Hold u₁ still and nudge x: does x + u₁ stay where it is?",
                ko="직접 가는 길을 막았습니다. u₁을 그대로 두고 x를 움직이면 x + u₁은 그대로입니까?",
                credit=0.25,
            ),
            Mistake(
                "total_for_partial",
                lambda x: np.array([1 + 2 * x, 1, 2 * x, 1 + 2 * x]),
                en="dy/dx is right, but ∂u₂/∂x already holds both roads. What stands still in a partial derivative?",
                ko="dy/dx는 맞지만 ∂u₂/∂x에 두 길이 모두 들어 있습니다. 편미분에서 그대로 두는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_road_twice",
                lambda x: np.array([1 + 2 * x, 1, 2 * x, 1 + 4 * x]),
                en="The road through u₁ is counted twice, once inside ∂u₂/∂x. What stands still in a partial derivative?",
                ko="u₁을 지나는 길을 두 번 세었습니다. 한 번은 ∂u₂/∂x 안에 있습니다. 편미분에서 그대로 두는 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "direct_road_only",
                lambda x: np.array([1, 1, 2 * x, 1]),
                en="The three pieces are right, but dy/dx takes the direct road alone. What else moves when x moves?",
                ko="세 조각은 맞지만 dy/dx가 직접 가는 길만 따라갔습니다. x가 움직일 때 또 무엇이 움직입니까?",
                credit=0.5,
            ),
            Mistake(
                "rates_added",
                lambda x: np.array([1, 1, 2 * x, 2 + 2 * x]),
                en="You add all three rates. Along one road rates multiply: which two lie on the same road?",
                ko="세 변화율을 모두 더했습니다. 한 길 위의 변화율은 곱해집니다. 같은 길 위에 있는 둘은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_value_for_rate",
                lambda x: np.array([1, 1, x**2, 1 + x**2]),
                en="You have u₁ where its rate should be. How much does x² move when x moves a little?",
                ko="변화율이 올 자리에 u₁이 있습니다. x가 조금 움직이면 x²은 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_link_closed",
                lambda x: np.array([1, 0, 2 * x, 1]),
                en="Your u₂ does not feel u₁. Hold x still and nudge u₁: does x + u₁ stay where it is?",
                ko="u₂가 u₁의 영향을 받지 않습니다. x를 그대로 두고 u₁을 움직이면 x + u₁은 그대로입니까?",
                credit=0.25,
            ),
            Mistake(
                "kept_for_partials",
                lambda x: np.array([1 + x**2, x + 1, 2 * x, 1 + x**2 + (x + 1) * 2 * x]),
                en="The standing variable stays in your partials as if it were a factor. What is the slope of a"
                " constant term?",
                ko="그대로 두는 변수가 편미분에 남아 있습니다. 상수항의 기울기는 얼마입니까?",
            ),
            Mistake(
                "values_for_rates",
                lambda x: np.array([x, x**2, x**2, x + x**2]),
                en="These are heights, not rates. By how much does each one move when its input moves a little?",
                ko="이것은 높이이지 변화율이 아닙니다. 입력이 조금 움직이면 각각 얼마나 움직입니까?",
            ),
            Mistake(
                "inner_rate_twice",
                lambda x: np.array([1, 2 * x, 2 * x, 1 + 4 * x**2]),
                en="The rate of u₁ is counted twice. Hold x still and nudge u₁ alone: how much does x + u₁ move?",
                ko="u₁의 변화율을 두 번 세었습니다. x를 고정하고 u₁만 조금 움직이면 x + u₁은 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "middle_swapped",
                lambda x: np.array([1, 2 * x, 1, 1 + 2 * x]),
                en="All four numbers are there; the two in the middle have changed places. Which of them belongs to u₁ = x²?",
                ko="네 수가 모두 있지만 가운데 둘의 자리가 바뀌었습니다. u₁ = x²의 변화율은 어느 것입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.total_derivative_sin,
        points=2,
        cases=anywhere,
        mistakes=(
            Mistake(
                "one_road",
                lambda x: np.array([2 * x, 2 * x, np.cos(x + x**2) * 2 * x]),
                en="From u₂ on, one road is missing. By which ways does x reach u₂ = x + u₁?",
                ko="u₂부터 길이 하나 빠졌습니다. x에서 u₂ = x + u₁로 가는 길은 무엇무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "partials_for_totals",
                lambda x: np.array([2 * x, 1, np.cos(x + x**2)]),
                en="For u₂ only the direct road is counted, and u₃ inherits that. Does u₁ stand still when x moves?",
                ko="u₂에서 직접 가는 길만 세었고 u₃도 그것을 이어받았습니다. x가 움직일 때 u₁은 그대로입니까?",
                credit=0.25,
            ),
            Mistake(
                "inner_rate_lost",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2)]),
                en="Two are right; the last is the sine's own rate. How fast was its input moving?",
                ko="둘은 맞습니다. 마지막은 사인만의 변화율입니다. 사인의 입력은 얼마나 빨리 움직이고 있었습니까?",
                credit=0.5,
            ),
            Mistake(
                "outer_at_x",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x) * (1 + 2 * x)]),
                en="Two are right; the sine's rate is taken at x. Which u enters the sine?",
                ko="둘은 맞습니다. 사인의 변화율을 x에서 계산했습니다. 사인에 들어가는 u는 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "outer_at_u1",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x**2) * (1 + 2 * x)]),
                en="Two are right; the sine's rate is taken at u₁. Which u enters the sine?",
                ko="둘은 맞습니다. 사인의 변화율을 u₁에서 계산했습니다. 사인에 들어가는 u는 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "outer_at_inner_rate",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(1 + 2 * x) * (1 + 2 * x)]),
                en="Two are right; the sine's rate is taken at the slope of u₂. Which height does the sine receive?",
                ko="둘은 맞습니다. 사인의 변화율을 u₂의 기울기에서 계산했습니다. 사인이 받는 높이는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "wrong_inner_rate",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * 2 * x]),
                en="Two are right; the last is multiplied by the rate of u₁. Which u stands directly inside the sine?",
                ko="둘은 맞습니다. 마지막에 u₁의 변화율을 곱했습니다. 사인 바로 안에 있는 u는 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_road_again",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * (1 + 2 * x) * 2 * x]),
                en="Two are right; in the last the rate of u₁ comes in again. Is it not already inside the rate of u₂?",
                ko="둘은 맞습니다. 마지막에 u₁의 변화율이 한 번 더 들어갔습니다. u₂의 변화율에 이미 들어 있지 않습니까?",
                credit=0.5,
            ),
            Mistake(
                "sign_of_sine",
                lambda x: np.array([2 * x, 1 + 2 * x, -np.cos(x + x**2) * (1 + 2 * x)]),
                en="Two are right; the last has the wrong sign. Which way does the sine go just right of 0?",
                ko="둘은 맞습니다. 마지막의 부호가 다릅니다. 사인은 0의 바로 오른쪽에서 어느 쪽으로 갑니까?",
                credit=0.5,
            ),
            Mistake(
                "sine_kept",
                lambda x: np.array([2 * x, 1 + 2 * x, np.sin(x + x**2) * (1 + 2 * x)]),
                en="Two are right; in the last the sine itself was not differentiated. What is the slope of sin(u)?",
                ko="둘은 맞습니다. 마지막에서 사인은 미분하지 않았습니다. sin(u)의 기울기는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "rates_added",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) + 1 + 2 * x]),
                en="Two are right; in the last you add. There is one road from u₂ to u₃: how do rates combine on it?",
                ko="둘은 맞습니다. 마지막에서는 더했습니다. u₂에서 u₃으로 가는 길은 하나입니다. 그 위에서 변화율은 어떻게"
                " 합쳐집니까?",
                credit=0.5,
            ),
            Mistake(
                "values_for_rates",
                lambda x: np.array([x**2, x + x**2, np.sin(x + x**2)]),
                en="These are the values u₁, u₂ and u₃. How much does each one move when x moves a little?",
                ko="이것은 u₁, u₂, u₃의 값입니다. x가 조금 움직이면 각각 얼마나 움직입니까?",
            ),
            Mistake(
                "direct_road_counted_again",
                lambda x: np.array([2 * x, 1 + 2 * x, 1 + np.cos(x + x**2) * (1 + 2 * x)]),
                en="Two are right; the last counts a direct road as well. Does x appear by itself in u₃ = sin(u₂)?",
                ko="둘은 맞습니다. 마지막에는 직접 가는 길을 하나 더 세었습니다. u₃ = sin(u₂)에 x가 따로 나옵니까?",
                credit=0.5,
            ),
            Mistake(
                "partial_in_the_middle",
                lambda x: np.array([2 * x, 1, np.cos(x + x**2) * (1 + 2 * x)]),
                en="The middle one is the direct road alone, though your last one uses both. Which does du₂/dx ask for?",
                ko="마지막에는 두 길을 모두 썼지만 가운데 것은 직접 가는 길뿐입니다. du₂/dx는 어느 것을 묻습니까?",
                credit=0.5,
            ),
            Mistake(
                "brackets_lost",
                lambda x: np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * 1 + 2 * x]),
                en="Two are right; in the last the cosine multiplies only a part of du₂/dx. Where do brackets belong?",
                ko="둘은 맞습니다. 마지막에서는 코사인이 du₂/dx의 일부에만 곱해집니다. 괄호는 어디에 있어야 합니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.vector_chain,
        points=2,
        cases=away_from_zero,
        rules=EXACT,
        mistakes=(
            Mistake(
                "elementwise_product",
                reshaped_vector_chain(lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx, df_dg * dg_dx)),
                en="The two factors are right, but `*` multiplies entry by entry. Which product adds up the roads"
                " through g₁ and g₂?",
                ko="두 인수는 맞지만 `*`는 원소끼리 곱합니다. g₁을 지나는 길과 g₂를 지나는 길을 더하는 곱은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "factors_swapped",
                reshaped_vector_chain(lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx, dy_dx.T)),
                en="∂y/∂x came out as a row. Inner sizes must meet, and the outer function stands on the left: which"
                " product does that leave?",
                ko="∂y/∂x가 행으로 나왔습니다. 안쪽 크기가 서로 맞아야 하고 바깥 함수가 왼쪽에 옵니다. 그러면 어떤 곱이 남습니까?",
                credit=0.5,
            ),
            Mistake(
                "rows_for_columns",
                reshaped_vector_chain(lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx.T, dy_dx.T)),
                en="The numbers are right, but ∂g/∂x and ∂y/∂x lie down. What does one row of a Jacobian stand for?",
                ko="값은 맞지만 ∂g/∂x와 ∂y/∂x가 누워 있습니다. 야코비 행렬의 한 행은 무엇을 뜻합니까?",
                credit=0.5,
            ),
            Mistake(
                "columns_flattened",
                reshaped_vector_chain(lambda df_dg, dg_dx, dy_dx: (df_dg, dg_dx[:, 0], dy_dx[:, 0])),
                en="The numbers are right, but two results are vectors without rows and columns. How many rows and"
                " columns has a Jacobian with two outputs and one input?",
                ko="값은 맞지만 두 결과가 행과 열이 없는 벡터입니다. 출력이 둘이고 입력이 하나인 야코비 행렬은 몇 행 몇 열입니까?",
                credit=0.5,
            ),
            Mistake(
                "diagonal_alone",
                reshaped_vector_chain(lambda df_dg, dg_dx, dy_dx: (np.diag(df_dg), dg_dx, dy_dx)),
                en="∂f/∂g holds its diagonal alone. How much does f₁ move when g₂ moves, and where does that number"
                " stand?",
                ko="∂f/∂g에 대각 성분만 있습니다. g₂가 움직이면 f₁은 얼마나 움직이며, 그 수는 어디에 씁니까?",
                credit=0.5,
            ),
            Mistake(
                "outer_at_x",
                broken_vector_chain(outer=lambda x: (1 / x, np.cos(x))),
                en="The outer derivatives are taken at x. What does ln receive, and what does sin?",
                ko="바깥 도함수를 x에서 계산했습니다. ln이 받는 것과 sin이 받는 것은 각각 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "chained_already",
                broken_vector_chain(outer=lambda x: (2 / x, 3 * np.cos(3 * x))),
                en="Your ∂f/∂g already holds the inner rates, so they come in twice. What does f move against here: x"
                " or g?",
                ko="∂f/∂g에 안쪽의 변화율이 이미 들어 있어서 두 번 곱해집니다. 여기서 f는 무엇에 대해 움직입니까? x입니까, g입니까?",
                credit=0.25,
            ),
            Mistake(
                "chained_already_once",
                lambda x: (
                    np.diag([2 / x, 3 * np.cos(3 * x)]),
                    np.array([[2 * x], [3]]),
                    np.array([[2 / x], [3 * np.cos(3 * x)]]),
                ),
                en="∂y/∂x and ∂g/∂x are right. In ∂f/∂g, does f move against x or against g?",
                ko="∂y/∂x와 ∂g/∂x는 맞습니다. ∂f/∂g에서 f는 x에 대해 움직입니까, g에 대해 움직입니까?",
                credit=0.5,
            ),
            Mistake(
                "inner_values",
                broken_vector_chain(inner=lambda x: (x**2, 3 * x)),
                en="∂g/∂x holds the values of g. How much does each of them move when x moves a little?",
                ko="∂g/∂x에 g의 값이 들어 있습니다. x가 조금 움직이면 각각 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "inner_rate_lost",
                lambda x: (
                    np.diag([1 / x**2, np.cos(3 * x)]),
                    np.array([[2 * x], [3]]),
                    np.array([[1 / x**2], [np.cos(3 * x)]]),
                ),
                en="The two factors are right, but ∂y/∂x holds only the first of them. How fast is g moving?",
                ko="두 인수는 맞지만 ∂y/∂x에는 첫째 것만 들어 있습니다. g는 얼마나 빨리 움직이고 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "rows_filled",
                lambda x: (
                    np.array([[1 / x**2, np.cos(3 * x)]] * 2),
                    np.array([[2 * x], [3]]),
                    np.array([[1 / x**2, np.cos(3 * x)]] * 2) @ np.array([[2 * x], [3]]),
                ),
                en="Both rows of ∂f/∂g are filled. Does f₁ = ln(g₁) move when g₂ moves?",
                ko="∂f/∂g의 두 행이 모두 채워져 있습니다. g₂가 움직이면 f₁ = ln(g₁)이 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_of_sine",
                broken_vector_chain(outer=lambda x: (1 / x**2, -np.cos(3 * x))),
                en="The sine has come with a minus. Which way does it go just right of 0?",
                ko="사인에 음의 부호가 붙었습니다. 사인은 0의 바로 오른쪽에서 어느 쪽으로 갑니까?",
                credit=0.5,
            ),
            Mistake(
                "sine_at_three",
                broken_vector_chain(outer=lambda x: (1 / x**2, np.cos(3))),
                en="The cosine is taken at 3, the rate of g₂. Which number does the sine receive?",
                ko="코사인을 g₂의 변화율인 3에서 계산했습니다. 사인이 받는 수는 무엇입니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.compose,
        points=1,
        cases=two_jacobians,
        rules=EXACT,
        code=COMPOSE,
        mistakes=(
            Mistake(
                "factors_swapped",
                lambda jacobian_f, jacobian_g: jacobian_g @ jacobian_f,
                en="Both factors are there, in the other order. Inner sizes must meet: on which side does the outer"
                " function stand?",
                ko="두 인수가 모두 있지만 순서가 반대입니다. 안쪽 크기가 서로 맞아야 합니다. 바깥 함수는 어느 쪽에 옵니까?",
                credit=0.5,
            ),
            Mistake(
                "elementwise_product",
                lambda jacobian_f, jacobian_g: jacobian_f * jacobian_g,
                en="`*` multiplies entry by entry. How many roads lead from one x to one f, and what adds them up?",
                ko="`*`는 원소끼리 곱합니다. x 하나에서 f 하나로 가는 길은 몇 개이며, 무엇이 그것을 더합니까?",
                credit=0.25,
            ),
            Mistake(
                "transposed",
                lambda jacobian_f, jacobian_g: (jacobian_f @ jacobian_g).T,
                en="The numbers are right, but rows and columns have changed places. What does one row stand for?",
                ko="값은 맞지만 행과 열이 서로 바뀌었습니다. 한 행은 무엇을 뜻합니까?",
                credit=0.5,
            ),
            Mistake(
                "second_transposed",
                lambda jacobian_f, jacobian_g: jacobian_f @ jacobian_g.T,
                en="The second factor was turned over first. Which sizes meet when nothing is turned?",
                ko="둘째 인수를 먼저 전치했습니다. 아무것도 뒤집지 않으면 어떤 크기끼리 만납니까?",
                credit=0.25,
            ),
            Mistake(
                "first_transposed",
                lambda jacobian_f, jacobian_g: jacobian_f.T @ jacobian_g,
                en="The first factor was turned over first. Which sizes meet when nothing is turned?",
                ko="첫째 인수를 먼저 전치했습니다. 아무것도 뒤집지 않으면 어떤 크기끼리 만납니까?",
                credit=0.25,
            ),
            Mistake(
                "both_transposed",
                lambda jacobian_f, jacobian_g: jacobian_f.T @ jacobian_g.T,
                en="Both factors were turned over. Which sizes meet when nothing is turned?",
                ko="두 인수를 모두 전치했습니다. 아무것도 뒤집지 않으면 어떤 크기끼리 만납니까?",
            ),
            Mistake(
                "jacobians_added",
                lambda jacobian_f, jacobian_g: jacobian_f + jacobian_g,
                en="You add the two Jacobians. Along one road, do rates add or multiply?",
                ko="두 야코비 행렬을 더했습니다. 한 길 위에서 변화율은 더해집니까, 곱해집니까?",
            ),
            Mistake(
                "all_roads_summed",
                lambda jacobian_f, jacobian_g: np.sum(jacobian_f @ jacobian_g),
                en="One number came back. Each pair of an output and an input has roads of its own: how many pairs are"
                " there?",
                ko="수 하나가 나왔습니다. 출력과 입력의 짝마다 길이 따로 있습니다. 짝은 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_alone",
                lambda jacobian_f, jacobian_g: 1 * jacobian_f,
                en="That is how f moves against g. How does g move against x?",
                ko="이것은 g에 대한 f의 변화율입니다. g는 x에 대해 어떻게 움직입니까?",
            ),
            Mistake(
                "last_road_lost",
                lambda jacobian_f, jacobian_g: jacobian_f[:, :-1] @ jacobian_g[:-1],
                en="Your sum stops one road early. How many g lie between one x and one f?",
                ko="합이 길 하나를 빠뜨리고 끝납니다. x 하나와 f 하나 사이에 g가 몇 개 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "last_road_only",
                lambda jacobian_f, jacobian_g: jacobian_f[:, -1:] @ jacobian_g[-1:],
                en="Only the last road is left in each entry. What should happen to the roads before it?",
                ko="원소마다 마지막 길만 남았습니다. 그 앞의 길들은 어떻게 해야 합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.diagonal_chain,
        points=1,
        cases=two_diagonals,
        rules=EXACT,
        mistakes=(
            Mistake(
                "diagonal_alone",
                lambda df_dg, dg_dx: df_dg * dg_dx,
                en="These are the right numbers, but they are the diagonal alone. What stands at the other places of"
                " this Jacobian?",
                ko="값은 맞지만 대각 성분뿐입니다. 이 야코비 행렬의 다른 자리에는 무엇이 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "outer_product",
                lambda df_dg, dg_dx: np.outer(df_dg, dg_dx),
                en="The diagonal is right, but every other place is filled too. Does x₂ have a road to f₁?",
                ko="대각 성분은 맞지만 다른 자리도 채워져 있습니다. x₂에서 f₁로 가는 길이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_product_turned",
                lambda df_dg, dg_dx: np.outer(dg_dx, df_dg),
                en="The diagonal is right, but every other place is filled too. Does x₁ have a road to f₂?",
                ko="대각 성분은 맞지만 다른 자리도 채워져 있습니다. x₁에서 f₂로 가는 길이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "rows_repeated",
                lambda df_dg, dg_dx: np.tile(df_dg * dg_dx, (len(df_dg), 1)),
                en="The same row stands there again and again. Which of its entries belong to f₁ alone?",
                ko="같은 행이 되풀이됩니다. 그 가운데 f₁에 속하는 원소는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "summed",
                lambda df_dg, dg_dx: np.dot(df_dg, dg_dx),
                en="You add the products up. Do these roads end at the same f, or each at its own?",
                ko="곱을 모두 더했습니다. 이 길들은 같은 f에서 끝납니까, 각각 다른 f에서 끝납니까?",
                credit=0.25,
            ),
            Mistake(
                "diagonals_added",
                lambda df_dg, dg_dx: np.diag(df_dg + dg_dx),
                en="The zeros are where they belong, but you add the rates. How do rates combine along one road?",
                ko="0의 자리는 맞지만 변화율을 더했습니다. 한 길 위에서 변화율은 어떻게 합쳐집니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_alone",
                lambda df_dg, dg_dx: np.diag(df_dg),
                en="That is ∂f/∂g alone. How fast does each g move?",
                ko="이것은 ∂f/∂g뿐입니다. 각 g는 얼마나 빨리 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "inner_alone",
                lambda df_dg, dg_dx: np.diag(dg_dx),
                en="That is ∂g/∂x alone. What does each f make of a change of its g?",
                ko="이것은 ∂g/∂x뿐입니다. 각 f는 g의 변화를 어떻게 바꿉니까?",
                credit=0.25,
            ),
            Mistake(
                "other_diagonal",
                lambda df_dg, dg_dx: np.fliplr(np.diag(df_dg * dg_dx)),
                en="The numbers lie on the other diagonal. Which x does f₁ hear from?",
                ko="값이 반대쪽 대각선에 있습니다. f₁은 어느 x의 영향을 받습니까?",
                credit=0.5,
            ),
            Mistake(
                "sum_on_the_diagonal",
                lambda df_dg, dg_dx: np.eye(len(df_dg)) * (df_dg @ dg_dx),
                en="The same sum stands all along the diagonal. Do these roads end at the same f, or each at its own?",
                ko="대각선에 같은 합이 되풀이됩니다. 이 길들은 같은 f에서 끝납니까, 각각 다른 f에서 끝납니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.backpropagate,
        points=4,
        cases=chains_of_steps,
        mistakes=(
            Mistake(
                "every_link_at_x",
                broken_backpropagate("at_x"),
                en="The values are right, but every rate is taken at x. Which number does each step receive?",
                ko="값은 맞지만 모든 변화율을 x에서 계산했습니다. 각 단계가 실제로 받는 수는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "at_their_outputs",
                broken_backpropagate("at_output"),
                en="The values are right, but each rate is taken at what comes out of its step. What went in?",
                ko="값은 맞지만 각 변화율을 단계에서 나온 값에서 계산했습니다. 들어간 값은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "right_to_left",
                broken_backpropagate("order"),
                en="You apply the last name first. Which name stands next to x in the statement?",
                ko="마지막 이름을 먼저 적용했습니다. 문제에서 x에 가장 먼저 닿는 이름은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "rates_added",
                broken_backpropagate("added"),
                en="The values are right, but the rates are added. How do rates combine along one road?",
                ko="값은 맞지만 변화율을 더했습니다. 한 길 위에서 변화율은 어떻게 합쳐집니까?",
                credit=0.25,
            ),
            Mistake(
                "last_link_only",
                broken_backpropagate("last"),
                en="The values are right, but only the last step's rate comes back. Which steps lie between x and"
                " there?",
                ko="값은 맞지만 마지막 단계의 변화율만 나왔습니다. x와 그 사이에는 어떤 단계들이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "first_link_only",
                broken_backpropagate("first"),
                en="The values are right, but only the first step's rate comes back. What do the later steps make of"
                " it?",
                ko="값은 맞지만 첫 단계의 변화율만 나왔습니다. 뒤의 단계들은 그것을 어떻게 바꿉니까?",
                credit=0.25,
            ),
            Mistake(
                "stops_before_x",
                broken_backpropagate("one_short"),
                en="Your sweep stops one step before x. Which rate is still missing when it ends?",
                ko="x보다 한 단계 앞에서 멈추었습니다. 그때 아직 빠진 변화율은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "last_step_skipped",
                broken_backpropagate("one_short_at_end"),
                en="The rate of the last step is missing. At which step does a backward sweep begin?",
                ko="마지막 단계의 변화율이 빠졌습니다. 역방향으로 갈 때는 어느 단계에서 시작합니까?",
                credit=0.5,
            ),
            Mistake(
                "sign_of_cosine",
                broken_backpropagate("cosine"),
                en="All is right but for the cosine. It falls just right of 0: which sign must its rate have there?",
                ko="코사인만 다릅니다. 코사인은 0의 바로 오른쪽에서 내려갑니다. 그곳에서 변화율의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "exponential_as_power",
                broken_backpropagate("exponential"),
                en="All is right but for exp: the power rule does not fit it. Where does the variable stand, below or"
                " in the exponent?",
                ko="exp만 다릅니다. 거듭제곱 법칙은 여기에 맞지 않습니다. 변수는 밑에 있습니까, 지수에 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "rate_of_cube",
                broken_backpropagate("cube"),
                en="All is right but for the cube. What does the power rule leave in the exponent?",
                ko="세제곱만 다릅니다. 거듭제곱 법칙을 쓰면 지수에 무엇이 남습니까?",
                credit=0.5,
            ),
            Mistake(
                "rate_of_square",
                broken_backpropagate("square"),
                en="All is right but for the square. What does the power rule bring down in front?",
                ko="제곱만 다릅니다. 거듭제곱 법칙은 앞으로 무엇을 내립니까?",
                credit=0.5,
            ),
            Mistake(
                "results_swapped",
                broken_backpropagate("swapped"),
                en="Both results are right, in the other order. Which of them is asked for first?",
                ko="두 결과는 맞지만 순서가 반대입니다. 먼저 묻는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "start_for_value",
                broken_backpropagate("start"),
                en="The derivatives are right, but x itself comes back as the value. Where has the chain arrived at its"
                " end?",
                ko="미분값은 맞지만 값으로 x 자체가 나왔습니다. 사슬의 끝에서는 어디에 와 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "empty_chain_stands_still",
                broken_backpropagate("empty"),
                en="All is right but for a chain without steps. Then y is x itself: how fast does it move against x?",
                ko="단계가 없는 사슬만 다릅니다. 그때 y는 x 자체입니다. y는 x에 대해 얼마나 빨리 움직입니까?",
                credit=0.5,
            ),
        ),
    ),
)
