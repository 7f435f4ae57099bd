"""What a Keras model is, in numbers: one description for all ways to write it, another one for another model."""

from __future__ import annotations

import functools
import os
import random
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader import catalog
from grader.file_probes.keras_model import describe, described_model
from grader.hidden_tests.a7_network import ASPECTS, keras_at_rest
from solutions.a7_network import build_model

pytestmark = pytest.mark.xdist_group("keras")


class Late:
    """Keras or a part of it, imported for the first test that uses it: every worker reads this file, one runs it."""

    def __init__(self, find: Callable[[], Any]) -> None:
        self._find = find

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # pytest asks every object of a module whether it is a test
            raise AttributeError(name)
        return getattr(self._find(), name)


keras: Any = Late(keras_at_rest)
layers: Any = Late(lambda: keras_at_rest().layers)
QUESTION = catalog.load("a7_network")["build_model"]


def compiled(
    model: Any, optimizer: Any = "adam", loss: Any = "sparse_categorical_crossentropy", metrics: Any = ("accuracy",)
) -> Any:
    model.compile(optimizer=optimizer, loss=loss, metrics=list(metrics))
    return model


def sequential(*items: Any) -> Any:
    return keras.Sequential(list(items))


def pictures(*items: Any) -> Any:
    """Return a model of 28 × 28 images."""
    return sequential(keras.Input((28, 28)), *items)


def functional() -> Any:
    images = keras.Input((28, 28))
    x = layers.Reshape((784,))(images)
    x = layers.Dropout(0.2)(layers.Dense(128)(x))
    x = layers.ReLU()(x)  # behind the dropout it comes to the same
    return keras.Model(images, layers.Softmax()(layers.Dense(10)(x)))


def parts() -> list[Any]:
    return [layers.Flatten(), layers.Dense(128, "relu"), layers.Dropout(0.2), layers.Dense(10, "softmax")]


@functools.cache
def own() -> Any:
    """Return the lecture's model as a class."""

    class Own(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.flat, self.hidden, self.drop, self.digits = parts()

        def call(self, images: Any, training: bool = False) -> Any:
            return self.digits(self.drop(self.hidden(self.flat(images)), training=training))

    return Own


def by_operations() -> Any:
    """Return the lecture's model with operations on tensors in place of Flatten and of the activations."""
    images = keras.Input((28, 28))
    hidden = keras.ops.relu(layers.Dense(128)(keras.ops.reshape(images, (-1, 784))))
    return keras.Model(images, keras.activations.softmax(layers.Dense(10)(layers.Dropout(0.2)(hidden))))


SAME: dict[str, Callable[[], Any]] = {
    "operations on tensors": lambda: compiled(by_operations()),
    "without an input": lambda: compiled(sequential(*parts())),
    "functional": lambda: compiled(functional()),
    "a class": lambda: compiled(own()()),
    "models in a model": lambda: compiled(pictures(*parts()[:1], sequential(*parts()[1:3]), *parts()[3:])),
    "a channel": lambda: compiled(sequential(keras.Input((28, 28, 1)), *parts())),
    "layers that do nothing": lambda: compiled(
        pictures(layers.Identity(), layers.Flatten(), *parts(), layers.Dropout(0.0), layers.Flatten())
    ),
    "objects": lambda: compiled(
        pictures(*parts()),
        keras.optimizers.Adam(0.001),
        keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        [keras.metrics.SparseCategoricalAccuracy()],
    ),
    "functions and lists": lambda: compiled(
        pictures(*parts()), "Adam", [keras.losses.sparse_categorical_crossentropy], ["acc"]
    ),
    "functions of one's own": lambda: compiled(
        pictures(
            layers.Flatten(),
            layers.Dense(128, lambda z: keras.ops.maximum(z, 0)),
            layers.Dropout(0.2),
            layers.Dense(10, keras.ops.softmax),
        )
    ),
}


@functools.cache
def expected(aspect: str) -> Any:
    return describe(build_model(), aspect)


def differs(model: Any) -> set[str]:
    return {
        aspect for aspect in ASPECTS if not np.allclose(describe(model, aspect), expected(aspect), rtol=1e-5, atol=1e-6)
    }


def test_a_model_begins_with_the_same_weights_in_every_process() -> None:
    keras_at_rest()
    drawn: list[float] = []

    def build() -> Any:
        drawn.append(random.random())  # as Keras does for the seed of each layer
        return compiled(functional())

    for seed in (1, 2):
        random.seed(seed)
        described_model(build, "layers")
    assert drawn[0] == drawn[1]


def test_whoever_looks_at_models_leaves_other_processes_their_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    for chosen in ("jax", None):
        monkeypatch.setenv("KERAS_BACKEND", "jax")
        if chosen is None:
            monkeypatch.delenv("KERAS_BACKEND")
        assert keras_at_rest() is sys.modules["keras"]
        assert os.environ.get("KERAS_BACKEND") == chosen


def test_the_lectures_model_has_the_lectures_numbers() -> None:
    assert list(expected("layers")[:5]) == [1, 2, 3, 2, 0]
    assert list(expected("units")[:3]) == [128, 10, 0]
    assert list(expected("dropout")[:2]) == [0.2, 0]
    assert list(expected("parameters")) == [101_770, 0]
    np.testing.assert_allclose(expected("optimizer"), [1, 0.001, 0.9, 0.999, 0], rtol=1e-6)
    np.testing.assert_allclose(expected("loss"), -np.log([0.7, 0.25, 0.15, 0.25]).mean(), rtol=1e-6)
    np.testing.assert_allclose(
        expected("activations")[1], np.exp([-1.5, 0.5, 8]) / np.exp([-1.5, 0.5, 8]).sum(), atol=1e-6
    )
    assert expected("accuracy") == 1
    assert list(expected("answers")) == [1, 1, 1]


@pytest.mark.parametrize("way", SAME)
def test_one_model_written_in_many_ways_is_one_model(way: str) -> None:
    assert differs(SAME[way]()) == set()


@pytest.mark.parametrize(
    ("aspects", "make"),
    [
        ({"optimizer"}, lambda: compiled(functional(), keras.optimizers.AdamW())),
        ({"optimizer"}, lambda: compiled(functional(), keras.optimizers.Adam(0.01))),
        ({"loss"}, lambda: compiled(functional(), loss=keras.losses.SparseCategoricalCrossentropy(reduction="sum"))),
        ({"activations"}, lambda: compiled(pictures(*parts()[:3], layers.Dense(10, "softmax"), layers.Softmax()))),
        ({"layers"}, lambda: compiled(pictures(layers.GaussianNoise(0.1), *parts()))),
        ({"dropout"}, lambda: compiled(pictures(*parts()[:2], layers.Dropout(0.8), *parts()[3:]))),
        ({"accuracy"}, lambda: compiled(functional(), metrics=["sparse_top_k_categorical_accuracy"])),
    ],
)
def test_another_model_differs_where_it_is_another(aspects: set[str], make: Callable[[], Any]) -> None:
    assert aspects <= differs(make()) <= aspects | {"answers"}


@pytest.mark.parametrize(
    ("metrics", "told"),
    [
        (lambda: ["accuracy"], 1),
        (lambda: ["sparse_categorical_accuracy"], 1),
        (lambda: ["mae"], 0.5),
        (lambda: ["sparse_top_k_categorical_accuracy"], 0.5),
        (lambda: ["binary_accuracy"], 0.5),
        (lambda: [], 0),
        (lambda: [keras.metrics.Accuracy()], -1),
    ],
)
def test_another_measure_is_neither_the_accuracy_nor_nothing(metrics: Callable[[], list[Any]], told: float) -> None:
    assert describe(compiled(functional(), metrics=metrics()), "accuracy") == told


def test_a_class_that_forgets_a_layer_on_the_way_gives_other_answers() -> None:
    class Forgetful(own()):
        def call(self, images: Any, training: bool = False) -> Any:
            return self.digits(self.hidden(self.flat(images)))

    assert differs(compiled(Forgetful())) == {"answers"}


@pytest.mark.parametrize(
    "other",
    [
        lambda: None,
        lambda: 101_770,
        lambda: "model",
        lambda: build_model,
        lambda: keras.Model,
        lambda: layers.Dense(10),
        object,
    ],
)
def test_what_is_no_model_is_one_and_the_same(other: Callable[[], object]) -> None:
    assert all((np.asarray(describe(other(), aspect)) == -1).all() for aspect in ASPECTS)


def test_a_known_mistake_is_described_alike_whatever_its_random_weights_are() -> None:
    codes = ("no_flatten", "softmax_lost", "output_sigmoid", "output_relu", "squared_loss", "scaled_again")
    makers = [mistake.function for mistake in QUESTION.mistakes if mistake.code in codes]
    for make in makers:
        first = [describe(make(), aspect) for aspect in ("accuracy", "answers")]
        make.cache_clear()
        assert all(map(np.array_equal, first, [describe(make(), aspect) for aspect in ("accuracy", "answers")]))
    assert len(makers) == len(codes)
