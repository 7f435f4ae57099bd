"""Hidden tests of a7_network: a digit classifier by hand, and the model in Keras, which is looked at as an object."""

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.file_probes.keras_model import described_model
from grader.questions.kinds import array, choice, distributions, drawn, labels, place
from grader.questions.question import Assignment, Call, Case, Extra, FollowThrough, Mistake, Question, Rules, case
from solutions import a7_network as solution

Sizes = Mapping[str, int]
"""Of the dimensions of probing inputs."""

# ── kinds ──────────────────────────────────────────────────────────────────────────────────────────────────

floats = functools.partial(array, without="integers")
"""Arrays of floats: the notebook names no integers but bytes, labels and masks, so in-place work on a copy is right."""


# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def raw_images(rng: np.random.Generator) -> Iterable[Case]:
    """Bytes as they come from a file, and images that are dark all over."""
    yield case("whole_numbers", images=rng.integers(0, 256, (4, 4, 3)).astype(np.uint8).T)  # not in the order of C
    yield case("dark", images=rng.integers(7, 180, (2, 5, 5)).astype(np.uint8))
    yield case("one_image", images=rng.integers(5, 256, (1, 6, 6)).astype(np.uint8))
    yield case("whole_numbers", images=np.array([[[0, 51], [102, 255]], [[255, 204], [153, 0]]], dtype=np.uint8))
    yield case("dark", images=np.array([[[0, 1], [1, 0]]], dtype=np.uint8))


def some_bytes(rng: np.random.Generator, sizes: Sizes) -> object:
    return rng.integers(0, 256, (sizes["N"], sizes["rows"], sizes["columns"])).astype(np.uint8)


def some_mask(rng: np.random.Generator, sizes: Sizes) -> object:
    return rng.integers(0, 2, (sizes["N"], sizes["units"]))


def some_expansion(rng: np.random.Generator, sizes: Sizes) -> object:
    """Return a gradient (N, units), and the shape of the row of biases that was expanded."""
    return rng.normal(0, 1, (sizes["N"], sizes["units"])), (sizes["units"],)


def some_digits(rng: np.random.Generator, sizes: Sizes) -> object:
    return rng.integers(0, 3, sizes["N"])


def some_network(rng: np.random.Generator, sizes: Sizes) -> object:
    """Return two layers: W1, b1, W2, b2."""
    inputs, hidden, classes = sizes["inputs"], sizes["hidden"], sizes["classes"]
    return tuple(rng.normal(0, 1, shape) for shape in ((inputs, hidden), hidden, (hidden, classes), classes))


def square_images(rng: np.random.Generator) -> Iterable[Case]:
    """28 × 28 images, scaled to numbers that are told apart."""
    for kind, count in (("several_images", 3), ("one_image", 1), ("several_images", 5)):
        yield case(kind, images=rng.permutation(count * 784).reshape(count, 28, 28) / 4000)


def layers(rng: np.random.Generator) -> Iterable[Case]:
    """A batch, weights and biases of either sign."""
    yield case(
        "several",
        X=np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 3.0]]),
        W=np.array([[1.0, -2.0], [0.5, 1.0], [-1.5, 0.25]]),
        b=np.array([0.5, -1.25]),
    )
    yield case(
        "several",
        X=np.array([[1.0, 2], [3, -4], [0, 1]]),
        W=np.array([[2.0, 0, 1, -3], [1, -1, 2, 1]]),
        b=np.arange(4) - 1.0,
    )
    for kind, samples, inputs, outputs in (("several", 4, 5, 3), ("one_sample", 1, 4, 2), ("one_output", 3, 2, 1)):
        yield case(
            kind,
            X=rng.uniform(-2, 2, (samples, inputs)).round(2),
            W=rng.uniform(-2, 2, (inputs, outputs)).round(2),
            b=(rng.uniform(0.4, 2, outputs) * rng.choice([-1, 1], outputs)).round(2),
        )


def scores(rng: np.random.Generator) -> Iterable[Case]:
    """Rows of ordinary size, rows of ±1000, rows far apart, entries far apart in a row, one row."""
    yield case("several", Z=np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 0.25]]))
    yield case("several", Z=rng.uniform(-3, 3, (4, 5)).round(2))
    yield case("huge", Z=np.array([[1000.0, 999.0, 998.5], [1000.0, 1000.5, 999.0]]))
    yield case("huge", Z=np.array([[-1000.0, -999.0, -1000.5], [-1001.0, -1000.0, -1000.25]]))
    yield case("huge_apart", Z=np.array([[1000.0, 999.0, 999.5], [-1000.0, -1000.5, -999.0]]))
    spread = np.array([[-900.0, 0.5, 900.0], [900.0, 1.0, -900.0], [1.0, 900.0, 1.5], [-0.5, -900.0, 0.5]])
    yield case("huge_in_a_row", Z=spread)
    yield case("one_sample", Z=rng.uniform(-2, 2, (1, 10)).round(2))
    yield case("several", Z=np.array([[2.0, 0, -1, 1], [0, 3, 1, -2]]))


APART = (case("several", Z=np.array([[0.5, -3.5, -7.5, -11.0], [2.0, -6.5, 1.0, -5.0]])),)
"""Probabilities from 0.98 down to 1e-5, none of which is 0."""


def dropped(rng: np.random.Generator) -> Iterable[Case]:
    """Activations of either sign, a rate, and a mask of which the share of zeros is not the rate."""
    yield case(
        "several",
        A=np.array([[1.0, 2.0, 0.5], [4.0, 0.25, 3.0]]),
        rate=0.2,
        mask=np.array([[1, 0, 1], [0, 1, 1]]),
    )
    yield case("negative", A=np.array([[-1.5, 2.0], [0.75, -0.5]]), rate=0.4, mask=np.array([[1, 1], [0, 1]]))
    for kind, shape, rate in (("several", (3, 4), 0.4), ("one_sample", (1, 6), 0.7), ("several", (5, 2), 0.25)):
        mask = np.ones(shape, dtype=int)
        mask.flat[rng.choice(mask.size, mask.size // 3, replace=False)] = 0
        yield case(kind, A=rng.uniform(0.2, 3, shape).round(2), rate=rate, mask=mask)
    yield case("several", A=np.array([[2.0, 3], [1, 4], [5, 6]]), rate=0.2, mask=np.array([[1.0, 0], [1, 1], [0, 1]]))


def probabilities(rng: np.random.Generator, samples: int, classes: int) -> Any:
    """Return rows that sum to 1, none of them below 0.05."""
    P = rng.uniform(0.2, 1, (samples, classes))
    return P / P.sum(axis=1, keepdims=True)


def expanded(rng: np.random.Generator) -> Iterable[Case]:
    """Gradients of one to four axes, and shapes expanded to theirs: axes in front, axes of size 1, a number."""
    for kind, size, shape in (
        ("axes_in_front", (3, 2), (2,)),
        ("axes_of_one", (3, 2), (3, 1)),
        ("axes_of_one", (3, 2), (1, 2)),
        ("nothing_expanded", (2, 3), (2, 3)),
        ("axes_of_one", (2, 3), (1, 1)),
        ("axes_in_front", (4,), (1,)),
        ("more_axes", (2, 3, 4), (4,)),
        ("more_axes", (2, 3, 4), (3, 1)),
        ("more_axes", (2, 3, 4), (2, 1, 4)),
        ("more_axes", (2, 2, 3, 2), (1, 3, 1)),
        ("more_axes", (1, 3, 4), (1, 4)),
        ("more_axes", (2, 3, 2, 2), (1, 1, 2, 1)),
        ("axes_in_front", (4, 4), (4,)),
        ("axes_in_front", (1, 3), (3,)),
        ("nothing_expanded", (1, 3), (1, 3)),
        ("number", (3, 2), ()),
        ("number", (4,), ()),
        ("number", (2, 1, 3), ()),
    ):
        yield case(kind, gradient=rng.uniform(0.3, 2, size).round(2) * rng.choice([-1, 1], size), shape=shape)
    yield case("axes_of_one", gradient=np.array([[400.0, 250.0], [-1.5, 2.0]]), shape=(2, 1))


SMALL_SUMS = (case("several", gradient=np.array([[2e-4, 0.0, -3e-4], [0.0, 5e-4, 1e-4]]), shape=(2, 1)),)
"""Sums below 1e-3, to which some entries add nothing."""


NOTHING_KEPT = (case("one_sample", A=np.array([[1.5, -0.5, 2.0]]), rate=0.6, mask=np.zeros((1, 3), dtype=int)),)
MOVED_LATE = (
    case(
        "later",
        parameter=np.array([0.5, -1.5]),
        gradient=np.array([0.5, -0.75]),
        m=np.zeros(2),
        v=np.zeros(2),
        t=7,
        learning_rate=0.1,
    ),
    case(
        "no_rate",
        parameter=np.array([0.005, -0.015]),
        gradient=np.array([0.5, -0.75]),
        m=np.array([0.25, 0.5]),
        v=np.array([0.5, 0.25]),
        t=2,
        learning_rate=0.0,
    ),
)
"""Parameters that had no slope until the seventh step; and a learning rate of 0, which moves the moments alone."""
ONE_ANSWER = tuple(case("one_sample", predictions=np.array([3]), labels=np.array([label])) for label in (3, 1))


def judged(rng: np.random.Generator) -> Iterable[Case]:
    """Answers of a classifier, none of them sure, and the labels."""
    P = np.array([[0.7, 0.2, 0.1], [0.25, 0.25, 0.5], [0.1, 0.6, 0.3], [0.2, 0.5, 0.3]])
    yield case("several", P=P, labels=np.array([0, 1, 1, 2]))
    yield case("several", P=probabilities(rng, 5, 4), labels=np.array([3, 0, 2, 2, 1]))
    yield case("several", P=probabilities(rng, 3, 10), labels=rng.permutation(10)[:3])
    yield case("one_sample", P=probabilities(rng, 1, 6), labels=np.array([4]))


def judged_with_zeros(rng: np.random.Generator) -> Iterable[Case]:
    """As `judged`, then a probability of 0 beside the right answer, and at it."""
    yield from judged(rng)
    yield case("one_sample", P=np.array([[0.98, 0.015, 0.005]]), labels=np.array([0]))
    yield case("one_sample", P=np.array([[0.002, 0.998]]), labels=np.array([0]))
    yield case(
        "zero_elsewhere", P=np.array([[0.0, 1.0, 0.0], [0.5, 0.0, 0.5], [0.25, 0.75, 0.0]]), labels=np.array([1, 2, 0])
    )
    yield case("zero", P=np.array([[0.5, 0.25, 0.25], [0.0, 0.75, 0.25], [0.3, 0.3, 0.4]]), labels=np.array([0, 0, 2]))


SURE = tuple(case("one_sample", P=np.array([[0.9998, 2e-4]]), labels=np.array([label])) for label in (0, 1))
"""Once rightly, once wrongly; neither is so sure that its logarithm need be guarded."""
ALL_DIGITS = (
    case(
        "several",
        P=np.array([[5e-5, *([0.15] * 6), 0.05, 0.02, 0.02995]] * 2 + [np.arange(1, 11) / 55]),
        labels=np.array([8, 8, 9]),
    ),
)
"""As many classes as there are digits, the last of them a label; two equal samples, and a small probability."""
RARE = (replace(case("one_sample", P=np.array([[2e-6, 1 - 2e-6]]), labels=np.array([0])), rtol=0.01),)
"""A probability that is small, and not so small that its logarithm need be guarded; a small number may be added."""
NEVER = (
    case("zero_elsewhere", P=np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5]]), labels=np.array([1, 2])),
    case("zero", P=np.array([[0.0, 0.75, 0.25], [0.5, 0.0, 0.5]]), labels=np.array([0, 2])),
)


def passed_back(rng: np.random.Generator) -> Iterable[Case]:
    """A layer's input and weights, and the gradient of the loss by its output."""
    yield case(
        "several",
        X=np.array([[1.0, 2.0, -1.0], [0.5, -1.5, 3.0]]),
        W=np.array([[1.0, -2.0], [0.5, 1.0], [-1.5, 0.25]]),
        dZ=np.array([[0.5, -1.0], [0.25, 0.75]]),
    )
    yield case(
        "several",
        X=np.array([[1.0, 2], [3, -4], [0, 1]]),
        W=np.array([[2.0, 0, 1, -3], [1, -1, 2, 1]]),
        dZ=np.arange(12).reshape(3, 4) - 5.0,
    )
    sizes = (("several", 4, 5, 3), ("one_sample", 1, 4, 2), ("one_output", 5, 3, 1), ("one_input", 3, 1, 4))
    for kind, samples, inputs, outputs in sizes:
        yield case(
            kind,
            X=rng.uniform(-2, 2, (samples, inputs)).round(2),
            W=rng.uniform(-2, 2, (inputs, outputs)).round(2),
            dZ=(rng.uniform(0.2, 1, (samples, outputs)) * rng.choice([-1, 1], (samples, outputs))).round(2),
        )


def gated(rng: np.random.Generator) -> Iterable[Case]:
    """Gradients of either sign at gates that are open, closed, and just at 0."""
    yield case(
        "several", dA=np.array([[1.0, -2.0, 3.0], [-0.5, 4.0, -1.5]]), Z=np.array([[2.0, -1.0, -0.5], [0.5, 3.0, -2.0]])
    )
    yield case("kink", dA=np.array([[1.5, -2.5], [3.0, 0.5]]), Z=np.array([[0.0, 0.0], [2.0, -1.0]]))
    yield case("near_the_kink", dA=np.array([[2.0, 1.5, -1.0, 3.0]]), Z=np.array([[1e-9, -1e-9, 0.05, -0.05]]))
    yield case("several", dA=np.array([[3.0, -2, 5]]), Z=np.array([[-1.0, 2, 4]]))
    shape = (4, 5)
    Z = rng.uniform(0.3, 2, shape) * np.where(np.arange(20).reshape(shape) % 3, 1, -1)
    yield case("several", dA=(rng.uniform(0.3, 2, shape) * rng.choice([-1, 1], shape)).round(2), Z=Z.round(2))


def adam_steps(rng: np.random.Generator) -> Iterable[Case]:
    """The first step and later ones, of a matrix, a vector and a single number."""

    def drawn(*shape: int) -> Any:
        return (rng.uniform(0.3, 2, shape) * rng.choice([-1, 1], shape)).round(2)

    start = {"m": np.zeros(3), "v": np.zeros(3)}
    never = {"gradient": np.zeros(2), "m": np.zeros(2), "v": np.array([0.25, 0.0])}
    yield case(
        "first",
        parameter=np.array([1.0, -2.0, 0.5]),
        gradient=np.array([0.5, -1.5, 2.0]),
        **start,
        t=1,
        learning_rate=0.1,
    )
    for t, shape, rate in ((2, (2, 3), 0.05), (10, (4,), 0.02), (500, (2, 2), 0.1)):
        moments = {"m": drawn(*shape), "v": np.abs(drawn(*shape))}
        yield case("later", parameter=drawn(*shape), gradient=drawn(*shape), **moments, t=t, learning_rate=rate)
    yield case("default", parameter=drawn(2), gradient=drawn(2), m=drawn(2), v=np.abs(drawn(2)) / 100, t=3)
    # 1e-7 or the paper's 1e-8 beside the root are as good; without it 0/0 is left, and inside the root it is far more
    yield case(
        "tiny_gradient",
        parameter=np.array([1.5, -0.5, 0.75]),
        gradient=np.array([4e-3, 0.0, -4e-3]),
        m=np.array([4e-3, 0.0, -4e-3]),
        v=np.array([1.6e-5, 0.0, 1.6e-5]),
        t=10_000,
        learning_rate=0.1,
    )
    # the root is 1e-7: only with a plus between does the step, of 1e-5 at most, stay as small
    yield case(
        "tiny_gradient",
        parameter=np.array([1.5]),
        gradient=np.zeros(1),
        m=np.array([1e-7]),
        v=np.array([1e-14 * (1 - 0.999**10_000) / 0.999]),
        t=10_000,
        learning_rate=1e-5,
    )
    yield case(
        "no_gradient",
        parameter=np.array([1.5, -0.5]),
        gradient=np.zeros(2),
        m=np.array([0.5, -1.0]),
        v=np.array([0.25, 1.5]),
        t=4,
        learning_rate=0.2,
    )
    yield case("no_gradient", parameter=np.array([0.5, -1.5]), **never, t=6, learning_rate=0.2)


def small_networks(rng: np.random.Generator) -> Iterable[Case]:
    """Inputs and the four parameters of two layers; each class is the answer to some, and ties are far."""
    W1 = np.array([[1.0, -1.0, 0.5], [-0.5, 1.5, 1.0]])
    W2 = np.array([[1.0, -1.0, 0.25, -0.5], [-1.5, 1.0, 0.5, 0.25], [0.5, 0.5, -1.0, 1.0]])
    X = np.array([[2.0, 0.5], [-1.0, 2.0], [0.5, -2.0], [-2.0, -1.5], [1.0, 1.5]])
    yield case("several", X=X, parameters=(W1, np.array([0.25, -0.5, 0.75]), W2, np.array([0.5, -0.75, 0.25, 0.125])))
    # as many samples as classes
    yield case(
        "several", X=X[1:], parameters=(W1, np.array([0.25, -0.5, 0.75]), W2, np.array([0.5, -0.75, 0.25, 0.125]))
    )
    yield case(
        "negative_outputs",
        X=X,
        parameters=(W1, np.array([0.25, -0.5, 0.75]), -np.abs(W2), np.array([-3.0, -1.0, -2.5, -2.0])),
    )
    # without the last biases, or without relu, the answer is another
    alone = (W1, np.array([0.25, -0.5, 0.75]), W2, np.array([-3.0, 0.0, 0.0, 0.5]))
    yield case("one_sample", X=np.array([[2.0, 0.5]]), parameters=alone)
    elsewhere = np.array([[-2.0, -1.5], [8.0, 1.0], [-1.0, 30.0], [0.5, -2.0], [2.0, 0.5]])
    yield case(
        "several", X=elsewhere, parameters=(W1, np.array([0.25, -0.5, 0.75]), W2, np.array([0.5, -0.75, 0.25, 0.125]))
    )
    # large inputs decide, small ones, small ones below 0, and outputs that differ by 0.001
    heights = (np.eye(2), np.zeros(2), np.array([[1.0, 0.0], [0.0, 0.5]]), np.array([0.0, -0.012]))
    places = np.array([[7.0, 13.0], [40.0, 100.0], [900.0, 2000.0], [0.02, 0.09], [-0.05, -0.02], [0.5, 1.0262]])
    yield case("several", X=places, parameters=heights)
    for kind, samples, inputs, hidden, classes in (
        ("several", 12, 6, 5, 4),
        ("one_sample", 1, 5, 4, 3),
        ("several", 20, 8, 6, 10),
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
    yield case("several", predictions=np.array([7, 2, 1, 0, 4]), labels=np.array([7, 2, 8, 0, 9]))
    yield case("none_right", predictions=np.array([1, 2, 3]), labels=np.array([2, 3, 1]))
    yield case("several", predictions=(np.arange(25) + 1) % 10, labels=np.array([1, *np.arange(1, 25) % 10]))  # 1 of 25
    yield case("all_right", predictions=np.array([5, 0, 9, 4]), labels=np.array([5, 0, 9, 4]))
    for size in (7, 8, 25, 300):  # a third and a seventh have no end, and 300 are more than a byte can count
        labels = rng.integers(0, 10, size)
        off = np.arange(size)[::-1] % (4 if size < 100 else 40) == 1
        yield case(
            "several", predictions=np.where(off, (labels + rng.integers(1, 10, size)) % 10, labels), labels=labels
        )


ASPECTS = ("layers", "units", "activations", "dropout", "parameters", "optimizer", "loss", "accuracy", "answers")
"""What is looked at in a model; also the kinds of input."""


def keras_at_rest() -> Any:
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
    for aspect in ASPECTS:
        yield case(aspect, aspect=aspect)


# ── probes ─────────────────────────────────────────────────────────────────────────────────────────────────


def any_large_loss(answer: Any, P: Any, labels: Any) -> Any:
    """Return a loss; where the right answer has probability 0, 3 for every finite one above 3: its size is a choice."""
    import numpy as np

    never = np.min(P[np.arange(len(labels)), labels]) == 0  # before the answer may change P
    loss = answer(P, labels)
    try:
        return np.where(never & np.isfinite(loss) & (np.asarray(loss, dtype=float) > 3), 3, loss)[()] if never else loss
    except (TypeError, ValueError):
        return loss


def own_outputs(dense: Any, softmax: Any, X: Any, parameters: Any) -> Any:
    """Return the probabilities that a student's own layers give, or the scores where softmax fails."""
    import numpy as np

    W1, b1, W2, b2 = parameters
    Z = dense(np.maximum(0, dense(X, W1, b1)), W2, b2)
    try:
        return np.asarray(softmax(Z), dtype=float)
    except Exception:
        return np.asarray(Z, dtype=float)


def own_bias_gradient(unbroadcast: Any, W: Any, dZ: Any, X: Any) -> Any:
    """Return a student's own gradient of the biases, which the layer expands to all rows."""
    return unbroadcast(dZ, (W.shape[1],))


# ── wrong functions that need more than a line ─────────────────────────────────────────────────────────────


Reduce = Callable[..., Any] | None
"""What is done along an axis; None: nothing."""


def reduced(in_front: Reduce, repeated: Reduce) -> Callable[[Any, Any], Any]:
    """Return a wrong `unbroadcast` by what it does along the axes in front, and along those of size 1."""

    def wrong(gradient: Any, shape: Any) -> Any:
        count = gradient.ndim - len(shape)
        if in_front:
            gradient, count = in_front(gradient, axis=tuple(range(count))), 0
        axes = tuple(count + axis for axis, size in enumerate(shape) if size == 1)
        return repeated(gradient, axis=axes, keepdims=True) if repeated else 1.0 * gradient

    return wrong


def first_of_each(gradient: Any, shape: Any) -> Any:
    """One of the places counts, not all."""
    kept = gradient[(0,) * (gradient.ndim - len(shape))]
    return kept[tuple(slice(1) if size == 1 else slice(None) for size in shape)]


def first_repeated_axis_only(gradient: Any, shape: Any) -> Any:
    """Stops after the first axis of size 1."""
    summed = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    return summed.sum(axis=shape.index(1), keepdims=True) if 1 in shape else summed


def axes_dropped(gradient: Any, shape: Any) -> Any:
    """Sums along the right axes, of which none is left."""
    return np.squeeze(
        solution.unbroadcast(gradient, shape), tuple(axis for axis, size in enumerate(shape) if size == 1)
    )


def behind(gradient: Any, shape: Any) -> Any:
    """New axes are looked for behind the others."""
    summed = gradient.sum(axis=tuple(range(len(shape), gradient.ndim)))
    return summed.sum(axis=tuple(axis for axis, size in enumerate(shape) if size == 1), keepdims=True)


def one_hot(P: Any, labels: Any) -> Any:
    return np.eye(P.shape[1])[labels]


def chosen(P: Any, labels: Any) -> Any:
    return P[np.arange(len(labels)), labels]


def safe_log(P: Any) -> Any:
    return np.log(np.maximum(P, 1e-12))


def shifted_softmax(Z: Any, shift: Any) -> Any:
    E = np.exp(Z - shift)
    return E / E.sum(axis=1, keepdims=True)


def unshifted_softmax(Z: Any) -> Any:
    return shifted_softmax(Z, 0.0)


def adam(
    b1: Any = 0.9,
    b2: Any = 0.999,
    correct_m: Any = True,
    correct_v: Any = True,
    root: Any = np.sqrt,
    square: Any = np.square,
    sign: Any = -1,
    later: Any = 0,
    keep: Any = lambda m, v, mh, vh: (m, v),
) -> Any:
    """Return a wrong Adam step: one of its parts replaced, or other moments handed back."""

    def adam_step(parameter: Any, gradient: Any, m: Any, v: Any, t: Any, learning_rate: Any = 1e-3) -> Any:
        t = t + later
        m = b1 * m + (1 - b1) * gradient
        v = b2 * v + (1 - b2) * square(gradient)
        m_hat = m / (1 - b1**t) if correct_m else m
        v_hat = v / (1 - b2**t) if correct_v else v
        return parameter + sign * learning_rate * m_hat / (root(v_hat) + 1e-7), *keep(m, v, m_hat, v_hat)

    return adam_step


def plain_step(parameter: Any, gradient: Any, m: Any, v: Any, t: Any, learning_rate: Any = 1e-3) -> Any:
    return parameter - learning_rate * gradient, m + 0.0, v + 0.0


def step_without_root_moment(parameter: Any, gradient: Any, m: Any, v: Any, t: Any, learning_rate: Any = 1e-3) -> Any:
    _, m, v = solution.adam_step(parameter, gradient, m, v, t, learning_rate)
    return parameter - learning_rate * m / (1 - 0.9**t), m, v


def reordered(parameter: Any, gradient: Any, m: Any, v: Any, t: Any, learning_rate: Any = 1e-3) -> Any:
    new, m, v = solution.adam_step(parameter, gradient, m, v, t, learning_rate)
    return m, v, new


def step_alone(parameter: Any, gradient: Any, m: Any, v: Any, t: Any, learning_rate: Any = 1e-3) -> Any:
    new, m, v = solution.adam_step(parameter, gradient, m, v, t, learning_rate)
    return new - parameter, m, v


def forgetful(parameter: Any, gradient: Any, m: Any, v: Any, t: Any, learning_rate: Any = 1e-3) -> Any:
    return solution.adam_step(parameter, gradient, 0 * m, 0 * v, t, learning_rate)


def network(
    hidden: Any = lambda Z: np.maximum(0, Z),
    output: Any = lambda Z: Z,
    answer: Any = lambda Z: np.argmax(Z, axis=1),
    bias: Any = 1.0,
) -> Any:
    """Return a wrong `predict`, one of its parts replaced."""

    def predict(X: Any, parameters: Any) -> Any:
        W1, b1, W2, b2 = parameters
        return answer(output(hidden(X @ W1 + bias * b1) @ W2 + bias * b2))

    return predict


def first_layer_only(X: Any, parameters: Any) -> Any:
    return np.argmax(np.maximum(0, X @ parameters[0] + parameters[1]), axis=1)


def mean_over_digits(predictions: Any, labels: Any) -> Any:
    return np.mean([np.mean(predictions[labels == digit] == digit) for digit in np.unique(labels)])


# ── follow-through ─────────────────────────────────────────────────────────────────────────────────────────


def follow_predict(earlier: Any, X: Any, parameters: Any) -> Any:
    return np.argmax(earlier.reshape(len(X), -1), axis=1)


def follow_unbroadcast(earlier: Any, X: Any, W: Any, dZ: Any) -> Any:
    """Return the gradients of a dense layer with a student's own one of the biases."""
    return dZ @ W.T, X.T @ dZ, earlier


# ── models ─────────────────────────────────────────────────────────────────────────────────────────────────


def parts(
    shape: Any = (28, 28),
    first: Any = (),
    flat: Any = True,
    before: Any = (),
    units: Any = 128,
    hidden: Any = "relu",
    between: Any = (),
    rate: Any = 0.2,
    answers: Any = 10,
    output: Any = "softmax",
    after: Any = (),
    bias: Any = True,
    regularizer: Any = None,
    begins: Any = "glorot_uniform",
) -> Any:
    """Return functions that make the layers of the lecture's model, one of them replaced, left out or added."""

    def make(layers: Any) -> Any:
        yield layers.Input(shape)
        for name, *arguments in first:
            yield getattr(layers, name)(*arguments)
        if flat:
            yield layers.Flatten()
        for name, *arguments in before:
            yield getattr(layers, name)(*arguments)
        yield layers.Dense(units, activation=hidden, use_bias=bias, kernel_regularizer=regularizer)
        for name, *arguments in between:
            yield getattr(layers, name)(*arguments)
        if rate is not None:
            yield layers.Dropout(rate)
        yield layers.Dense(answers, activation=output, use_bias=bias, kernel_initializer=begins)
        for name, *arguments in after:
            yield getattr(layers, name)(*arguments)

    return make


def model(
    make: Any = None,
    compiled: Any = True,
    optimizer: Any = lambda keras: "adam",
    loss: Any = lambda keras: "sparse_categorical_crossentropy",
    metrics: Any = lambda keras: ["accuracy"],
) -> Callable[[], object]:
    """Return a function that builds a model once; what is compiled with is made when Keras is there."""

    @functools.cache
    def build_model() -> Any:
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
        probing={"images": drawn(some_bytes, "N", "rows", "columns")},
        mistakes=(
            Mistake("not_scaled", lambda images: images + 0.0),
            Mistake("divided_by_own_maximum", lambda images: images / images.max(), credit=0.5),
            Mistake("divided_by_256", lambda images: images / 256, credit=0.5),
            Mistake("whole_division", lambda images: images // 255, credit=0.25),
            Mistake("stretched", lambda images: (images - images.min()) / (images.max() - images.min()), credit=0.25),
            Mistake("standardised", lambda images: (images - images.mean()) / images.std()),
            Mistake("from_minus_one", lambda images: images / 127.5 - 1, credit=0.5),
            Mistake("inverted", lambda images: 1 - images / 255, credit=0.25),
            Mistake("rounded", lambda images: np.round(images / 255, 2), credit=0.5),
            Mistake("scaled_above_one_only", lambda images: images / (255 if images.max() > 1 else 1), credit=0.75),
            Mistake("mean_image_subtracted", lambda images: images / 255 - (images / 255).mean(axis=0), credit=0.25),
        ),
    ),
    Question(
        solution.flatten,
        points=1,
        cases=square_images,
        rules=Rules(exact_shape=True),
        probing={"images": array("N", 28, 28, without="many_entries")},
        mistakes=(
            Mistake("one_long_row", lambda images: images.reshape(-1), credit=0.25),
            Mistake("column_by_column", lambda images: images.transpose(0, 2, 1).reshape(len(images), -1), credit=0.5),
            Mistake("images_as_columns", lambda images: images.reshape(len(images), -1).T, credit=0.5),
            Mistake("pixels_of_all_images_mixed", lambda images: images.reshape(-1, len(images)).T, credit=0.25),
            Mistake("lines_kept", lambda images: images.reshape(-1, images.shape[-1]), credit=0.25),
            Mistake("first_image_only", lambda images: images[:1].reshape(1, -1), credit=0.25),
        ),
    ),
    Question(
        solution.dense,
        points=1,
        cases=layers,
        rules=Rules(exact_shape=True),
        probing={"X": floats("N", "inputs"), "W": floats("inputs", "outputs"), "b": floats("outputs")},
        mistakes=(
            Mistake("bias_lost", lambda X, W, b: X @ W, credit=0.5),
            Mistake("bias_subtracted", lambda X, W, b: X @ W - b, credit=0.5),
            Mistake("bias_summed", lambda X, W, b: X @ W + b.sum(), credit=0.5),
            Mistake("rectified", lambda X, W, b: np.maximum(0, X @ W + b), credit=0.5),
            Mistake("bias_weighted_too", lambda X, W, b: X @ (W + b), credit=0.25),
        ),
    ),
    Question(
        solution.softmax,
        points=2,
        cases=scores,
        rules=Rules(exact_shape=True),
        probing={"Z": floats("N", "classes")},
        beside=APART,
        mistakes=(
            Mistake("overflow", lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True), credit=0.5),
            Mistake(
                "maximum_of_all_rows",
                lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1, keepdims=True),
                credit=0.75,
            ),
            Mistake("shifted_by_mean", lambda Z: shifted_softmax(Z, Z.mean(axis=1, keepdims=True)), credit=0.75),
            Mistake("shifted_by_smallest", lambda Z: shifted_softmax(Z, Z.min(axis=1, keepdims=True)), credit=0.75),
            Mistake("shifted_by_first", lambda Z: shifted_softmax(Z, Z[:, :1]), credit=0.75),
            Mistake("over_all_entries", lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(), credit=0.25),
            Mistake("over_columns", lambda Z: solution.softmax(Z.T).T, credit=0.5),
            Mistake("not_normalised", lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)), credit=0.25),
            Mistake("sigmoid", lambda Z: 1 / (1 + np.exp(-Z))),
            Mistake(
                "log_softmax",
                lambda Z: (
                    Z
                    - Z.max(axis=1, keepdims=True)
                    - np.log(np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
                ),
                credit=0.5,
            ),
            Mistake(
                "clipped",
                lambda Z: np.exp(np.clip(Z, -500, 500)) / np.exp(np.clip(Z, -500, 500)).sum(axis=1, keepdims=True),
                credit=0.5,
            ),
            Mistake("winner_takes_all", lambda Z: np.eye(Z.shape[1])[Z.argmax(axis=1)]),
            Mistake(
                "little_added_to_sum",
                lambda Z: np.exp(Z) / (np.exp(Z).sum(axis=1, keepdims=True) + 1e-12),
                credit=0.5,
            ),
            Mistake(
                "maximum_of_all_rows_and_little_added",
                lambda Z: np.exp(Z - Z.max()) / (np.exp(Z - Z.max()).sum(axis=1, keepdims=True) + 1e-12),
                credit=0.75,
            ),
        ),
    ),
    Question(
        solution.dropout,
        points=1,
        cases=dropped,
        rules=Rules(exact_shape=True),
        probing={
            "A": floats("N", "units"),
            "rate": choice(0.2, 0.5, 0.05, 0.9, 0.0),
            "mask": drawn(some_mask, "N", "units"),
        },
        beside=NOTHING_KEPT,
        mistakes=(
            Mistake("not_scaled", lambda A, rate, mask: A * mask, credit=0.5),
            Mistake("relu_too", lambda A, rate, mask: np.maximum(0, A) * mask / (1 - rate), credit=0.5),
            Mistake("divided_by_rate", lambda A, rate, mask: A * mask / rate, credit=0.5),
            Mistake("shrunk", lambda A, rate, mask: A * mask * (1 - rate), credit=0.25),
            Mistake("mask_turned_round", lambda A, rate, mask: A * (1 - mask) / (1 - rate), credit=0.5),
            Mistake("mask_unused", lambda A, rate, mask: A / (1 - rate), credit=0.25),
            Mistake("scaled_by_share_of_mask", lambda A, rate, mask: A * mask / mask.mean(), credit=0.5),
            Mistake("mask_returned", lambda A, rate, mask: mask / (1 - rate), credit=0.25),
            Mistake("mask_unused_at_rate_0", lambda A, rate, mask: A * (mask >= rate) / (1 - rate), credit=0.75),
        ),
    ),
    Question(
        solution.cross_entropy,
        points=2,
        cases=judged_with_zeros,
        ask=Call(any_large_loss),
        rules=Rules(rtol=1e-4, atol=1e-5),  # adding a small number to all probabilities is a fair guard against 0
        probing={"P": distributions("N", "classes"), "labels": labels("N", "classes")},
        beside=(*SURE, *RARE, *ALL_DIGITS),
        mistakes=(
            Mistake("infinite_at_zero", lambda P, labels: -np.mean(np.log(chosen(P, labels))), credit=0.75),
            Mistake(
                "zero_times_infinity",
                lambda P, labels: -np.mean(np.sum(one_hot(P, labels) * np.log(P), axis=1)),
                credit=0.75,
            ),
            Mistake("summed", lambda P, labels: -np.sum(safe_log(chosen(P, labels))), credit=0.5),
            Mistake("one_loss_a_sample", lambda P, labels: -safe_log(chosen(P, labels)), credit=0.5),
            Mistake("sign_lost", lambda P, labels: np.mean(safe_log(chosen(P, labels))), credit=0.5),
            Mistake(
                "averaged_over_classes_too", lambda P, labels: -np.mean(one_hot(P, labels) * safe_log(P)), credit=0.5
            ),
            Mistake("all_probabilities", lambda P, labels: -np.mean(np.sum(safe_log(P), axis=1)), credit=0.25),
            Mistake("largest_probability", lambda P, labels: -np.mean(safe_log(P.max(axis=1))), credit=0.25),
            Mistake("log_of_the_mean", lambda P, labels: -safe_log(np.mean(chosen(P, labels))), credit=0.5),
            Mistake(
                "both_sides",
                lambda P, labels: (
                    -np.mean(
                        np.sum(one_hot(P, labels) * safe_log(P) + (1 - one_hot(P, labels)) * safe_log(1 - P), axis=1)
                    )
                ),
                credit=0.25,
            ),
            Mistake(
                "zeros_left_out",
                lambda P, labels: -np.mean(safe_log(chosen(P, labels)[chosen(P, labels) > 0])),
                credit=0.5,
            ),
            Mistake("no_logarithm", lambda P, labels: np.mean(1 - chosen(P, labels))),
            Mistake("columns_of_labels", lambda P, labels: -np.mean(safe_log(P[:, labels])), credit=0.5),
            Mistake("base_two", lambda P, labels: -np.mean(safe_log(chosen(P, labels))) / np.log(2), credit=0.5),
            Mistake("base_ten", lambda P, labels: -np.mean(safe_log(chosen(P, labels))) / np.log(10), credit=0.5),
        ),
    ),
    Question(
        solution.output_gradient,
        points=2,
        cases=judged,
        rules=Rules(exact_shape=True),
        probing={"P": distributions("N", "classes"), "labels": labels("N", "classes")},
        beside=(*NEVER, *ALL_DIGITS),
        mistakes=(
            Mistake("not_averaged", lambda P, labels: P - one_hot(P, labels), credit=0.5),
            Mistake("reversed", lambda P, labels: (one_hot(P, labels) - P) / len(labels), credit=0.5),
            Mistake("labels_unused", lambda P, labels: P / len(labels), credit=0.25),
            Mistake(
                "with_respect_to_probabilities", lambda P, labels: -one_hot(P, labels) / P / len(labels), credit=0.25
            ),
            Mistake("squared_error", lambda P, labels: 2 * (P - one_hot(P, labels)) / len(labels), credit=0.5),
            Mistake("right_class_only", lambda P, labels: (P - 1) * one_hot(P, labels) / len(labels), credit=0.25),
            Mistake(
                "sigmoid_slope_too", lambda P, labels: (P - one_hot(P, labels)) * P * (1 - P) / len(labels), credit=0.25
            ),
            Mistake("divided_by_classes", lambda P, labels: (P - one_hot(P, labels)) / P.shape[1], credit=0.5),
            Mistake("averaged_over_all_entries", lambda P, labels: (P - one_hot(P, labels)) / P.size, credit=0.5),
            Mistake(
                "columns_of_labels",
                lambda P, labels: (P - one_hot(P, labels).max(axis=0)) / len(labels),
                credit=0.5,
            ),
            Mistake(
                "right_answers_skipped",
                lambda P, labels: (P - one_hot(P, labels)) * (P.argmax(axis=1) != labels)[:, None] / len(labels),
                credit=0.25,
            ),
        ),
    ),
    Question(
        solution.unbroadcast,
        points=1,
        cases=expanded,
        rules=Rules(exact_shape=True),
        probing={"gradient shape": drawn(some_expansion, "N", "units")},
        beside=SMALL_SUMS,
        mistakes=(
            Mistake("mean_in_place_of_sum", reduced(np.mean, np.mean), credit=0.25),
            Mistake("largest_in_place_of_sum", reduced(np.max, np.max)),
            Mistake("first_in_place_of_sum", first_of_each, credit=0.25),
            Mistake("added_axes_only", reduced(np.sum, None), credit=0.5),
            Mistake("repeated_axes_only", reduced(None, np.sum), credit=0.5),
            Mistake("repeated_axes_averaged", reduced(np.sum, np.mean), credit=0.5),
            Mistake("axes_dropped", axes_dropped, credit=0.5),
            Mistake(
                "number_in_an_array",
                lambda gradient, shape: np.atleast_1d(solution.unbroadcast(gradient, shape)),
                credit=0.75,
            ),
            Mistake(
                "number_keeps_axes",
                lambda gradient, shape: solution.unbroadcast(gradient, shape) if shape else gradient.sum(keepdims=True),
                credit=0.75,
            ),
            Mistake("unchanged", lambda gradient, shape: 1.0 * gradient),
            Mistake("rows_always_added", lambda gradient, shape: gradient.sum(axis=0), credit=0.25),
            Mistake("everything_added", lambda gradient, shape: gradient.sum(), credit=0.25),
            Mistake("total_everywhere", lambda gradient, shape: np.full(shape, gradient.sum()), credit=0.25),
            Mistake("axes_behind", behind, credit=0.5),
            Mistake("one_axis_only", first_repeated_axis_only, credit=0.5),
            Mistake("mean_everywhere", lambda gradient, shape: np.full(shape, gradient.mean())),
            Mistake(
                "reshaped_and_added",
                lambda gradient, shape: gradient.reshape(-1, *shape).sum(axis=0),
                credit=0.5,
            ),
        ),
    ),
    Question(
        solution.dense_gradients,
        points=3,
        cases=passed_back,
        rules=Rules(exact_shape=True),
        follow_through=FollowThrough((solution.unbroadcast,), follow_unbroadcast, own_bias_gradient),
        probing={"X": floats("N", "inputs"), "W": floats("inputs", "outputs"), "dZ": floats("N", "outputs")},
        mistakes=(
            Mistake("bias_not_summed", lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ + 0.0), credit=0.5),
            Mistake("bias_averaged", lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ.mean(axis=0)), credit=0.75),
            Mistake("averaged_again", lambda X, W, dZ: (dZ @ W.T, X.T @ dZ / len(X), dZ.mean(axis=0)), credit=0.5),
            Mistake("weights_averaged", lambda X, W, dZ: (dZ @ W.T, X.T @ dZ / len(X), dZ.sum(axis=0)), credit=0.75),
            Mistake("bias_summed_over_neurons", lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)), credit=0.5),
            Mistake("bias_as_row", lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)), credit=0.75),
            Mistake("bias_one_number", lambda X, W, dZ: (dZ @ W.T, X.T @ dZ, dZ.sum()), credit=0.5),
            Mistake("weights_transposed", lambda X, W, dZ: (dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)), credit=0.5),
            Mistake("input_transposed", lambda X, W, dZ: (W @ dZ.T, X.T @ dZ, dZ.sum(axis=0)), credit=0.5),
            Mistake("parameters_first", lambda X, W, dZ: (X.T @ dZ, dZ.sum(axis=0), dZ @ W.T), credit=0.5),
            Mistake("weights_before_input", lambda X, W, dZ: (X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)), credit=0.5),
            Mistake(
                "weights_for_one_sample", lambda X, W, dZ: (dZ @ W.T, np.outer(X[0], dZ[0]), dZ.sum(axis=0)), credit=0.5
            ),
            Mistake("input_gradient_lost", lambda X, W, dZ: (X.T @ dZ, dZ.sum(axis=0)), credit=0.5),
        ),
    ),
    Question(
        solution.relu_backward,
        points=1,
        cases=gated,
        rules=Rules(exact_shape=True),
        probing={"dA": floats("N", "units"), "Z": floats("N", "units", around=(0.0, 6.0))},
        mistakes=(
            Mistake("open_at_zero", lambda dA, Z: dA * (Z >= 0), credit=0.5),
            Mistake("gate_on_gradient", lambda dA, Z: dA * (dA > 0), credit=0.25),
            Mistake("gate_alone", lambda dA, Z: 1.0 * (Z > 0), credit=0.25),
            Mistake("no_gate", lambda dA, Z: dA + 0.0),
            Mistake("multiplied_by_activation", lambda dA, Z: dA * np.maximum(0, Z), credit=0.25),
            Mistake("gate_turned_round", lambda dA, Z: dA * (Z <= 0), credit=0.25),
            Mistake("relu_of_gradient_gated", lambda dA, Z: np.maximum(0, dA * (Z > 0)), credit=0.25),
            Mistake("sign_for_gate", lambda dA, Z: dA * np.sign(Z), credit=0.25),
            Mistake("half_at_zero", lambda dA, Z: dA * np.heaviside(Z, 0.5), credit=0.5),
        ),
    ),
    Question(
        solution.adam_step,
        points=2,
        cases=adam_steps,
        ask=Call(forbid_aliasing=True),
        probing={
            **dict.fromkeys(("parameter", "gradient", "m"), floats("n")),
            "v": floats("n", least=0.0),
            "t": choice(3, 1, 2, 1000),
            "learning_rate": place(0.1, spread=0.05, least=0.0, without="zero tiny large huge integers"),
        },
        beside=MOVED_LATE,
        mistakes=(
            Mistake("no_correction", adam(correct_m=False, correct_v=False), credit=0.5),
            Mistake("first_moment_not_corrected", adam(correct_m=False), credit=0.5),
            Mistake("second_moment_not_corrected", adam(correct_v=False), credit=0.5),
            Mistake("corrected_moments_returned", adam(keep=lambda m, v, m_hat, v_hat: (m_hat, v_hat)), credit=0.5),
            Mistake("t_one_too_large", adam(later=1), credit=0.5),
            Mistake("root_lost", adam(root=lambda v: v), credit=0.5),
            Mistake("epsilon_in_the_root", adam(root=lambda v: np.sqrt(v + 1e-7) - 1e-7), credit=0.75),
            Mistake("epsilon_lost", adam(root=lambda v: np.sqrt(v) - 1e-7), credit=0.75),
            Mistake("square_lost", adam(square=np.abs), credit=0.5),
            Mistake("decays_swapped", adam(b1=0.999, b2=0.9), credit=0.5),
            Mistake("one_decay", adam(b2=0.9), credit=0.5),
            Mistake("uphill", adam(sign=1), credit=0.5),
            Mistake("plain_gradient_descent", plain_step),
            Mistake("not_divided_by_root", step_without_root_moment, credit=0.25),
            Mistake("moments_forgotten", forgetful, credit=0.25),
            Mistake("parameter_last", reordered, credit=0.5),
            Mistake("step_returned", step_alone, credit=0.5),
        ),
    ),
    Question(
        solution.predict,
        points=2,
        cases=small_networks,
        follow_through=FollowThrough((solution.dense, solution.softmax), follow_predict, own_outputs),
        probing={"X": floats("N", "inputs"), "parameters": drawn(some_network, "inputs", "hidden", "classes")},
        mistakes=(
            Mistake("no_relu", network(hidden=lambda Z: Z), credit=0.5),
            Mistake("relu_at_the_end_too", network(output=lambda Z: np.maximum(0, Z)), credit=0.5),
            Mistake("over_samples", network(answer=lambda Z: np.argmax(Z, axis=0)), credit=0.5),
            Mistake("over_everything", network(answer=lambda Z: np.argmax(Z)), credit=0.5),
            Mistake("scores_returned", network(answer=lambda Z: Z), credit=0.5),
            Mistake("probabilities_returned", network(answer=solution.softmax), credit=0.5),
            Mistake(
                "largest_probability_returned", network(answer=lambda Z: solution.softmax(Z).max(axis=1)), credit=0.5
            ),
            Mistake("least_likely", network(answer=lambda Z: np.argmin(Z, axis=1)), credit=0.25),
            Mistake("counted_from_one", network(answer=lambda Z: np.argmax(Z, axis=1) + 1), credit=0.5),
            Mistake("biases_lost", network(bias=0.0), credit=0.5),
            Mistake("first_layer_only", first_layer_only, credit=0.25),
            Mistake("one_hot_returned", network(answer=lambda Z: np.eye(Z.shape[1])[np.argmax(Z, axis=1)]), credit=0.5),
            Mistake(
                "softmax_overflows", network(answer=lambda Z: np.argmax(unshifted_softmax(Z), axis=1)), credit=0.75
            ),
        ),
    ),
    Question(
        solution.accuracy,
        points=1,
        cases=answered,
        probing={"predictions": drawn(some_digits, "N"), "labels": drawn(some_digits, "N")},
        beside=ONE_ANSWER,
        mistakes=(
            Mistake("counted", lambda predictions, labels: np.sum(predictions == labels), credit=0.5),
            Mistake("rounded", lambda predictions, labels: np.round(np.mean(predictions == labels), 2), credit=0.75),
            Mistake("percent", lambda predictions, labels: 100 * np.mean(predictions == labels), credit=0.5),
            Mistake("errors_counted", lambda predictions, labels: np.mean(predictions != labels), credit=0.5),
            Mistake("number_of_errors", lambda predictions, labels: np.sum(predictions != labels), credit=0.25),
            Mistake("distance", lambda predictions, labels: np.mean(np.abs(predictions - labels))),
            Mistake("all_or_nothing", lambda predictions, labels: float(np.all(predictions == labels))),
            Mistake("divided_by_ten", lambda predictions, labels: np.sum(predictions == labels) / 10, credit=0.5),
            Mistake("labels_anywhere", lambda predictions, labels: np.mean(np.isin(predictions, labels)), credit=0.25),
            Mistake(
                "zeros_not_counted",
                lambda predictions, labels: np.count_nonzero(labels[predictions == labels]) / len(labels),
                credit=0.5,
            ),
            Mistake("mean_over_digits", mean_over_digits, credit=0.5),
        ),
    ),
    Question(
        solution.build_model,
        points=4,
        cases=aspects,
        ask=Call(described_model),
        rules=Rules(shown=False),
        mistakes=(
            Mistake("no_model", lambda: None),
            Mistake("not_compiled", model(compiled=False), credit=0.5),
            Mistake("no_dropout", model(parts(rate=None)), credit=0.5),
            Mistake("rate_is_what_stays", model(parts(rate=0.8)), credit=0.5),
            Mistake("half_dropped", model(parts(rate=0.5)), credit=0.75),
            Mistake("dropout_on_pixels", model(parts(rate=None, before=[("Dropout", 0.2)])), credit=0.5),
            Mistake("dropout_on_answers", model(parts(rate=None, after=[("Dropout", 0.2)])), credit=0.5),
            Mistake("no_flatten", model(parts(flat=False)), credit=0.25),
            Mistake("flat_input", model(parts(shape=(784,), flat=False)), credit=0.5),
            Mistake("ten_hidden_units", model(parts(units=10)), credit=0.5),
            Mistake("two_hidden_layers", model(parts(before=[("Dense", 128, "relu")])), credit=0.5),
            Mistake("no_hidden_activation", model(parts(hidden=None)), credit=0.5),
            Mistake("hidden_sigmoid", model(parts(hidden="sigmoid")), credit=0.5),
            Mistake("softmax_lost", model(parts(output=None)), credit=0.5),
            Mistake(
                "softmax_in_the_loss",
                model(
                    parts(output=None), loss=lambda keras: keras.losses.SparseCategoricalCrossentropy(from_logits=True)
                ),
                credit=0.5,
            ),
            Mistake(
                "softmax_twice",
                model(loss=lambda keras: keras.losses.SparseCategoricalCrossentropy(from_logits=True)),
                credit=0.5,
            ),
            Mistake("output_sigmoid", model(parts(output="sigmoid")), credit=0.5),
            Mistake("output_relu", model(parts(output="relu")), credit=0.5),
            Mistake("one_hot_loss", model(loss=lambda keras: "categorical_crossentropy"), credit=0.5),
            Mistake("squared_loss", model(loss=lambda keras: "mean_squared_error"), credit=0.5),
            Mistake("yes_or_no_loss", model(loss=lambda keras: "binary_crossentropy"), credit=0.5),
            Mistake("plain_gradient_descent", model(optimizer=lambda keras: "sgd"), credit=0.5),
            Mistake("rmsprop", model(optimizer=lambda keras: "rmsprop"), credit=0.5),
            Mistake("another_learning_rate", model(optimizer=lambda keras: keras.optimizers.Adam(0.01)), credit=0.75),
            Mistake("another_setting", model(optimizer=lambda keras: keras.optimizers.Adam(amsgrad=True)), credit=0.75),
            Mistake("regularized", model(parts(regularizer="l2")), credit=0.75),
            Mistake("accuracy_not_measured", model(metrics=lambda keras: []), credit=0.75),
            Mistake("another_metric", model(metrics=lambda keras: ["sparse_top_k_categorical_accuracy"]), credit=0.75),
            Mistake("accuracy_of_equal_numbers", model(metrics=lambda keras: [keras.metrics.Accuracy()]), credit=0.5),
            Mistake("scaled_again", model(parts(before=[("Rescaling", 1 / 255)])), credit=0.5),
            Mistake("no_biases", model(parts(bias=False)), credit=0.5),
            Mistake("weights_of_zeros", model(parts(begins="zeros")), credit=0.5),
            Mistake("scaled_before_flattening", model(parts(first=[("Rescaling", 1 / 255)])), credit=0.5),
            Mistake("another_dropout", model(parts(rate=None, between=[("GaussianDropout", 0.2)])), credit=0.5),
            Mistake("batch_normalisation", model(parts(between=[("BatchNormalization",)])), credit=0.75),
            Mistake(
                "batch_normalisation_inside",
                model(parts(hidden=None, between=[("BatchNormalization",), ("Activation", "relu")])),
                credit=0.75,
            ),
        ),
    ),
)

ASSIGNMENT = Assignment(
    "a7_network", QUESTIONS, extra=Extra("network", ("keras", "sklearn")), companions=("pictures.py",)
)
