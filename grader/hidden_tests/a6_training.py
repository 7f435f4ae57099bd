"""Hidden tests of a6_training: cases, samples on both sides of the kink, and the mistakes we know."""

from collections.abc import Callable, Iterable

import numpy as np

from grader.questions.kinds import INTEGER
from grader.questions.question import Case, FollowThrough, Mistake, Question, Rules, case
from grader.text import Bilingual
from solutions import a6_training as solution

# ── kinds ──────────────────────────────────────────────────────────────────────────────────────────────────

MIXED = Bilingual("some samples active and some inactive", "활성인 샘플과 비활성인 샘플이 섞인 입력")
KINK = Bilingual("a sample whose z is exactly 0", "z가 정확히 0인 샘플이 있는 입력")
ONE_WEIGHT = Bilingual("a neuron with a single input", "입력이 하나뿐인 뉴런")
ONE_SAMPLE = Bilingual("a single sample", "샘플 하나")
ALL_INACTIVE = Bilingual("no active sample at all", "활성인 샘플이 하나도 없는 입력")
SEVERAL_STEPS = Bilingual("two or more steps", "두 번 이상의 갱신")
ONE_STEP = Bilingual("one step", "한 번의 갱신")
NO_STEP = Bilingual("steps = 0", "steps = 0")
VECTORS = Bilingual("several weights", "여러 개의 가중치")
FLAT = Bilingual("a gradient of 0 for the weights", "가중치의 그레이디언트가 0인 입력")
TOO_LONG = Bilingual("steps so long that the cost rises", "비용이 커질 만큼 긴 걸음")

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────

# Active first and last, errors of both signs; sample 3 is active only for who forgets b; the mean z is positive.
DESIGNED = {
    "w": np.array([0.5, -1.5, 2.0]),
    "b": -0.75,
    "X": np.array([[2.0, -0.5, 0.5], [-1.0, 1.0, -0.5], [0.5, -1.0, 0.25], [3.0, 0.5, -0.125], [-0.5, -0.25, 0.75]]),
    "y": np.array([1.5, 0.5, 3.0, 1.25, 0.25]),
}
# Sample 1 lies exactly on the kink, whatever the order of the sums: every number is a multiple of 1/4.
ON_THE_KINK = {
    "w": np.array([1.5, -0.5]),
    "b": 0.25,
    "X": np.array([[1.0, 0.5], [0.5, 2.0], [-1.0, 0.5], [0.5, -1.5]]),
    "y": np.array([2.5, 1.5, 0.5, 0.5]),
}
# Every gate is closed: the cost is large and flat.
SILENT = {
    "w": np.array([-1.0, 0.5]),
    "b": -0.5,
    "X": np.array([[1.0, -1.0], [2.0, 1.5], [0.5, -0.25]]),
    "y": np.array([1.0, -0.5, 2.0]),
}
# The mean z is negative although most samples are active.
INTEGERS = {
    "w": np.array([2, -1]),
    "b": 1,
    "X": np.array([[1, 1], [-3, 2], [0, -2]]),
    "y": np.array([3, 2, 1]),
}


def drawn(rng: np.random.Generator, size: int, inputs: int) -> dict[str, object]:
    """Return random samples, the middle ones of each three inactive, none near the kink, errors of both signs."""
    w = rng.uniform(0.5, 1.5, inputs) * rng.choice([-1, 1], inputs)
    b = rng.uniform(0.3, 1.0) * rng.choice([-1, 1])
    order = np.arange(size)
    z = rng.uniform(0.4, 2.0, size) * np.where(order % 3 == 1, -1, 1)
    X = rng.uniform(-1.5, 1.5, (size, inputs))
    X[:, 0] += (z - X @ w - b) / w[0]
    y = np.maximum(0, z) - rng.uniform(0.3, 1.2, size) * np.where(order % 2, -1, 1)
    y[np.abs(y) < 0.1] += 0.2  # no target of 0: an error relative to it would be infinite
    return {"w": w.round(2), "b": round(float(b), 2), "X": X.round(2), "y": y.round(2)}


def samples(rng: np.random.Generator) -> Iterable[Case]:
    """Weights, bias, samples and targets: designed ones, integers, none active, one input, one sample, random ones."""
    yield case(MIXED, **DESIGNED)
    yield case(KINK, **ON_THE_KINK)
    yield case(INTEGER, **INTEGERS)
    yield case(ALL_INACTIVE, **SILENT)
    yield case(MIXED, **drawn(rng, 6, 2))
    yield case(MIXED, **drawn(rng, 7, 4))
    yield case(ONE_WEIGHT, **drawn(rng, 4, 1))
    yield case(ONE_SAMPLE, **drawn(rng, 1, 3))


def without_targets(rng: np.random.Generator) -> Iterable[Case]:
    """As `samples`, without y."""
    for every in samples(rng):
        yield Case({name: value for name, value in every.given.items() if name != "y"}, every.kind)


def one_move(rng: np.random.Generator) -> Iterable[Case]:
    """A place, a gradient with unequal entries of both signs, a learning rate."""
    place = {"w": np.array([1.5, -0.5, 0.25]), "b": 0.75}
    yield case(VECTORS, **place, dw=np.array([2.0, -1.25, 0.5]), db=-3.0, learning_rate=0.2)
    yield case(FLAT, **place, dw=np.zeros(3), db=1.25, learning_rate=0.3)  # as many weights: nothing may be remembered
    yield case(INTEGER, w=np.array([3, -2]), b=4, dw=np.array([-1, 5]), db=3, learning_rate=2)
    yield case(ONE_WEIGHT, w=np.array([0.75]), b=-1.25, dw=np.array([-0.5]), db=1.5, learning_rate=0.5)
    for inputs in (2, 5):
        w, dw = rng.uniform(0.3, 2.0, (2, inputs)) * rng.choice([-1, 1], (2, inputs))
        b, db = rng.uniform(0.3, 2.0, 2) * rng.choice([-1, 1], 2)
        place = {"w": w.round(2), "b": round(float(b), 2)}
        slope = {"dw": dw.round(2), "db": round(float(db), 2)}
        yield case(VECTORS, **place, **slope, learning_rate=round(rng.uniform(0.05, 0.4), 3))


def trainings(rng: np.random.Generator) -> Iterable[Case]:
    """A start, samples, a learning rate and a number of steps, 0 among them.

    The weights are floats: who changes them in place is told so by `changes_input`, not by an exception of NumPy's.
    """
    yield case(SEVERAL_STEPS, **DESIGNED, learning_rate=0.2, steps=3)
    yield case(NO_STEP, **DESIGNED, learning_rate=0.2, steps=0)
    yield case(ONE_STEP, **drawn(rng, 7, 4), learning_rate=0.15, steps=1)
    yield case(KINK, **ON_THE_KINK, learning_rate=0.3, steps=2)
    yield case(INTEGER, **INTEGERS | {"w": np.array([2.0, -1.0])}, learning_rate=0.125, steps=2)
    yield case(ONE_WEIGHT, **drawn(rng, 4, 1), learning_rate=0.1, steps=5)
    yield case(SEVERAL_STEPS, **drawn(rng, 6, 2), learning_rate=0.12, steps=8)
    yield case(TOO_LONG, **DESIGNED, learning_rate=0.9, steps=4)  # history is what happened, not the best so far


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def z_of(w, b, X):
    return X @ w + b


def cost_of(error, size=lambda e, X: len(e)):
    """Return a wrong cost from a wrong error of (a, z, y), summed in squares and divided by `size`."""

    def cost(w, b, X, y):
        z = z_of(w, b, X)
        e = error(np.maximum(0, z), z, y)
        return np.sum(e**2) / size(e, X)

    return cost


def gradients(
    scale=lambda z, X: 2 / len(z),
    error=lambda z, y: np.maximum(0, z) - y,
    gate=lambda z, b: z > 0,
    rows=slice(None),
) -> tuple[Callable[..., object], Callable[..., object]]:
    """Return both gradients with one of their parts wrong: the constant, the error, the gate, the samples summed."""

    def parts(w, b, X, y):
        z = z_of(w, b, X)
        return (scale(z, X) * error(z, y) * gate(z, b))[rows]

    return (lambda w, b, X, y: parts(w, b, X, y) @ X[rows]), (lambda w, b, X, y: np.sum(parts(w, b, X, y)))


HALF = gradients(scale=lambda z, X: 1 / len(z))
SUM = gradients(scale=lambda z, X: 2)
BARE_SUM = gradients(scale=lambda z, X: 1)
AVERAGED_TWICE = gradients(scale=lambda z, X: 2 / len(z) ** 2)
PER_ACTIVE = gradients(scale=lambda z, X: 2 / np.sum(z > 0))
PER_INPUT = gradients(scale=lambda z, X: 2 / X.shape[1])
REVERSED = gradients(error=lambda z, y: y - np.maximum(0, z))
NO_GATE = gradients(gate=lambda z, b: np.ones(len(z)))
LINEAR = gradients(error=lambda z, y: z - y, gate=lambda z, b: np.ones(len(z)))
OPEN_AT_ZERO = gradients(gate=lambda z, b: z >= 0)
ONE_GATE = gradients(gate=lambda z, b: np.all(z > 0))
ANY_GATE = gradients(gate=lambda z, b: np.any(z > 0))
GATE_OF_MEAN = gradients(gate=lambda z, b: np.mean(z) > 0)
GATE_WITHOUT_BIAS = gradients(gate=lambda z, b: z - b > 0)
NO_ERROR = gradients(error=lambda z, y: np.ones(len(z)))
NO_TARGETS = gradients(error=lambda z, y: np.maximum(0, z))
SQUARED_ERROR = gradients(error=lambda z, y: (np.maximum(0, z) - y) ** 2)
ERROR_SIZE = gradients(error=lambda z, y: np.abs(np.maximum(0, z) - y))
GATE_ON_ERROR = gradients(error=lambda z, y: np.maximum(0, np.maximum(0, z) - y), gate=lambda z, b: np.ones(len(z)))
FIRST_SAMPLE = gradients(rows=slice(0, 1))
LAST_SAMPLE = gradients(rows=slice(-1, None))
RIGHT = (solution.cost_gradient_w, solution.cost_gradient_b)


def step_with(slopes, w_rate=-1.0, b_rate=-1.0):
    """Return one step (w, b) → (w, b) with these gradients, and with factors on the way each of them moves."""

    def step(w, b, X, y, learning_rate):
        dw, db = (slope(w, b, X, y) for slope in slopes)
        return w + w_rate * learning_rate * dw, b + b_rate * learning_rate * db

    return step


def training(step, keep=lambda costs: costs, extra=0):
    """Return a wrong `train`: a wrong step, a wrong part of the history kept, `extra` steps too many."""

    def train(w, b, X, y, learning_rate, steps):
        costs = [solution.cost(w, b, X, y)]
        for _ in range(steps + extra):
            w, b = step(w, b, X, y, learning_rate)
            costs.append(solution.cost(w, b, X, y))
        return w, b, np.array(keep(costs))

    return train


def bias_slope_after_move(w, b, X, y, learning_rate):
    w = w - learning_rate * solution.cost_gradient_w(w, b, X, y)
    return w, b - learning_rate * solution.cost_gradient_b(w, b, X, y)


def weight_slope_after_move(w, b, X, y, learning_rate):
    b = b - learning_rate * solution.cost_gradient_b(w, b, X, y)
    return w - learning_rate * solution.cost_gradient_w(w, b, X, y), b


def without_rate(w, b, X, y, learning_rate):
    return w - solution.cost_gradient_w(w, b, X, y), b - solution.cost_gradient_b(w, b, X, y)


def sample_by_sample(w, b, X, y, learning_rate):
    for i in range(len(y)):
        w, b = step_with(RIGHT)(w, b, X[i : i + 1], y[i : i + 1], learning_rate)
    return w, b


def gradient_of_the_start(w, b, X, y, learning_rate, steps):
    frozen = [slope(w, b, X, y) for slope in RIGHT]
    slopes = [lambda *at, value=value: value for value in frozen]
    return training(step_with(slopes))(w, b, X, y, learning_rate, steps)


def gates_of_the_start(w, b, X, y, learning_rate, steps):
    gate = z_of(w, b, X) > 0
    return training(step_with(gradients(gate=lambda *at: gate)))(w, b, X, y, learning_rate, steps)


def starts_from_zero(w, b, X, y, learning_rate, steps):
    return solution.train(np.zeros(len(w)), 0.0, X, y, learning_rate, steps)


def sums_in_history(w, b, X, y, learning_rate, steps):
    w, b, history = solution.train(w, b, X, y, learning_rate, steps)
    return w, b, len(y) * history


# ── follow-through: never on earlier values that are one and the same number where they should not be ──────


def own(earlier: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return a student's own earlier values.

    Raises `ValueError` where they are constant and the right ones are not: what follows from those shows nothing.
    """
    if np.ptp(right) and not np.ptp(earlier):
        raise ValueError("constant")
    return earlier


def follow_errors(earlier, w, b, X, y):
    return own(earlier.reshape(y.shape), solution.predictions(w, b, X)) - y


def follow_cost(earlier, w, b, X, y):
    return np.mean(own(earlier, solution.errors(w, b, X, y)) ** 2)


def own_pushes(earlier, w, b, X, y):
    """Return a student's own errors where their own neuron is active; nothing follows from one that never is."""
    errors, gates = earlier
    if not gates.any() and solution.predictions(w, b, X).any():
        raise ValueError("never active")
    return own(errors, solution.errors(w, b, X, y)) * gates


def follow_gradient_w(earlier, w, b, X, y):
    return 2 / len(y) * own_pushes(earlier, w, b, X, y) @ X


def follow_gradient_b(earlier, w, b, X, y):
    return 2 / len(y) * np.sum(own_pushes(earlier, w, b, X, y))


def follow_train(earlier, w, b, X, y, learning_rate, steps):
    end, history = earlier[: len(w) + 1], earlier[len(w) + 1 :]
    return end[:-1], end[-1], own(history, solution.train(w, b, X, y, learning_rate, steps)[2])


OWN_ERRORS = """
def own_gates():
    try:
        return np.ravel(predictions(w, b, X)) > 0
    except Exception:
        return X @ w + b > 0
np.stack([np.ravel(answer(w, b, X, y)), own_gates()])
"""
OWN_FUNCTIONS = ("cost_gradient_w", "cost_gradient_b", "cost", "update")
OWN_TRAINING = """
def own_training(w, b):
    history = [cost(w, b, X, y)]
    for _ in range(steps):
        dw, db = answer(w, b, X, y), cost_gradient_b(w, b, X, y)
        w, b = update(w, b, np.reshape(dw, np.shape(w)), db, learning_rate)
        history.append(cost(w, b, X, y))
    return np.concatenate([np.ravel(w), np.ravel(b), np.ravel(history)])
own_training(w, b)
"""

# ── mistakes that both gradients share ─────────────────────────────────────────────────────────────────────


def shared(part: int) -> tuple[Mistake, ...]:
    """Return the mistakes known of both gradients: part 0 is the one by w, part 1 the one by b."""
    return (
        Mistake(
            "factor_two_lost",
            HALF[part],
            en="Your gradient is too flat by a constant. What does the power rule put in front of a square?",
            ko="그레이디언트가 일정한 비율로 작습니다. 거듭제곱 법칙은 제곱 앞에 무엇을 놓습니까?",
            credit=0.5,
        ),
        Mistake(
            "not_averaged",
            SUM[part],
            en="You add up what every sample contributes. Would twice as many samples make the cost twice as steep?",
            ko="모든 샘플의 몫을 더하기만 했습니다. 샘플이 두 배로 많아지면 비용도 두 배로 가팔라집니까?",
            credit=0.5,
        ),
        Mistake(
            "constants_lost",
            BARE_SUM[part],
            en="Each sample's share has the right direction. Which two constants does a mean of squares leave in front?",
            ko="샘플마다 방향은 맞습니다. 제곱의 평균을 미분하면 앞에 어떤 상수 두 개가 남습니까?",
            credit=0.25,
        ),
        Mistake(
            "averaged_twice",
            AVERAGED_TWICE[part],
            en="You divide by the number of samples more than once. How often does the cost divide by it?",
            ko="샘플의 수로 두 번 이상 나누었습니다. 비용은 샘플의 수로 몇 번 나눕니까?",
            credit=0.5,
        ),
        Mistake(
            "divided_by_active",
            PER_ACTIVE[part],
            en="You average over the active samples only. Over which samples does the cost take its mean?",
            ko="활성인 샘플에 대해서만 평균을 냈습니다. 비용은 어느 샘플들의 평균입니까?",
            credit=0.5,
        ),
        Mistake(
            "divided_by_inputs",
            PER_INPUT[part],
            en="You divide by the number of inputs. Which of X's two sizes counts the samples?",
            ko="입력의 수로 나누었습니다. X의 두 크기 가운데 샘플의 수는 어느 것입니까?",
            credit=0.5,
        ),
        Mistake(
            "error_reversed",
            REVERSED[part],
            en="Your gradient points downhill. If a prediction is too high, does raising b raise or lower its cost?",
            ko="그레이디언트가 내리막을 가리킵니다. 예측이 너무 높을 때 b를 키우면 비용은 커집니까, 작아집니까?",
            credit=0.25,
        ),
        Mistake(
            "no_gate",
            NO_GATE[part],
            en="Samples with a closed gate have a say in your gradient. If w moves a little, does their prediction move?",
            ko="게이트가 닫힌 샘플도 그레이디언트에 들어 있습니다. w가 조금 움직일 때 그 샘플의 예측은 움직입니까?",
            credit=0.5,
        ),
        Mistake(
            "activation_ignored",
            LINEAR[part],
            en="You differentiate w·x + b, a neuron without its activation. What does it predict where z is negative?",
            ko="활성화 함수가 없는 w·x + b를 미분했습니다. z가 음수인 곳에서 뉴런의 예측은 무엇입니까?",
            credit=0.25,
        ),
        Mistake(
            "gate_open_at_zero",
            OPEN_AT_ZERO[part],
            en="Right but for a sample whose z is exactly 0. On which side does this course count that point?",
            ko="z가 정확히 0인 샘플만 다릅니다. 이 과목에서는 그 점을 어느 쪽으로 봅니까?",
            credit=0.5,
        ),
        Mistake(
            "one_gate_for_all",
            ONE_GATE[part],
            en="A single inactive sample turns your whole gradient off. Whose share of the gradient does its z decide?",
            ko="비활성 샘플 하나가 그레이디언트 전체를 0으로 만듭니다. 한 샘플의 z는 어느 샘플의 몫을 결정합니까?",
            credit=0.25,
        ),
        Mistake(
            "one_open_gate_for_all",
            ANY_GATE[part],
            en="One active sample lets all the others count too. Whose share of the gradient does its z decide?",
            ko="활성 샘플이 하나만 있어도 나머지 샘플까지 모두 세었습니다. 한 샘플의 z는 어느 샘플의 몫을 결정합니까?",
            credit=0.25,
        ),
        Mistake(
            "one_gate_by_mean",
            GATE_OF_MEAN[part],
            en="You ask only once whether the neuron is active. For N samples, how many times must it be asked?",
            ko="뉴런이 활성인지 한 번만 물었습니다. 샘플이 N개라면 몇 번 물어야 합니까?",
            credit=0.25,
        ),
        Mistake(
            "gate_without_bias",
            GATE_WITHOUT_BIAS[part],
            en="Your gate looks at w·x alone. Which quantity does the activation function receive?",
            ko="w·x만 보고 활성인지 정했습니다. 활성화 함수가 받는 양은 무엇입니까?",
            credit=0.5,
        ),
        Mistake(
            "gate_on_error",
            GATE_ON_ERROR[part],
            en="Only samples predicted too high count in your answer. Does the error decide whether a neuron is active?",
            ko="예측이 너무 높은 샘플만 세었습니다. 뉴런이 활성인지 결정하는 것이 오차입니까?",
            credit=0.25,
        ),
        Mistake(
            "error_lost",
            NO_ERROR[part],
            en="Every active sample pushes equally hard. Should one that is predicted well push like one that is not?",
            ko="활성인 샘플이 모두 같은 힘으로 밉니다. 잘 맞은 샘플과 크게 빗나간 샘플이 똑같이 밀어도 됩니까?",
            credit=0.25,
        ),
        Mistake(
            "targets_lost",
            NO_TARGETS[part],
            en="Your gradient does not know the targets. If every prediction is right, what should the gradient be?",
            ko="그레이디언트에 목표값이 들어 있지 않습니다. 모든 예측이 맞으면 그레이디언트는 얼마여야 합니까?",
        ),
        Mistake(
            "error_still_squared",
            SQUARED_ERROR[part],
            en="The error still stands squared. What happens to an exponent when a power is differentiated?",
            ko="오차가 아직 제곱되어 있습니다. 거듭제곱을 미분하면 지수는 어떻게 됩니까?",
            credit=0.25,
        ),
        Mistake(
            "sign_of_error_lost",
            ERROR_SIZE[part],
            en="Too high and too low push the same way in your answer. What tells the two apart?",
            ko="너무 높은 예측과 너무 낮은 예측이 같은 쪽으로 밉니다. 둘을 구별하는 것은 무엇입니까?",
            credit=0.25,
        ),
        Mistake(
            "first_sample_only",
            FIRST_SAMPLE[part],
            en="Only the first sample is in your answer. At which indentation does your return stand?",
            ko="답에 첫째 샘플만 들어 있습니다. return의 들여쓰기는 어디에 있습니까?",
            credit=0.25,
        ),
        Mistake(
            "last_sample_only",
            LAST_SAMPLE[part],
            en="Only the last sample is in your answer. What becomes of the others at each turn of the loop?",
            ko="답에 마지막 샘플만 들어 있습니다. 반복할 때마다 앞의 샘플은 어떻게 됩니까?",
            credit=0.25,
        ),
    )


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

PER_SAMPLE = Rules(shape_hint=Bilingual("There is one for each row of X.", "X의 행마다 하나씩 있습니다."))
PER_WEIGHT = Rules(shape_hint=Bilingual("There is one entry for each weight.", "가중치마다 원소가 하나씩 있습니다."))
ONE_FOR_ALL = Rules(shape_hint=Bilingual("It speaks of all samples together.", "모든 샘플을 함께 나타내는 값입니다."))

QUESTIONS = (
    Question(
        solution.predictions,
        points=1,
        cases=without_targets,
        rules=PER_SAMPLE,
        mistakes=(
            Mistake(
                "activation_lost",
                lambda w, b, X: X @ w + b,
                en="These are the values z, before the activation. What does the neuron put out where z is negative?",
                ko="이것은 활성화 함수를 지나기 전의 z입니다. z가 음수이면 뉴런은 무엇을 출력합니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_lost",
                lambda w, b, X: np.maximum(0, X @ w),
                en="Your neuron has no bias. What does z hold besides w·x?",
                ko="뉴런에 편향이 없습니다. z에는 w·x 말고 무엇이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_after_activation",
                lambda w, b, X: np.maximum(0, X @ w) + b,
                en="The bias joins after the activation, so an inactive neuron puts out b. Where does b belong?",
                ko="편향을 활성화 함수 뒤에 더해서 비활성인 뉴런이 b를 출력합니다. b는 어디에 있어야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_subtracted",
                lambda w, b, X: np.maximum(0, X @ w - b),
                en="The bias comes with the wrong sign. Should a larger b make the neuron more or less active?",
                ko="편향의 부호가 다릅니다. b가 커지면 뉴런은 더 활성이 됩니까, 덜 활성이 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_for_each_input",
                lambda w, b, X: np.maximum(0, np.sum(X * w + b, axis=1)),
                en="The bias is inside the sum over the inputs. How many times does it join then?",
                ko="편향이 입력에 대한 합 안에 있습니다. 그러면 몇 번 더해집니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_without_bias",
                lambda w, b, X: np.where(X @ w > 0, X @ w + b, 0),
                en="You compare w·x with 0, without b. Which quantity does max(0, ·) compare with 0?",
                ko="b 없이 w·x를 0과 비교했습니다. max(0, ·)은 어떤 양을 0과 비교합니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_returned",
                lambda w, b, X: np.where(X @ w + b > 0, 1.0, 0.0),
                en="You return whether each sample is active. How strongly does an active neuron answer?",
                ko="각 샘플이 활성인지만 반환했습니다. 활성인 뉴런은 얼마나 크게 답합니까?",
            ),
            Mistake(
                "minimum_for_maximum",
                lambda w, b, X: np.minimum(0, X @ w + b),
                en="Your neuron answers where it should be silent. Which of 0 and z is to be kept?",
                ko="조용해야 할 곳에서 뉴런이 답합니다. 0과 z 가운데 어느 것을 남겨야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "absolute_value",
                lambda w, b, X: np.abs(X @ w + b),
                en="Negative z comes back positive. What does max(0, z) make of z = −2?",
                ko="음수인 z가 양수로 돌아옵니다. z = −2이면 max(0, z)는 얼마입니까?",
            ),
            Mistake(
                "largest_only",
                lambda w, b, X: np.max(X @ w + b, 0),
                en="np.max looks for the largest entry along an axis. Which NumPy function compares entry by entry?",
                ko="np.max는 축을 따라 가장 큰 원소를 찾습니다. 원소마다 비교하는 NumPy 함수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "products_not_summed",
                lambda w, b, X: np.maximum(0, X * w + b),
                en="Every input is multiplied by its weight, but nothing is added up. What is the dot product of two"
                " vectors?",
                ko="입력마다 가중치를 곱했지만 더하지 않았습니다. 두 벡터의 내적은 무엇입니까?",
            ),
            Mistake(
                "products_gated",
                lambda w, b, X: np.maximum(0, X * w + b).sum(axis=1),
                en="Every product goes through max(0, ·) by itself. What is added up before a neuron fires?",
                ko="곱마다 따로 max(0, ·)을 지납니다. 뉴런이 활성화되기 전에 먼저 무엇을 더합니까?",
                credit=0.25,
            ),
            Mistake(
                "one_gate_for_all",
                lambda w, b, X: (X @ w + b) * bool(np.all(X @ w + b > 0)),
                en="One inactive sample silences all of them. Whose prediction does a z decide?",
                ko="비활성 샘플 하나 때문에 모든 예측이 0이 됩니다. 한 샘플의 z는 어느 샘플의 예측을 결정합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.errors,
        points=1,
        cases=samples,
        rules=PER_SAMPLE,
        follow_through=FollowThrough(("predictions",), code="answer(w, b, X)", reference=follow_errors),
        mistakes=(
            Mistake(
                "target_minus_activation",
                lambda w, b, X, y: y - np.maximum(0, z_of(w, b, X)),
                en="You subtract the other way round. Should the error be positive for a prediction that is too high?",
                ko="반대 순서로 뺐습니다. 예측이 너무 높을 때 오차는 양수여야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "activation_ignored",
                lambda w, b, X, y: z_of(w, b, X) - y,
                en="You compare z with the target. What does the neuron predict where z is negative?",
                ko="z를 목표값과 비교했습니다. z가 음수인 곳에서 뉴런의 예측은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_lost",
                lambda w, b, X, y: np.maximum(0, X @ w) - y,
                en="The predictions behind your errors have no bias. What does z hold besides w·x?",
                ko="오차를 계산할 때 쓴 예측에 편향이 없습니다. z에는 w·x 말고 무엇이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "activation_of_difference",
                lambda w, b, X, y: np.maximum(0, z_of(w, b, X) - y),
                en="The target went inside max(0, ·), and no error is negative. What is cut off first: z or the error?",
                ko="목표값이 max(0, ·) 안에 들어가서 음수인 오차가 없습니다. 0으로 자르는 것은 z입니까, 오차입니까?",
                credit=0.25,
            ),
            Mistake(
                "inactive_samples_dropped",
                lambda w, b, X, y: np.where(z_of(w, b, X) > 0, z_of(w, b, X) - y, 0),
                en="Inactive samples have error 0 in your answer. If the neuron says 0 and the target is 2, is it right?",
                ko="비활성인 샘플의 오차가 0입니다. 뉴런의 출력이 0이고 목표값이 2이면 맞는 예측입니까?",
                credit=0.25,
            ),
            Mistake(
                "squared",
                lambda w, b, X, y: (np.maximum(0, z_of(w, b, X)) - y) ** 2,
                en="These are squared errors. Does the square belong to the error or to the cost?",
                ko="이것은 오차의 제곱입니다. 제곱은 오차에 속합니까, 비용에 속합니까?",
                credit=0.25,
            ),
            Mistake(
                "absolute",
                lambda w, b, X, y: np.abs(np.maximum(0, z_of(w, b, X)) - y),
                en="The sizes are right. How does one read from your errors whether a prediction is too high or too low?",
                ko="크기는 맞습니다. 예측이 너무 높은지 낮은지를 이 오차에서 어떻게 압니까?",
                credit=0.25,
            ),
            Mistake(
                "averaged",
                lambda w, b, X, y: np.mean(np.maximum(0, z_of(w, b, X)) - y),
                en="You return the mean of the errors. Can errors of opposite sign then cancel?",
                ko="오차의 평균을 반환했습니다. 그러면 부호가 다른 오차가 서로 지워지지 않습니까?",
                credit=0.25,
            ),
            Mistake(
                "relative",
                lambda w, b, X, y: (np.maximum(0, z_of(w, b, X)) - y) / y,
                en="You divide by the targets. Was the distance from the target asked for, or its share of it?",
                ko="목표값으로 나누었습니다. 물은 것은 목표값과의 차이입니까, 목표값에 대한 비율입니까?",
                credit=0.25,
            ),
            Mistake(
                "column_minus_row",
                lambda w, b, X, y: np.subtract.outer(np.maximum(0, z_of(w, b, X)), y),
                en="Every prediction is compared with every target: a column minus a row. Which target belongs to sample"
                " i?",
                ko="열에서 행을 빼서 모든 예측을 모든 목표값과 비교했습니다. 샘플 i의 목표값은 어느 것입니까?",
                credit=0.25,
            ),
            Mistake(
                "prediction_itself",
                lambda w, b, X, y: solution.predictions(w, b, X),
                en="You return the predictions. How far is each of them from its target?",
                ko="예측을 그대로 반환했습니다. 예측은 각각 목표값에서 얼마나 떨어져 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "target_added",
                lambda w, b, X, y: solution.predictions(w, b, X) + y,
                en="You add the target. Which number should come out for a perfect prediction?",
                ko="목표값을 더했습니다. 예측이 완벽하면 어떤 수가 나와야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "averaged_already",
                lambda w, b, X, y: solution.errors(w, b, X, y) / len(y),
                en="Each error is divided by the number of samples. Does one error get smaller when there are more of them?",
                ko="오차마다 샘플의 수로 나누었습니다. 샘플이 많아지면 오차 하나가 작아집니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.cost,
        points=1,
        cases=samples,
        rules=ONE_FOR_ALL,
        follow_through=FollowThrough(("errors",), code="answer(w, b, X, y)", reference=follow_cost),
        mistakes=(
            Mistake(
                "not_averaged",
                cost_of(lambda a, z, y: a - y, lambda e, X: 1),
                en="You add up the squared errors. What keeps the cost comparable when there are more samples?",
                ko="오차의 제곱을 더하기만 했습니다. 샘플이 많아져도 비용을 비교할 수 있으려면 무엇이 필요합니까?",
                credit=0.5,
            ),
            Mistake(
                "halved",
                cost_of(lambda a, z, y: a - y, lambda e, X: 2 * len(e)),
                en="Some books halve the mean squared error. Is there such a factor in the formula above?",
                ko="평균 제곱 오차를 반으로 나누는 책도 있습니다. 위의 식에 그런 상수가 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "root_taken",
                lambda w, b, X, y: np.sqrt(np.mean((np.maximum(0, z_of(w, b, X)) - y) ** 2)),
                en="You take a square root at the end. Does the formula undo the squares?",
                ko="마지막에 제곱근을 구했습니다. 식에서 제곱을 되돌립니까?",
                credit=0.5,
            ),
            Mistake(
                "not_squared",
                lambda w, b, X, y: np.mean(np.maximum(0, z_of(w, b, X)) - y),
                en="Your errors cancel each other: too high here, too low there. What in the cost prevents that?",
                ko="너무 높은 예측과 너무 낮은 예측의 오차가 서로 지워집니다. 비용에서 이를 막는 것은 무엇입니까?",
            ),
            Mistake(
                "absolute",
                lambda w, b, X, y: np.mean(np.abs(np.maximum(0, z_of(w, b, X)) - y)),
                en="You average the sizes of the errors. How much more should an error twice as large cost?",
                ko="오차의 크기를 평균했습니다. 두 배 큰 오차는 비용이 몇 배여야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "mean_before_square",
                lambda w, b, X, y: np.mean(np.maximum(0, z_of(w, b, X)) - y) ** 2,
                en="You average first and square then. Is the mean of squares the square of the mean?",
                ko="평균을 먼저 내고 제곱했습니다. 제곱의 평균이 평균의 제곱과 같습니까?",
                credit=0.25,
            ),
            Mistake(
                "one_cost_per_sample",
                lambda w, b, X, y: (np.maximum(0, z_of(w, b, X)) - y) ** 2,
                en="You return one cost for each sample. How does one number come of them?",
                ko="샘플마다 비용을 하나씩 반환했습니다. 이것들이 어떻게 하나의 수가 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "divided_by_inputs",
                cost_of(lambda a, z, y: a - y, lambda e, X: X.shape[1]),
                en="You divide by the number of inputs. Which of X's two sizes counts the samples?",
                ko="입력의 수로 나누었습니다. X의 두 크기 가운데 샘플의 수는 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "activation_ignored",
                cost_of(lambda a, z, y: z - y),
                en="You compare z with the target. What does the neuron predict where z is negative?",
                ko="z를 목표값과 비교했습니다. z가 음수인 곳에서 뉴런의 예측은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "inactive_samples_dropped",
                cost_of(lambda a, z, y: np.where(z > 0, z - y, 0)),
                en="Inactive samples cost nothing in your answer. If the neuron says 0 and the target is 2, is that free?",
                ko="비활성인 샘플의 비용이 0입니다. 뉴런의 출력이 0이고 목표값이 2이면 비용이 없습니까?",
                credit=0.25,
            ),
            Mistake(
                "mean_over_active",
                cost_of(lambda a, z, y: np.where(z > 0, z - y, 0), lambda e, X: np.count_nonzero(e)),
                en="You average over the active samples only. Is an inactive sample never wrong?",
                ko="활성인 샘플에 대해서만 평균을 냈습니다. 비활성인 샘플은 틀리는 일이 없습니까?",
                credit=0.25,
            ),
            Mistake(
                "column_minus_row",
                lambda w, b, X, y: np.mean(np.subtract.outer(np.maximum(0, z_of(w, b, X)), y) ** 2),
                en="Every prediction is compared with every target: a column minus a row. What shape do the differences"
                " have?",
                ko="열에서 행을 빼서 모든 예측을 모든 목표값과 비교했습니다. 차이는 어떤 모양입니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_all_entries",
                lambda w, b, X, y: np.sum(solution.errors(w, b, X, y) ** 2) / X.size,
                en="You divide by the number of entries of X. How many squares did you add?",
                ko="X의 원소 수로 나누었습니다. 제곱을 몇 개 더했습니까?",
                credit=0.5,
            ),
            Mistake(
                "half_sum",
                lambda w, b, X, y: np.sum(solution.errors(w, b, X, y) ** 2) / 2,
                en="You halve the sum of squares, whatever the number of samples. What turns a sum into a mean?",
                ko="샘플의 수와 관계없이 제곱의 합을 반으로 나누었습니다. 합을 평균으로 바꾸는 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "difference_of_squares",
                lambda w, b, X, y: np.mean(solution.predictions(w, b, X) ** 2 - y**2),
                en="You subtract squares. Which comes first, the difference or the square?",
                ko="제곱끼리 뺐습니다. 차와 제곱 가운데 어느 것을 먼저 합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.cost_gradient_w,
        points=3,
        cases=samples,
        rules=PER_WEIGHT,
        follow_through=FollowThrough(("errors", "predictions"), code=OWN_ERRORS, reference=follow_gradient_w),
        mistakes=(
            *shared(0),
            Mistake(
                "inputs_lost",
                solution.cost_gradient_b,
                en="You return a single number, without any input in it. At what rate does z move with each weight?",
                ko="입력이 들어 있지 않은 수 하나를 반환했습니다. 각 가중치가 움직이면 z는 어떤 비율로 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "weights_for_inputs",
                lambda w, b, X, y: RIGHT[1](w, b, X, y) * w,
                en="The weights stand where something else belongs. In w·x + b, what multiplies the nudge of a weight?",
                ko="다른 것이 있어야 할 자리에 가중치가 있습니다. w·x + b에서 가중치의 변화에는 무엇이 곱해집니까?",
            ),
            Mistake(
                "means_multiplied",
                lambda w, b, X, y: RIGHT[1](w, b, X, y) * np.mean(X, axis=0),
                en="You multiply a mean by a mean. Which comes first for each sample, the product or the mean?",
                ko="평균에 평균을 곱했습니다. 샘플마다 먼저 할 일은 곱입니까, 평균입니까?",
                credit=0.25,
            ),
            Mistake(
                "not_summed",
                lambda w, b, X, y: (2 / len(y) * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y))[:, None] * X,
                en="You return one row for each sample. How do the samples' gradients become one?",
                ko="샘플마다 한 행씩 반환했습니다. 샘플들의 그레이디언트는 어떻게 하나가 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "samples_not_averaged",
                lambda w, b, X, y: (2 * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y))[:, None] * X,
                en="You return one gradient for each sample, and each is right. What does the cost do with the samples?",
                ko="샘플마다 하나씩 반환했고 각각은 맞습니다. 비용은 샘플들을 어떻게 합칩니까?",
                credit=0.5,
            ),
            Mistake(
                "mean_over_everything",
                lambda w, b, X, y: np.mean(2 * ((z_of(w, b, X) > 0) * solution.errors(w, b, X, y))[:, None] * X),
                en="Your mean runs over the inputs too. Along which axis of an (N, n) array do the samples lie?",
                ko="입력에 대해서도 평균을 냈습니다. (N, n) 배열에서 샘플은 어느 축을 따라 놓여 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "same_slope_for_all",
                lambda w, b, X, y: np.full(len(w), RIGHT[1](w, b, X, y)),
                en="Every weight gets the same slope. What does a weight multiply before it reaches z?",
                ko="모든 가중치의 기울기가 같습니다. 가중치는 z에 이르기 전에 무엇과 곱해집니까?",
                credit=0.25,
            ),
            Mistake(
                "activation_for_gate",
                lambda w, b, X, y: 2 / len(y) * (solution.predictions(w, b, X) * solution.errors(w, b, X, y)) @ X,
                en="You multiply by the activation itself. When a gate is open, how much faster than z does the activation move?",
                ko="활성값 자체를 곱했습니다. 게이트가 열려 있을 때 활성값은 z보다 몇 배 빨리 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "gates_and_errors_averaged_apart",
                lambda w, b, X, y: 2 * np.mean(z_of(w, b, X) > 0) * np.mean(solution.errors(w, b, X, y)),
                en="Gates and errors are averaged apart, then multiplied. Which error does a gate let through?",
                ko="게이트와 오차를 따로 평균 낸 다음 곱했습니다. 게이트 하나는 어느 오차를 통과시킵니까?",
                credit=0.25,
            ),
            Mistake(
                "slopes_of_weights_added",
                lambda w, b, X, y: np.sum(RIGHT[0](w, b, X, y)),
                en="You add the slopes of the weights. If b moves a little and every w stays, how much does z move?",
                ko="가중치들의 기울기를 더했습니다. w를 고정하고 b를 조금 움직이면 z는 얼마나 움직입니까?",
            ),
        ),
    ),
    Question(
        solution.cost_gradient_b,
        points=2,
        cases=samples,
        rules=ONE_FOR_ALL,
        follow_through=FollowThrough(("errors", "predictions"), code=OWN_ERRORS, reference=follow_gradient_b),
        mistakes=(
            *shared(1),
            Mistake(
                "inputs_kept",
                solution.cost_gradient_w,
                en="This is the gradient with respect to the weights. By how much does z move when b moves by 1?",
                ko="이것은 가중치에 대한 그레이디언트입니다. b가 1만큼 움직이면 z는 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_kept",
                lambda w, b, X, y: b * RIGHT[1](w, b, X, y),
                en="The value of b itself is a factor in your answer. What is the slope of z as a function of b?",
                ko="답에 b의 값이 곱해져 있습니다. z를 b의 함수로 보면 기울기는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "not_summed",
                lambda w, b, X, y: 2 / len(y) * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y),
                en="You return one number for each sample. How do they become the slope of one cost?",
                ko="샘플마다 수를 하나씩 반환했습니다. 이것들이 어떻게 비용 하나의 기울기가 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "samples_not_averaged",
                lambda w, b, X, y: 2 * (z_of(w, b, X) > 0) * solution.errors(w, b, X, y),
                en="You return one slope for each sample, and each is right. What does the cost do with the samples?",
                ko="샘플마다 하나씩 반환했고 각각은 맞습니다. 비용은 샘플들을 어떻게 합칩니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.update,
        points=1,
        cases=one_move,
        forbid_aliasing=True,
        mistakes=(
            Mistake(
                "uphill",
                lambda w, b, dw, db, learning_rate: (w + learning_rate * dw, b + learning_rate * db),
                en="You walk where the cost rises fastest. Which way is downhill?",
                ko="비용이 가장 빨리 커지는 쪽으로 걸었습니다. 내리막은 어느 쪽입니까?",
                credit=0.25,
            ),
            Mistake(
                "learning_rate_lost",
                lambda w, b, dw, db, learning_rate: (w - dw, b - db),
                en="You walk the whole gradient, however steep. What decides how long a step is?",
                ko="그레이디언트의 길이 그대로 걸었습니다. 걸음의 길이는 무엇으로 조절합니까?",
                credit=0.25,
            ),
            Mistake(
                "learning_rate_on_bias_only",
                lambda w, b, dw, db, learning_rate: (w - dw, b - learning_rate * db),
                en="The bias takes a scaled step, the weights do not. Do both walk on the same surface?",
                ko="편향의 걸음에만 학습률이 있습니다. 둘은 같은 곡면 위를 걷지 않습니까?",
                credit=0.5,
            ),
            Mistake(
                "learning_rate_on_weights_only",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * dw, b - db),
                en="The weights take a scaled step, the bias does not. Do both walk on the same surface?",
                ko="가중치의 걸음에만 학습률이 있습니다. 둘은 같은 곡면 위를 걷지 않습니까?",
                credit=0.5,
            ),
            Mistake(
                "step_returned",
                lambda w, b, dw, db, learning_rate: (-learning_rate * dw, -learning_rate * db),
                en="You return the step alone. From where is it taken?",
                ko="걸음만 반환했습니다. 어디에서 출발한 걸음입니까?",
                credit=0.25,
            ),
            Mistake(
                "scaled_gradient_returned",
                lambda w, b, dw, db, learning_rate: (learning_rate * dw, learning_rate * db),
                en="You return the scaled gradient. What is to be done with it, starting from w and b?",
                ko="학습률을 곱한 그레이디언트를 반환했습니다. w와 b에서 출발해 이것으로 무엇을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_stays",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * dw, b + 0.0),
                en="The weights move, the bias stays. What is db for?",
                ko="가중치는 움직였지만 편향은 그대로입니다. db는 무엇에 쓰입니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_stay",
                lambda w, b, dw, db, learning_rate: (w + 0.0, b - learning_rate * db),
                en="The bias moves, the weights stay. What is dw for?",
                ko="편향은 움직였지만 가중치는 그대로입니다. dw는 무엇에 쓰입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_uphill",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * dw, b + learning_rate * db),
                en="The weights walk downhill and the bias uphill. Is there a reason to treat them differently?",
                ko="가중치는 내리막으로, 편향은 오르막으로 걸었습니다. 둘을 다르게 다룰 까닭이 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_uphill",
                lambda w, b, dw, db, learning_rate: (w + learning_rate * dw, b - learning_rate * db),
                en="The bias walks downhill and the weights uphill. Is there a reason to treat them differently?",
                ko="편향은 내리막으로, 가중치는 오르막으로 걸었습니다. 둘을 다르게 다룰 까닭이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "rate_on_everything",
                lambda w, b, dw, db, learning_rate: (learning_rate * (w - dw), learning_rate * (b - db)),
                en="The learning rate scales the place as well. If the gradient is 0, should w still change?",
                ko="학습률이 위치에도 곱해졌습니다. 그레이디언트가 0일 때도 w가 변해야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_rate",
                lambda w, b, dw, db, learning_rate: (w - dw / learning_rate, b - db / learning_rate),
                en="You divide by the learning rate. Should a smaller one make a step longer?",
                ko="학습률로 나누었습니다. 학습률이 작아지면 걸음이 길어져야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "place_multiplied",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * dw * w, b - learning_rate * db * b),
                en="Your step is multiplied by the place itself. Does the length of a step depend on how large w is?",
                ko="걸음에 위치 자체가 곱해졌습니다. 걸음의 길이가 w의 크기에 따라 달라집니까?",
                credit=0.25,
            ),
            Mistake(
                "results_swapped",
                lambda w, b, dw, db, learning_rate: (b - learning_rate * db, w - learning_rate * dw),
                en="Both results are there, but in the other order. Which one comes first?",
                ko="두 결과가 모두 있지만 순서가 바뀌었습니다. 어느 것이 먼저 옵니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_take_slope_of_bias",
                lambda w, b, dw, db, learning_rate: (w - learning_rate * db, b - learning_rate * db),
                en="Every weight takes the same step, that of b. Which of the two gradients belongs to w?",
                ko="가중치가 모두 b의 걸음을 걷습니다. 두 그레이디언트 가운데 w의 것은 어느 것입니까?",
                credit=0.25,
            ),
            Mistake(
                "rate_on_the_place",
                lambda w, b, dw, db, learning_rate: (learning_rate * w - dw, learning_rate * b - db),
                en="The learning rate stands beside the place. Which of the two should it shorten, the place or the step?",
                ko="학습률이 위치에 곱해져 있습니다. 위치와 걸음 가운데 어느 것을 짧게 해야 합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.train,
        points=3,
        cases=trainings,
        follow_through=FollowThrough(OWN_FUNCTIONS, code=OWN_TRAINING, reference=follow_train),
        mistakes=(
            Mistake(
                "bias_slope_after_move",
                training(bias_slope_after_move),
                en="The weights have moved before the slope of the bias is taken. At which point do both slopes belong?",
                ko="편향의 그레이디언트를 구하기 전에 가중치가 이미 움직였습니다. 두 그레이디언트는 어느 점에서 구해야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "weight_slope_after_move",
                training(weight_slope_after_move),
                en="The bias has moved before the slope of the weights is taken. At which point do both slopes belong?",
                ko="가중치의 그레이디언트를 구하기 전에 편향이 이미 움직였습니다. 두 그레이디언트는 어느 점에서 구해야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "history_without_start",
                training(step_with(RIGHT), lambda costs: costs[1:]),
                en="Your history begins after the first step. What did the start cost?",
                ko="history가 첫 번째 갱신 뒤부터 시작합니다. 출발점의 비용은 얼마였습니까?",
                credit=0.5,
            ),
            Mistake(
                "history_without_end",
                training(step_with(RIGHT), lambda costs: costs[:-1]),
                en="Your history ends before the last step. What does the place cost that you return?",
                ko="history가 마지막 갱신 앞에서 끝납니다. 반환하는 위치의 비용은 얼마입니까?",
                credit=0.5,
            ),
            Mistake(
                "history_lags",
                training(step_with(RIGHT), lambda costs: costs[:1] + costs[:-1]),
                en="The cost that you note after a step is that of the place before it. In which order do you compute?",
                ko="갱신한 뒤에 적은 비용이 갱신하기 전 위치의 것입니다. 어떤 순서로 계산합니까?",
                credit=0.5,
            ),
            Mistake(
                "history_of_start",
                training(step_with(RIGHT), lambda costs: costs[:1] * len(costs)),
                en="Your history repeats the cost of the start. Which w and b does each entry look at?",
                ko="history에 출발점의 비용이 되풀이됩니다. 각 원소는 어느 w와 b의 비용입니까?",
                credit=0.5,
            ),
            Mistake(
                "history_of_sums",
                sums_in_history,
                en="The place is right, but your history adds up squared errors. What is between that sum and the cost?",
                ko="위치는 맞지만 history가 오차의 제곱을 더하기만 한 값입니다. 그 합과 비용은 무엇이 다릅니까?",
                credit=0.5,
            ),
            Mistake(
                "moved_once_more",
                training(step_with(RIGHT), lambda costs: costs[:-1], extra=1),
                en="Your history is right, but w and b have gone one step further. How often does your loop move them?",
                ko="history는 맞지만 w와 b가 한 번 더 움직였습니다. 반복문은 이들을 몇 번 움직입니까?",
                credit=0.5,
            ),
            Mistake(
                "one_step_more",
                training(step_with(RIGHT), extra=1),
                en="You take one step more than asked for. How often does your loop run?",
                ko="요구한 것보다 한 번 더 움직였습니다. 반복문은 몇 번 실행됩니까?",
                credit=0.5,
            ),
            Mistake(
                "one_step_less",
                training(step_with(RIGHT), extra=-1),
                en="You take one step less than asked for. How often does your loop run?",
                ko="요구한 것보다 한 번 덜 움직였습니다. 반복문은 몇 번 실행됩니까?",
                credit=0.5,
            ),
            Mistake(
                "gradient_of_the_start",
                gradient_of_the_start,
                en="Every step follows the gradient of the start. Does the slope stay the same on the way down?",
                ko="모든 걸음이 출발점의 그레이디언트를 따릅니다. 내려가는 동안 기울기가 그대로입니까?",
                credit=0.25,
            ),
            Mistake(
                "gates_of_the_start",
                gates_of_the_start,
                en="Which samples are active was settled at the start. May that change when w and b move?",
                ko="어느 샘플이 활성인지 처음에 한 번만 정했습니다. w와 b가 움직이면 바뀔 수 있지 않습니까?",
                credit=0.5,
            ),
            Mistake(
                "uphill",
                training(step_with(RIGHT, w_rate=1, b_rate=1)),
                en="Look at your history: the cost rises. Which way does the gradient point?",
                ko="history를 보세요. 비용이 커집니다. 그레이디언트는 어느 쪽을 가리킵니까?",
                credit=0.25,
            ),
            Mistake(
                "learning_rate_lost",
                training(without_rate),
                en="You walk the whole gradient at every step. What decides how long a step is?",
                ko="매번 그레이디언트의 길이 그대로 걸었습니다. 걸음의 길이는 무엇으로 조절합니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_stays",
                training(step_with(RIGHT, b_rate=0)),
                en="The bias never moves. What are all the things that a neuron can learn?",
                ko="편향이 전혀 움직이지 않습니다. 뉴런이 배울 수 있는 것에는 무엇이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "weights_stay",
                training(step_with(RIGHT, w_rate=0)),
                en="The weights never move. What are all the things that a neuron can learn?",
                ko="가중치가 전혀 움직이지 않습니다. 뉴런이 배울 수 있는 것에는 무엇이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_uphill",
                training(step_with(RIGHT, b_rate=1)),
                en="The weights walk downhill and the bias uphill. Is there a reason to treat them differently?",
                ko="가중치는 내리막으로, 편향은 오르막으로 걸었습니다. 둘을 다르게 다룰 까닭이 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "starts_from_zero",
                starts_from_zero,
                en="Your training begins at 0. What are the w and b for that the caller hands over?",
                ko="학습이 0에서 시작합니다. 호출한 쪽이 주는 w와 b는 무엇에 쓰입니까?",
                credit=0.25,
            ),
            Mistake(
                "sample_by_sample",
                training(sample_by_sample),
                en="You move after every sample. How many samples does the gradient of the cost look at before a step?",
                ko="샘플 하나마다 움직였습니다. 비용의 그레이디언트는 한 걸음 전에 샘플을 몇 개 봅니까?",
                credit=0.25,
            ),
            Mistake(
                "factor_two_lost",
                training(step_with(HALF)),
                en="Your steps are too short by a constant. What does the power rule put in front of a square?",
                ko="걸음이 일정한 비율로 짧습니다. 거듭제곱 법칙은 제곱 앞에 무엇을 놓습니까?",
                credit=0.5,
            ),
            Mistake(
                "not_averaged",
                training(step_with(SUM)),
                en="Your steps grow with the number of samples. What does the cost do with the samples' errors?",
                ko="샘플이 많을수록 걸음이 길어집니다. 비용은 샘플들의 오차를 어떻게 합칩니까?",
                credit=0.5,
            ),
            Mistake(
                "no_gate",
                training(step_with(NO_GATE)),
                en="Inactive samples push w and b. If w moves a little, does their prediction move?",
                ko="비활성인 샘플이 w와 b를 밉니다. w가 조금 움직일 때 그 샘플의 예측은 움직입니까?",
                credit=0.5,
            ),
            Mistake(
                "gate_open_at_zero",
                training(step_with(OPEN_AT_ZERO)),
                en="Right but where a sample's z is exactly 0. On which side does this course count that point?",
                ko="어떤 샘플의 z가 정확히 0일 때만 다릅니다. 이 과목에서는 그 점을 어느 쪽으로 봅니까?",
                credit=0.5,
            ),
            Mistake(
                "one_gate_for_all",
                training(step_with(ONE_GATE)),
                en="As long as one sample is inactive, nothing moves. Whose share of the gradient does its z decide?",
                ko="비활성 샘플이 하나라도 있으면 아무것도 움직이지 않습니다. 한 샘플의 z는 어느 샘플의 몫을 결정합니까?",
                credit=0.5,
            ),
        ),
    ),
)
