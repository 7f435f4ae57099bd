"""The reference app of a8_data_app: its figures counted and computed another way, its page run."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.hidden_tests import a8_data_app as hidden

pytestmark = pytest.mark.skipif(not find_spec("sklearn"), reason="make extras")

SIZES = {"Iris": (150, 4, 3), "Breast Cancer": (569, 30, 2), "Wine": (178, 13, 3)}


@pytest.fixture(scope="module")
def solution() -> Any:
    """Return the reference app; scikit-learn is loaded for these tests, and not wherever this file is read."""
    return hidden.solution()


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_sizes_are_those_of_the_data_sets_descriptions(name: str, size: tuple[int, int, int]) -> None:
    assert hidden.shows_data(name) == size


def nearest(train: Any, labels: Any, rows: Any, K: int) -> Any:
    """Classify by the K nearest rows, by hand; of classes with as many votes the first."""
    distances = ((rows[:, None, :] - train[None, :, :]) ** 2).sum(axis=-1)
    votes = labels[np.argsort(distances, axis=1, kind="stable")[:, :K]]
    return np.array([np.bincount(row).argmax() for row in votes])


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("K", [1, 5, 15])
def test_the_accuracy_is_that_of_neighbours_looked_up_by_hand(solution: Any, name: str, K: int) -> None:
    X, y = solution.get_dataset(name)
    train, test, labels, truth = solution.train_test_split(X, y, test_size=0.2, random_state=1234)
    assert len(test) == -(-len(X) // 5)
    expected = (nearest(train, labels, test, K) == truth).mean()
    assert solution.held_out_accuracy(solution.get_classifier("KNN", {"K": K}), X, y) == pytest.approx(expected)


@pytest.mark.parametrize("name", SIZES)
def test_components_are_uncorrelated_and_carry_the_two_largest_variances(solution: Any, name: str) -> None:
    X, _ = solution.get_dataset(name)
    variances = np.sort(np.linalg.eigvalsh(np.cov(X.T)))[::-1]
    np.testing.assert_allclose(np.cov(solution.project(X).T), np.diag(variances[:2]), atol=1e-6 * variances[0])


@pytest.mark.parametrize(("name", "parameters"), [("SVM", {"C": 0.5}), ("KNN", {"K": 7})])
def test_parameters_reach_the_classifier(solution: Any, name: str, parameters: dict[str, Any]) -> None:
    assert set(parameters.values()) <= set(solution.get_classifier(name, parameters).get_params().values())


def test_a_forest_is_the_same_each_time(solution: Any) -> None:
    forest = solution.get_classifier("Random Forest", {"max_depth": 3, "n_estimators": 7}).get_params()
    assert (forest["max_depth"], forest["n_estimators"], forest["random_state"]) == (3, 7, 1234)


# ── a portrait of a plot ───────────────────────────────────────────────────────────────────────────────────


def test_a_portrait_forgets_the_order_of_points_the_names_of_colours_and_the_signs_of_axes(solution: Any) -> None:
    X, y = solution.get_dataset("Wine")
    points = np.column_stack([solution.project(X), y])
    order = np.random.default_rng(8).permutation(len(points))
    other = points[order] * [-1, -1, 1]
    other[:, 2] = np.array([5, 0, 2])[other[:, 2].astype(int)]
    np.testing.assert_allclose(hidden.portrait(other), hidden.portrait(points), atol=1e-9)
    assert not np.allclose(hidden.portrait(points * [1, 2, 1]), hidden.portrait(points))


@pytest.mark.parametrize("name", SIZES)
def test_the_side_of_the_longer_tail_is_told_from_rounding(solution: Any, name: str) -> None:
    places = solution.project(solution.get_dataset(name)[0])
    skewness = (places**3).mean(axis=0) / places.std(axis=0) ** 3
    assert np.abs(skewness).min() > 0.05


def test_the_course_needs_no_packages_of_this_assignment() -> None:
    text = Path(hidden.__file__).read_text(encoding="utf-8")
    outside = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
    assert not any(name in line for line in outside for name in ("streamlit", "sklearn", "solutions"))
