"""A compiled Keras model, described in numbers.

This is the probe of `build_model`: it runs in the student's process, on what their function returned, and in ours on
the reference. It says what the model *is*, by Keras's own classes and by what the model computes, and holds nothing
of what it should be. Different ways to write one model give one description: Sequential or functional, an activation
as an argument or a layer, a loss by name or as an object.
"""

import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

OTHER, FLATTEN, DENSE, DROPOUT = 9, 1, 2, 3
OPTIMIZERS = ("Adam", "SGD", "RMSprop", "AdamW", "Nadam", "Adamax", "Adagrad", "Adadelta", "Ftrl")
LOSSES = ("categorical_crossentropy", "binary_crossentropy", "mean_squared_error", "kl_divergence")
MOST = 16
"""Layers that are looked at."""
TRIES = 4
"""How often dropout may by chance drop nothing that matters, before it counts as none."""


def described_model(answer: Any, aspect: str) -> Any:
    """Return one aspect of the model that a student's function returns.

    It begins with the same weights in every process: by chance, all of ten units may be silent, which tells nothing.
    """
    import keras

    keras.utils.set_random_seed(0)
    return describe(answer(), aspect)


def describe(model: Any, aspect: str) -> Any:
    """Return one aspect of a model as numbers, always of the same shape; -1 everywhere for what is no Keras model.

    ``layers``: `FLATTEN`, `DENSE`, `DROPOUT` or `OTHER` in order. ``units``: of the Dense layers. ``activations``: a
    row for each Dense layer, what becomes of -1.5, 0.5 and 8. ``dropout``: the rates. ``parameters``: those to train,
    and the others. ``optimizer``: its kind, learning rate and two decays, and how many of its other settings are no
    defaults. ``loss``: of four answers known to the probe, and 100 more for each layer that adds to it.
    ``accuracy``: 1 where `evaluate` tells it, 0.5 where it tells another measure, 0 where it tells the loss alone.
    ``answers``: 1 where those to six images sum to 1, 1 where they are what the layers' own weights give, 1 where
    training makes them noisy.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where one counts as an error, it is not the model's
        return _describe(model, aspect)


def _describe(model: Any, aspect: str) -> Any:
    import keras

    if not any(kind is keras.Model for kind in type(model).__mro__):
        return np.full(MOST, -1.0)
    images = np.random.default_rng(0).random((6, 28, 28))
    if not model.built or not model.weights:
        model(images)
    if aspect == "parameters":
        trained = sum(int(np.prod(weights.shape)) for weights in model.trainable_weights)
        return np.array([trained, model.count_params() - trained])
    if aspect == "optimizer":
        return _optimizer(model)
    if aspect == "loss":
        return _loss(model)
    if aspect == "accuracy":
        return _accuracy(model, images)
    steps = list(_steps(model))
    dense = [step for step in steps if step["kind"] == DENSE]
    if aspect == "layers":
        return _padded([step["kind"] for step in steps], MOST)
    if aspect == "units":
        return _padded([step["layer"].units for step in dense], 4)
    if aspect == "activations":
        return np.array([_activated(dense[i]) if i < len(dense) else np.zeros(3) for i in range(4)])
    if aspect == "dropout":
        return _padded([step["layer"].rate for step in steps if step["kind"] == DROPOUT], 4)
    return _answers(model, images, steps)


def _padded(numbers: list[Any], size: int) -> Any:
    return np.array([float(number) for number in numbers[:size]] + [0.0] * (size - len(numbers)))


def _layers(model: Any) -> Iterator[Any]:
    """Yield the layers in order, those of a model inside the model too, and none that does nothing."""
    import keras

    layers = keras.layers
    empty = keras.Input((1,))
    functional: Any = type(keras.Model(empty, empty))
    nodes = functional.operations if any(kind is functional for kind in type(model).__mro__) else keras.Model.layers
    for layer in nodes.fget(model):
        if any(kind is keras.Model for kind in type(layer).__mro__):
            yield from _layers(layer)
        elif type(layer) not in (layers.InputLayer, layers.Identity) and getattr(layer, "rate", None) != 0:
            yield layer


def _steps(model: Any) -> Iterator[dict[str, Any]]:
    """Yield Flatten, Dense with the activations that follow it, Dropout, and what is none of these."""
    import keras

    layers = keras.layers
    activations = (layers.Activation, layers.ReLU, layers.Softmax, layers.LeakyReLU, layers.ELU)
    flat = False
    steps: list[dict[str, Any]] = []
    for layer in _layers(model):
        kind = type(layer)
        operation = "" if isinstance(layer, layers.Layer) else kind.__name__  # such as keras.ops.relu on a tensor
        reshaped = kind is layers.Reshape and len(layer.target_shape) == 1
        if kind is layers.Flatten or reshaped or (operation == "Reshape" and len(layer.newshape) == 2):
            if not flat:
                steps.append({"kind": FLATTEN})
            flat = True
        elif kind is layers.Dense:
            steps.append({"kind": DENSE, "layer": layer, "functions": [layer.activation]})
        elif kind is layers.Dropout:
            steps.append({"kind": DROPOUT, "layer": layer})
        elif operation in ("Relu", "ReLU", "Softmax") or kind in activations:
            # Past a dropout it makes no difference to a function that only scales what is scaled, as relu does.
            passed = steps[-2:] if steps[-1:] and steps[-1]["kind"] == DROPOUT and _scales(layer) else steps[-1:]
            if passed and passed[0]["kind"] == DENSE:
                passed[0]["functions"].append(layer)
            else:
                steps.append({"kind": OTHER})
        else:
            steps.append({"kind": OTHER})
    return iter(steps)


def _scales(function: Any) -> bool:
    z = np.array([[-1.5, 0.5, 8.0]], dtype="float32")
    return bool(np.allclose(_applied([function], 2 * z), 2 * _applied([function], z)))


def _applied(functions: list[Any], z: Any) -> Any:
    import keras

    for function in functions:
        z = function(keras.ops.convert_to_tensor(z))
    return np.asarray(keras.ops.convert_to_numpy(z), dtype=float)


def _activated(step: dict[str, Any]) -> Any:
    return _applied(step["functions"], np.array([[-1.5, 0.5, 8.0]], dtype="float32"))[0]


def _optimizer(model: Any) -> Any:
    import keras

    optimizer = model.optimizer if model.compiled else None
    kinds = [getattr(keras.optimizers, name, None) for name in OPTIMIZERS]
    if optimizer is None:
        return np.zeros(5)
    number = kinds.index(type(optimizer)) + 1 if type(optimizer) in kinds else 0
    decays = [getattr(optimizer, name, 0.0) for name in ("beta_1", "beta_2")]
    usual = type(optimizer)().get_config() if number else {}
    settings = optimizer.get_config()
    apart = ("name", "learning_rate", "beta_1", "beta_2")
    other = sum((settings.get(name) or 0) != (value or 0) for name, value in usual.items() if name not in apart)
    return np.array([float(value) for value in (number, optimizer.learning_rate, *decays, other)])


def _regularized(model: Any) -> list[Any]:
    """Return the layers that add to the loss."""
    names = ("kernel_regularizer", "bias_regularizer", "activity_regularizer")
    return [layer for layer in _layers(model) if any(getattr(layer, name, None) for name in names)]


def _loss(model: Any) -> float:
    """Return the loss of four answers; where it cannot be computed from labels, which one it is, below 0."""
    import keras

    loss = model.loss if model.compiled else None
    if isinstance(loss, dict):
        loss = list(loss.values())
    if isinstance(loss, (list, tuple)) and len(loss) == 1:
        loss = loss[0]
    if loss is None:
        return 0.0
    P = np.array([[0.7, 0.1, 0.2], [0.25, 0.25, 0.5], [0.05, 0.15, 0.8], [0.4, 0.35, 0.25]], dtype="float32")
    function = keras.losses.get(loss)
    try:
        losses = function(keras.ops.convert_to_tensor(np.array([0, 1, 1, 2])), keras.ops.convert_to_tensor(P))
        return float(np.mean(keras.ops.convert_to_numpy(losses))) + 100 * len(_regularized(model))
    except Exception:
        name = str(getattr(function, "name", getattr(function, "__name__", "")))
        return -1.0 - LOSSES.index(name) if name in LOSSES else -99.0


def _accuracy(model: Any, images: Any) -> float:
    """Return 1 where `evaluate` tells the share of right answers when two in three are right.

    0.5 where it tells something else beside the loss, 0 where it tells nothing else; -1 where `Accuracy`, which
    compares numbers, or a loss cannot deal with labels.
    """
    import keras

    if not model.compiled:
        return 0.0
    for layer in _regularized(model):  # said of the loss; Keras without a backend that trains cannot add it up
        layer.kernel_regularizer = layer.bias_regularizer = layer.activity_regularizer = None
    try:
        order = np.argsort(keras.ops.convert_to_numpy(model(images, training=False)), axis=1)
        labels = order[:, -1].copy()
        labels[:2] = order[0, -2], order[1, 0]  # the second best and the last: no count of the best few gives 4 of 6
        told = model.evaluate(images, labels, verbose=0, return_dict=True)
    except Exception:
        metrics = str((model.get_compile_config() or {}).get("metrics"))
        if any(name in metrics for name in ("'accuracy'", "'acc'", "'Accuracy'")):
            return -1.0
        return 0.5 if metrics not in ("None", "[]") else 0.0
    measures = [float(value) for name, value in told.items() if name != "loss"]
    if any(abs(value - 4 / 6) < 1e-5 for value in measures):
        return 1.0
    return 0.5 if measures else 0.0


def _answers(model: Any, images: Any, steps: list[dict[str, Any]]) -> Any:
    import keras

    try:
        answers = keras.ops.convert_to_numpy(model(images))  # as `model(images)` is written: no training unless told
        trained = (keras.ops.convert_to_numpy(model(images, training=True)) for _ in range(TRIES))
        expected = images
        for step in steps:
            if step["kind"] == FLATTEN:
                expected = expected.reshape(len(images), -1)
            if step["kind"] == DENSE:
                weights = step["layer"].get_weights()
                expected = _applied(step["functions"], (expected @ weights[0] + sum(weights[1:])).astype("float32"))
        sums = np.reshape(answers, (len(images), -1)).sum(axis=1)
        told = [
            np.allclose(sums, 1, atol=1e-4),
            np.allclose(answers, expected, atol=1e-4),
            any(not np.allclose(answers, noisy) for noisy in trained),
        ]
        return np.array(told, dtype=float)
    except Exception:  # no images of 28 x 28, or layers that do not follow each other
        return np.full(3, -1.0)
