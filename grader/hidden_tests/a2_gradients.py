"""Hidden tests of a2_gradients: cases, points, and the mistakes we know."""

from collections.abc import Callable, Iterable

import numpy as np

from grader.answers.code import Code
from grader.questions.kinds import INTEGER, POSITIVE, ZERO
from grader.questions.question import Case, FollowThrough, Mistake, Question, Rules, case, refused
from grader.text import Bilingual
from solutions import a2_gradients as solution

# ── kinds of inputs ────────────────────────────────────────────────────────────────────────────────────────

NEGATIVE_X = Bilingual("a negative x", "음수 x")
NEGATIVE_Y = Bilingual("a negative y", "음수 y")
BOTH_NEGATIVE = Bilingual("x and y both negative", "둘 다 음수인 x와 y")
ONE_INPUT = Bilingual("one input only", "입력이 하나뿐인 경우")
TWO_INPUTS = Bilingual("two inputs", "입력이 둘인 경우")
MORE_INPUTS = Bilingual("three inputs or more", "입력이 셋 이상인 경우")
INTEGERS = Bilingual("an array of integers", "정수 배열")
UNIT_DIRECTION = Bilingual("a direction of length one", "길이가 1인 방향")
LONG_DIRECTION = Bilingual("a direction longer than one", "길이가 1보다 긴 방향")
SHORT_DIRECTION = Bilingual("a direction shorter than one", "길이가 1보다 짧은 방향")
TINY_DIRECTION = Bilingual("a very short direction, but not zero", "아주 짧지만 0은 아닌 방향")
ZERO_DIRECTION = Bilingual("a direction of length zero", "길이가 0인 방향")
ALONG_A_CONTOUR = Bilingual("a direction at a right angle to the gradient", "그레이디언트와 수직인 방향")
LONG_GRADIENT = Bilingual("a gradient longer than one", "길이가 1보다 긴 그레이디언트")
SHORT_GRADIENT = Bilingual("a gradient shorter than one", "길이가 1보다 짧은 그레이디언트")
TINY_GRADIENT = Bilingual("a very short gradient, but not zero", "아주 짧지만 0은 아닌 그레이디언트")
ZERO_GRADIENT = Bilingual("a gradient of zeros", "원소가 모두 0인 그레이디언트")
DEFAULT_STEP = Bilingual("h left out", "h를 주지 않은 경우")

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def away_from_zero(rng: np.random.Generator) -> Iterable[Case]:
    """Places of all four signs, integers, y = 0; never x = 0 and never the slides' (1, 1), where slips agree."""
    yield case(POSITIVE, x=1.5, y=4.0)
    yield case(NEGATIVE_X, x=-1.5, y=0.7)
    yield case(NEGATIVE_Y, x=0.8, y=-2.5)
    yield case(BOTH_NEGATIVE, x=-1.2, y=-0.6)
    yield case(INTEGER, x=3, y=-2)
    yield case(POSITIVE, x=rng.uniform(0.3, 2.0), y=rng.uniform(1.2, 3.0))
    yield case(BOTH_NEGATIVE, x=rng.uniform(-2.0, -0.3), y=rng.uniform(-3.0, -1.2))
    yield case(ZERO, x=1.7, y=0.0)


def places(rng: np.random.Generator) -> Iterable[Case]:
    """As `away_from_zero`, and x = 0."""
    yield from away_from_zero(rng)
    yield case(ZERO, x=0.0, y=1.7)


def steps(rng: np.random.Generator) -> Iterable[Case]:
    """A gradient and a step: the slides' own at (1, 1) first, then other sizes, signs and integers."""
    slides = np.array([6.0, 3.0])
    yield case(TWO_INPUTS, gradient=slides, step=np.array([0.01, 0.0]))
    yield case(TWO_INPUTS, gradient=slides, step=np.array([0.0, 0.001]))
    yield case(TWO_INPUTS, gradient=np.array([-18.0, 12.0]), step=np.array([0.2, -0.1]))
    yield case(MORE_INPUTS, gradient=np.array([0.5, -2.0, 1.5]), step=np.array([-0.3, 0.4, 1.2]))
    yield case(INTEGERS, gradient=np.array([2, -1, 3, 1]), step=np.array([1, 2, -2, 4]))
    yield case(ONE_INPUT, gradient=np.array([-2.5]), step=np.array([0.4]))
    yield case(TWO_INPUTS, gradient=rng.uniform(-3, 3, size=2), step=rng.uniform(-1, 1, size=2))
    yield case(MORE_INPUTS, gradient=rng.uniform(-3, 3, size=5), step=rng.uniform(-1, 1, size=5))


def directions(rng: np.random.Generator) -> Iterable[Case]:
    """A gradient and a direction of every length, also zero; slopes of both signs, and none."""
    yield case(UNIT_DIRECTION, gradient=np.array([6.0, 3.0]), direction=np.array([1.0, 0.0]))
    yield case(LONG_DIRECTION, gradient=np.array([-18.0, 12.0]), direction=np.array([3.0, 4.0]))
    yield case(SHORT_DIRECTION, gradient=np.array([0.5, -2.0, 1.5]), direction=np.array([0.1, 0.2, -0.2]))
    yield case(INTEGERS, gradient=np.array([2, -1, 3, 1]), direction=np.array([1, 2, -2, 4]))
    yield case(LONG_DIRECTION, gradient=np.array([-2.5]), direction=np.array([-3.0]))
    yield case(ALONG_A_CONTOUR, gradient=np.array([2.0, -1.0, 3.0]), direction=np.array([1.0, 2.0, 0.0]))
    yield case(
        LONG_DIRECTION, gradient=rng.uniform(-3, 3, size=2), direction=rng.choice([-1, 1]) * rng.uniform(1, 3, 2)
    )
    yield case(SHORT_DIRECTION, gradient=rng.uniform(-3, 3, size=5), direction=rng.uniform(0.1, 0.4, size=5))
    yield case(LONG_DIRECTION, gradient=np.array([1.5, -0.5, 2.0]), direction=np.array([2.0, 1.0, -3.0]))
    yield case(ZERO_GRADIENT, gradient=np.zeros(2), direction=np.array([1.5, -2.0]))
    yield case(TINY_DIRECTION, gradient=np.array([4.0, -1.0]), direction=np.array([3e-13, -4e-13]))
    yield refused(ZERO_DIRECTION, gradient=np.array([1.5, -0.5, 2.0]), direction=np.zeros(3))


def gradients(rng: np.random.Generator) -> Iterable[Case]:
    """Gradients of several sizes and lengths, and zero."""
    yield case(LONG_GRADIENT, gradient=np.array([6.0, 3.0]))
    yield case(LONG_GRADIENT, gradient=np.array([-18.0, 12.0]))
    yield case(LONG_GRADIENT, gradient=np.array([0.5, -2.0, 2.5]))
    yield case(SHORT_GRADIENT, gradient=np.array([0.06, -0.08]))
    yield case(INTEGERS, gradient=np.array([2, -1, 4, 2]))
    yield case(LONG_GRADIENT, gradient=np.array([-2.5]))
    yield case(LONG_GRADIENT, gradient=rng.choice([-1.0, 1.0], size=5) * rng.uniform(0.6, 3.0, size=5))
    yield case(SHORT_GRADIENT, gradient=rng.uniform(-0.4, -0.1, size=3))
    yield case(TINY_GRADIENT, gradient=np.array([3e-6, -4e-6]))
    yield case(ZERO_GRADIENT, gradient=np.zeros(3))
    yield case(ZERO_GRADIENT, gradient=np.array([0, 0]))


SLIDES = Code("lambda v: 3 * v[0]**2 * v[1]")
CUBES = Code("lambda v: v[0]**3 - 2 * v[0] * v[1]**3")
WAVES = Code("lambda v: np.sin(v[0]) * v[1] + np.exp(v[2] / 2)")
SUM_OF_CUBES = Code("lambda v: np.sum(v**3) + v[0] * v[-1]")


def functions(rng: np.random.Generator) -> Iterable[Case]:
    """Functions of one to four inputs at places of either sign, with a step so large that every formula shows."""
    yield case(TWO_INPUTS, f=CUBES, x=np.array([1.5, -0.5]), h=0.25)
    yield case(TWO_INPUTS, f=SLIDES, x=np.array([-0.7, 2.0]), h=0.2)
    yield case(MORE_INPUTS, f=WAVES, x=rng.uniform(-1.3, 1.3, size=3), h=rng.uniform(0.2, 0.5))
    yield case(MORE_INPUTS, f=SUM_OF_CUBES, x=rng.uniform(-1.3, 1.3, size=4), h=rng.uniform(0.1, 0.3))
    yield case(ONE_INPUT, f=SUM_OF_CUBES, x=np.array([-1.2]), h=0.3)
    yield case(DEFAULT_STEP, f=SLIDES, x=np.array([2.0, -1.5]))
    yield case(INTEGERS, f=CUBES, x=np.array([2, -3]), h=0.25)


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


def largest_axis(gradient: np.ndarray) -> np.ndarray:
    axis = np.argmax(np.abs(gradient))
    return np.where(np.arange(len(gradient)) == axis, np.sign(gradient), 0.0)


def each(slope: Callable[..., object]) -> Callable[..., object]:
    """Return a wrong `numerical_gradient` from a wrong slope along one input: ``slope(f, x, step, h)``."""

    def numerical_gradient(f, x, h=1e-5):
        return np.array([slope(f, x, step, h) for step in h * np.eye(len(x))])

    return numerical_gradient


def moved_together(f, x, h=1e-5):
    """Every input moves at once."""
    return np.full(len(x), (f(x + h) - f(x - h)) / (2 * h))


def never_put_back(f, x, h=1e-5):
    """Each input stays where the step has left it."""
    up, down, slopes = x.astype(float), x.astype(float), []
    for i in range(len(x)):
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes)


def left_one_step_back(copied: Callable[[np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    """Return a `numerical_gradient` that leaves each input one step behind its place, in a copy of `x`."""

    def numerical_gradient(f, x, h=1e-5):
        place, slopes = copied(x), []
        for i in range(len(x)):
            place[i] += h
            above = f(place)
            place[i] -= 2 * h
            slopes.append((above - f(place)) / (2 * h))
        return np.array(slopes)

    return numerical_gradient


def steps_cut_off(f, x, h=1e-5):
    """The step is written into a copy of `x`, which cuts it off where `x` holds integers."""
    slopes = []
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i], down[i] = x[i] + h, x[i] - h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes)


def slopes_like_x(f, x, h=1e-5):
    """The slopes are written into an array like `x`, which cuts them off where `x` holds integers."""
    return solution.numerical_gradient(f, x, h).astype(x.dtype)


def steps_rounded_to_zero(f, x, h=1e-5):
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
        mistakes=(
            Mistake(
                "other_variable_lost",
                lambda x, y: 6 * x,
                en="The part with x is right, and at y = 1 nobody would notice. What becomes of a constant factor,"
                " such as 7 in its place, when you differentiate?",
                ko="x에 대한 부분은 맞고 y = 1에서는 드러나지 않습니다. y 자리에 상수 7이 있었다면, 미분할 때 그 7은 어떻게"
                " 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "other_partial",
                lambda x, y: 3 * x**2,
                en="That is the slope along y. Which variable moves in ∂f/∂x, and which one is pretended to be a"
                " number?",
                ko="이것은 y 방향의 기울기입니다. ∂f/∂x에서는 어느 변수가 움직이고 어느 변수를 수로 봅니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_lost",
                lambda x, y: 3 * x * y,
                en="y was kept and the power of x went down by one, good. Where does the old exponent go?",
                ko="y를 그대로 두고 x의 지수를 하나 내린 것은 맞습니다. 원래 지수는 어디로 갑니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_kept",
                lambda x, y: 6 * x**2 * y,
                en="The 2 came down in front, good. What becomes of the exponent itself?",
                ko="2는 앞으로 잘 내려왔습니다. 지수 자체는 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "coefficient_lost",
                lambda x, y: 2 * x * y,
                en="x² was differentiated and y was kept. Which other constant factor stands in f?",
                ko="x²을 미분하고 y는 그대로 두었습니다. f에 있는 또 다른 상수 인수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "x_lost",
                lambda x, y: 6 * y,
                en="Along x your slope is the same everywhere. Does a parabola in x climb at one and the same rate?",
                ko="x를 따라가도 기울기가 늘 같습니다. x의 포물선은 어디서나 똑같은 비율로 올라갑니까?",
                credit=0.25,
            ),
            Mistake(
                "both_moved",
                lambda x, y: 6 * x * y + 3 * x**2,
                en="You let x and y move together and added both slopes. What does y do while ∂f/∂x is measured?",
                ko="x와 y를 함께 움직여 두 기울기를 더했습니다. ∂f/∂x를 잴 때 y는 무엇을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "taken_as_sum",
                lambda x, y: 6 * x + y,
                en="The y now stands as a term of its own. What joins it to x² in f, a plus or a product?",
                ko="y가 따로 떨어진 항이 되었습니다. f에서 y와 x²은 합으로 이어져 있습니까, 곱으로 이어져 있습니까?",
            ),
            Mistake(
                "treated_as_constant",
                lambda x, y: 0.0,
                en="Only what holds no x stands still here. Which factor of f changes when x moves?",
                ko="여기서 변하지 않는 것은 x가 없는 것뿐입니다. x가 움직이면 f의 어느 인수가 변합니까?",
            ),
            Mistake(
                "antiderivative",
                lambda x, y: x**3 * y,
                en="The exponent went up, so you went the other way: this has f as its slope. What is the slope of f?",
                ko="지수가 올라갔습니다. 반대 방향으로 간 것이라 이것을 미분하면 f가 됩니다. f의 기울기는 무엇입니까?",
            ),
            Mistake(
                "function_itself",
                lambda x, y: 3 * x**2 * y,
                en="You return the height of f. How much does it move when x alone moves a little?",
                ko="f의 높이를 반환했습니다. x만 조금 움직이면 높이는 얼마나 움직입니까?",
            ),
            Mistake(
                "sign_of_y_lost",
                lambda x, y: 6 * x * abs(y),
                en="Right for positive y. Where y is negative, does the parabola in x open upwards or downwards?",
                ko="양수 y에서는 맞습니다. y가 음수이면 x의 포물선은 위로 열립니까, 아래로 열립니까?",
                credit=0.5,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x, y: np.trunc(6 * x * y),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.dfy,
        points=1,
        cases=places,
        mistakes=(
            Mistake(
                "y_kept",
                lambda x, y: 3 * x**2 * y,
                en="You return f itself, and at y = 1 nobody would notice. With x held still, f is a number times y:"
                " how steep is such a line?",
                ko="f 자체를 반환했고 y = 1에서는 드러나지 않습니다. x를 고정하면 f는 어떤 수 곱하기 y입니다. 그런 직선의"
                " 기울기는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "other_partial",
                lambda x, y: 6 * x * y,
                en="That is the slope along x. Which variable moves in ∂f/∂y, and which one is pretended to be a"
                " number?",
                ko="이것은 x 방향의 기울기입니다. ∂f/∂y에서는 어느 변수가 움직이고 어느 변수를 수로 봅니까?",
                credit=0.25,
            ),
            Mistake(
                "both_differentiated",
                lambda x, y: 6 * x,
                en="You differentiated x² as well. What happens to x while only y moves?",
                ko="x²까지 미분했습니다. y만 움직이는 동안 x에는 무슨 일이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "coefficient_lost",
                lambda x, y: x**2,
                en="x² stays as it is, good. Which other constant factor stands in front of y?",
                ko="x²을 그대로 둔 것은 맞습니다. y 앞에 있는 또 다른 상수 인수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "coefficient_squared",
                lambda x, y: (3 * x) ** 2,
                en="You square the 3 too. In 3x², how far does the exponent reach?",
                ko="3까지 제곱했습니다. 3x²에서 지수는 어디까지 적용됩니까?",
                credit=0.25,
            ),
            Mistake(
                "exponent_lost",
                lambda x, y: 3 * x,
                en="The square of x has gone. While y moves, which power of x multiplies it?",
                ko="x의 제곱이 사라졌습니다. y가 움직이는 동안 y에 곱해지는 것은 x의 몇 제곱입니까?",
                credit=0.25,
            ),
            Mistake(
                "x_lost",
                lambda x, y: 3.0,
                en="Your slope is the same at every x. If x were held at 7, what number would multiply y?",
                ko="기울기가 모든 x에서 같습니다. x를 7로 고정하면 y에 곱해지는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "both_moved",
                lambda x, y: 6 * x * y + 3 * x**2,
                en="You let x and y move together and added both slopes. What does x do while ∂f/∂y is measured?",
                ko="x와 y를 함께 움직여 두 기울기를 더했습니다. ∂f/∂y를 잴 때 x는 무엇을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "taken_as_sum",
                lambda x, y: 3 * x**2 + 1,
                en="The 1 from y was added. What joins y to 3x² in f, a plus or a product?",
                ko="y에서 나온 1을 더했습니다. f에서 y와 3x²은 합으로 이어져 있습니까, 곱으로 이어져 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "antiderivative",
                lambda x, y: 3 * x**2 * y**2 / 2,
                en="The exponent of y went up, so you went the other way. What is the slope of a line through 0?",
                ko="y의 지수가 올라갔으니 반대 방향으로 갔습니다. 원점을 지나는 직선의 기울기는 무엇입니까?",
            ),
            Mistake(
                "treated_as_constant",
                lambda x, y: 0.0,
                en="Only what holds no y stands still here. Does f hold y?",
                ko="여기서 변하지 않는 것은 y가 없는 것뿐입니다. f에 y가 있습니까?",
            ),
            Mistake(
                "variables_confused",
                lambda x, y: 3 * y**2,
                en="The form is right, with the wrong letter. Which variable moves in ∂f/∂y, and which one stays in "
                "the slope?",
                ko="모양은 맞지만 글자가 다릅니다. ∂f/∂y에서 움직이는 변수는 무엇이고, 기울기에 남는 변수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x, y: np.trunc(3 * x**2),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.gradient,
        points=1,
        cases=away_from_zero,
        follow_through=FollowThrough(
            ("dfx", "dfy"),
            code="[answer(x, y), dfy(x, y)]",
            reference=lambda earlier, x, y: earlier.reshape(2),
        ),
        mistakes=(
            Mistake(
                "swapped",
                lambda x, y: np.array([3 * x**2, 6 * x * y]),
                en="Both slopes are right but have changed places. In f(x, y), which input comes first?",
                ko="두 기울기는 맞지만 자리가 바뀌었습니다. f(x, y)에서 먼저 오는 입력은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "partials_added",
                lambda x, y: 6 * x * y + 3 * x**2,
                en="You added the partial derivatives into one number. How many slopes does a function of two inputs"
                " have?",
                ko="편미분 두 개를 더해 수 하나로 만들었습니다. 입력이 둘인 함수의 기울기는 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "length_only",
                lambda x, y: float(np.hypot(6 * x * y, 3 * x**2)),
                en="That is the length of the gradient, one number. What else does a gradient tell, besides how"
                " steep it is?",
                ko="이것은 그레이디언트의 길이로 수 하나입니다. 그레이디언트는 얼마나 가파른지 말고 또 무엇을 알려 줍니까?",
                credit=0.25,
            ),
            Mistake(
                "made_unit_vector",
                lambda x, y: np.array([6 * x * y, 3 * x**2]) / np.hypot(6 * x * y, 3 * x**2),
                en="The direction is right, but you have made its length one. Where would one now read how steep f is?",
                ko="방향은 맞지만 길이를 1로 만들었습니다. 이제 f가 얼마나 가파른지는 어디에서 읽습니까?",
                credit=0.5,
            ),
            Mistake(
                "downhill",
                lambda x, y: np.array([-6 * x * y, -3 * x**2]),
                en="Your vector points downhill. Which way does a gradient point by itself, before anyone descends?",
                ko="벡터가 내려가는 쪽을 가리킵니다. 하강하기 전의 그레이디언트 자체는 어느 쪽을 가리킵니까?",
                credit=0.25,
            ),
            Mistake(
                "diagonal",
                lambda x, y: np.diag([6 * x * y, 3 * x**2]),
                en="Both slopes are there, but in a matrix. f has one output: how many rows does that make?",
                ko="두 기울기가 모두 있지만 행렬에 들어 있습니다. f의 출력은 하나입니다. 그러면 행은 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "other_variable_lost",
                lambda x, y: np.array([6 * x, 3 * x**2]),
                en="The slope along y is right; the one along x agrees only where y = 1. What did y do to the height"
                " of f?",
                ko="y 방향의 기울기는 맞고, x 방향은 y = 1에서만 맞습니다. y는 f의 높이에 어떤 일을 했습니까?",
                credit=0.25,
            ),
            Mistake(
                "y_kept",
                lambda x, y: np.array([6 * x * y, 3 * x**2 * y]),
                en="The slope along x is right; the one along y agrees only where y = 1. What is the slope of y"
                " itself?",
                ko="x 방향의 기울기는 맞고, y 방향은 y = 1에서만 맞습니다. y 자체의 기울기는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "right_at_one_only",
                lambda x, y: np.array([6 * x, 3 * x**2 * y]),
                en="Both slopes agree with the table at (1, 1) and nowhere else. What would a table at (3, −2) say?",
                ko="두 기울기 모두 (1, 1)의 표와는 맞지만 다른 점에서는 맞지 않습니다. (3, −2)에서 표를 만들면 어떻게 됩니까?",
            ),
            Mistake(
                "times_the_place",
                lambda x, y: np.array([6 * x * y * x, 3 * x**2 * y]),
                en="Each slope is multiplied by its own variable. Was a slope asked for, or a change along a step?",
                ko="각 기울기에 자기 변수를 곱했습니다. 물은 것은 기울기입니까, 걸음에 따른 변화량입니까?",
                credit=0.25,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda x, y: np.trunc([6 * x * y, 3 * x**2]),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
            Mistake(
                "one_place_only",
                lambda x, y: np.array([6.0, 3.0]),
                en="That is the gradient at the slides' point. Is the surface equally steep everywhere?",
                ko="이것은 슬라이드의 점에서 구한 그레이디언트입니다. 곡면은 어디서나 똑같이 가파릅니까?",
            ),
        ),
    ),
    Question(
        solution.linear_change,
        points=1,
        cases=steps,
        mistakes=(
            Mistake(
                "products_not_added",
                lambda gradient, step: gradient * step,
                en="You have the change that each input brings, one by one. How much does the single number f change"
                " in all?",
                ko="각 입력이 가져오는 변화를 하나씩 구했습니다. 수 하나인 f는 모두 얼마나 변합니까?",
                credit=0.25,
            ),
            Mistake(
                "products_averaged",
                lambda gradient, step: np.mean(gradient * step),
                en="You take the average of the single changes. If x lifts f by 1 and y lifts it by 2, how much"
                " higher is f?",
                ko="각 변화의 평균을 구했습니다. x가 f를 1만큼, y가 2만큼 올리면 f는 얼마나 높아집니까?",
                credit=0.25,
            ),
            Mistake(
                "lengths_multiplied",
                lambda gradient, step: length_of(gradient) * length_of(step),
                en="You multiply two lengths, as if every step went straight uphill. What of a step sideways?",
                ko="모든 걸음이 가장 가파른 쪽으로 향하는 것처럼 길이끼리 곱했습니다. 옆으로 걷는 걸음은 어떻습니까?",
                credit=0.25,
            ),
            Mistake(
                "step_made_unit",
                lambda gradient, step: np.dot(gradient, step) / length_of(step),
                en="You made the step a unit vector: that is a slope. Should a step of half the length change f by as"
                " much?",
                ko="걸음을 단위 벡터로 만들었습니다. 그러면 기울기가 됩니다. 절반만 걸어도 f가 똑같이 변합니까?",
                credit=0.25,
            ),
            Mistake(
                "step_lost",
                lambda gradient, step: np.sum(gradient),
                en="You add the slopes, which is a step of 1 along every input. How far does this step go?",
                ko="기울기를 더했습니다. 이것은 모든 입력을 1씩 움직인 것입니다. 이 걸음은 각각 얼마나 갑니까?",
            ),
            Mistake(
                "sums_multiplied",
                lambda gradient, step: np.sum(gradient) * np.sum(step),
                en="You add first and multiply then, so that a slope along x meets a step along y. Which slope"
                " belongs to which step?",
                ko="먼저 더하고 나서 곱했습니다. 그러면 x 방향의 기울기가 y 방향의 걸음과도 곱해집니다. 어느 기울기가 어느"
                " 걸음과 짝입니까?",
            ),
            Mistake(
                "added_not_multiplied",
                lambda gradient, step: np.sum(gradient + step),
                en="You add slope and step. If f climbs 6 for each unit of x and x moves by 0.01, how much is that?",
                ko="기울기와 걸음을 더했습니다. x가 1 커질 때 f가 6 올라간다면, x가 0.01 움직일 때는 얼마입니까?",
            ),
            Mistake(
                "signs_lost",
                lambda gradient, step: np.sum(np.abs(gradient * step)),
                en="You add the sizes of the single changes. What if one input lifts f while another lowers it?",
                ko="각 변화의 크기를 더했습니다. 한 입력은 f를 올리고 다른 입력은 내린다면 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "size_of_change",
                lambda gradient, step: abs(np.dot(gradient, step)),
                en="The size is right, but a step downhill should tell you so. What sign has a change that lowers f?",
                ko="크기는 맞지만 내려가는 걸음이라면 드러나야 합니다. f를 낮추는 변화의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "first_input_only",
                lambda gradient, step: gradient[0] * step[0],
                en="Only the first input has moved in your answer. What do the others contribute?",
                ko="답에서는 첫째 입력만 움직였습니다. 다른 입력은 무엇을 더합니까?",
                credit=0.25,
            ),
            Mistake(
                "first_two_inputs_only",
                lambda gradient, step: np.sum((gradient * step)[:2]),
                en="Right for two inputs, but these vectors may be of any length. Which entries were left out?",
                ko="입력이 둘이면 맞지만 벡터의 길이는 얼마든지 될 수 있습니다. 빠진 원소는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "last_input_lost",
                lambda gradient, step: np.sum((gradient * step)[:-1]),
                en="You stop before the last input. How many steps does a loop over n inputs take?",
                ko="마지막 입력 앞에서 멈추었습니다. 입력이 n개이면 반복은 몇 번입니까?",
                credit=0.25,
            ),
            Mistake(
                "last_input_only",
                lambda gradient, step: (gradient * step)[-1],
                en="Only the last product is left. What happens to the earlier ones when you store the next?",
                ko="마지막 곱만 남았습니다. 다음 곱을 저장할 때 앞의 곱은 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "order_reversed",
                lambda gradient, step: np.dot(gradient, step[::-1]),
                en="Each slope meets the step of another input. Which slope belongs to which step?",
                ko="기울기마다 다른 입력의 걸음을 곱했습니다. 어느 기울기가 어느 걸음과 짝입니까?",
                credit=0.25,
            ),
            Mistake(
                "gradient_made_unit",
                lambda gradient, step: np.dot(gradient, step) / length_of(gradient),
                en="You made the gradient a unit vector. What then still says how steep f is?",
                ko="그레이디언트를 단위 벡터로 만들었습니다. 그러면 f가 얼마나 가파른지는 무엇이 말해 줍니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.directional_derivative,
        points=2,
        cases=directions,
        follow_through=FollowThrough(
            ("linear_change",),
            code="answer(gradient, direction / ((direction @ direction) ** 0.5 or 1.0))",
            reference=lambda earlier, gradient, direction: earlier,
        ),
        mistakes=(
            Mistake(
                "nearly_zero_refused",
                nearly_zero_refused,
                en="Your function refuses a very short direction as well."
                " Does an arrow stop pointing when it gets short?",
                ko="아주 짧은 방향까지 거부합니다. 화살표가 짧아지면 가리키는 쪽이 없어집니까?",
                credit=0.5,
            ),
            Mistake(
                "not_made_unit",
                lambda gradient, direction: np.dot(gradient, direction),
                en="The slope changes with the length of the direction. What has to be done to a direction before it"
                " is multiplied?",
                ko="방향의 길이에 따라 기울기가 달라집니다. 곱하기 전에 방향에 무엇을 해야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "gradient_made_unit",
                without_warning(lambda gradient, direction: np.dot(gradient, direction) / length_of(gradient)),
                en="You made the wrong vector a unit vector. Which of the two carries how steep f is, and must keep"
                " its length?",
                ko="단위 벡터로 만든 것이 다른 쪽입니다. 얼마나 가파른지를 담고 있어 길이를 지켜야 하는 것은 어느"
                " 쪽입니까?",
                credit=0.25,
            ),
            Mistake(
                "both_made_unit",
                without_warning(
                    lambda gradient, direction: np.dot(gradient, direction) / length_of(gradient) / length_of(direction)
                ),
                en="Both vectors have length one now, so only the angle between them is left. Where did the steepness"
                " of f go?",
                ko="두 벡터의 길이를 모두 1로 만들어 사이의 각만 남았습니다. f의 가파름은 어디로 갔습니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_square",
                lambda gradient, direction: np.dot(gradient, direction) / np.sum(direction**2),
                en="You divide by the square of the length. How long is your direction after that division?",
                ko="길이의 제곱으로 나누었습니다. 그렇게 나눈 방향의 길이는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_sum",
                lambda gradient, direction: np.dot(gradient, direction) / np.sum(np.abs(direction)),
                en="You divide by the sum of the entries' sizes. Is that how long an arrow (3, 4) is?",
                ko="원소의 크기의 합으로 나누었습니다. 화살표 (3, 4)의 길이가 그것입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_largest",
                lambda gradient, direction: np.dot(gradient, direction) / np.max(np.abs(direction)),
                en="You divide by the largest entry. Is that how long an arrow (3, 4) is?",
                ko="가장 큰 원소로 나누었습니다. 화살표 (3, 4)의 길이가 그것입니까?",
                credit=0.25,
            ),
            Mistake(
                "multiplied_by_length",
                lambda gradient, direction: np.dot(gradient, direction) * length_of(direction),
                en="The length of the direction now counts twice. Which operation would take it out?",
                ko="방향의 길이가 두 번 들어갔습니다. 어떤 연산을 해야 길이가 빠집니까?",
                credit=0.25,
            ),
            Mistake(
                "products_not_added",
                lambda gradient, direction: gradient * direction / length_of(direction),
                en="The direction has length one, good, but the products are still apart. How many numbers is a slope?",
                ko="방향의 길이를 1로 만든 것은 맞지만 곱을 아직 더하지 않았습니다. 기울기는 수 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "projected_vector",
                lambda gradient, direction: np.dot(gradient, direction) / np.sum(direction**2) * direction,
                en="You return the gradient's shadow on the direction, a vector. Which single number tells how steep"
                " it is that way?",
                ko="그레이디언트를 방향에 내린 그림자, 곧 벡터를 반환했습니다. 그쪽이 얼마나 가파른지 알려 주는 수 하나는"
                " 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "steepest_slope",
                lambda gradient, direction: length_of(gradient),
                en="That is the steepest slope of all. What if you walk in another direction?",
                ko="이것은 모든 방향 가운데 가장 가파른 기울기입니다. 다른 방향으로 걸으면 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "sign_lost",
                lambda gradient, direction: abs(np.dot(gradient, direction)) / length_of(direction),
                en="The size is right, but some directions lead downhill. Which sign has the slope there?",
                ko="크기는 맞지만 어떤 방향은 내려갑니다. 그곳에서 기울기의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "cut_to_whole_numbers",
                lambda gradient, direction: np.floor(np.dot(gradient, direction) / length_of(direction)),
                en="Right for whole numbers. Where does your answer lose the digits behind the point: in an array of"
                " integers, by int, or by //?",
                ko="정수일 때는 맞습니다. 소수점 아래는 어디에서 사라집니까? 정수 배열입니까, int입니까, //입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.steepest_ascent,
        points=2,
        cases=gradients,
        mistakes=(
            Mistake(
                "not_made_unit",
                lambda gradient: 1.0 * gradient,
                en="The direction is right, but your arrow is as long as the gradient. How long is a unit vector?",
                ko="방향은 맞지만 화살표가 그레이디언트만큼 깁니다. 단위 벡터의 길이는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "descent",
                unless_zero(lambda gradient: -gradient / length_of(gradient)),
                en="Your arrow has the right length and points downhill. Was it the way up or the way down?",
                ko="화살표의 길이는 맞고 내려가는 쪽을 가리킵니다. 물은 것은 올라가는 길입니까, 내려가는 길입니까?",
                credit=0.5,
            ),
            Mistake(
                "divided_by_square",
                unless_zero(lambda gradient: gradient / np.sum(gradient**2)),
                en="You divide by the square of the length. How long is your arrow after that division?",
                ko="길이의 제곱으로 나누었습니다. 그렇게 나눈 화살표의 길이는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_sum",
                unless_zero(lambda gradient: gradient / np.sum(np.abs(gradient))),
                en="You divide by the sum of the entries' sizes. Is that how long an arrow (3, 4) is?",
                ko="원소의 크기의 합으로 나누었습니다. 화살표 (3, 4)의 길이가 그것입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_signed_sum",
                unless_zero(lambda gradient: gradient / np.sum(gradient)),
                en="You divide by the sum of the entries, which may be negative or even 0. Can a length be that?",
                ko="원소의 합으로 나누었습니다. 합은 음수나 0일 수도 있습니다. 길이가 그럴 수 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_largest",
                unless_zero(lambda gradient: gradient / np.max(np.abs(gradient))),
                en="You divide by the largest entry. Is that how long an arrow (3, 4) is?",
                ko="가장 큰 원소로 나누었습니다. 화살표 (3, 4)의 길이가 그것입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_mean_square",
                unless_zero(lambda gradient: gradient / np.sqrt(np.mean(gradient**2))),
                en="You average the squares before the root, so your arrow grows with the number of inputs. What does"
                " Pythagoras do with the squares?",
                ko="제곱의 평균에 근호를 씌웠습니다. 그러면 입력이 많을수록 화살표가 길어집니다. 피타고라스 정리는 제곱들을"
                " 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "signs_only",
                unless_zero(lambda gradient: np.sign(gradient)),
                en="You keep the signs alone, so every input moves equally far. Which input lifts f the most?",
                ko="부호만 남겨서 모든 입력이 똑같이 움직입니다. f를 가장 많이 올리는 입력은 어느 것입니까?",
            ),
            Mistake(
                "largest_input_only",
                unless_zero(largest_axis),
                en="You move along the steepest input alone. Would a little of the others lift f further still?",
                ko="가장 가파른 입력 하나만 움직였습니다. 다른 입력도 조금 움직이면 f가 더 올라가지 않습니까?",
                credit=0.25,
            ),
            Mistake(
                "signs_lost",
                unless_zero(lambda gradient: np.abs(gradient) / length_of(gradient)),
                en="All your entries are positive. If a slope is negative, which way must that input go to lift f?",
                ko="모든 원소가 양수입니다. 어떤 기울기가 음수라면 f를 올리기 위해 그 입력은 어느 쪽으로 가야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "length_only",
                length_of,
                en="That is the slope in the steepest direction, a number. Which arrow points that way?",
                ko="이것은 가장 가파른 방향의 기울기로 수 하나입니다. 그쪽을 가리키는 화살표는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "only_shortened",
                lambda gradient: gradient / max(1.0, length_of(gradient)),
                en="Long gradients come out with length one, short ones are left short. How long is a unit vector,"
                " always?",
                ko="긴 그레이디언트는 길이가 1이 되지만 짧은 것은 그대로입니다. 단위 벡터의 길이는 언제나 얼마입니까?",
                credit=0.5,
            ),
            Mistake(
                "direction_at_zero",
                at_zero(lambda count: np.eye(count)[0]),
                en="Right wherever there is a slope. Where the gradient is zero, does any direction lead upwards?",
                ko="기울기가 있는 곳에서는 모두 맞습니다. 그레이디언트가 0인 곳에서 올라가는 방향이 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "even_direction_at_zero",
                at_zero(lambda count: np.full(count, count**-0.5)),
                en="Right wherever there is a slope. Where the gradient is zero, does any direction lead upwards?",
                ko="기울기가 있는 곳에서는 모두 맞습니다. 그레이디언트가 0인 곳에서 올라가는 방향이 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "number_at_zero",
                at_zero(lambda count: 0.0),
                en="Right wherever there is a slope. Where there is none you return the number 0: how many entries"
                " should it have?",
                ko="기울기가 있는 곳에서는 모두 맞습니다. 기울기가 없는 곳에서는 수 0을 반환했습니다. 원소는 몇 개여야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "nearly_zero_as_zero",
                lambda gradient: (
                    gradient / length_of(gradient) if length_of(gradient) > 1e-4 else np.zeros(len(gradient))
                ),
                en="You give zeros for a very short gradient too. Does a gentle slope have no way up?",
                ko="아주 짧은 그레이디언트에도 0을 반환합니다. 완만한 비탈에는 올라가는 방향이 없습니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.numerical_gradient,
        points=2,
        cases=functions,
        rules=Rules(rtol=1e-6, atol=1e-8),
        mistakes=(
            Mistake(
                "forward_difference",
                each(lambda f, x, step, h: (f(x + step) - f(x)) / h),
                en="You look to one side only. Which two points lie evenly on both sides of x?",
                ko="한쪽만 보았습니다. x의 양쪽에 고르게 놓인 두 점은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "backward_difference",
                each(lambda f, x, step, h: (f(x) - f(x - step)) / h),
                en="You look backwards only. Which two points lie evenly on both sides of x?",
                ko="뒤쪽만 보았습니다. x의 양쪽에 고르게 놓인 두 점은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "divided_by_h",
                each(lambda f, x, step, h: (f(x + step) - f(x - step)) / h),
                en="The rise is right. How far apart are the two points that you compare?",
                ko="높이의 차이는 맞습니다. 비교하는 두 점은 서로 얼마나 떨어져 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "not_divided",
                each(lambda f, x, step, h: f(x + step) - f(x - step)),
                en="That is the rise along each input. A slope is rise over what?",
                ko="이것은 각 입력을 따른 높이의 차이입니다. 기울기는 이것을 무엇으로 나눈 값입니까?",
                credit=0.25,
            ),
            Mistake(
                "brackets_lost",
                each(lambda f, x, step, h: f(x + step) - f(x - step) / (2 * h)),
                en="Division comes before subtraction. Which part should be divided as a whole?",
                ko="나눗셈이 뺄셈보다 먼저 계산됩니다. 통째로 나누어야 할 부분은 어디입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_the_wrong_way",
                each(lambda f, x, step, h: (f(x + step) - f(x - step)) / 2 * h),
                en="`/ 2 * h` divides by 2 and then multiplies by h. How do you keep 2h together?",
                ko="`/ 2 * h`는 2로 나눈 뒤 h를 곱합니다. 2h를 어떻게 묶습니까?",
                credit=0.25,
            ),
            Mistake(
                "h_ignored",
                lambda f, x, h=1e-5: solution.numerical_gradient(f, x),
                en="Right for a tiny step, but the caller chose another one. Where does your function use h?",
                ko="아주 작은 간격에서는 맞지만 호출한 쪽은 다른 간격을 주었습니다. 함수의 어디에서 h를 씁니까?",
                credit=0.5,
            ),
            Mistake(
                "sign_flipped",
                each(lambda f, x, step, h: (f(x - step) - f(x + step)) / (2 * h)),
                en="You subtract the later value from the earlier one. For a rising function, which sign must come"
                " out?",
                ko="앞의 값에서 뒤의 값을 뺐습니다. 올라가는 함수라면 부호는 무엇이어야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "moved_together",
                moved_together,
                en="Every input moves at once, so all your slopes are equal. How do you nudge one entry and leave the"
                " others where they are?",
                ko="모든 입력이 한꺼번에 움직여 기울기가 전부 같습니다. 원소 하나만 움직이고 나머지를 그대로 두려면 어떻게"
                " 합니까?",
                credit=0.25,
            ),
            Mistake(
                "never_put_back",
                never_put_back,
                en="The first slope is right. When you come to the second input, where has the first one been left?",
                ko="첫째 기울기는 맞습니다. 둘째 입력을 움직일 때 첫째 입력은 어디에 남아 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "slopes_added",
                lambda f, x, h=1e-5: np.sum(solution.numerical_gradient(f, x, h)),
                en="You added the slopes into one number. How many slopes does a function of n inputs have?",
                ko="기울기를 더해 수 하나로 만들었습니다. 입력이 n개인 함수의 기울기는 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "steps_cut_off",
                steps_cut_off,
                en="Right for floats. If x holds integers, what is left of 2 + h after you store it in a copy of x?",
                ko="실수에서는 맞습니다. x가 정수 배열이라면, 2 + h를 x의 복사본에 저장한 뒤 무엇이 남습니까?",
                credit=0.5,
            ),
            Mistake(
                "steps_rounded_to_zero",
                steps_rounded_to_zero,
                en="Right for floats. If x holds integers, what is left of h after you store it in an array made like"
                " x?",
                ko="실수에서는 맞습니다. x가 정수 배열이라면, x와 같은 형식으로 만든 배열에 h를 저장한 뒤 무엇이 남습니까?",
                credit=0.5,
            ),
            Mistake(
                "left_one_step_back",
                left_one_step_back(lambda x: x.astype(float)),
                en="The first slope is right. After one step up and two down, where is an input left for the slopes "
                "that follow?",
                ko="첫째 기울기는 맞습니다. 한 걸음 올리고 두 걸음 내린 입력은 다음 기울기를 잴 때 어디에 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "left_one_step_back_in_integers",
                left_one_step_back(np.copy),
                en="The first slope is right. After one step up and two down, where is an input left for the slopes "
                "that follow?",
                ko="첫째 기울기는 맞습니다. 한 걸음 올리고 두 걸음 내린 입력은 다음 기울기를 잴 때 어디에 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "first_input_only",
                lambda f, x, h=1e-5: solution.numerical_gradient(f, x, h) * (np.arange(len(x)) == 0),
                en="Only the first slope is filled in. When does your function return: inside the loop or after it?",
                ko="첫째 기울기만 채워졌습니다. 함수가 언제 값을 반환합니까? 반복 안입니까, 반복이 끝난 뒤입니까?",
                credit=0.25,
            ),
            Mistake(
                "made_unit_vector",
                lambda f, x, h=1e-5: solution.steepest_ascent(solution.numerical_gradient(f, x, h)),
                en="The direction is right, but you made it a unit vector. Where did the steepness of f go?",
                ko="방향은 맞지만 단위 벡터로 만들었습니다. f의 가파름은 어디로 갔습니까?",
                credit=0.5,
            ),
            Mistake(
                "cut_to_whole_numbers",
                slopes_like_x,
                en="Right for floats. If x holds integers, what is left of a slope that you store in an array made "
                "like x?",
                ko="실수에서는 맞습니다. x가 정수 배열이라면, x와 같은 형식으로 만든 배열에 기울기를 저장한 뒤 무엇이 "
                "남습니까?",
                credit=0.5,
            ),
        ),
    ),
)
