"""Answers that are nearly right, as students write them: wrong for some legal input, so without full marks."""

from __future__ import annotations

from functools import cache
from inspect import signature
from textwrap import dedent, indent

import pytest

from grader import catalog
from grader.authoring.mutants_asked import accepted, names_before, originals
from grader.course import Course
from grader.questions.question import Question
from grader.questions.scheme import Scheme, make_scheme

A1, A2, A3, A4 = "a1_derivatives", "a2_gradients", "a3_jacobians", "a4_chain_rule"
A5, A6, A7 = "a5_neuron", "a6_training", "a7_network"
NEAR_MISSES = {
    # ── what is cut, and gates at the wrong place ──
    "relu with a cap at 6": (A5, "relu", "return np.minimum(np.maximum(z, 0), 6)"),
    "relu with a dead zone": (A5, "relu", "return np.where(z > 0.1, z, 0)"),
    "relu that opens at 1": (A5, "relu", "return np.where(np.asarray(z) >= 1, z, 0)"),
    "a gate at 1e-6": (A5, "relu_derivative", "return np.where(np.asarray(z) > 1e-6, 1.0, 0.0)"),
    "a gate at 0.1": (A5, "relu_derivative", "return 1.0 * (z > 0.1)"),
    "activation with a cap at 6": (A5, "activation", "return min(max(w @ x + b, 0), 6)"),
    "activation with a dead zone": (
        A5,
        "activation",
        """
        z = w @ x + b
        return z if z > 0.1 else 0.0
        """,
    ),
    "activation that opens at 1": (A5, "activation", "return w @ x + b if w @ x + b >= 1 else 0.0"),
    "the gradient of a gate at 0.1": (
        A5,
        "activation_gradient",
        """
        gate = float(w @ x + b > 0.1)
        return gate * x, gate
        """,
    ),
    "predictions with a cap at 6": (A6, "predictions", "return np.clip(X @ w + b, 0, 6)"),
    "predictions with a dead zone": (A6, "predictions", "z = X @ w + b; return np.where(z > 0.1, z, 0)"),
    "a backward gate at 0.1": (A7, "relu_backward", "return np.where(Z > 0.1, dA, 0.0)"),
    # ── softmax ──
    **{
        f"softmax shifted by {what}": (
            A7,
            "softmax",
            f"E = np.exp(Z - {shift})\nreturn E / E.sum(axis=1, keepdims=True)",
        )
        for what, shift in {
            "the mean of the row": "Z.mean(axis=1, keepdims=True)",
            "the smallest of the row": "Z.min(axis=1, keepdims=True)",
            "the first of the row": "Z[:, :1]",
            "the last of the row": "Z[:, -1:]",
            "the largest of the table": "Z.max()",
        }.items()
    },
    "softmax whose whole table sums to 1": (
        A7,
        "softmax",
        "E = np.exp(Z - Z.max(axis=1, keepdims=True))\nreturn E / E.sum()",
    ),
    # ── adam ──
    **{
        f"adam {what}": (
            A7,
            "adam_step",
            f"""
            m = 0.9 * m + 0.1 * gradient
            v = 0.999 * v + 0.001 * gradient**2
            mh, vh = m / (1 - 0.9**t), v / (1 - 0.999**t)
            return parameter - {step}, m, v
            """,
        )
        for what, step in {
            "without epsilon": "learning_rate * mh / np.sqrt(vh)",
            "with epsilon inside the root": "learning_rate * mh / np.sqrt(vh + 1e-7)",
            "clipped at 5": "learning_rate * np.clip(mh, -5, 5) / (np.sqrt(vh) + 1e-7)",
            "with a step of at most 1": "learning_rate * np.clip(mh / (np.sqrt(vh) + 1e-7), -1, 1)",
        }.items()
    },
    # ── the rest of a network ──
    "db of shape (1, k)": (
        A7,
        "dense_gradients",
        "return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)",
    ),
    "dropout that applies relu": (A7, "dropout", "return np.maximum(A, 0) * mask / (1 - rate)"),
    "accuracy rounded to two digits": (A7, "accuracy", "return round(np.mean(predictions == labels), 2)"),
    "accuracy counted in a byte": (
        A7,
        "accuracy",
        "return (predictions == labels).sum(dtype=np.uint8) / len(labels)",
    ),
    "accuracy of the first 256": (A7, "accuracy", "return np.mean((predictions == labels)[:256])"),
    # ── memory ──
    "product_rule that remembers its first x": (
        A1,
        "product_rule",
        """
        seen = []
        def derivative(x):
            seen.append(x)
            return f(seen[0]) * dg(seen[0]) + df(seen[0]) * g(seen[0])
        return derivative
        """,
    ),
    "chain_rule that remembers the slope of g": (
        A1,
        "chain_rule",
        """
        inner = {}
        return lambda x: df(g(x)) * inner.setdefault("slope", dg(x))
        """,
    ),
    # ── zeros and thresholds ──
    "steepest_ascent that stands still as soon as one entry is 0": (
        A2,
        "steepest_ascent",
        """
        if not np.all(gradient):
            return np.zeros(len(gradient))
        return gradient / np.linalg.norm(gradient)
        """,
    ),
    "steepest_ascent that takes a flat slope for none": (
        A2,
        "steepest_ascent",
        """
        n = np.linalg.norm(gradient)
        return gradient / n if n > 1e-6 else np.zeros(len(gradient))
        """,
    ),
    "train that stops when the cost is flat": (
        A6,
        "train",
        """
        history = [cost(w, b, X, y)]
        for _ in range(steps):
            dw, db = cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y)
            if np.all(np.abs(dw) < 1e-12) and abs(db) < 1e-12:
                break
            w, b = update(w, b, dw, db, learning_rate)
            history.append(cost(w, b, X, y))
        return w, b, np.array(history)
        """,
    ),
    # ── integers beside floats ──
    "a buffer of the type of x": (
        A3,
        "elementwise_jacobians",
        """
        n = len(x)
        dw, dx = np.zeros((n, n), dtype=x.dtype), np.zeros((n, n), dtype=x.dtype)
        for i in range(n):
            if operator == "+":
                dw[i, i], dx[i, i] = 1, 1
            elif operator == "-":
                dw[i, i], dx[i, i] = 1, -1
            elif operator == "*":
                dw[i, i], dx[i, i] = x[i], w[i]
            elif operator == "/":
                dw[i, i], dx[i, i] = 1 / x[i], -w[i] / x[i] ** 2
            else:
                raise ValueError(operator)
        return dw, dx
        """,
    ),
    "products in a buffer of the type of the first": (
        A4,
        "diagonal_chain",
        """
        D = np.zeros((len(df_dg), len(df_dg)), dtype=df_dg.dtype)
        for i in range(len(df_dg)):
            D[i, i] = df_dg[i] * dg_dx[i]
        return D
        """,
    ),
    "a step taken in place": (
        A6,
        "update",
        """
        w = w.copy()
        w -= (learning_rate * dw).astype(w.dtype)
        return w, b - learning_rate * db
        """,
    ),
    "errors in an array like y": (
        A6,
        "errors",
        """
        e = np.zeros_like(y)
        e[:] = predictions(w, b, X) - y
        return e
        """,
    ),
    # ── refusals ──
    "an operator within the text of all": (
        A3,
        "elementwise_jacobians",
        """
        if operator not in "+-*/":
            raise ValueError(operator)
        one = np.ones(len(w))
        if operator == "+":
            return np.diag(one), np.diag(one)
        if operator == "-":
            return np.diag(one), np.diag(-one)
        if operator == "*":
            return np.diag(x), np.diag(w)
        return np.diag(1 / x), np.diag(-w / x**2)
        """,
    ),
}
"""What is nearly right: the assignment, the function, and its body."""


@cache
def scheme_of(course: Course, assignment: str, name: str) -> Scheme:
    question = catalog.load(assignment)[name]
    assert isinstance(question, Question)
    return make_scheme(question, course.seed)


@cache
def before(course: Course, assignment: str) -> dict[str, object]:
    """Return what a solved notebook has defined."""
    return names_before(originals(course, assignment)[0])


@pytest.mark.parametrize("what", NEAR_MISSES)
def test_what_is_nearly_right_is_refused(course: Course, what: str) -> None:
    assignment, name, body = NEAR_MISSES[what]
    if catalog.lacking(assignment):
        pytest.skip("its packages are not installed")
    scheme = scheme_of(course, assignment, name)
    full_marks = accepted(scheme, before(course, assignment), written(scheme, body))
    assert not full_marks


def written(scheme: Scheme, body: str) -> str:
    """Return the function of a question with this body; it must be Python."""
    source = f"def {scheme.question.name}{signature(scheme.question.reference)}:\n{indent(dedent(body), '    ')}"
    compile(source, "<answer>", "exec")
    return source
