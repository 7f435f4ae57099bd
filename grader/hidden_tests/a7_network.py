"""Hidden tests of a7_network: a digit classifier by hand, and the model in Keras, which is looked at as an object."""

import functools
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import numpy as np

from grader.questions.kinds import INTEGER
from grader.questions.question import Case, Extra, FollowThrough, Mistake, Question, Rules, case
from grader.text import Bilingual
from solutions import a7_network as solution

EXTRA = Extra("network", ("keras", "sklearn"))

# ── kinds ──────────────────────────────────────────────────────────────────────────────────────────────────

SEVERAL_IMAGES = Bilingual("several images", "이미지 여러 장")
ONE_IMAGE = Bilingual("a single image", "이미지 한 장")
DARK = Bilingual("images in which no pixel is white", "흰 픽셀이 하나도 없는 이미지")
WHOLE_NUMBERS = Bilingual("pixels as bytes", "픽셀이 바이트인 이미지")
FRACTIONS = Bilingual("pixels as floats", "픽셀이 실수인 이미지")
SEVERAL = Bilingual("several samples", "여러 샘플")
ONE_SAMPLE = Bilingual("a single sample", "샘플 하나")
ONE_OUTPUT = Bilingual("a layer of a single neuron", "뉴런이 하나뿐인 층")
HUGE = Bilingual("entries as large as 1000", "1000만큼 큰 원소")
HUGE_APART = Bilingual("rows of which one is far above the other", "한 행이 다른 행보다 훨씬 큰 입력")
ZERO_ELSEWHERE = Bilingual("a probability of 0 that no label asks for", "정답이 아닌 자리의 확률이 0인 입력")
ZERO = Bilingual("a probability of 0 for the right answer", "정답의 확률이 0인 입력")
KINK = Bilingual("entries of Z that are exactly 0", "Z에 정확히 0인 원소가 있는 입력")
FIRST = Bilingual("the first step, t = 1", "첫 번째 걸음, t = 1")
LATER = Bilingual("a later step", "그 뒤의 걸음")
DEFAULT = Bilingual("no learning rate given", "학습률을 주지 않은 호출")
NO_GRADIENT = Bilingual("a gradient of 0", "0인 그레이디언트")
NEGATIVE_OUTPUTS = Bilingual("a sample whose outputs are all negative", "출력이 모두 음수인 샘플")
NONE_RIGHT = Bilingual("no right answer at all", "맞은 답이 하나도 없는 입력")
ALL_RIGHT = Bilingual("nothing but right answers", "모두 맞은 입력")

# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def raw_images(rng: np.random.Generator) -> Iterable[Case]:
    """Bytes as they come from a file, floats, and images that are dark all over."""
    yield case(WHOLE_NUMBERS, images=rng.integers(0, 256, (3, 4, 4)).astype(np.uint8))
    yield case(DARK, images=rng.integers(7, 180, (2, 5, 5)).astype(np.uint8))
    yield case(FRACTIONS, images=rng.uniform(1, 255, (2, 3, 3)).round(1))
    yield case(ONE_IMAGE, images=rng.integers(5, 256, (1, 6, 6)))
    yield case(INTEGER, images=np.array([[[0, 51], [102, 255]], [[255, 204], [153, 0]]]))


def square_images(rng: np.random.Generator) -> Iterable[Case]:
    """28 × 28 images, scaled to numbers that are told apart."""
    for kind, count in ((SEVERAL_IMAGES, 3), (ONE_IMAGE, 1), (SEVERAL_IMAGES, 5)):
        yield case(kind, images=rng.permutation(count * 784).reshape(count, 28, 28) / 4000)


def layers(rng: np.random.Generator) -> Iterable[Case]:
    """A batch, weights and biases of either sign."""
    yield case(
        SEVERAL,
        X=np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 3.0]]),
        W=np.array([[1.0, -2.0], [0.5, 1.0], [-1.5, 0.25]]),
        b=np.array([0.5, -1.25]),
    )
    yield case(
        INTEGER, X=np.array([[1, 2], [3, -4], [0, 1]]), W=np.array([[2, 0, 1, -3], [1, -1, 2, 1]]), b=np.arange(4) - 1
    )
    for kind, samples, inputs, outputs in ((SEVERAL, 4, 5, 3), (ONE_SAMPLE, 1, 4, 2), (ONE_OUTPUT, 3, 2, 1)):
        yield case(
            kind,
            X=rng.uniform(-2, 2, (samples, inputs)).round(2),
            W=rng.uniform(-2, 2, (inputs, outputs)).round(2),
            b=(rng.uniform(0.4, 2, outputs) * rng.choice([-1, 1], outputs)).round(2),
        )


def scores(rng: np.random.Generator) -> Iterable[Case]:
    """Rows of ordinary size, rows of ±1000, rows far apart, one row, one column."""
    yield case(SEVERAL, Z=np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 0.25]]))
    yield case(SEVERAL, Z=rng.uniform(-3, 3, (4, 5)).round(2))
    yield case(HUGE, Z=np.array([[1000.0, 999.0, 998.5], [1000.0, 1000.5, 999.0]]))
    yield case(HUGE, Z=np.array([[-1000.0, -999.0, -1000.5], [-1001.0, -1000.0, -1000.25]]))
    yield case(HUGE_APART, Z=np.array([[1000.0, 999.0, 999.5], [-1000.0, -1000.5, -999.0]]))
    yield case(ONE_SAMPLE, Z=rng.uniform(-2, 2, (1, 10)).round(2))
    yield case(INTEGER, Z=np.array([[2, 0, -1, 1], [0, 3, 1, -2]]))


def dropped(rng: np.random.Generator) -> Iterable[Case]:
    """Activations, a rate, and a mask of which the share of zeros is not the rate."""
    yield case(
        SEVERAL,
        A=np.array([[1.0, 2.0, 0.5], [4.0, 0.25, 3.0]]),
        rate=0.2,
        mask=np.array([[1, 0, 1], [0, 1, 1]]),
    )
    for kind, shape, rate in ((SEVERAL, (3, 4), 0.4), (ONE_SAMPLE, (1, 6), 0.7), (SEVERAL, (5, 2), 0.25)):
        mask = np.ones(shape, dtype=int)
        mask.flat[rng.choice(mask.size, mask.size // 3, replace=False)] = 0
        yield case(kind, A=rng.uniform(0.2, 3, shape).round(2), rate=rate, mask=mask)
    yield case(
        INTEGER, A=np.array([[2, 3], [1, 4], [5, 6]]), rate=0.2, mask=np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    )


def probabilities(rng: np.random.Generator, samples: int, classes: int) -> np.ndarray:
    """Return rows that sum to 1, none of them below 0.05."""
    P = rng.uniform(0.2, 1, (samples, classes))
    return P / P.sum(axis=1, keepdims=True)


def judged(rng: np.random.Generator) -> Iterable[Case]:
    """Answers of a classifier, none of them sure, and the labels."""
    P = np.array([[0.7, 0.2, 0.1], [0.25, 0.25, 0.5], [0.1, 0.6, 0.3], [0.2, 0.5, 0.3]])
    yield case(SEVERAL, P=P, labels=np.array([0, 1, 1, 2]))
    yield case(SEVERAL, P=probabilities(rng, 5, 4), labels=np.array([3, 0, 2, 2, 1]))
    yield case(SEVERAL, P=probabilities(rng, 3, 10), labels=rng.permutation(10)[:3])
    yield case(ONE_SAMPLE, P=probabilities(rng, 1, 6), labels=np.array([4]))


def judged_with_zeros(rng: np.random.Generator) -> Iterable[Case]:
    """As `judged`, then a probability of 0 beside the right answer, and at it."""
    yield from judged(rng)
    yield case(
        ZERO_ELSEWHERE, P=np.array([[0.0, 1.0, 0.0], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]]), labels=np.array([1, 2, 0])
    )
    yield case(ZERO, P=np.array([[0.5, 0.25, 0.25], [0.0, 0.75, 0.25], [0.3, 0.3, 0.4]]), labels=np.array([0, 0, 2]))


def passed_back(rng: np.random.Generator) -> Iterable[Case]:
    """A layer's input and weights, and the gradient of the loss by its output."""
    yield case(
        SEVERAL,
        X=np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 3.0]]),
        W=np.array([[1.0, -2.0], [0.5, 1.0], [-1.5, 0.25]]),
        dZ=np.array([[0.5, -1.0], [0.25, 0.75]]),
    )
    yield case(
        INTEGER,
        X=np.array([[1, 2], [3, -4], [0, 1]]),
        W=np.array([[2, 0, 1, -3], [1, -1, 2, 1]]),
        dZ=np.arange(12).reshape(3, 4) - 5,
    )
    for kind, samples, inputs, outputs in ((SEVERAL, 4, 5, 3), (ONE_SAMPLE, 1, 4, 2), (ONE_OUTPUT, 5, 3, 1)):
        yield case(
            kind,
            X=rng.uniform(-2, 2, (samples, inputs)).round(2),
            W=rng.uniform(-2, 2, (inputs, outputs)).round(2),
            dZ=(rng.uniform(0.2, 1, (samples, outputs)) * rng.choice([-1, 1], (samples, outputs))).round(2),
        )


def gated(rng: np.random.Generator) -> Iterable[Case]:
    """Gradients of either sign at gates that are open, closed, and just at 0."""
    yield case(
        SEVERAL, dA=np.array([[1.0, -2.0, 3.0], [-0.5, 4.0, -1.5]]), Z=np.array([[2.0, -1.0, -0.5], [0.5, 3.0, -2.0]])
    )
    yield case(KINK, dA=np.array([[1.5, -2.5], [3.0, 0.5]]), Z=np.array([[0.0, 0.0], [2.0, -1.0]]))
    yield case(INTEGER, dA=np.array([[3, -2, 5]]), Z=np.array([[-1, 2, 4]]))
    shape = (4, 5)
    Z = rng.uniform(0.3, 2, shape) * np.where(np.arange(20).reshape(shape) % 3, 1, -1)
    yield case(SEVERAL, dA=(rng.uniform(0.3, 2, shape) * rng.choice([-1, 1], shape)).round(2), Z=Z.round(2))


def adam_steps(rng: np.random.Generator) -> Iterable[Case]:
    """The first step and later ones, of a matrix, a vector and a single number."""

    def drawn(*shape: int) -> np.ndarray:
        return (rng.uniform(0.3, 2, shape) * rng.choice([-1, 1], shape)).round(2)

    start = {"m": np.zeros(3), "v": np.zeros(3)}
    yield case(
        FIRST,
        parameter=np.array([1.0, -2.0, 0.5]),
        gradient=np.array([0.5, -1.5, 2.0]),
        **start,
        t=1,
        learning_rate=0.1,
    )
    for t, shape, rate in ((2, (2, 3), 0.05), (10, (4,), 0.02), (500, (3, 2), 0.1)):
        moments = {"m": drawn(*shape), "v": np.abs(drawn(*shape))}
        yield case(LATER, parameter=drawn(*shape), gradient=drawn(*shape), **moments, t=t, learning_rate=rate)
    yield case(DEFAULT, parameter=drawn(2), gradient=drawn(2), m=drawn(2), v=np.abs(drawn(2)) / 100, t=3)
    yield case(
        NO_GRADIENT,
        parameter=np.array([1.5, -0.5]),
        gradient=np.zeros(2),
        m=np.array([0.5, -1.0]),
        v=np.array([0.25, 1.5]),
        t=4,
        learning_rate=0.2,
    )


def small_networks(rng: np.random.Generator) -> Iterable[Case]:
    """Inputs and the four parameters of two layers; each class is the answer to some, and ties are far."""
    W1 = np.array([[1.0, -1.0, 0.5], [-0.5, 1.5, 1.0]])
    W2 = np.array([[1.0, -1.0, 0.25, -0.5], [-1.5, 1.0, 0.5, 0.25], [0.5, 0.5, -1.0, 1.0]])
    X = np.array([[2.0, 0.5], [-1.0, 2.0], [0.5, -2.0], [-2.0, -1.5], [1.0, 1.5]])
    yield case(SEVERAL, X=X, parameters=(W1, np.array([0.25, -0.5, 0.75]), W2, np.array([0.5, -0.75, 0.25, 0.125])))
    yield case(
        NEGATIVE_OUTPUTS,
        X=X,
        parameters=(W1, np.array([0.25, -0.5, 0.75]), -np.abs(W2), np.array([-3.0, -1.0, -2.5, -2.0])),
    )
    for kind, samples, inputs, hidden, classes in (
        (SEVERAL, 12, 6, 5, 4),
        (ONE_SAMPLE, 1, 5, 4, 3),
        (SEVERAL, 20, 8, 6, 10),
    ):
        yield case(kind, **far_from_ties(rng, samples, inputs, hidden, classes))


def far_from_ties(rng: np.random.Generator, samples: int, inputs: int, hidden: int, classes: int) -> dict[str, object]:
    """Return a random network and inputs whose two best outputs are well apart, and whose answers vary."""
    while True:
        W1, W2 = rng.normal(0, 1, (inputs, hidden)).round(2), rng.normal(0, 1, (hidden, classes)).round(2)
        b1, b2 = rng.normal(0, 1.5, hidden).round(2), rng.normal(0, 1.5, classes).round(2)
        X = rng.uniform(-2, 2, (200, inputs)).round(2)
        outputs = np.maximum(0, X @ W1 + b1) @ W2 + b2
        best, answers = np.sort(outputs, axis=1), np.argmax(outputs, axis=1)
        seen = [np.flatnonzero((answers == answer) & (best[:, -1] - best[:, -2] > 0.05)) for answer in range(classes)]
        turns = [places[turn] for turn in range(samples) for places in seen if turn < len(places)]
        if sum(map(bool, map(len, seen))) > 1 and len(turns) >= samples:
            return {"X": X[rng.permutation(turns[:samples])], "parameters": (W1, b1, W2, b2)}


def answered(rng: np.random.Generator) -> Iterable[Case]:
    """Predictions and labels, some of them the same."""
    yield case(SEVERAL, predictions=np.array([7, 2, 1, 0, 4]), labels=np.array([7, 2, 8, 0, 9]))
    yield case(NONE_RIGHT, predictions=np.array([1, 2, 3]), labels=np.array([2, 3, 1]))
    yield case(ALL_RIGHT, predictions=np.array([5, 0, 9, 4]), labels=np.array([5, 0, 9, 4]))
    for size in (8, 25):
        labels = rng.integers(0, 10, size)
        off = np.arange(size) % 4 == 1
        yield case(SEVERAL, predictions=np.where(off, (labels + rng.integers(1, 10, size)) % 10, labels), labels=labels)


ASPECTS = {
    "layers": Bilingual("which layers follow each other", "층의 순서"),
    "units": Bilingual("the sizes of the Dense layers", "Dense 층의 크기"),
    "activations": Bilingual("the activations", "활성화 함수"),
    "dropout": Bilingual("the dropout rates", "드롭아웃 비율"),
    "parameters": Bilingual("the number of parameters", "파라미터의 수"),
    "optimizer": Bilingual("the optimizer", "옵티마이저"),
    "loss": Bilingual("the loss", "손실 함수"),
    "accuracy": Bilingual("the accuracy among the metrics", "지표에 들어 있는 정확도"),
    "answers": Bilingual("its answers to images", "이미지에 대한 답"),
}


def keras_at_rest() -> ModuleType:
    """Return Keras as the sandbox has it, computing with NumPy: it describes models, and trains none.

    Processes that this one starts, such as a kernel in which an instructor trains, choose for themselves.
    """
    before = os.environ.get("KERAS_BACKEND")
    os.environ["KERAS_BACKEND"] = "numpy"
    try:
        import keras
    finally:
        del os.environ["KERAS_BACKEND"]
        if before is not None:
            os.environ["KERAS_BACKEND"] = before
    return keras


def aspects(rng: np.random.Generator) -> Iterable[Case]:
    """What is looked at in a model."""
    keras_at_rest()  # before the reference imports it
    for aspect, kind in ASPECTS.items():
        yield case(kind, aspect=aspect)


DESCRIBE = Path(__file__).parents[1].joinpath("questions/measures/keras_model.py").read_text(encoding="utf-8")

ANY_LARGE_LOSS = """
def finite(loss):
    try:  # how large a loss is where a probability is 0 is everyone's own choice; finite it must be
        never = np.min(P[np.arange(len(labels)), labels]) == 0
        return np.where(never & np.isfinite(loss) & (np.asarray(loss, dtype=float) > 3), 3, loss)[()] if never else loss
    except (TypeError, ValueError):
        return loss
"""

# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


def one_hot(P, labels):
    return np.eye(P.shape[1])[labels]


def chosen(P, labels):
    return P[np.arange(len(labels)), labels]


def safe_log(P):
    return np.log(np.maximum(P, 1e-12))


def adam(
    b1=0.9,
    b2=0.999,
    correct_m=True,
    correct_v=True,
    root=np.sqrt,
    square=np.square,
    sign=-1,
    later=0,
    keep=lambda m, v, mh, vh: (m, v),
):
    """Return a wrong Adam step: one of its parts replaced, or other moments handed back."""

    def adam_step(parameter, gradient, m, v, t, learning_rate=1e-3):
        t = t + later
        m = b1 * m + (1 - b1) * gradient
        v = b2 * v + (1 - b2) * square(gradient)
        m_hat = m / (1 - b1**t) if correct_m else m
        v_hat = v / (1 - b2**t) if correct_v else v
        return parameter + sign * learning_rate * m_hat / (root(v_hat) + 1e-7), *keep(m, v, m_hat, v_hat)

    return adam_step


def plain_step(parameter, gradient, m, v, t, learning_rate=1e-3):
    return parameter - learning_rate * gradient, m + 0.0, v + 0.0


def step_without_root_moment(parameter, gradient, m, v, t, learning_rate=1e-3):
    _, m, v = solution.adam_step(parameter, gradient, m, v, t, learning_rate)
    return parameter - learning_rate * m / (1 - 0.9**t), m, v


def reordered(parameter, gradient, m, v, t, learning_rate=1e-3):
    new, m, v = solution.adam_step(parameter, gradient, m, v, t, learning_rate)
    return m, v, new


def step_alone(parameter, gradient, m, v, t, learning_rate=1e-3):
    new, m, v = solution.adam_step(parameter, gradient, m, v, t, learning_rate)
    return new - parameter, m, v


def forgetful(parameter, gradient, m, v, t, learning_rate=1e-3):
    return solution.adam_step(parameter, gradient, 0 * m, 0 * v, t, learning_rate)


def network(hidden=lambda Z: np.maximum(0, Z), output=lambda Z: Z, answer=lambda Z: np.argmax(Z, axis=1), bias=1.0):
    """Return a wrong `predict`, one of its parts replaced."""

    def predict(X, parameters):
        W1, b1, W2, b2 = parameters
        return answer(output(hidden(X @ W1 + bias * b1) @ W2 + bias * b2))

    return predict


def first_layer_only(X, parameters):
    return np.argmax(np.maximum(0, X @ parameters[0] + parameters[1]), axis=1)


# ── follow-through ─────────────────────────────────────────────────────────────────────────────────────────

OWN_OUTPUTS = """
def own_outputs():
    W1, b1, W2, b2 = parameters
    Z = answer(np.maximum(0, answer(X, W1, b1)), W2, b2)
    try:
        return np.asarray(softmax(Z), dtype=float)
    except Exception:
        return np.asarray(Z, dtype=float)
own_outputs()
"""


def follow_predict(earlier, X, parameters):
    return np.argmax(earlier.reshape(len(X), -1), axis=1)


# ── models ─────────────────────────────────────────────────────────────────────────────────────────────────


def parts(
    shape=(28, 28),
    flat=True,
    before=(),
    units=128,
    hidden="relu",
    rate=0.2,
    answers=10,
    output="softmax",
    after=(),
    bias=True,
):
    """Return functions that make the layers of the lecture's model, one of them replaced, left out or added."""

    def make(layers):
        yield layers.Input(shape)
        if flat:
            yield layers.Flatten()
        for name, *arguments in before:
            yield getattr(layers, name)(*arguments)
        yield layers.Dense(units, activation=hidden, use_bias=bias)
        if rate is not None:
            yield layers.Dropout(rate)
        yield layers.Dense(answers, activation=output, use_bias=bias)
        for name, *arguments in after:
            yield getattr(layers, name)(*arguments)

    return make


def model(
    make=None,
    compiled=True,
    optimizer=lambda keras: "adam",
    loss=lambda keras: "sparse_categorical_crossentropy",
    metrics=lambda keras: ["accuracy"],
) -> Callable[[], object]:
    """Return a function that builds a model once; what is compiled with is made when Keras is there."""

    @functools.cache
    def build_model():
        keras = keras_at_rest()
        built = keras.Sequential(list((make or parts())(keras.layers)))
        if compiled:
            built.compile(optimizer=optimizer(keras), loss=loss(keras), metrics=metrics(keras))
        return built

    return build_model


QUESTIONS = (
    Question(
        solution.scale_images,
        points=1,
        cases=raw_images,
        mistakes=(
            Mistake(
                "not_scaled",
                lambda images: images + 0.0,
                en="The largest pixels are still far above 1. What is the largest value that a byte can hold?",
                ko="가장 큰 픽셀이 아직 1보다 훨씬 큽니다. 바이트 하나에 들어갈 수 있는 가장 큰 값은 얼마입니까?",
            ),
            Mistake(
                "divided_by_own_maximum",
                lambda images: images / images.max(),
                en="You divide by the brightest pixel that happens to be there. Should a dark image look the same as a bright"
                " one?",
                ko="그 안에서 가장 밝은 픽셀의 값으로 나누었습니다. 어두운 이미지가 밝은 이미지와 똑같아져도 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "divided_by_256",
                lambda images: images / 256,
                en="A white pixel does not quite become 1. There are 256 values; which one is the largest?",
                ko="흰 픽셀이 1이 되지 않습니다. 값은 256가지이지만, 가장 큰 값은 얼마입니까?",
                credit=0.5,
            ),
            Mistake(
                "whole_division",
                lambda images: images // 255,
                en="Nearly all pixels have become 0. What does `//` do with the fractional part?",
                ko="거의 모든 픽셀이 0이 되었습니다. `//`는 소수 부분을 어떻게 합니까?",
                credit=0.25,
            ),
            Mistake(
                "stretched",
                lambda images: (images - images.min()) / (images.max() - images.min()),
                en="You stretch each batch from its darkest to its brightest pixel. Does the same grey then always become the"
                " same number?",
                ko="가장 어두운 픽셀과 가장 밝은 픽셀에 맞추어 늘렸습니다. 같은 회색이 언제나 같은 수가 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "standardised",
                lambda images: (images - images.mean()) / images.std(),
                en="Mean 0 and deviation 1 is another kind of scaling. Between which two numbers should the pixels lie?",
                ko="평균 0, 표준편차 1로 맞추는 것은 다른 종류의 스케일링입니다. 픽셀은 어떤 두 수 사이에 있어야 합니까?",
            ),
            Mistake(
                "from_minus_one",
                lambda images: images / 127.5 - 1,
                en="Black becomes -1 in your images. Which two ends does the interval asked for have?",
                ko="검은 픽셀이 -1이 되었습니다. 요구한 구간의 양 끝은 어떤 수입니까?",
                credit=0.5,
            ),
            Mistake(
                "inverted",
                lambda images: 1 - images / 255,
                en="Black and white have changed places. What does a pixel of 0 become?",
                ko="흑백이 뒤바뀌었습니다. 값이 0인 픽셀은 무엇이 됩니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.flatten,
        points=1,
        cases=square_images,
        rules=Rules(
            exact_shape=True,
            shape_hint=Bilingual("One row for each image.", "이미지마다 한 행입니다."),
        ),
        mistakes=(
            Mistake(
                "one_long_row",
                lambda images: images.reshape(-1),
                en="All images have become one long vector. Where does one end and the next begin?",
                ko="모든 이미지가 긴 벡터 하나가 되었습니다. 한 이미지는 어디에서 끝나고 다음 이미지는 어디에서 시작합니까?",
                credit=0.25,
            ),
            Mistake(
                "column_by_column",
                lambda images: images.transpose(0, 2, 1).reshape(len(images), -1),
                en="Each image is read down its columns. In which order does a page go, line by line or column by column?",
                ko="각 이미지를 열을 따라 읽었습니다. 글을 읽을 때처럼 행을 따라가면 어떤 순서가 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "images_as_columns",
                lambda images: images.reshape(len(images), -1).T,
                en="Your images stand beside each other. Where do the slides put the samples, in rows or in columns?",
                ko="이미지가 열로 놓여 있습니다. 샘플은 행과 열 가운데 어디에 놓입니까?",
                credit=0.5,
            ),
            Mistake(
                "pixels_of_all_images_mixed",
                lambda images: images.reshape(-1, len(images)).T,
                en="The shape is right, but each row holds pixels of several images. What did `reshape` read first?",
                ko="모양은 맞지만 한 행에 여러 이미지의 픽셀이 섞여 있습니다. `reshape`는 무엇부터 읽습니까?",
                credit=0.25,
            ),
            Mistake(
                "lines_kept",
                lambda images: images.reshape(-1, images.shape[-1]),
                en="Every line of an image is a row of its own now. How many rows should three images give?",
                ko="이미지의 한 줄 한 줄이 따로 행이 되었습니다. 이미지가 세 장이면 행은 몇 개여야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "first_image_only",
                lambda images: images[:1].reshape(1, -1),
                en="Only the first image has been flattened. What becomes of the others?",
                ko="첫 번째 이미지만 펼쳤습니다. 나머지 이미지는 어떻게 됩니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.dense,
        points=1,
        cases=layers,
        rules=Rules(exact_shape=True),
        mistakes=(
            Mistake(
                "bias_lost",
                lambda X, W, b: X @ W,
                en="For an input of zeros your layer gives zeros. What should be left then?",
                ko="입력이 모두 0이면 결과도 모두 0이 됩니다. 그때 무엇이 남아야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_subtracted",
                lambda X, W, b: X @ W - b,
                en="A larger bias makes your outputs smaller. Which sign does it have?",
                ko="편향이 커지면 출력이 작아집니다. 편향의 부호는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_summed",
                lambda X, W, b: X @ W + b.sum(),
                en="Every neuron gets the biases of all. Which entry of b belongs to which column?",
                ko="모든 뉴런에 전체 편향의 합을 더했습니다. b의 각 원소는 어느 열의 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "rectified",
                lambda X, W, b: np.maximum(0, X @ W + b),
                en="Your layer never gives a negative number. Does the activation belong in here already?",
                ko="결과가 음수인 경우가 없습니다. 활성화 함수가 이 함수 안에 있어야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_weighted_too",
                lambda X, W, b: X @ (W + b),
                en="Your bias is multiplied by the inputs. What is left of it for an input of zeros?",
                ko="편향에 입력이 곱해졌습니다. 입력이 모두 0이면 편향에서 무엇이 남습니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.softmax,
        points=2,
        cases=scores,
        rules=Rules(exact_shape=True),
        mistakes=(
            Mistake(
                "overflow",
                lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True),
                en="Right for small numbers; at 1000 the exponential overflows, at -1000 nothing is left. What may be subtracted"
                " from a row without changing its softmax?",
                ko="작은 수에서는 맞지만 1000에서는 지수 함수가 넘치고 -1000에서는 0만 남습니다. 한 행에서 무엇을 빼도 softmax가 그대로입니까?",
                credit=0.5,
            ),
            Mistake(
                "maximum_of_all_rows",
                lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1, keepdims=True),
                en="You subtract one and the same number from all rows. What is left of a row that lies far below it?",
                ko="모든 행에서 같은 수를 뺐습니다. 그보다 훨씬 작은 행에는 무엇이 남습니까?",
                credit=0.75,
            ),
            Mistake(
                "over_all_entries",
                lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(),
                en="All entries together sum to 1. Over what should one sample's probabilities sum to 1?",
                ko="모든 원소를 더해야 1이 됩니다. 샘플 하나의 확률은 무엇을 따라 더했을 때 1이어야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "over_columns",
                lambda Z: solution.softmax(Z.T).T,
                en="Your columns sum to 1. Which axis holds the classes of one sample?",
                ko="열의 합이 1입니다. 한 샘플의 클래스들은 어느 축을 따라 놓여 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "not_normalised",
                lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)),
                en="Your rows do not sum to 1. By what are the exponentials divided?",
                ko="행의 합이 1이 아닙니다. 지수 함수의 값을 무엇으로 나눕니까?",
                credit=0.25,
            ),
            Mistake(
                "sigmoid",
                lambda Z: 1 / (1 + np.exp(-Z)),
                en="You look at each entry alone. Should the other classes not have a say?",
                ko="각 원소를 따로 계산했습니다. 다른 클래스의 값은 아무 영향이 없어야 합니까?",
            ),
            Mistake(
                "log_softmax",
                lambda Z: (
                    Z
                    - Z.max(axis=1, keepdims=True)
                    - np.log(np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
                ),
                en="These are logarithms of probabilities. Can a probability be negative?",
                ko="이것은 확률의 로그입니다. 확률이 음수일 수 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "clipped",
                lambda Z: np.exp(np.clip(Z, -500, 500)) / np.exp(np.clip(Z, -500, 500)).sum(axis=1, keepdims=True),
                en="Cutting large entries off makes them equal. Is the softmax of 1000 and 999 that of two equal numbers?",
                ko="큰 원소를 잘라 내면 서로 같아집니다. 1000과 999의 softmax가 서로 같은 두 수의 softmax와 같습니까?",
                credit=0.5,
            ),
            Mistake(
                "winner_takes_all",
                lambda Z: np.eye(Z.shape[1])[Z.argmax(axis=1)],
                en="You give all to the largest entry. What is soft about softmax?",
                ko="가장 큰 원소에 모두 주었습니다. softmax는 어떤 점에서 부드럽습니까?",
            ),
        ),
    ),
    Question(
        solution.dropout,
        points=1,
        cases=dropped,
        rules=Rules(exact_shape=True),
        mistakes=(
            Mistake(
                "not_scaled",
                lambda A, rate, mask: A * mask,
                en="The entries that stay are not made larger. What keeps the mean of a layer as it was, with fewer neurons?",
                ko="남은 원소를 키우지 않았습니다. 뉴런이 줄었을 때 층의 평균을 그대로 유지하려면 무엇을 해야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "divided_by_rate",
                lambda A, rate, mask: A * mask / rate,
                en="You divide by the share that is dropped. Which share stays?",
                ko="꺼지는 비율로 나누었습니다. 남는 비율은 얼마입니까?",
                credit=0.5,
            ),
            Mistake(
                "shrunk",
                lambda A, rate, mask: A * mask * (1 - rate),
                en="What stays becomes smaller still. Should the few not speak louder for the missing?",
                ko="남은 원소가 더 작아졌습니다. 빠진 원소를 대신해 더 커져야 하지 않습니까?",
                credit=0.25,
            ),
            Mistake(
                "mask_turned_round",
                lambda A, rate, mask: A * (1 - mask) / (1 - rate),
                en="You keep what the mask drops. What does a 1 in the mask stand for?",
                ko="마스크가 끄는 원소를 남겼습니다. 마스크의 1은 무엇을 뜻합니까?",
                credit=0.5,
            ),
            Mistake(
                "mask_unused",
                lambda A, rate, mask: A / (1 - rate),
                en="Nothing is dropped, everything is scaled. What is the mask for?",
                ko="아무것도 꺼지지 않고 모두 커졌습니다. 마스크는 무엇에 쓰입니까?",
                credit=0.25,
            ),
            Mistake(
                "scaled_by_share_of_mask",
                lambda A, rate, mask: A * mask / mask.mean(),
                en="You scale by what this very mask happens to keep. Which number was agreed on before any mask was drawn?",
                ko="이 마스크가 우연히 남긴 비율로 나누었습니다. 마스크를 뽑기 전에 정해진 수는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "mask_returned",
                lambda A, rate, mask: mask / (1 - rate),
                en="You return the scaled mask. What is it multiplied by?",
                ko="크기를 조정한 마스크를 반환했습니다. 여기에 무엇을 곱합니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.cross_entropy,
        points=2,
        cases=judged_with_zeros,
        code="finite(answer(P, labels))",
        helpers=ANY_LARGE_LOSS,
        rules=Rules(rtol=1e-4, atol=1e-5),  # adding a small number to all probabilities is a fair guard against 0
        mistakes=(
            Mistake(
                "infinite_at_zero",
                lambda P, labels: -np.mean(np.log(chosen(P, labels))),
                en="Right until a probability is 0: then your loss is infinite, and its mean as well. Which small number could"
                " stand in for 0?",
                ko="확률이 0이 되기 전까지는 맞습니다. 0이 되면 손실과 그 평균이 무한대가 됩니다. 0 대신 어떤 작은 수를 쓸 수 있습니까?",
                credit=0.75,
            ),
            Mistake(
                "zero_times_infinity",
                lambda P, labels: -np.mean(np.sum(one_hot(P, labels) * np.log(P), axis=1)),
                en="Right until some probability is 0: then 0 is multiplied by an infinite logarithm. Which logarithms do you"
                " really need?",
                ko="확률 가운데 0이 나오기 전까지는 맞습니다. 그때 0에 무한대의 로그가 곱해집니다. 실제로 필요한 로그는 어느 것입니까?",
                credit=0.75,
            ),
            Mistake(
                "summed",
                lambda P, labels: -np.sum(safe_log(chosen(P, labels))),
                en="Twice as many samples would make your loss twice as large. How is it made independent of their number?",
                ko="샘플이 두 배가 되면 손실도 두 배가 됩니다. 샘플의 수와 관계없게 하려면 어떻게 합니까?",
                credit=0.5,
            ),
            Mistake(
                "one_loss_a_sample",
                lambda P, labels: -safe_log(chosen(P, labels)),
                en="You return one loss for each sample. Which single number stands for all of them?",
                ko="샘플마다 손실을 하나씩 반환했습니다. 이들을 대표하는 수 하나는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "sign_lost",
                lambda P, labels: np.mean(safe_log(chosen(P, labels))),
                en="Your loss is negative, and grows as the answers get better. What is the sign of the logarithm of a"
                " probability?",
                ko="손실이 음수이고, 답이 좋아질수록 커집니다. 확률의 로그는 부호가 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "averaged_over_classes_too",
                lambda P, labels: -np.mean(one_hot(P, labels) * safe_log(P)),
                en="You divide by the number of classes as well. How many terms does one sample have that are not 0?",
                ko="클래스의 수로도 나누었습니다. 한 샘플에서 0이 아닌 항은 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "all_probabilities",
                lambda P, labels: -np.mean(np.sum(safe_log(P), axis=1)),
                en="You take the logarithm of every probability. Which one in a row does the label point at?",
                ko="모든 확률의 로그를 더했습니다. 한 행에서 레이블이 가리키는 확률은 어느 것입니까?",
                credit=0.25,
            ),
            Mistake(
                "largest_probability",
                lambda P, labels: -np.mean(safe_log(P.max(axis=1))),
                en="You look at the largest probability of each row. Where does the right answer come in?",
                ko="행마다 가장 큰 확률을 보았습니다. 정답은 어디에 쓰였습니까?",
                credit=0.25,
            ),
            Mistake(
                "log_of_the_mean",
                lambda P, labels: -safe_log(np.mean(chosen(P, labels))),
                en="You take the mean first and its logarithm afterwards. Does that weigh one very bad answer as it should?",
                ko="평균을 먼저 내고 로그를 취했습니다. 아주 나쁜 답 하나가 제대로 반영됩니까?",
                credit=0.5,
            ),
            Mistake(
                "both_sides",
                lambda P, labels: (
                    -np.mean(
                        np.sum(one_hot(P, labels) * safe_log(P) + (1 - one_hot(P, labels)) * safe_log(1 - P), axis=1)
                    )
                ),
                en="That is the loss of ten separate yes-or-no questions. How many classes can one image have here?",
                ko="그것은 예/아니요 질문 여러 개의 손실입니다. 여기서 이미지 하나는 클래스를 몇 개 가질 수 있습니까?",
                credit=0.25,
            ),
            Mistake(
                "zeros_left_out",
                lambda P, labels: -np.mean(safe_log(chosen(P, labels)[chosen(P, labels) > 0])),
                en="You leave out the samples whose right answer got the probability 0. Are these not the worst ones?",
                ko="정답의 확률이 0인 샘플을 빼고 평균을 냈습니다. 그 샘플이야말로 가장 나쁜 답이 아닙니까?",
                credit=0.5,
            ),
            Mistake(
                "no_logarithm",
                lambda P, labels: np.mean(1 - chosen(P, labels)),
                en="You average what is missing to 1. What does the logarithm do to a probability close to 0?",
                ko="1에서 모자라는 만큼을 평균했습니다. 0에 가까운 확률의 로그는 어떤 값입니까?",
            ),
        ),
    ),
    Question(
        solution.output_gradient,
        points=2,
        cases=judged,
        rules=Rules(exact_shape=True),
        mistakes=(
            Mistake(
                "not_averaged",
                lambda P, labels: P - one_hot(P, labels),
                en="The direction is right. The loss is a mean: what does its gradient inherit from that?",
                ko="방향은 맞습니다. 손실은 평균입니다. 그레이디언트에는 그 때문에 무엇이 붙습니까?",
                credit=0.5,
            ),
            Mistake(
                "reversed",
                lambda P, labels: (one_hot(P, labels) - P) / len(labels),
                en="Your gradient points downhill. If the score of the right class rises, does the loss rise?",
                ko="그레이디언트가 내리막을 가리킵니다. 정답 클래스의 점수가 커지면 손실도 커집니까?",
                credit=0.5,
            ),
            Mistake(
                "labels_unused",
                lambda P, labels: P / len(labels),
                en="Every class is pushed down, the right one too. What makes the right one different?",
                ko="정답을 포함한 모든 클래스를 끌어내립니다. 정답 클래스는 무엇이 달라야 합니까?",
                credit=0.25,
            ),
            Mistake(
                "with_respect_to_probabilities",
                lambda P, labels: -one_hot(P, labels) / P / len(labels),
                en="That is the gradient by the probabilities. Which link of the chain leads from them to Z?",
                ko="그것은 확률에 대한 그레이디언트입니다. 확률에서 Z로 가는 사슬의 고리는 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "squared_error",
                lambda P, labels: 2 * (P - one_hot(P, labels)) / len(labels),
                en="The factor 2 belongs to squared errors. Is there a square in this loss?",
                ko="2는 제곱 오차에서 나오는 수입니다. 이 손실에 제곱이 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "right_class_only",
                lambda P, labels: (P - 1) * one_hot(P, labels) / len(labels),
                en="Only the right class gets a gradient. What happens to the other probabilities when its score rises?",
                ko="정답 클래스에만 그레이디언트가 있습니다. 정답의 점수가 커지면 다른 확률은 어떻게 됩니까?",
                credit=0.25,
            ),
            Mistake(
                "sigmoid_slope_too",
                lambda P, labels: (P - one_hot(P, labels)) * P * (1 - P) / len(labels),
                en="You multiply by a slope that is already in the difference. What is left when softmax and logarithm are"
                " differentiated together?",
                ko="이미 들어 있는 기울기를 한 번 더 곱했습니다. softmax와 로그를 함께 미분하면 무엇이 남습니까?",
                credit=0.25,
            ),
            Mistake(
                "divided_by_classes",
                lambda P, labels: (P - one_hot(P, labels)) / P.shape[1],
                en="You divide by the number of classes. Over what is the loss a mean?",
                ko="클래스의 수로 나누었습니다. 손실은 무엇에 대한 평균입니까?",
                credit=0.5,
            ),
            Mistake(
                "averaged_over_all_entries",
                lambda P, labels: (P - one_hot(P, labels)) / P.size,
                en="You divide by the number of all entries. Over what is the loss a mean?",
                ko="원소 전체의 수로 나누었습니다. 손실은 무엇에 대한 평균입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.dense_gradients,
        points=3,
        cases=passed_back,
        mistakes=(
            Mistake(
                "bias_not_summed",
                lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ + 0.0),
                en="Your db has a row for each sample, but they share one b. What becomes of all their pushes together?",
                ko="db에 샘플마다 한 행이 있지만 b는 모든 샘플에 하나입니다. 각 샘플이 b에 보태는 몫을 어떻게 합칩니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_averaged",
                lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ.mean(axis=0)),
                en="You average over the samples in db. Has dZ not been divided by their number already?",
                ko="db에서 샘플에 대해 평균을 냈습니다. dZ는 이미 샘플의 수로 나누어져 있지 않습니까?",
                credit=0.75,
            ),
            Mistake(
                "averaged_again",
                lambda X, W, dZ: (dZ @ W.T, X.T @ dZ / len(X), dZ.mean(axis=0)),
                en="You divide by the number of samples once more. Where has the mean of the loss been taken care of?",
                ko="샘플의 수로 한 번 더 나누었습니다. 손실의 평균은 어디에서 이미 계산되었습니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_averaged",
                lambda X, W, dZ: (dZ @ W.T, X.T @ dZ / len(X), dZ.sum(axis=0)),
                en="You divide dW by the number of samples once more. Where has the mean of the loss been taken care of?",
                ko="dW를 샘플의 수로 한 번 더 나누었습니다. 손실의 평균은 어디에서 이미 계산되었습니까?",
                credit=0.75,
            ),
            Mistake(
                "bias_summed_over_neurons",
                lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)),
                en="You sum along each row. How many entries has b, one a sample or one a neuron?",
                ko="행을 따라 더했습니다. b의 원소는 샘플마다 하나입니까, 뉴런마다 하나입니까?",
                credit=0.5,
            ),
            Mistake(
                "bias_one_number",
                lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ.sum()),
                en="Your db is one number. Does every neuron of the layer have the same bias?",
                ko="db가 수 하나입니다. 층의 모든 뉴런이 같은 편향을 씁니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_transposed",
                lambda X, W, dZ: (dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)),
                en="Your dW is turned on its side. Which shape must it have to be subtracted from W?",
                ko="dW가 전치되어 있습니다. W에서 빼려면 어떤 모양이어야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "input_transposed",
                lambda X, W, dZ: (W @ dZ.T, X.T @ dZ, dZ.sum(axis=0)),
                en="Your dX is turned on its side. Which shape has X?",
                ko="dX가 전치되어 있습니다. X는 어떤 모양입니까?",
                credit=0.5,
            ),
            Mistake(
                "parameters_first",
                lambda X, W, dZ: (X.T @ dZ, dZ.sum(axis=0), dZ @ W.T),
                en="All three are there, in another order. Which one comes first?",
                ko="세 결과가 모두 있지만 순서가 다릅니다. 어느 것이 먼저 옵니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_before_input",
                lambda X, W, dZ: (X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)),
                en="All three are there, in another order. Which one comes first?",
                ko="세 결과가 모두 있지만 순서가 다릅니다. 어느 것이 먼저 옵니까?",
                credit=0.5,
            ),
            Mistake(
                "weights_for_one_sample",
                lambda X, W, dZ: (dZ @ W.T, np.outer(X[0], dZ[0]), dZ.sum(axis=0)),
                en="Your dW listens to the first sample alone. How do the samples of a batch add up?",
                ko="dW가 첫 번째 샘플만 봅니다. 한 배치의 샘플들은 어떻게 합쳐집니까?",
                credit=0.5,
            ),
            Mistake(
                "input_gradient_lost",
                lambda X, W, dZ: (X.T @ dZ, dZ.sum(axis=0)),
                en="Two results came. What does the layer before this one need to learn as well?",
                ko="결과가 두 개입니다. 앞의 층도 배우려면 무엇이 필요합니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.relu_backward,
        points=1,
        cases=gated,
        rules=Rules(exact_shape=True),
        mistakes=(
            Mistake(
                "open_at_zero",
                lambda dA, Z: dA * (Z >= 0),
                en="Right but where Z is exactly 0. On which side does this course count that point?",
                ko="Z가 정확히 0일 때만 다릅니다. 이 과목에서는 그 점을 어느 쪽으로 봅니까?",
                credit=0.5,
            ),
            Mistake(
                "gate_on_gradient",
                lambda dA, Z: dA * (dA > 0),
                en="Your gate looks at the gradient. Whose sign decided the way forward?",
                ko="게이트가 그레이디언트의 부호를 봅니다. 앞으로 갈 때 게이트를 정한 것은 무엇의 부호입니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_alone",
                lambda dA, Z: 1.0 * (Z > 0),
                en="You return the slope of relu alone. What does the chain rule multiply it by?",
                ko="relu의 기울기만 반환했습니다. 연쇄 법칙은 여기에 무엇을 곱합니까?",
                credit=0.25,
            ),
            Mistake(
                "no_gate",
                lambda dA, Z: dA + 0.0,
                en="The gradient passes closed gates as well. If Z moves a little below 0, does relu move?",
                ko="닫힌 게이트도 그레이디언트가 지나갑니다. Z가 0보다 작은 곳에서 조금 움직이면 relu도 움직입니까?",
            ),
            Mistake(
                "multiplied_by_activation",
                lambda dA, Z: dA * np.maximum(0, Z),
                en="You multiply by the activation. What is its slope where the gate is open?",
                ko="활성화 값을 곱했습니다. 게이트가 열린 곳에서 기울기는 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "gate_turned_round",
                lambda dA, Z: dA * (Z <= 0),
                en="Open and closed have changed places. Which samples did relu let through?",
                ko="열림과 닫힘이 뒤바뀌었습니다. relu는 어떤 값을 통과시켰습니까?",
                credit=0.25,
            ),
            Mistake(
                "relu_of_gradient_gated",
                lambda dA, Z: np.maximum(0, dA * (Z > 0)),
                en="Negative gradients are lost on the way. Does a gate care about their sign?",
                ko="음수인 그레이디언트가 사라졌습니다. 게이트가 그레이디언트의 부호를 가립니까?",
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.adam_step,
        points=3,
        cases=adam_steps,
        forbid_aliasing=True,
        mistakes=(
            Mistake(
                "no_correction",
                adam(correct_m=False, correct_v=False),
                en="m and v start at 0 and are too small at first. What makes up for that?",
                ko="m과 v는 0에서 시작하므로 처음에는 너무 작습니다. 무엇으로 보정합니까?",
                credit=0.5,
            ),
            Mistake(
                "first_moment_not_corrected",
                adam(correct_m=False),
                en="v is corrected for its start at 0, m is not. Did m not start there as well?",
                ko="v는 0에서 시작한 것을 보정했지만 m은 하지 않았습니다. m도 0에서 시작하지 않았습니까?",
                credit=0.5,
            ),
            Mistake(
                "second_moment_not_corrected",
                adam(correct_v=False),
                en="m is corrected for its start at 0, v is not. Did v not start there as well?",
                ko="m은 0에서 시작한 것을 보정했지만 v는 하지 않았습니다. v도 0에서 시작하지 않았습니까?",
                credit=0.5,
            ),
            Mistake(
                "corrected_moments_returned",
                adam(keep=lambda m, v, m_hat, v_hat: (m_hat, v_hat)),
                en="The step is right, but you hand the corrected moments on. What would the next step correct again?",
                ko="걸음은 맞지만 보정한 값을 다음으로 넘깁니다. 다음 걸음에서는 무엇을 또 보정하게 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "t_one_too_large",
                adam(later=1),
                en="Your correction is that of the step after this one. With which t does the first step come?",
                ko="다음 걸음의 보정을 했습니다. 첫걸음의 t는 얼마입니까?",
                credit=0.5,
            ),
            Mistake(
                "root_lost",
                adam(root=lambda v: v),
                en="You divide by v itself. Which power of the gradient does v hold, and which one does m?",
                ko="v 자체로 나누었습니다. v에는 그레이디언트의 몇 제곱이 들어 있고 m에는 몇 제곱이 들어 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "square_lost",
                adam(square=np.abs),
                en="v collects sizes of gradients. Of what is it a running mean, if its root is to have that size?",
                ko="v에 그레이디언트의 크기를 모았습니다. 제곱근을 취했을 때 그 크기가 되려면 무엇의 평균이어야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "decays_swapped",
                adam(b1=0.999, b2=0.9),
                en="The two decays have changed places. Which of m and v remembers for longer?",
                ko="두 감쇠율이 뒤바뀌었습니다. m과 v 가운데 어느 것이 더 오래 기억합니까?",
                credit=0.5,
            ),
            Mistake(
                "one_decay",
                adam(b2=0.9),
                en="m and v forget equally fast. Which decay does v have?",
                ko="m과 v가 똑같이 빨리 잊습니다. v의 감쇠율은 얼마입니까?",
                credit=0.5,
            ),
            Mistake(
                "uphill",
                adam(sign=1),
                en="You walk where the loss rises. Which way does the gradient point?",
                ko="손실이 커지는 쪽으로 걸었습니다. 그레이디언트는 어느 쪽을 가리킵니까?",
                credit=0.5,
            ),
            Mistake(
                "plain_gradient_descent",
                plain_step,
                en="That is a step of plain gradient descent. What do m and v remember from one step to the next?",
                ko="그것은 보통의 경사 하강법입니다. m과 v는 한 걸음에서 다음 걸음으로 무엇을 기억합니까?",
            ),
            Mistake(
                "not_divided_by_root",
                step_without_root_moment,
                en="Your steps are as long as the gradients are steep. What is v there for?",
                ko="그레이디언트가 가파를수록 걸음이 길어집니다. v는 무엇에 쓰입니까?",
                credit=0.25,
            ),
            Mistake(
                "moments_forgotten",
                forgetful,
                en="Your m and v begin anew at every step. What are the old ones for?",
                ko="걸음마다 m과 v가 새로 시작합니다. 이전 값은 무엇에 쓰입니까?",
                credit=0.25,
            ),
            Mistake(
                "parameter_last",
                reordered,
                en="All three are there, in another order. Which one comes first?",
                ko="세 결과가 모두 있지만 순서가 다릅니다. 어느 것이 먼저 옵니까?",
                credit=0.5,
            ),
            Mistake(
                "step_returned",
                step_alone,
                en="You return the step alone. From where is it taken?",
                ko="걸음만 반환했습니다. 어디에서 출발한 걸음입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.predict,
        points=2,
        cases=small_networks,
        follow_through=FollowThrough(("dense", "softmax"), code=OWN_OUTPUTS, reference=follow_predict),
        mistakes=(
            Mistake(
                "no_relu",
                network(hidden=lambda Z: Z),
                en="Two layers without an activation between them are one layer. What happens to negative entries of the"
                " first?",
                ko="사이에 활성화 함수가 없으면 두 층은 한 층과 같습니다. 첫 번째 층의 음수 원소는 어떻게 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "relu_at_the_end_too",
                network(output=lambda Z: np.maximum(0, Z)),
                en="A relu behind the last layer makes all negative outputs equal. Which one then is the largest?",
                ko="마지막 층 뒤의 relu가 음수 출력을 모두 같게 만듭니다. 그러면 가장 큰 것은 어느 것입니까?",
                credit=0.5,
            ),
            Mistake(
                "over_samples",
                network(answer=lambda Z: np.argmax(Z, axis=0)),
                en="You found the best sample for each class. Along which axis do the classes lie?",
                ko="클래스마다 가장 좋은 샘플을 찾았습니다. 클래스는 어느 축을 따라 놓여 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "over_everything",
                network(answer=lambda Z: np.argmax(Z)),
                en="One number came for the whole batch. Along which axis do the classes lie?",
                ko="배치 전체에 대해 수 하나가 나왔습니다. 클래스는 어느 축을 따라 놓여 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "scores_returned",
                network(answer=lambda Z: Z),
                en="You return the outputs of the last layer. At which place stands the largest one in each row?",
                ko="마지막 층의 출력을 반환했습니다. 행마다 가장 큰 값은 몇 번째 자리에 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "probabilities_returned",
                network(answer=solution.softmax),
                en="You return the probabilities. Which digit is the answer?",
                ko="확률을 반환했습니다. 답은 어느 숫자입니까?",
                credit=0.5,
            ),
            Mistake(
                "largest_probability_returned",
                network(answer=lambda Z: solution.softmax(Z).max(axis=1)),
                en="You return how large the largest probability is. At which place does it stand?",
                ko="가장 큰 확률의 값을 반환했습니다. 그것은 몇 번째 자리에 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "least_likely",
                network(answer=lambda Z: np.argmin(Z, axis=1)),
                en="You choose the least likely class. Which end of the row are you looking for?",
                ko="가능성이 가장 작은 클래스를 골랐습니다. 찾는 것은 가장 큰 값입니까, 가장 작은 값입니까?",
                credit=0.25,
            ),
            Mistake(
                "counted_from_one",
                network(answer=lambda Z: np.argmax(Z, axis=1) + 1),
                en="Every answer is one too large. Which digit does the first column stand for?",
                ko="답이 모두 1씩 큽니다. 첫 번째 열은 어느 숫자를 나타냅니까?",
                credit=0.5,
            ),
            Mistake(
                "biases_lost",
                network(bias=0.0),
                en="The biases do not take part. Which four parameters has the network?",
                ko="편향이 쓰이지 않았습니다. 신경망의 파라미터 네 가지는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "first_layer_only",
                first_layer_only,
                en="The best of the hidden neurons is no digit yet. What do W2 and b2 do?",
                ko="은닉층에서 가장 큰 뉴런은 아직 숫자가 아닙니다. W2와 b2는 무엇을 합니까?",
                credit=0.25,
            ),
            Mistake(
                "one_hot_returned",
                network(answer=lambda Z: np.eye(Z.shape[1])[np.argmax(Z, axis=1)]),
                en="You return a row of zeros with a single 1. Which whole number does its place stand for?",
                ko="1이 하나뿐인 행을 반환했습니다. 그 자리는 어떤 정수를 나타냅니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.accuracy,
        points=1,
        cases=answered,
        mistakes=(
            Mistake(
                "counted",
                lambda predictions, labels: np.sum(predictions == labels),
                en="You count the right answers. Of how many?",
                ko="맞은 답의 수를 세었습니다. 전체는 몇 개입니까?",
                credit=0.5,
            ),
            Mistake(
                "percent",
                lambda predictions, labels: 100 * np.mean(predictions == labels),
                en="Your answer is in percent. Between which two numbers does a share lie?",
                ko="답이 백분율입니다. 비율은 어떤 두 수 사이에 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "errors_counted",
                lambda predictions, labels: np.mean(predictions != labels),
                en="That is the share of wrong answers. What is it when all are right?",
                ko="그것은 틀린 답의 비율입니다. 모두 맞았을 때는 얼마가 됩니까?",
                credit=0.5,
            ),
            Mistake(
                "number_of_errors",
                lambda predictions, labels: np.sum(predictions != labels),
                en="You count the wrong answers. Which share of all is right?",
                ko="틀린 답의 수를 세었습니다. 전체 가운데 맞은 비율은 얼마입니까?",
                credit=0.25,
            ),
            Mistake(
                "distance",
                lambda predictions, labels: np.mean(np.abs(predictions - labels)),
                en="You measure how far off the digits are. Is a 9 in place of a 4 worse than a 5 in place of a 4?",
                ko="숫자의 차이를 쟀습니다. 4를 9라고 한 것이 4를 5라고 한 것보다 더 틀린 답입니까?",
            ),
            Mistake(
                "all_or_nothing",
                lambda predictions, labels: float(np.all(predictions == labels)),
                en="You say whether all are right. What if most of them are?",
                ko="모두 맞았는지만 확인했습니다. 대부분이 맞았다면 어떻게 됩니까?",
            ),
            Mistake(
                "divided_by_ten",
                lambda predictions, labels: np.sum(predictions == labels) / 10,
                en="You divide by the number of digits there are. How many samples are there?",
                ko="숫자의 종류 수로 나누었습니다. 샘플은 몇 개입니까?",
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.build_model,
        points=4,
        cases=aspects,
        code="describe(answer(), aspect)",
        helpers=DESCRIBE,
        rules=Rules(
            different=Bilingual(
                "Your model is another one in more than one way. Go through the table of the network line by line, then through"
                " what `compile` is told. Which line is the first that differs?",
                "모델이 두 군데 이상에서 다릅니다. 신경망의 표를 한 줄씩, 그리고 `compile`에 준 것을 하나씩 살펴보세요. 처음으로 다른 줄은 어느"
                " 것입니까?",
            ),
        ),
        mistakes=(
            Mistake(
                "no_model",
                lambda: None,
                en="What came back is no Keras model. Which name holds it, and does the last line return that?",
                ko="돌아온 것이 Keras 모델이 아닙니다. 모델은 어느 이름에 있고, 마지막 줄에서 그것을 반환합니까?",
            ),
            Mistake(
                "not_compiled",
                model(compiled=False),
                en="The layers are right, but the model does not know yet how it is to learn. Which call tells it the optimizer"
                " and the loss?",
                ko="층은 맞지만 모델이 어떻게 학습할지 아직 모릅니다. 옵티마이저와 손실을 알려 주는 호출은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "no_dropout",
                model(parts(rate=None)),
                en="All but one layer are there. Which one has no parameters and works only during training?",
                ko="층 하나만 빠져 있습니다. 파라미터가 없고 학습할 때만 작동하는 층은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "rate_is_what_stays",
                model(parts(rate=0.8)),
                en="Your model drops four neurons in five. Does the rate say how many go, or how many stay?",
                ko="뉴런 다섯 개 가운데 네 개를 끕니다. 비율은 꺼지는 쪽입니까, 남는 쪽입니까?",
                credit=0.5,
            ),
            Mistake(
                "half_dropped",
                model(parts(rate=0.5)),
                en="Your model drops every second neuron. Which rate do the slides use?",
                ko="뉴런을 절반이나 끕니다. 강의 자료의 비율은 얼마입니까?",
                credit=0.75,
            ),
            Mistake(
                "dropout_on_pixels",
                model(parts(rate=None, before=[("Dropout", 0.2)])),
                en="Your dropout erases pixels of the image. Behind which layer does it belong?",
                ko="드롭아웃이 이미지의 픽셀을 지웁니다. 어느 층 뒤에 와야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "dropout_on_answers",
                model(parts(rate=None, after=[("Dropout", 0.2)])),
                en="Your dropout erases some of the answers. Behind which layer does it belong?",
                ko="드롭아웃이 답의 일부를 지웁니다. 어느 층 뒤에 와야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "no_flatten",
                model(parts(flat=False)),
                en="Your first Dense layer works on each line of the image alone. What makes one row of 784 out of 28 lines?",
                ko="첫 번째 Dense 층이 이미지의 줄마다 따로 작동합니다. 28줄을 784개짜리 한 행으로 만드는 것은 무엇입니까?",
                credit=0.25,
            ),
            Mistake(
                "flat_input",
                model(parts(shape=(784,), flat=False)),
                en="Your model wants images that are flattened before. Which layer does that for images of 28 × 28?",
                ko="미리 펼친 이미지만 받습니다. 28 × 28 이미지를 펼치는 층은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "ten_hidden_units",
                model(parts(units=10)),
                en="Ten is the number of digits. How many neurons has the layer between?",
                ko="10은 숫자의 종류 수입니다. 그 사이의 층에는 뉴런이 몇 개 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "two_hidden_layers",
                model(parts(before=[("Dense", 128, "relu")])),
                en="There is one hidden layer too many. What should model.summary() tell in its last lines?",
                ko="은닉층이 하나 더 많습니다. model.summary()의 마지막 줄에는 얼마가 나와야 합니까?",
                credit=0.5,
            ),
            Mistake(
                "no_hidden_activation",
                model(parts(hidden=None)),
                en="Your hidden layer has no activation. What are two layers in a row without one?",
                ko="은닉층에 활성화 함수가 없습니다. 활성화 함수 없이 이어진 두 층은 무엇과 같습니까?",
                credit=0.5,
            ),
            Mistake(
                "hidden_sigmoid",
                model(parts(hidden="sigmoid")),
                en="Your hidden layer squeezes everything between 0 and 1. Which activation do the slides use, max(0, z)?",
                ko="은닉층이 모든 값을 0과 1 사이로 누릅니다. 강의 자료에서 max(0, z)인 활성화 함수는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "softmax_lost",
                model(parts(output=None)),
                en="Your model answers with scores. What makes probabilities out of them that sum to 1?",
                ko="모델이 점수를 그대로 내놓습니다. 합이 1인 확률로 바꾸는 것은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "softmax_in_the_loss",
                model(
                    parts(output=None), loss=lambda keras: keras.losses.SparseCategoricalCrossentropy(from_logits=True)
                ),
                en="The loss applies the softmax, so training works; but what does your model answer to an image? Do its ten"
                " numbers sum to 1?",
                ko="손실이 softmax를 적용하므로 학습은 됩니다. 그러나 모델은 이미지에 무엇이라고 답합니까? 열 개의 수를 더하면 1입니까?",
                credit=0.5,
            ),
            Mistake(
                "softmax_twice",
                model(loss=lambda keras: keras.losses.SparseCategoricalCrossentropy(from_logits=True)),
                en="Your loss expects scores, yet your model answers with probabilities. How often is the softmax applied?",
                ko="손실은 점수를 기대하는데 모델은 확률을 내놓습니다. softmax가 몇 번 적용됩니까?",
                credit=0.5,
            ),
            Mistake(
                "output_sigmoid",
                model(parts(output="sigmoid")),
                en="Your outputs are ten separate yes-or-no answers. Which activation makes them sum to 1?",
                ko="출력이 예/아니요 답 열 개입니다. 합이 1이 되게 하는 활성화 함수는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "output_relu",
                model(parts(output="relu")),
                en="Your outputs can be any positive numbers, or all 0. Which activation makes probabilities of them?",
                ko="출력이 임의의 양수이거나 모두 0일 수 있습니다. 확률로 만드는 활성화 함수는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "one_hot_loss",
                model(loss=lambda keras: "categorical_crossentropy"),
                en="This loss expects a row of zeros and a 1 for each label. Which one takes the digit itself?",
                ko="이 손실은 레이블마다 0과 1로 된 행을 기대합니다. 숫자 자체를 받는 손실은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "squared_loss",
                model(loss=lambda keras: "mean_squared_error"),
                en="Squared differences between digits: is a 9 further from a 4 than a 5 is? Which loss compares probabilities?",
                ko="숫자 사이의 차이를 제곱했습니다. 9가 5보다 4에서 더 멉니까? 확률을 비교하는 손실은 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "yes_or_no_loss",
                model(loss=lambda keras: "binary_crossentropy"),
                en="This loss is for one yes-or-no question. How many classes are there here?",
                ko="이 손실은 예/아니요 질문 하나에 쓰입니다. 여기에는 클래스가 몇 개 있습니까?",
                credit=0.5,
            ),
            Mistake(
                "plain_gradient_descent",
                model(optimizer=lambda keras: "sgd"),
                en="Your model learns by plain gradient descent. Which optimizer did you write by hand above?",
                ko="모델이 보통의 경사 하강법으로 학습합니다. 위에서 직접 작성한 옵티마이저는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "rmsprop",
                model(optimizer=lambda keras: "rmsprop"),
                en="That is Keras's own choice where none is named. Which optimizer did you write by hand above?",
                ko="그것은 이름을 주지 않았을 때 Keras가 고르는 것입니다. 위에서 직접 작성한 옵티마이저는 무엇입니까?",
                credit=0.5,
            ),
            Mistake(
                "another_learning_rate",
                model(optimizer=lambda keras: keras.optimizers.Adam(0.01)),
                en="Your Adam takes steps ten times as long. Which learning rate has it if none is named?",
                ko="Adam의 걸음이 열 배 깁니다. 학습률을 주지 않으면 얼마입니까?",
                credit=0.75,
            ),
            Mistake(
                "accuracy_not_measured",
                model(metrics=lambda keras: []),
                en="Everything is right, but evaluate tells the loss only. What else should it measure?",
                ko="모두 맞지만 evaluate가 손실만 알려 줍니다. 그 밖에 무엇을 재야 합니까?",
                credit=0.75,
            ),
            Mistake(
                "accuracy_of_equal_numbers",
                model(metrics=lambda keras: [keras.metrics.Accuracy()]),
                en="This metric counts outputs that *equal* the label. Is a probability ever equal to a digit? Which name lets"
                " Keras choose?",
                ko="이 지표는 출력이 레이블과 *같은지* 봅니다. 확률이 숫자와 같을 수 있습니까? 어떤 이름을 쓰면 Keras가 알맞은 것을 고릅니까?",
                credit=0.5,
            ),
            Mistake(
                "scaled_again",
                model(parts(before=[("Rescaling", 1 / 255)])),
                en="The images are scaled already, and your model does it once more. How large is the brightest pixel then?",
                ko="이미지는 이미 스케일링되어 있는데 모델이 다시 합니다. 그러면 가장 밝은 픽셀은 얼마입니까?",
                credit=0.5,
            ),
            Mistake(
                "no_biases",
                model(parts(bias=False)),
                en="Some parameters are missing: 101,632 is not 101,770. What has each neuron besides its weights?",
                ko="파라미터가 모자랍니다. 101,632는 101,770이 아닙니다. 뉴런에는 가중치 말고 무엇이 있습니까?",
                credit=0.5,
            ),
        ),
    ),
)
