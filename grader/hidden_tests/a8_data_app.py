"""Hidden tests of a8_data_app: choices made at the page of a student's app, and the mistakes that its figures show."""

import functools
import importlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from grader.file_probes.classifier_page import (
    accuracy_with_parameters,
    offered_choices,
    portrait,
    shown_accuracy,
    shown_plot,
    shown_size,
)
from grader.questions.question import Assignment, Case, Extra, FileProbe, Mistake, Question, Rules, case

DATASETS = ("Iris", "Breast Cancer", "Wine")
CLASSIFIERS = ("KNN", "SVM", "Random Forest")


def solution() -> Any:
    """Return the reference app; scikit-learn is loaded here, where a figure is asked for."""
    return importlib.import_module("solutions.a8_data_app")


# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def every_option(rng: np.random.Generator) -> Iterable[Case]:
    """Each data set and each classifier once."""
    for dataset, classifier in zip(DATASETS, CLASSIFIERS, strict=True):
        yield case(dataset=dataset, classifier=classifier)


def usual_parameters(rng: np.random.Generator) -> Iterable[Case]:
    """Each classifier as scikit-learn makes it, or such that it says the same: right too where sliders are ignored."""
    for dataset in ("Wine", "Iris", "Breast Cancer"):
        yield case(dataset=dataset, classifier="KNN", K=5)
    yield case(dataset="Wine", classifier="SVM", C=1.0)
    yield case(dataset="Wine", classifier="Random Forest", max_depth=15, n_estimators=15)


def other_parameters(rng: np.random.Generator) -> Iterable[Case]:
    """Parameters that move the accuracy, at the ends of their ranges and between coarser steps.

    Each of a forest's two moves it for itself; one tree alone shows a missing seed.
    """
    yield case(dataset="Breast Cancer", classifier="Random Forest", max_depth=2, n_estimators=1)
    yield case(dataset="Wine", classifier="Random Forest", max_depth=5, n_estimators=100)
    yield case(dataset="Wine", classifier="KNN", K=15)
    yield case(dataset="Breast Cancer", classifier="KNN", K=2)
    yield case(dataset="Breast Cancer", classifier="SVM", C=0.1)
    yield case(dataset="Wine", classifier="SVM", C=10.0)


# ── app_starts ─────────────────────────────────────────────────────────────────────────────────────────────


def app_starts(dataset: str, classifier: str) -> tuple[float, float]:
    """Both choices are offered."""
    return 1.0, 1.0


# ── shows_data ─────────────────────────────────────────────────────────────────────────────────────────────


@functools.cache
def data(dataset: str) -> tuple[Any, Any]:
    """Return X and y of a data set."""
    X, y = solution().get_dataset(dataset)
    return X, y


def shows_data(dataset: str, classifier: str = "") -> tuple[int, int, int]:
    """Rows, columns, classes."""
    X, y = data(dataset)
    return *X.shape, len(np.unique(y))


def sized(wrong: Callable[[int, int, int], object]) -> Callable[..., object]:
    """Return a wrong `shows_data` from what is made of its three numbers."""
    return lambda dataset, classifier: wrong(*shows_data(dataset))


def of_part(part: int) -> Callable[..., object]:
    """Return the size of the training part (0) or of the test part (1)."""

    def size(dataset: str, classifier: str) -> tuple[int, int, int]:
        X, y = data(dataset)
        return *parts(X, y)[part].shape, len(np.unique(y))

    return size


# ── classifies, obeys_parameters ───────────────────────────────────────────────────────────────────────────


def parts(*arrays: Any, **options: Any) -> Any:
    """Return scikit-learn's split of the lecture."""
    from sklearn.model_selection import train_test_split

    return train_test_split(*arrays, **{"test_size": 0.2, "random_state": 1234} | options)


def scaled(X: Any) -> Any:
    """Return X with every column of mean 0 and variance 1."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


def make(classifier: str, parameters: dict[str, Any]) -> Any:
    """Return the reference's classifier."""
    return solution().get_classifier(classifier, parameters)


USUAL: dict[str, dict[str, Any]] = {
    "KNN": {"K": 5},
    "SVM": {"C": 1.0},
    "Random Forest": {"max_depth": None, "n_estimators": 100},
}
"""The parameters that scikit-learn takes where none are given."""


Accuracy = Callable[..., Any]
"""Of a data set and a classifier by name, with the parameters."""


def after(prepare: Callable[[Any, Any], Any]) -> Accuracy:
    """Return the accuracy where `prepare` makes the four parts X_train, X_test, y_train, y_test of X and y."""

    @functools.cache
    def accuracy(dataset: str, classifier: str, **parameters: Any) -> float:
        X_train, X_test, y_train, y_test = prepare(*data(dataset))
        return float(make(classifier, parameters).fit(X_train, y_train).score(X_test, y_test))

    return accuracy


def with_parameters(change: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Accuracy:
    """Return the accuracy with other parameters than those chosen."""
    return lambda dataset, classifier, **parameters: held_out(dataset, classifier, **change(classifier, parameters))


def scale_by_training_part(X: Any, y: Any) -> Any:
    """Split, then scale both parts by the training part's mean and spread: sound, but not what is asked for."""
    X_train, X_test, y_train, y_test = parts(X, y)
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread, y_train, y_test


def on_training_part(X: Any, y: Any) -> Any:
    """Split, and look at the training part."""
    X_train, _, y_train, _ = parts(X, y)
    return X_train, X_train, y_train, y_train


def trained_on_all(X: Any, y: Any) -> Any:
    """Split, but train on everything."""
    _, X_test, _, y_test = parts(X, y)
    return X, X_test, y, y_test


def parts_swapped(X: Any, y: Any) -> Any:
    """Take the parts in the wrong order."""
    X_train, X_test, y_train, y_test = parts(X, y)
    return X_test, X_train, y_test, y_train


@functools.cache
def cross_validated(dataset: str, classifier: str, **parameters: Any) -> float:
    """Return the mean accuracy on five parts, each held out once."""
    from sklearn.model_selection import cross_val_score

    X, y = data(dataset)
    return float(cross_val_score(make(classifier, parameters), X, y, cv=5).mean())


@functools.cache
def by_distance(dataset: str, classifier: str, **parameters: Any) -> float:
    """Return the accuracy where the nearer neighbours of KNN count more."""
    if classifier != "KNN":
        return float(held_out(dataset, classifier, **parameters))
    X_train, X_test, y_train, y_test = parts(*data(dataset))
    weighted = make(classifier, parameters).set_params(weights="distance")
    return float(weighted.fit(X_train, y_train).score(X_test, y_test))


@functools.cache
def mean_f1(dataset: str, classifier: str, **parameters: Any) -> float:
    """Return the F1 scores of the classes, averaged."""
    from sklearn.metrics import f1_score

    X_train, X_test, y_train, y_test = parts(*data(dataset))
    predicted = make(classifier, parameters).fit(X_train, y_train).predict(X_test)
    return float(f1_score(y_test, predicted, average="macro"))


def project(X: Any) -> Any:
    """Return the first two principal components, as the reference draws them."""
    return solution().project(X)


held_out = after(parts)
SPLITS = (
    Mistake(
        "same_data_for_all",
        lambda dataset, classifier, **parameters: held_out("Iris", classifier, **parameters),
        credit=0.25,
    ),
    Mistake("training_accuracy", after(on_training_part), credit=0.25),
    Mistake("all_data_accuracy", after(lambda X, y: (X, X, y, y)), credit=0.25),
    Mistake("trained_on_all", after(trained_on_all), credit=0.25),
    Mistake("parts_swapped", after(parts_swapped), credit=0.25),
    Mistake("scaler_before_split", after(lambda X, y: parts(scaled(X), y)), credit=0.25),
    Mistake("scaled_in_training", after(scale_by_training_part), credit=0.5),
    Mistake("pca_before_split", after(lambda X, y: parts(project(X), y)), credit=0.25),
    Mistake("quarter_held_out", after(lambda X, y: parts(X, y, test_size=0.25)), credit=0.75),
    Mistake("third_held_out", after(lambda X, y: parts(X, y, test_size=0.3)), credit=0.75),
    Mistake("other_seed", after(lambda X, y: parts(X, y, random_state=42)), credit=0.75),
    Mistake("seed_zero", after(lambda X, y: parts(X, y, random_state=0)), credit=0.75),
    Mistake(
        "error_in_place_of_accuracy",
        lambda dataset, classifier, **parameters: 1 - held_out(dataset, classifier, **parameters),
        credit=0.5,
    ),
    Mistake("scaled_to_one", after(lambda X, y: parts((X - X.min(axis=0)) / np.ptp(X, axis=0), y)), credit=0.25),
    Mistake("not_shuffled", after(lambda X, y: parts(X, y, random_state=None, shuffle=False)), credit=0.75),
    Mistake("cross_validated", cross_validated, credit=0.25),
    Mistake("stratified", after(lambda X, y: parts(X, y, stratify=y)), credit=0.75),
    Mistake("weighted_neighbours", by_distance, credit=0.5),
    Mistake("mean_f1", mean_f1, credit=0.5),
)
"""Accuracies that are wrong, and what each keeps where all else is right."""


def named(accuracy: Accuracy) -> Callable[..., object]:
    """Return the classifier's number, from 1, and an accuracy."""
    return lambda classifier, **choice: (
        CLASSIFIERS.index(classifier) + 1.0,
        accuracy(classifier=classifier, **choice),
    )


def classifies(dataset: str, classifier: str, **parameters: float) -> object:
    """Which classifier the page names, and the accuracy on the held-out fifth."""
    return named(held_out)(dataset=dataset, classifier=classifier, **parameters)


def obeys_parameters(dataset: str, classifier: str, **parameters: float) -> Any:
    """Return the accuracy on the held-out fifth."""
    return held_out(dataset=dataset, classifier=classifier, **parameters)


def forest(depth: int | None = None, trees: int | None = None) -> Callable[..., dict[str, Any]]:
    """Return a change of parameters that leaves one of a forest's two as scikit-learn has it."""

    def change(classifier: str, parameters: dict[str, Any]) -> dict[str, Any]:
        if classifier != "Random Forest":
            return parameters
        return (
            parameters
            | ({"max_depth": None} if depth is None else {})
            | ({"n_estimators": 100} if trees is None else {})
        )

    return change


# ── plots_components ───────────────────────────────────────────────────────────────────────────────────────


def drawn(places: Callable[[Any], Any], coloured: bool = True, part: int | None = None) -> Callable[..., object]:
    """Return the portrait of a plot: of all rows or of a part, each row's place computed by `places`."""

    def plot(dataset: str, classifier: str) -> object:
        X, y = data(dataset)
        if part is not None:
            X, y = parts(X, y)[part], parts(X, y)[2 + part]
        return portrait(np.column_stack([places(X), y if coloured else 0 * y]))

    return plot


def components(X: Any, count: int) -> Any:
    """Return the first principal components of X."""
    centred = X - X.mean(axis=0)
    return centred @ np.linalg.svd(centred, full_matrices=False)[2][:count].T


def plots_components(dataset: str, classifier: str = "") -> object:
    """Return the portrait of the first two principal components, coloured by class."""
    X, y = data(dataset)
    return portrait(np.column_stack([project(X), y]))


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

# Two digits after the point are enough; half of the last one may be rounded away.
SHOWN = Rules(rtol=0.0, atol=0.00501)

QUESTIONS = (
    Question(
        app_starts,
        points=1,
        cases=every_option,
        ask=FileProbe("app.py", offered_choices),
        mistakes=(
            Mistake("no_choices", lambda dataset, classifier: (0.0, 0.0)),
            Mistake("no_dataset_choice", lambda dataset, classifier: (0.0, 1.0), credit=0.5),
            Mistake("no_classifier_choice", lambda dataset, classifier: (1.0, 0.0), credit=0.5),
        ),
    ),
    Question(
        shows_data,
        points=2,
        cases=every_option,
        ask=FileProbe("app.py", shown_size),
        mistakes=(
            Mistake("nothing_shown", lambda dataset, classifier: (np.nan, np.nan, np.nan)),
            Mistake("shape_not_shown", sized(lambda rows, columns, classes: (np.nan, np.nan, classes)), credit=0.5),
            Mistake("classes_not_shown", sized(lambda rows, columns, classes: (rows, columns, np.nan)), credit=0.5),
            Mistake("same_data_for_all", lambda dataset, classifier: shows_data("Iris")),
            Mistake("size_of_training_part", of_part(0), credit=0.5),
            Mistake("size_of_held_out_part", of_part(1), credit=0.5),
            Mistake("target_counted", sized(lambda rows, columns, classes: (rows, columns + 1, classes)), credit=0.5),
            Mistake(
                "rows_and_columns_swapped", sized(lambda rows, columns, classes: (columns, rows, classes)), credit=0.5
            ),
        ),
    ),
    Question(
        classifies,
        points=3,
        cases=usual_parameters,
        ask=FileProbe("app.py", shown_accuracy),
        rules=replace(SHOWN, shown=False),
        mistakes=(
            Mistake("nothing_shown", lambda dataset, classifier, **parameters: (np.nan, np.nan)),
            Mistake("accuracy_not_shown", named(lambda **choice: np.nan)),
            Mistake("classifier_not_shown", lambda **choice: (np.nan, held_out(**choice)), credit=0.75),
            Mistake("same_classifier_for_all", named(lambda dataset, **choice: held_out(dataset, "KNN", K=5))),
            *(replace(mistake, function=named(mistake.function)) for mistake in SPLITS),
        ),
    ),
    Question(
        obeys_parameters,
        points=3,
        cases=other_parameters,
        ask=FileProbe("app.py", accuracy_with_parameters),
        rules=SHOWN,
        mistakes=(
            Mistake("no_parameters", lambda dataset, classifier, **parameters: np.nan),
            Mistake("parameters_ignored", with_parameters(lambda classifier, parameters: USUAL[classifier])),
            Mistake("only_k_and_c", with_parameters(forest()), credit=0.5),
            Mistake("depth_ignored", with_parameters(forest(trees=1)), credit=0.75),
            Mistake("trees_ignored", with_parameters(forest(depth=1)), credit=0.75),
            *(replace(mistake, credit=0.75) for mistake in SPLITS),
        ),
    ),
    Question(
        plots_components,
        points=3,
        cases=every_option,
        ask=FileProbe("app.py", shown_plot),
        rules=Rules(rtol=1e-3, atol=1e-3, constant=True, shown=False),
        mistakes=(
            Mistake("no_plot", lambda dataset, classifier: np.nan),
            Mistake("same_plot_for_all", lambda dataset, classifier: plots_components("Iris")),
            Mistake("not_coloured", drawn(project, coloured=False), credit=0.5),
            Mistake("raw_features", drawn(lambda X: X[:, :2]), credit=0.25),
            Mistake("scaled_components", drawn(lambda X: project(scaled(X))), credit=0.5),
            Mistake("axes_swapped", drawn(lambda X: project(X)[:, ::-1]), credit=0.75),
            Mistake("second_and_third", drawn(lambda X: components(X, 3)[:, 1:]), credit=0.5),
            Mistake("components_of_training_part", drawn(project, part=0), credit=0.5),
            Mistake("components_of_held_out_part", drawn(project, part=1), credit=0.5),
        ),
    ),
)

ASSIGNMENT = Assignment(
    "a8_data_app",
    QUESTIONS,
    extra=Extra("app", ("streamlit", "sklearn")),
    deliverables=("app.py",),
    companions=("apps.py", "classifier_app.py", "pictures.py"),
)
