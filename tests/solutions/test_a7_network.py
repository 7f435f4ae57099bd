"""The references of a7_network, each held against something computed another way, and its notebook, trained."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from grader import catalog
from grader.hidden_tests import a7_network as hidden
from solutions import a7_network as solution

RNG = np.random.default_rng(5)


def slopes(function, place, h=1e-6):
    """Return the slopes of a function of an array along each entry."""
    measured = np.empty(place.shape)
    for index in np.ndindex(place.shape):
        step = np.zeros(place.shape)
        step[index] = h
        measured[index] = (function(place + step) - function(place - step)) / (2 * h)
    return measured


def batch(samples=5, inputs=4, outputs=3):
    return RNG.normal(size=(samples, inputs)), RNG.normal(size=(inputs, outputs)), RNG.normal(size=outputs)


# ── forwards ───────────────────────────────────────────────────────────────────────────────────────────────


def test_scaling_and_flattening_keep_every_pixel_in_its_place():
    images = RNG.integers(0, 256, (3, 28, 28)).astype(np.uint8)
    rows = solution.flatten(solution.scale_images(images))
    assert rows.shape == (3, 784)
    for sample, line, column in ((0, 0, 0), (1, 3, 17), (2, 27, 27)):
        assert rows[sample, 28 * line + column] == images[sample, line, column] / 255


def test_a_layer_is_one_neuron_at_a_time():
    X, W, b = batch()
    one_by_one = [[sum(x * w for x, w in zip(row, W[:, k], strict=True)) + b[k] for k in range(3)] for row in X]
    np.testing.assert_allclose(solution.dense(X, W, b), one_by_one)


def test_softmax_agrees_with_scipy_also_where_numbers_are_huge():
    special = pytest.importorskip("scipy.special")
    for Z in (RNG.normal(size=(4, 6)), 1000 * RNG.normal(size=(4, 6)), np.array([[1e3, 1e3, -1e3]])):
        np.testing.assert_allclose(solution.softmax(Z), special.softmax(Z, axis=1), atol=1e-15)
        np.testing.assert_allclose(solution.softmax(Z + 7), solution.softmax(Z), atol=1e-12)


def test_cross_entropy_agrees_with_scikit_learn_and_is_finite_at_zero():
    metrics = pytest.importorskip("sklearn.metrics")
    P, labels = hidden.probabilities(RNG, 6, 4), np.array([3, 1, 0, 2, 2, 1])
    np.testing.assert_allclose(solution.cross_entropy(P, labels), metrics.log_loss(labels, P, labels=range(4)))
    assert 16 < solution.cross_entropy(np.array([[0.0, 1.0]]), np.array([0])) < 1000
    assert solution.cross_entropy(np.array([[0.0, 1.0]]), np.array([1])) == 0


def test_dropout_keeps_the_mean():
    A = np.ones((200, 100))
    mask = (RNG.random(A.shape) >= 0.2).astype(int)
    np.testing.assert_allclose(solution.dropout(A, 0.2, mask).mean(), 1, atol=0.02)
    np.testing.assert_allclose(solution.dropout(A, 0.2, mask)[mask == 1], 1.25)


# ── backwards ──────────────────────────────────────────────────────────────────────────────────────────────


def test_gradient_of_the_mean_loss_by_the_scores_is_measured():
    Z, labels = RNG.normal(size=(4, 5)), np.array([4, 0, 2, 2])
    measured = slopes(lambda Z: solution.cross_entropy(solution.softmax(Z), labels), Z)
    np.testing.assert_allclose(solution.output_gradient(solution.softmax(Z), labels), measured, atol=1e-8)


def test_gradients_of_a_layer_are_measured():
    X, W, b = batch()
    dZ = RNG.normal(size=(5, 3))
    dX, dW, db = solution.dense_gradients(X, W, dZ)
    np.testing.assert_allclose(dX, slopes(lambda X: np.sum(dZ * solution.dense(X, W, b)), X), atol=1e-7)
    np.testing.assert_allclose(dW, slopes(lambda W: np.sum(dZ * solution.dense(X, W, b)), W), atol=1e-7)
    np.testing.assert_allclose(db, slopes(lambda b: np.sum(dZ * solution.dense(X, W, b)), b), atol=1e-7)


def test_the_way_back_through_both_layers_is_measured():
    (X, W1, b1), (_, W2, b2), labels = batch(6, 4, 5), batch(6, 5, 3), np.array([0, 2, 1, 1, 0, 2])
    mask = (RNG.random((6, 5)) >= 0.2).astype(int)

    def loss(W1):
        hidden_layer = solution.dropout(np.maximum(0, solution.dense(X, W1, b1)), 0.2, mask)
        return solution.cross_entropy(solution.softmax(solution.dense(hidden_layer, W2, b2)), labels)

    Z1 = solution.dense(X, W1, b1)
    A = solution.dropout(np.maximum(0, Z1), 0.2, mask)
    dZ2 = solution.output_gradient(solution.softmax(solution.dense(A, W2, b2)), labels)
    dA = solution.dropout(solution.dense_gradients(A, W2, dZ2)[0], 0.2, mask)
    np.testing.assert_allclose(
        solution.dense_gradients(X, W1, solution.relu_backward(dA, Z1))[1], slopes(loss, W1), atol=1e-8
    )


def test_relu_lets_nothing_back_at_the_kink():
    Z = np.array([[0.0, -1.0, 2.0]])
    np.testing.assert_array_equal(solution.relu_backward(np.array([[5.0, 6.0, -7.0]]), Z), [[0, 0, -7]])


# ── learning and answering ─────────────────────────────────────────────────────────────────────────────────


def test_the_first_step_of_adam_is_as_long_as_the_learning_rate_whatever_the_slope():
    for slope in (1e-3, 0.5, 200.0):
        new, m, v = solution.adam_step(np.array(3.0), np.array(slope), np.array(0.0), np.array(0.0), 1)
        np.testing.assert_allclose([new, m, v], [3 - 1e-3, 0.1 * slope, 0.001 * slope**2], rtol=1e-6)


def test_adam_keeps_weighted_means_of_all_gradients_so_far():
    gradients, m, v = RNG.normal(size=(7, 2)), np.zeros(2), np.zeros(2)
    for t, gradient in enumerate(gradients, start=1):
        parameter = np.zeros(2)
        parameter, m, v = solution.adam_step(parameter, gradient, m, v, t, 0.5)
    first, second = (decay ** np.arange(6, -1, -1) for decay in (0.9, 0.999))
    means = (first @ gradients / first.sum(), second @ gradients**2 / second.sum())
    np.testing.assert_allclose(parameter, -0.5 * means[0] / np.sqrt(means[1]), rtol=1e-5)


def test_predict_chooses_what_the_whole_network_finds_most_likely():
    given = hidden.far_from_ties(np.random.default_rng(1), 30, 6, 5, 4)
    W1, b1, W2, b2 = given["parameters"]
    P = solution.softmax(np.maximum(0, given["X"] @ W1 + b1) @ W2 + b2)
    answers = solution.predict(**given)
    assert answers.dtype.kind == "i"
    assert all(P[i, answer] == P[i].max() for i, answer in enumerate(answers))


def test_accuracy_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    predictions, labels = RNG.integers(0, 3, (2, 50))
    assert solution.accuracy(predictions, labels) == metrics.accuracy_score(labels, predictions)


# ── the hidden tests' own promises ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(10))
def test_no_hidden_network_is_near_a_tie_and_its_answers_are_not_all_one(seed):
    for case in hidden.small_networks(np.random.default_rng(seed)):
        X, (W1, b1, W2, b2) = case.inputs["X"], case.inputs["parameters"]
        best = np.sort(np.maximum(0, X @ W1 + b1) @ W2 + b2, axis=1)
        assert (best[:, -1] - best[:, -2]).min() > 0.001  # as far as no rounding of float32 reaches
        assert len(X) == 1 or case.kind == "negative_outputs" or len(set(solution.predict(**case.inputs))) > 1
        assert case.kind != "negative_outputs" or (best < 0).all(axis=1).any()


@pytest.mark.parametrize("seed", range(10))
def test_no_hidden_probability_is_so_small_that_a_guard_against_zero_shows(seed):
    for case in hidden.judged(np.random.default_rng(seed)):
        assert case.inputs["P"].min() > 0.01


# ── the notebook ───────────────────────────────────────────────────────────────────────────────────────────

RUN = """
import json, sys
import nbformat
notebook = {"__name__": "__main__"}
for cell in nbformat.read(sys.argv[1], as_version=4).cells:
    if cell.cell_type == "code":
        exec(compile(cell.source, cell.id, "exec"), notebook)
        if cell.id == "digits":
            notebook["online"] = lambda *_: False
told = {
    "backend": notebook["keras"].backend.backend(),
    "by_hand": [float(share) for _, share in notebook["by_hand"]],
    "losses": [float(loss) for loss, _ in notebook["by_hand"]],
    "keras": float(notebook["share"]),
    "shapes": [list(notebook[name].shape) for name in ("train_images", "test_images")],
}
print("\\n" + json.dumps(told))
"""


@pytest.mark.xdist_group("keras")
def test_the_notebook_trains_both_networks_offline_on_one_core(course, tmp_path):
    if lacking := catalog.lacking("a7_network"):
        pytest.skip(str(lacking))
    kept = {name: value for name, value in os.environ.items() if name not in ("NBGRADER_EXECUTION", "KERAS_BACKEND")}
    quickly = {"MPLBACKEND": "Agg", "KERAS_HOME": str(tmp_path), "JAX_DISABLE_MOST_OPTIMIZATIONS": "1"}
    one_core = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    path = course.root / "source" / "a7_network" / "a7_network.ipynb"
    command = [sys.executable, "-c", RUN, str(path)]
    ran = subprocess.run(
        command, cwd=path.parent, env=kept | one_core | quickly, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["backend"] in ("tensorflow", "torch", "jax")
    assert told["shapes"] == [[1437, 28, 28], [360, 28, 28]]
    assert told["by_hand"][-1] > 0.95
    assert told["losses"][-1] < told["losses"][0] / 5
    assert told["keras"] > 0.9  # Keras draws other weights each time: 0.95 and a little more, as a rule


@pytest.fixture
def given(course, monkeypatch):
    """Return a function that runs some of the notebook's cells, beside the files it is released with."""
    monkeypatch.syspath_prepend(course.root / "source" / "a7_network")
    beside = ("checks", "notebook_language", "pictures")
    for module in beside:
        monkeypatch.delitem(sys.modules, module, raising=False)
    yield lambda *names: set_by_cells(course, names)
    for module in beside:
        sys.modules.pop(module, None)


def set_by_cells(course, names):
    """Return the names that some of the notebook's cells set."""
    notebook = nbformat.read(course.root / "source" / "a7_network" / "a7_network.ipynb", as_version=4)
    namespace: dict[str, object] = {"__name__": "__main__"}
    sources = [cell.source for cell in notebook.cells if cell.id in names]
    for source in sources:
        exec(source, namespace)
    return namespace


def test_small_digits_are_spread_over_the_place_of_large_ones(given):
    pytest.importorskip("sklearn")
    notebook = given("setup", "digits")
    large = notebook["enlarge"](np.arange(64).reshape(1, 8, 8) % 17)
    assert large.shape == (1, 28, 28)
    assert large.dtype == np.uint8
    assert large[0, 2, 2] == 0
    assert large[0, 2, 25] == round(7 * 255 / 16)
    assert not large[:, :2].any()
    assert not large[:, :, -2:].any()
    np.testing.assert_array_equal(notebook["enlarge"](np.full((1, 8, 8), 16))[0, 2:-2, 2:-2], 255)


@pytest.mark.parametrize(
    ("named", "installed", "chosen"),
    [
        ("", ("tensorflow", "torch", "jax"), "tensorflow"),
        ("", ("torch", "jax"), "torch"),
        ("", ("jax",), "jax"),
        ("", (), "numpy"),
        ("torch", ("jax",), "torch"),
    ],
)
def test_keras_computes_with_what_is_named_or_else_installed(given, monkeypatch, named, installed, chosen):
    notebook = given("setup", "digits")
    notebook["find_spec"] = lambda name: name in installed or None
    monkeypatch.setenv("KERAS_BACKEND", named)
    if not named:
        monkeypatch.delenv("KERAS_BACKEND")
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "2")
    notebook["choose_backend"]()
    assert os.environ["KERAS_BACKEND"] == chosen


def test_without_a_network_nobody_waits_for_mnist(given, monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    notebook = given("setup", "digits")
    notebook["online"] = lambda: False
    assert notebook["fetch_mnist"]() is None
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    graded = given("setup", "digits")
    graded["online"] = lambda: pytest.fail("no download while a class is graded")
    assert graded["fetch_mnist"]() is None


def test_the_questions_can_be_read_where_keras_is_not_installed(course):
    code = (
        "import sys; from grader import catalog; catalog.load('a7_network');"
        "sys.exit('keras' in sys.modules or 'sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(course.root), check=False).returncode == 0


@pytest.mark.parametrize("shape", [(3,), (1, 3), (4, 1), (4, 3), (1,), (1, 1)])
def test_the_gradient_of_what_was_expanded_is_measured(shape):
    weights, place = RNG.normal(size=(4, 3)), RNG.normal(size=shape)
    answer = solution.unbroadcast(weights, shape)
    assert answer.shape == shape
    np.testing.assert_allclose(answer, slopes(lambda b: np.sum(weights * (weights + b)), place), atol=1e-6)
