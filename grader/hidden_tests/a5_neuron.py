"""Hidden tests of a5_neuron: cases, points, and the mistakes we know."""

from collections.abc import Iterable

import numpy as np

from grader.questions.kinds import ARRAY, INTEGER, NEGATIVE, POSITIVE
from grader.questions.question import Case, FollowThrough, Mistake, Question, case
from grader.text import Bilingual
from solutions import a5_neuron as solution

BOTH_MOVE = Bilingual("both vectors move", "두 벡터가 모두 움직일 때")
ONLY_U_MOVES = Bilingual("only u moves", "u만 움직일 때")
ONLY_V_MOVES = Bilingual("only v moves", "v만 움직일 때")
SAME_VECTOR = Bilingual("u and v are the same vector", "u와 v가 같은 벡터일 때")
STEP = Bilingual("a step dx in some direction", "어느 방향으로의 이동 dx")
NO_STEP = Bilingual("a step of zero", "이동이 0일 때")
RIGHT_ANGLE = Bilingual("a step at right angles to x", "x와 수직인 이동")
OPEN = Bilingual("an open gate, w·x + b > 0", "열린 게이트, w·x + b > 0")
CLOSED = Bilingual("a closed gate, w·x + b < 0", "닫힌 게이트, w·x + b < 0")
ON_THE_KINK = Bilingual("exactly on the kink, w·x + b = 0", "정확히 꺾이는 곳, w·x + b = 0")
KINK = Bilingual("exactly at the kink, z = 0", "정확히 꺾이는 점, z = 0")

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def two_vectors(rng: np.random.Generator) -> Iterable[Case]:
    """u, v and their changes: the notebook's example, one of them still, integers, several lengths."""
    array = np.array
    yield case(BOTH_MOVE, u=array([1.0, 2.0]), v=array([3.0, -1.0]), du=array([0.1, 0.2]), dv=array([0.3, 0.1]))
    yield case(INTEGER, u=array([2, -1, 3]), v=array([4, 5, -2]), du=array([1, -2, 1]), dv=array([-1, 3, 2]))
    u, v, du, dv = rng.uniform(-2, 2, size=(4, 3))
    yield case(ONLY_U_MOVES, u=u, v=v, du=du, dv=np.zeros(3))
    yield case(ONLY_V_MOVES, u=u, v=v, du=np.zeros(3), dv=dv)
    yield case(SAME_VECTOR, u=u, v=u.copy(), du=du, dv=dv)
    for n in (1, 4, 5):
        u, v, du, dv = rng.uniform(-2, 2, size=(4, n))
        yield case(BOTH_MOVE, u=u, v=v, du=du, dv=dv)


def steps(rng: np.random.Generator) -> Iterable[Case]:
    """A place and a step: the notebook's example, no step, a step along the circle, integers, several lengths."""
    array = np.array
    yield case(STEP, x=array([3.0, 4.0]), dx=array([0.1, -0.2]))
    yield case(INTEGER, x=array([2, -1, 3]), dx=array([1, 4, -2]))
    yield case(NO_STEP, x=array([0.5, -1.5, 2.0]), dx=np.zeros(3))
    yield case(RIGHT_ANGLE, x=array([1.5, -2.0]), dx=array([2.0, 1.5]))
    for n in (1, 4, 5):
        x, dx = rng.uniform(-2, 2, size=(2, n))
        yield case(STEP, x=x, dx=dx)


def neurons(rng: np.random.Generator) -> Iterable[Case]:
    """Neurons with an open gate, a closed one, and z exactly 0 (halves and quarters, so that no sum is rounded).

    In some of them the bias alone decides: w·x has the other sign than w·x + b.
    """
    array = np.array
    yield case(OPEN, w=array([1.0, -2.0, 0.5]), x=array([2.0, 1.0, 4.0]), b=-0.5)
    yield case(OPEN, w=array([0.5, -1.5]), x=array([1.5, 2.0]), b=4.0)
    yield case(OPEN, w=array([-1.5]), x=array([-2.0]), b=0.5)
    yield case(CLOSED, w=array([2.0, 0.5, -1.0, 1.5]), x=array([1.0, -2.0, 0.5, 1.5]), b=-3.5)
    yield case(CLOSED, w=array([1, -3]), x=array([2, 5]), b=4)
    yield case(INTEGER, w=array([2, -1, 3]), x=array([1, 4, 2]), b=-1)
    yield case(ON_THE_KINK, w=array([0.5, -1.5, 2.0]), x=array([1.0, 3.0, 1.5]), b=1.0)
    yield case(ON_THE_KINK, w=array([2, -1]), x=array([3, 4]), b=-2)
    yield case(ON_THE_KINK, w=array([1.5, 0.25, -1.0, 0.5]), x=array([-1.0, 2.0, -0.5, 1.0]), b=0.0)
    for kind, sign in ((OPEN, 1), (CLOSED, -1)):
        for n in (4, 5):
            w, x = rng.uniform(-2, 2, size=(2, n))
            yield case(kind, w=w, x=x, b=float(sign * rng.uniform(0.3, 2.0) - w @ x))


def either_side(rng: np.random.Generator) -> Iterable[Case]:
    """Numbers and arrays on either side of the kink; 0 alone and among others."""
    yield case(POSITIVE, z=2.5)
    yield case(POSITIVE, z=0.25)
    yield case(NEGATIVE, z=-1.5)
    yield case(INTEGER, z=3)
    yield case(INTEGER, z=-2)
    yield case(KINK, z=0.0)
    yield case(KINK, z=0)
    yield case(ARRAY, z=np.array([-2.0, -0.25, 0.5, 3.0]))
    yield case(ARRAY, z=np.array([[3, -1], [-4, 2], [1, 5]]))
    yield case(KINK, z=np.array([[0.0, -1.25, 4.0], [0.5, 0.0, -3.0]]))
    yield case(POSITIVE, z=rng.uniform(0.2, 3.0))
    yield case(NEGATIVE, z=rng.uniform(-3.0, -0.2))
    yield case(ARRAY, z=rng.uniform(0.2, 3.0, size=(2, 3, 2)) * rng.choice([-1.0, 1.0], size=(2, 3, 2)))


# ── an earlier answer, followed ────────────────────────────────────────────────────────────────────────────


def activation_of(earlier, w, x, b):
    """Return the activation for a student's own z, the first entry of `earlier`.

    The others are that student's z elsewhere: an `affine` that never looks at its inputs is nothing to follow.
    """
    if np.ptp(earlier) == 0:
        raise ValueError("affine ignores its inputs")
    return max(0.0, float(earlier[0]))


def gradient_of(earlier, w, x, b):
    """Return the activation's gradient for a student's own ∂z/∂w and ∂z/∂b, one after the other in `earlier`."""
    if not earlier.any():
        raise ValueError("affine_gradient is zero everywhere")
    gate = float(w @ x + b > 0)
    return gate * earlier[:-1], gate * earlier[-1]


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def gated(parts, gate=lambda w, x, b: w @ x + b > 0):
    """Return a wrong `activation_gradient` from wrong parts or a wrong gate."""

    def activation_gradient(w, x, b):
        dw, db = parts(w, x, b)
        return float(gate(w, x, b)) * dw, float(gate(w, x, b)) * db

    return activation_gradient


def right_parts(w, x, b):
    return x, 1.0


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

QUESTIONS = (
    Question(
        solution.d_dot,
        points=2,
        cases=two_vectors,
        mistakes=(
            Mistake(
                "one_slot_v",
                lambda u, v, du, dv: u @ dv,
                en="v took its turn changing while u stood still. Which vector has not had its turn yet?",
                ko="u를 고정하고 v가 변할 차례는 있었습니다. 아직 차례가 오지 않은 벡터는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "one_slot_u",
                lambda u, v, du, dv: v @ du,
                en="u took its turn changing while v stood still. Which vector has not had its turn yet?",
                ko="v를 고정하고 u가 변할 차례는 있었습니다. 아직 차례가 오지 않은 벡터는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "changes_multiplied",
                lambda u, v, du, dv: du @ dv,
                en="You multiply the two changes, and what comes out is far smaller than either. While one vector"
                " changes, what does the other do?",
                ko="두 변화량을 서로 곱했습니다. 그 값은 각각의 변화량보다 훨씬 작습니다. 한 벡터가 변하는 동안 다른 벡터는"
                " 어떻게 합니까?",
            ),
            Mistake(
                "own_change_beside",
                lambda u, v, du, dv: u @ du + v @ dv,
                en="Each vector is multiplied by its own change. Which vector stands still while u changes?",
                ko="각 벡터에 자기 자신의 변화량을 곱했습니다. u가 변하는 동안 그대로 있는 벡터는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "minus_between",
                lambda u, v, du, dv: v @ du - u @ dv,
                en="Both changes are there, but v's is subtracted. If each of them alone raises the product, can they"
                " work against each other?",
                ko="두 변화가 모두 있지만 v의 변화를 뺐습니다. 각각이 내적을 키운다면 서로 상쇄될 수 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "minus_between_reversed",
                lambda u, v, du, dv: u @ dv - v @ du,
                en="Both changes are there, but u's is subtracted. If each of them alone raises the product, can they"
                " work against each other?",
                ko="두 변화가 모두 있지만 u의 변화를 뺐습니다. 각각이 내적을 키운다면 서로 상쇄될 수 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "exact_change",
                lambda u, v, du, dv: (u + du) @ (v + dv) - u @ v,
                en="This is the exact change, and a part of it is left out of d(uᵀv). Which part shrinks faster than"
                " the steps themselves?",
                ko="이것은 정확한 변화량이고, 그 가운데 일부는 d(uᵀv)에 들어가지 않습니다. 이동보다 더 빨리 작아지는 부분은"
                " 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "not_summed",
                lambda u, v, du, dv: v * du + u * dv,
                en="You return the change of every product of entries, one beside the other. How many numbers is a dot"
                " product?",
                ko="원소끼리 곱한 값의 변화를 하나하나 따로 반환했습니다. 내적은 수 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "value_itself",
                lambda u, v, du, dv: u @ v,
                en="You return the dot product itself. How far does it move when its vectors move a little?",
                ko="내적 자체를 반환했습니다. 두 벡터가 조금 움직이면 내적은 얼마나 움직입니까?",
            ),
            Mistake(
                "new_value",
                lambda u, v, du, dv: u @ v + v @ du + u @ dv,
                en="You return where the dot product arrives after the step. Which part of that was there before?",
                ko="움직인 뒤의 내적을 반환했습니다. 그 가운데 움직이기 전부터 있던 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "changes_added",
                lambda u, v, du, dv: du.sum() + dv.sum(),
                en="You add the changes as they are. Does a change of one entry of u count more when its partner in v"
                " is large?",
                ko="변화량을 그대로 더했습니다. v에서 짝이 되는 원소가 크면 u의 한 원소의 변화가 더 크게 작용합니까?",
            ),
            Mistake(
                "outer_product",
                lambda u, v, du, dv: np.outer(du, v) + np.outer(u, dv),
                en="A column times a row fills a whole table. Which shape has uᵀv, and therefore its change?",
                ko="열에 행을 곱하면 표 전체가 채워집니다. uᵀv와 그 변화량의 모양은 무엇입니까?",
            ),
            Mistake(
                "one_slot_twice",
                lambda u, v, du, dv: 2 * (u @ dv),
                en="You count the turn of v twice. What does a small change of u do to the product?",
                ko="v의 변화를 두 번 세었습니다. u가 조금 변하면 곱은 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "taken_at_the_new_point",
                lambda u, v, du, dv: (v + dv) @ du + (u + du) @ dv,
                en="While one vector changes, you let the other stand at its new place. At which place is a differential taken?",
                ko="한 벡터가 변하는 동안 다른 벡터를 새 위치에 두었습니다. 미분은 어느 위치에서 구합니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.d_square_norm,
        points=1,
        cases=steps,
        mistakes=(
            Mistake(
                "one_slot",
                lambda x, dx: x @ dx,
                en="You let one x move and held the other still. How many slots of xᵀx does x fill?",
                ko="x 하나만 움직이고 다른 하나는 고정했습니다. xᵀx에서 x가 들어 있는 자리는 몇 곳입니까?",
                credit=0.25,
            ),
            Mistake(
                "gradient_only",
                lambda x, dx: 2 * x,
                en="That tells how strongly xᵀx reacts to each entry. Which step was taken, and what does it make of"
                " these slopes?",
                ko="이것은 xᵀx가 각 원소에 얼마나 민감한지를 나타냅니다. 실제로 움직인 dx는 이 기울기와 어떻게 만납니까?",
                credit=0.25,
            ),
            Mistake(
                "not_summed",
                lambda x, dx: 2 * x * dx,
                en="You return the change of every square, one beside the other. How many numbers is xᵀx?",
                ko="각 제곱의 변화를 하나하나 따로 반환했습니다. xᵀx는 수 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "value_itself",
                lambda x, dx: x @ x,
                en="You return xᵀx itself. How far does it move when x moves by dx?",
                ko="xᵀx 자체를 반환했습니다. x가 dx만큼 움직이면 이 값은 얼마나 움직입니까?",
            ),
            Mistake(
                "changes_multiplied",
                lambda x, dx: dx @ dx,
                en="You multiply the change by itself. While the first x changes, what stands in the other slot?",
                ko="변화량끼리 곱했습니다. 첫째 x가 변하는 동안 다른 자리에는 무엇이 있습니까?",
            ),
            Mistake(
                "exact_change",
                lambda x, dx: (x + dx) @ (x + dx) - x @ x,
                en="This is the exact change, and a part of it is left out of d(xᵀx). Which part shrinks faster than"
                " dx itself?",
                ko="이것은 정확한 변화량이고, 그 가운데 일부는 d(xᵀx)에 들어가지 않습니다. dx보다 더 빨리 작아지는 부분은"
                " 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "new_value",
                lambda x, dx: x @ x + 2 * x @ dx,
                en="You return where xᵀx arrives after the step. Which part of that was there before?",
                ko="움직인 뒤의 xᵀx를 반환했습니다. 그 가운데 움직이기 전부터 있던 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "length_change",
                lambda x, dx: x @ dx / np.sqrt(x @ x),
                en="That is the change of the length of x. Is there a square root in xᵀx?",
                ko="이것은 x의 길이가 변하는 양입니다. xᵀx에 제곱근이 있습니까?",
            ),
            Mistake(
                "place_lost",
                lambda x, dx: 2 * dx.sum(),
                en="Only the step counts in your answer. Does a square grow equally fast wherever it starts?",
                ko="답에 이동만 들어 있습니다. 제곱은 어디에서 출발해도 똑같이 빨리 커집니까?",
            ),
            Mistake(
                "place_for_step",
                lambda x, dx: 2 * (x @ x),
                en="x stands where its change should be. If x does not move, how much does the square norm move?",
                ko="변화량이 들어갈 자리에 x가 있습니다. x가 움직이지 않으면 제곱 노름은 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "step_for_place",
                lambda x, dx: 2 * (dx @ dx),
                en="Only the step is in your answer. Does the same step change the length equally wherever it starts?",
                ko="답에 걸음만 들어 있습니다. 같은 걸음이면 어디에서 출발하든 길이가 똑같이 변합니까?",
                credit=0.25,
            ),
            Mistake(
                "averaged",
                lambda x, dx: 2 * np.mean(x * dx),
                en="You average over the entries. What does a dot product do with its products?",
                ko="원소들에 대해 평균을 냈습니다. 내적은 곱들을 어떻게 합칩니까?",
                credit=0.25,
            ),
            Mistake(
                "summed_apart",
                lambda x, dx: 2 * np.sum(x) * np.sum(dx),
                en="You add up each vector before multiplying. Which entry of dx belongs to which entry of x?",
                ko="벡터마다 먼저 더한 다음 곱했습니다. dx의 원소는 각각 x의 어느 원소와 짝입니까?",
                credit=0.25,
            ),
            Mistake(
                "lengths_multiplied",
                lambda x, dx: 2 * np.linalg.norm(x) * np.linalg.norm(dx),
                en="You multiply lengths. If the step goes sideways to x, does the length of x change at first order?",
                ko="길이끼리 곱했습니다. x와 수직인 방향으로 걸으면 일차 근사에서 x의 길이가 변합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.affine,
        points=1,
        cases=neurons,
        mistakes=(
            Mistake(
                "bias_lost",
                lambda w, x, b: w @ x,
                en="The weighted sum is right. Which quantity of the neuron has not been used?",
                ko="가중합은 맞습니다. 아직 쓰지 않은 뉴런의 값은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_too_early",
                lambda w, x, b: max(0, w @ x + b),
                en="Your answer is never negative. Is the neuron's output asked for, or what goes into its gate?",
                ko="답이 음수가 되는 일이 없습니다. 물은 것은 뉴런의 출력입니까, 게이트에 들어가는 값입니까?",
                credit=0.25,
            ),
            Mistake(
                "not_summed",
                lambda w, x, b: w * x + b,
                en="You return one number for each input. What does a dot product do with them?",
                ko="입력마다 수를 하나씩 반환했습니다. 내적은 이 수들을 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_for_each_input",
                lambda w, x, b: np.sum(w * x + b),
                en="The bias stands inside the sum, so it is counted once for every input. How many biases does one"
                " neuron have?",
                ko="편향이 합 안에 있어서 입력마다 한 번씩 더해집니다. 뉴런 하나에 편향은 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_subtracted",
                lambda w, x, b: w @ x - b,
                en="Both parts are there. Should z grow or shrink when b grows?",
                ko="두 부분이 모두 있습니다. b가 커지면 z는 커집니까, 작아집니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_multiplied",
                lambda w, x, b: (w @ x) * b,
                en="You multiply by the bias. If every input is 0, what should z be?",
                ko="편향을 곱했습니다. 모든 입력이 0이면 z는 얼마여야 합니까?",
            ),
            Mistake(
                "bias_in_the_input",
                lambda w, x, b: w @ (x + b),
                en="The bias is added to every input and then weighted with it. Does b have a weight in the formula?",
                ko="편향을 입력마다 더한 뒤 가중치를 곱했습니다. 식에서 b에 가중치가 붙어 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "sums_multiplied",
                lambda w, x, b: w.sum() * x.sum() + b,
                en="You add up weights and inputs first and multiply the sums. Which weight belongs to which input?",
                ko="가중치와 입력을 먼저 각각 더한 뒤 곱했습니다. 어느 가중치가 어느 입력의 짝입니까?",
            ),
            Mistake(
                "weights_lost",
                lambda w, x, b: x.sum() + b,
                en="All inputs count the same in your answer. What makes one input count more than another?",
                ko="답에서 모든 입력이 똑같이 작용합니다. 어떤 입력을 더 크게 작용하게 하는 것은 무엇입니까?",
            ),
            Mistake(
                "averaged",
                lambda w, x, b: np.mean(w * x) + b,
                en="You take the mean of the products. What does Σ ask for?",
                ko="곱들의 평균을 구했습니다. Σ는 무엇을 하라는 뜻입니까?",
                credit=0.25,
            ),
            Mistake(
                "outer_product",
                lambda w, x, b: np.outer(w, x) + b,
                en="A column times a row fills a whole table. Which order of row and column gives one number?",
                ko="열에 행을 곱하면 표 전체가 채워집니다. 행과 열이 어떤 순서여야 수 하나가 됩니까?",
            ),
            Mistake(
                "vectors_added",
                lambda w, x, b: np.sum(w + x) + b,
                en="You add w and x. What does a weight do to its input?",
                ko="w와 x를 더했습니다. 가중치는 자기 입력에 무엇을 합니까?",
            ),
        ),
    ),
    Question(
        solution.affine_gradient,
        points=2,
        cases=neurons,
        mistakes=(
            Mistake(
                "roles_swapped",
                lambda w, x, b: (w, 1.0),
                en="This is how z reacts to the inputs. Which of the two vectors moves here, and which one is a fixed"
                " number to it?",
                ko="이것은 z가 입력에 반응하는 정도입니다. 여기서 움직이는 벡터는 무엇이고, 고정된 벡터는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_kept",
                lambda w, x, b: (x, b),
                en="The first part is right. The second is the bias itself: how much does z grow when b grows by 0.1?",
                ko="첫째 부분은 맞습니다. 둘째는 편향 자체입니다. b가 0.1 커지면 z는 얼마나 커집니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_treated_as_constant",
                lambda w, x, b: (x, 0.0),
                en="The first part is right. You let b stand still in the second: does z not move when b moves?",
                ko="첫째 부분은 맞습니다. 둘째에서는 b를 상수로 보았습니다. b가 움직여도 z는 그대로입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_not_dropped",
                lambda w, x, b: (x + b, 1.0),
                en="The bias is still in the slope along w. How much does b move when only w moves?",
                ko="w에 대한 기울기에 편향이 남아 있습니다. w만 움직일 때 b는 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "input_lost",
                lambda w, x, b: (np.ones(len(x)), 1.0),
                en="You say that every weight moves z equally fast. By what is each weight multiplied in z?",
                ko="모든 가중치가 z를 똑같이 움직인다고 했습니다. z에서 각 가중치에는 무엇이 곱해져 있습니까?",
            ),
            Mistake(
                "summed",
                lambda w, x, b: (x.sum(), 1.0),
                en="You add up the slopes along all weights. How many slopes has a function of n weights?",
                ko="모든 가중치에 대한 기울기를 더했습니다. 가중치가 n개인 함수의 기울기는 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "diagonal",
                lambda w, x, b: (np.diag(x), 1.0),
                en="This matrix belongs to the elementwise product of w and x, before anything is added up. How many"
                " outputs does z have?",
                ko="이 행렬은 더하기 전의 원소별 곱 w∘x에 대한 것입니다. z의 출력은 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_as_vector",
                lambda w, x, b: (x, np.ones(len(x))),
                en="The first part is right. The second has an entry for every input: how many biases are there to"
                " move?",
                ko="첫째 부분은 맞습니다. 둘째에는 입력마다 원소가 있습니다. 움직일 편향은 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "terms_themselves",
                lambda w, x, b: (w * x, b),
                en="These are the terms of z themselves. How much does each one move when its weight grows a little?",
                ko="이것은 z의 항 자체입니다. 가중치가 조금 커지면 각 항은 얼마나 움직입니까?",
            ),
            Mistake(
                "gate_too_early",
                gated(right_parts),
                en="Where z is not positive you return zeros, but the gate comes later. Does z itself stop moving"
                " there?",
                ko="z가 양수가 아닌 곳에서 0을 반환했지만 게이트는 그다음 단계입니다. 그곳에서 z 자체도 움직이지 않습니까?",
                credit=0.25,
            ),
            Mistake(
                "order_swapped",
                lambda w, x, b: (1.0, x),
                en="Both parts are right but stand in the other order. Which one does the statement name first?",
                ko="두 부분은 맞지만 순서가 바뀌었습니다. 문제에서 먼저 나오는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "one_long_vector",
                lambda w, x, b: np.append(x, 1.0),
                en="The numbers are right but glued into one vector. How does Python return two results at once?",
                ko="수는 맞지만 하나의 벡터로 이어 붙였습니다. Python에서는 결과 두 개를 어떻게 한꺼번에 반환합니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_part_missing",
                lambda w, x, b: x,
                en="The part for the weights is right, and it is all you return. What else can be adjusted in z?",
                ko="가중치에 대한 부분은 맞지만 그것만 반환했습니다. z에서 조정할 수 있는 것이 또 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "weight_times_input",
                lambda w, x, b: (w * x, 1.0),
                en="You return what each weight contributes to z. How much does z move when one weight moves a little?",
                ko="가중치마다 z에 보태는 값을 반환했습니다. 가중치 하나가 조금 움직이면 z는 얼마나 움직입니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.relu,
        points=1,
        cases=either_side,
        mistakes=(
            Mistake(
                "nothing_blocked",
                lambda z: z,
                en="Your function lets everything through. What should come out for a negative z?",
                ko="함수가 모든 값을 그대로 통과시킵니다. 음수 z에서는 무엇이 나와야 합니까?",
            ),
            Mistake(
                "absolute_value",
                lambda z: abs(z),
                en="You turn negative values into positive ones. Which is larger, 0 or −2?",
                ko="음수를 양수로 바꾸었습니다. 0과 −2 가운데 어느 것이 더 큽니까?",
            ),
            Mistake(
                "switch_only",
                lambda z: 1.0 * (z > 0),
                en="You return whether the gate is open. What passes through an open gate?",
                ko="게이트가 열렸는지만 반환했습니다. 열린 게이트로는 무엇이 지나갑니까?",
                credit=0.25,
            ),
            Mistake(
                "minimum",
                lambda z: np.minimum(0, z),
                en="You keep the smaller of the two. Which of 0 and 2 should survive?",
                ko="둘 가운데 작은 것을 남겼습니다. 0과 2 가운데 어느 것이 남아야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "mirrored",
                lambda z: np.maximum(0, -z),
                en="Your gate opens for negative values and turns them around. Which side of 0 should pass?",
                ko="게이트가 음수에서 열리고 부호를 바꿉니다. 0의 어느 쪽이 통과해야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "leaky",
                lambda z: np.where(z > 0, z, 0.01 * z),
                en="That is a leaky gate: a little of every negative value gets through. How much of it should pass"
                " here?",
                ko="이것은 새는 게이트입니다. 음수도 조금 통과합니다. 여기서는 음수가 얼마나 통과해야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "capped",
                lambda z: np.clip(z, 0, 1),
                en="Negative values are blocked well, but large ones are cut off too. Is there an upper limit in the"
                " formula?",
                ko="음수는 잘 막았지만 큰 값도 잘랐습니다. 식에 위쪽 한계가 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "sigmoid",
                sigmoid,
                en="That is another activation function, the sigmoid. What does the formula say for z = 3?",
                ko="이것은 다른 활성화 함수인 시그모이드입니다. z = 3일 때 식의 값은 얼마입니까?",
            ),
            Mistake(
                "softplus",
                lambda z: np.log1p(np.exp(z)),
                en="That is a smoothed version of this function. Where is yours above 0 although the formula says 0?",
                ko="이것은 이 함수를 매끄럽게 만든 것입니다. 식의 값은 0인데 답은 0보다 큰 곳이 어디입니까?",
            ),
            Mistake(
                "one_maximum",
                lambda z: max(0, np.max(z)),
                en="You look for one largest value in the whole array. How many answers should an array of four get?",
                ko="배열 전체에서 가장 큰 값 하나를 찾았습니다. 원소가 네 개인 배열이라면 답은 몇 개여야 합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.relu_derivative,
        points=1,
        cases=either_side,
        mistakes=(
            Mistake(
                "open_at_zero",
                lambda z: 1.0 * (z >= 0),
                en="Right on both sides of the kink. To which side does the rule of this course count z = 0?",
                ko="꺾이는 점의 양쪽에서는 맞습니다. 이 과목의 규칙은 z = 0을 어느 쪽에 넣습니까?",
                credit=0.5,
            ),
            Mistake(
                "half_at_zero",
                lambda z: np.heaviside(z, 0.5),
                en="At z = 0 you return the mean of the slopes on its two sides, as a measurement does. Which value"
                " does the rule of this course choose there?",
                ko="z = 0에서 측정할 때처럼 양쪽 기울기의 평균을 반환했습니다. 이 과목의 규칙은 그곳에서 어떤 값을 택합니까?",
                credit=0.5,
            ),
            Mistake(
                "relu_itself",
                lambda z: np.maximum(0, z),
                en="You return the height of the function. How steep is it to the right of 0?",
                ko="함수의 높이를 반환했습니다. 0의 오른쪽에서 기울기는 얼마입니까?",
            ),
            Mistake(
                "always_open",
                lambda z: np.ones(np.shape(z)),
                en="You return the slope of z alone. How steep is the graph where it lies flat?",
                ko="z만의 기울기를 반환했습니다. 그래프가 평평한 곳의 기울기는 얼마입니까?",
            ),
            Mistake(
                "plain_one",
                lambda z: 1.0,
                en="You return a single 1, whatever comes in. How many slopes should an array of four get?",
                ko="무엇이 들어와도 1 하나만 반환합니다. 원소가 네 개인 배열이라면 기울기는 몇 개여야 합니까?",
            ),
            Mistake(
                "minus_one_when_closed",
                lambda z: np.sign(z),
                en="Left of 0 your slope is negative. Does the graph fall there?",
                ko="0의 왼쪽에서 기울기가 음수입니다. 그곳에서 그래프가 내려갑니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_inverted",
                lambda z: 1.0 * (z < 0),
                en="Your gate is open on the other side. Where does the output move with z: left or right of 0?",
                ko="게이트가 반대쪽에서 열려 있습니다. 출력이 z를 따라 움직이는 곳은 0의 왼쪽입니까, 오른쪽입니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_inverted_open_at_zero",
                lambda z: 1.0 * (z <= 0),
                en="Open and closed have changed places. Where does the output move with z: left or right of 0?",
                ko="열림과 닫힘이 서로 바뀌었습니다. 출력이 z를 따라 움직이는 곳은 0의 왼쪽입니까, 오른쪽입니까?",
                credit=0.25,
            ),
            Mistake(
                "leaky",
                lambda z: np.where(z > 0, 1.0, 0.01),
                en="That is the slope of a leaky gate. How much does the output move while z stays below 0?",
                ko="이것은 새는 게이트의 기울기입니다. z가 0보다 작은 동안 출력은 얼마나 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "sigmoid_slope",
                lambda z: sigmoid(z) * (1 - sigmoid(z)),
                en="That is the slope of another activation function, the sigmoid. Is the graph of max(0, z) curved"
                " anywhere?",
                ko="이것은 다른 활성화 함수인 시그모이드의 기울기입니다. max(0, z)의 그래프에 굽은 곳이 있습니까?",
            ),
            Mistake(
                "opens_at_one",
                lambda z: 1.0 * (z >= 1),
                en="Your gate opens only from 1 on. How steep is the graph at z = 0.5?",
                ko="게이트가 1부터 열립니다. z = 0.5에서 그래프의 기울기는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "falls_when_inactive",
                lambda z: np.where(np.asarray(z) > 0, 1.0, -1.0),
                en="Your slope is negative on the left. Does the ReLU fall there, or does it lie flat?",
                ko="왼쪽에서 기울기가 음수입니다. ReLU가 그곳에서 내려갑니까, 평평합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.activation,
        points=1,
        cases=neurons,
        follow_through=FollowThrough(
            ("affine",),
            code="[answer(w, x, b), answer(w, w, b + 3), answer(x, x, b - 1)]",
            reference=activation_of,
        ),
        mistakes=(
            Mistake(
                "gate_missing",
                lambda w, x, b: w @ x + b,
                en="The weighted sum and the bias are right. What does the neuron put out when they come to −3?",
                ko="가중합과 편향은 맞습니다. 그 값이 −3이면 뉴런은 무엇을 내보냅니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_lost",
                lambda w, x, b: max(0, w @ x),
                en="The gate is right, but it never hears of the bias. What else belongs to z?",
                ko="게이트는 맞지만 편향이 전해지지 않습니다. z에는 무엇이 더 들어갑니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_after_the_gate",
                lambda w, x, b: max(0, w @ x) + b,
                en="You add the bias behind the gate. Can the output of this neuron be negative?",
                ko="게이트를 지난 뒤에 편향을 더했습니다. 이 뉴런의 출력이 음수가 될 수 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_ignores_bias",
                lambda w, x, b: w @ x + b if w @ x > 0 else 0.0,
                en="The right value passes, but the gate looks at w·x alone. Which number decides whether it opens?",
                ko="통과하는 값은 맞지만 게이트가 w·x만 봅니다. 게이트를 여닫는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_subtracted",
                lambda w, x, b: max(0, w @ x - b),
                en="The gate is right. Does a larger bias open or close it?",
                ko="게이트는 맞습니다. 편향이 커지면 게이트는 열립니까, 닫힙니까?",
                credit=0.25,
            ),
            Mistake(
                "switch_only",
                lambda w, x, b: 1.0 * (w @ x + b > 0),
                en="You return whether the gate is open. What passes through an open gate?",
                ko="게이트가 열렸는지만 반환했습니다. 열린 게이트로는 무엇이 지나갑니까?",
                credit=0.25,
            ),
            Mistake(
                "absolute_value",
                lambda w, x, b: abs(w @ x + b),
                en="A negative z comes out positive. Which is larger, 0 or −2?",
                ko="음수 z가 양수가 되어 나옵니다. 0과 −2 가운데 어느 것이 더 큽니까?",
            ),
            Mistake(
                "minimum",
                lambda w, x, b: min(0, w @ x + b),
                en="You keep the smaller of the two. Which of 0 and 2 should survive?",
                ko="둘 가운데 작은 것을 남겼습니다. 0과 2 가운데 어느 것이 남아야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "each_product_gated",
                lambda w, x, b: np.maximum(0, w * x).sum() + b,
                en="Each product passes a gate of its own before they are added. How many gates does one neuron have?",
                ko="더하기 전에 곱마다 따로 게이트를 지납니다. 뉴런 하나에 게이트는 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "not_summed",
                lambda w, x, b: np.maximum(0, w * x + b),
                en="You return one number for each input. How many outputs does one neuron have?",
                ko="입력마다 수를 하나씩 반환했습니다. 뉴런 하나의 출력은 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_for_each_input",
                lambda w, x, b: max(0, np.sum(w * x + b)),
                en="The bias is counted once for every input. How many biases does one neuron have?",
                ko="편향이 입력마다 한 번씩 더해집니다. 뉴런 하나에 편향은 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "sigmoid",
                lambda w, x, b: sigmoid(w @ x + b),
                en="That neuron has another activation function, the sigmoid. What should come out of this one when z"
                " is negative?",
                ko="이 뉴런은 다른 활성화 함수인 시그모이드를 씁니다. z가 음수일 때 여기서는 무엇이 나와야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "products_gated",
                lambda w, x, b: float(np.sum(np.maximum(0, w * x + b))),
                en="Every product goes through max(0, ·) by itself. What is added up before a neuron fires?",
                ko="곱마다 따로 max(0, ·)을 지납니다. 뉴런이 활성화되기 전에 먼저 무엇을 더합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.activation_gradient,
        points=2,
        cases=neurons,
        follow_through=FollowThrough(
            ("affine_gradient",),
            code="np.append(*answer(w, x, b))",
            reference=gradient_of,
        ),
        mistakes=(
            Mistake(
                "gate_missing",
                lambda w, x, b: (x, 1.0),
                en="This is the gradient of z. How much of a change of z comes out of a closed gate?",
                ko="이것은 z의 그레이디언트입니다. 닫힌 게이트에서는 z의 변화가 얼마나 나옵니까?",
                credit=0.25,
            ),
            Mistake(
                "open_at_zero",
                gated(right_parts, lambda w, x, b: w @ x + b >= 0),
                en="Right on both sides of the kink. To which side does the rule of this course count w·x + b = 0?",
                ko="꺾이는 곳의 양쪽에서는 맞습니다. 이 과목의 규칙은 w·x + b = 0을 어느 쪽에 넣습니까?",
                credit=0.5,
            ),
            Mistake(
                "half_at_zero",
                lambda w, x, b: (np.heaviside(w @ x + b, 0.5) * x, np.heaviside(w @ x + b, 0.5)),
                en="On the kink you return the mean of both sides, as a measurement does. Which value does the rule of"
                " this course choose there?",
                ko="꺾이는 곳에서 측정할 때처럼 양쪽의 평균을 반환했습니다. 이 과목의 규칙은 그곳에서 어떤 값을 택합니까?",
                credit=0.5,
            ),
            Mistake(
                "gate_ignores_bias",
                gated(right_parts, lambda w, x, b: w @ x > 0),
                en="Your gate looks at w·x alone. Which number decides whether this neuron's gate is open?",
                ko="게이트가 w·x만 봅니다. 이 뉴런의 게이트를 여닫는 수는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_ungated",
                lambda w, x, b: ((w @ x + b > 0) * x, 1.0),
                en="The weights' part is right. Behind a closed gate, does the output still feel the bias?",
                ko="가중치에 대한 부분은 맞습니다. 게이트가 닫혀 있을 때 출력은 편향의 변화를 느낍니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_ungated",
                lambda w, x, b: (x, float(w @ x + b > 0)),
                en="The bias' part is right. Behind a closed gate, does the output still feel the weights?",
                ko="편향에 대한 부분은 맞습니다. 게이트가 닫혀 있을 때 출력은 가중치의 변화를 느낍니까?",
                credit=0.5,
            ),
            Mistake(
                "roles_swapped",
                gated(lambda w, x, b: (w, 1.0)),
                en="The gate is right. Behind it you differentiate along the inputs: which vector is learned, w or x?",
                ko="게이트는 맞습니다. 그런데 입력에 대해 미분했습니다. 학습하는 벡터는 w입니까, x입니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_kept",
                gated(lambda w, x, b: (x, b)),
                en="The weights' part is right. The second part is the bias itself: how much does z grow when b grows"
                " by 0.1?",
                ko="가중치에 대한 부분은 맞습니다. 둘째는 편향 자체입니다. b가 0.1 커지면 z는 얼마나 커집니까?",
                credit=0.25,
            ),
            Mistake(
                "bias_treated_as_constant",
                gated(lambda w, x, b: (x, 0.0)),
                en="The weights' part is right. Does an open gate let no change of b through?",
                ko="가중치에 대한 부분은 맞습니다. 열린 게이트가 b의 변화를 통과시키지 않습니까?",
                credit=0.25,
            ),
            Mistake(
                "height_for_slope",
                lambda w, x, b: (max(0, w @ x + b) * x, max(0, w @ x + b)),
                en="You multiply by the height of the activation. Is it the height or the slope of the gate that"
                " passes a change on?",
                ko="활성화의 높이를 곱했습니다. 변화를 전달하는 것은 게이트의 높이입니까, 기울기입니까?",
                credit=0.25,
            ),
            Mistake(
                "multiplied_by_z",
                lambda w, x, b: ((w @ x + b) * x, w @ x + b),
                en="You multiply by z itself. What does the chain rule put in front of ∂z/∂w?",
                ko="z 자체를 곱했습니다. 연쇄 법칙에서 ∂z/∂w 앞에 오는 것은 무엇입니까?",
            ),
            Mistake(
                "gate_inverted",
                gated(right_parts, lambda w, x, b: w @ x + b <= 0),
                en="Open and closed have changed places. For which sign of z does the output move with z?",
                ko="열림과 닫힘이 서로 바뀌었습니다. z의 부호가 무엇일 때 출력이 z를 따라 움직입니까?",
                credit=0.25,
            ),
            Mistake(
                "minus_one_when_closed",
                lambda w, x, b: (np.sign(w @ x + b) * x, np.sign(w @ x + b)),
                en="Behind a closed gate your slopes are negative. Does the output fall there when z grows?",
                ko="게이트가 닫힌 곳에서 기울기의 부호가 뒤집혔습니다. 그곳에서 z가 커지면 출력이 내려갑니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_for_each_input",
                lambda w, x, b: (np.where(w * x + b > 0, x, 0.0), float(w @ x + b > 0)),
                en="You ask for every input alone whether the gate is open. How many gates does one neuron have?",
                ko="입력마다 게이트가 열렸는지 따로 물었습니다. 뉴런 하나에 게이트는 몇 개입니까?",
                credit=0.25,
            ),
            Mistake(
                "inputs_gated",
                lambda w, x, b: (np.maximum(0, x), float(w @ x + b > 0)),
                en="You cut off the negative inputs. Which number goes through the gate of this neuron: an input or z?",
                ko="음수인 입력을 잘라 냈습니다. 이 뉴런의 게이트를 지나는 수는 입력입니까, z입니까?",
                credit=0.25,
            ),
            Mistake(
                "zero_without_shape",
                lambda w, x, b: (x, 1.0) if w @ x + b > 0 else (0.0, 0.0),
                en="Behind a closed gate the gradient is zero, as you say, but still a vector. How many weights have a"
                " slope of 0 there?",
                ko="게이트가 닫히면 그레이디언트는 말한 대로 0이지만 여전히 벡터입니다. 기울기가 0인 가중치는 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "order_swapped",
                gated(lambda w, x, b: (1.0, x)),
                en="Both parts are right but stand in the other order. Which one does the statement name first?",
                ko="두 부분은 맞지만 순서가 바뀌었습니다. 문제에서 먼저 나오는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "one_long_vector",
                lambda w, x, b: (w @ x + b > 0) * np.append(x, 1.0),
                en="The numbers are right but glued into one vector. How does Python return two results at once?",
                ko="수는 맞지만 하나의 벡터로 이어 붙였습니다. Python에서는 결과 두 개를 어떻게 한꺼번에 반환합니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_part_missing",
                lambda w, x, b: (w @ x + b > 0) * x,
                en="The part for the weights is right, and it is all you return. What else does this neuron learn?",
                ko="가중치에 대한 부분은 맞지만 그것만 반환했습니다. 이 뉴런이 배우는 것이 또 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "gate_upside_down",
                lambda w, x, b: ((w @ x + b < 0) * x, 1.0 * (w @ x + b < 0)),
                en="Your gate is open where the neuron is silent. For which z does the activation move?",
                ko="뉴런이 활성화되지 않는 곳에서 게이트가 열려 있습니다. z가 어떤 값일 때 활성값이 움직입니까?",
                credit=0.25,
            ),
        ),
    ),
)
