"""Right answers in unusual but legal styles: loops, broadcasting, in-place work on one's own copy, other functions.

They are answers that students could write, and each must get full marks.
"""

from __future__ import annotations

from functools import cache
from inspect import signature
from textwrap import dedent, indent

import pytest

from grader import catalog
from grader.authoring.mutants_asked import accepted, names_before, originals
from grader.course import Course
from grader.questions.question import Question
from grader.questions.scheme import make_scheme

PATIENCE = 60.0
"""Seconds that an answer may take on a machine that is busy with all else."""
RIGHT: dict[str, dict[str, tuple[str, ...]]] = {
    "a1_derivatives": {
        "power_derivative": (
            "return x * x + x * x + x * x",
            "return np.multiply(3, np.power(x, 2))",
            "return np.poly1d([1, 0, 0, 0]).deriv()(x)",
        ),
        "sum_derivative": ("return x + x + 3", "return np.add(3, np.multiply(x, 2))"),
        "product_rule": (
            """
            def slope(x):
                left, right = f(x) * dg(x), g(x) * df(x)
                return right + left
            return slope
            """,
            "return lambda t: np.add(np.multiply(f(t), dg(t)), np.multiply(g(t), df(t)))",
        ),
        "chain_derivative": ("return 1 / x + 1 / x",),
        "chain_rule": (
            "def h(t):\n    u = g(t)\n    return dg(t) * df(u)\nreturn h",
            "from functools import partial\nreturn partial(lambda h, rate, t: np.multiply(h(g(t)), rate(t)), df, dg)",
        ),
        "linear_approximation": ("slope = df(x0)\nreturn slope * dx + f(x0)",),
        "numerical_derivative": ("left, right = f(x - h), f(x + h)\nreturn (right - left) / h / 2",),
    },
    "a2_gradients": {
        "gradient": ("return np.array([6 * x * y, 3 * x * x])", "return np.multiply(3 * x, [2 * y, x])"),
        "linear_change": ("return (gradient * step).sum()", "return sum(a * b for a, b in zip(gradient, step))"),
        "steepest_ascent": (
            "n = (gradient * gradient).sum() ** 0.5\nreturn gradient / n if n else 0.0 * gradient",
            "n = np.linalg.norm(gradient)\nreturn np.divide(gradient, n, out=np.zeros(len(gradient)), where=n > 0)",
            """
            if not gradient.any():
                return np.zeros_like(gradient, dtype=float)
            return gradient / np.hypot.reduce(gradient)
            """,
        ),
        "directional_derivative": (
            """
            if not np.any(direction):
                raise ValueError("no direction")
            return gradient @ direction / np.linalg.norm(direction)
            """,
            """
            if not any(direction):
                raise np.linalg.LinAlgError("no direction")
            u = direction / np.abs(direction).max()
            return np.vdot(u, gradient) / np.sqrt(np.sum(u * u))
            """,
        ),
        "numerical_gradient": (
            """
            v, out = np.asarray(x, dtype=float), np.empty(x.size)
            for i in range(v.size):
                kept = v[i]
                v[i] = kept + h
                up = f(v)
                v[i] = kept - h
                out[i] = (up - f(v)) / (2 * h)
                v[i] = kept
            return out
            """,
        ),
    },
    "a3_jacobians": {
        "jacobian": (
            """
            J = np.zeros((2, 2), dtype=x.dtype)
            J[0] = 6 * x[0] * x[1], 3 * x[0] ** 2
            J[1] = 2, 8 * x[1] ** 7
            return J
            """,
        ),
        "expand_jacobian": ('return x[:, np.newaxis] if operator == "*" else np.ones((x.size, 1))',),
        "symbolic_jacobian": (
            """
            rows = [[sympy.Derivative(sympy.S(f), v).doit() for v in variables] for f in functions]
            return sympy.ImmutableMatrix(rows)
            """,
        ),
        "identity_jacobian": ("return np.diag(np.ones(n))", "return np.identity(n)"),
        "elementwise_jacobians": (
            """
            ones = np.ones(len(w))
            slopes = {"+": (ones, ones), "-": (ones, -ones), "*": (x, w)}
            if operator == "/":
                slopes["/"] = (1 / x, -w / x / x)
            if operator not in slopes:
                raise ValueError(operator)
            return [np.diag(one) for one in slopes[operator]]
            """,
            """
            match operator:
                case "+":
                    return np.eye(len(w)), np.eye(len(x))
                case "-":
                    return np.eye(len(w)), -np.eye(len(x))
                case "*":
                    return np.eye(len(w)) * x, np.eye(len(x)) * w
                case "/":
                    return np.eye(len(w)) / x, np.eye(len(x)) * (-w / x**2)
            raise ValueError(f"no operator {operator}")
            """,
        ),
        "linear_map": ("return np.add(f(x), np.dot(jacobian(x), dx))",),
    },
    "a4_chain_rule": {
        "forward_products": (
            "out = []\np = 1.0\nfor r in local:\n    p *= r\n    out.append(p)\nreturn np.array(out)",
        ),
        "compose": ("return np.einsum('ij,jk->ik', jacobian_f, jacobian_g)", "return np.dot(jacobian_f, jacobian_g)"),
        "backward_products": (
            """
            if len(local) == 1:
                return [local[0]]
            rest = backward_products(local[1:])
            return [*rest, rest[-1] * local[0]]
            """,
        ),
        "diagonal_chain": ("return np.eye(len(df_dg)) * df_dg * dg_dx", "return np.diag(np.multiply(df_dg, dg_dx))"),
        "d_exp_cos_square": ("u = x * x\nreturn -2 * x * np.exp(np.cos(u)) * np.sin(u)",),
        "total_derivative_product": ("return [np.sin(x), x, np.cos(x), np.sin(x) + np.cos(x) * x]",),
        "multiplications": (
            """
            if direction == "forward":
                sizes = sizes[::-1]
            count, last = 0, len(sizes) - 1
            while last > 1:
                count += sizes[-1] * sizes[last - 1] * sizes[last - 2]
                last -= 1
            return count
            """,
        ),
        "vjp": ("from functools import reduce\nreturn reduce(np.matmul, [v, *jacobians[::-1]])",),
        "gradients": (
            """
            values, nodes = {**inputs}, {name: (operation, names) for name, operation, names in graph}
            links = {"add": np.add, "mul": np.multiply, "square": np.square, "sin": np.sin, "exp": np.exp,
                     "max0": lambda u: max(u, 0)}
            for name in nodes:
                values[name] = links[nodes[name][0]](*[values[each] for each in nodes[name][1]])
            slopes = {name: 0 for name in values}

            def along_every_path(name, slope):
                slopes[name] += slope
                operation, names = nodes.get(name, ("", ()))
                u = [values[each] for each in names]
                rates = {"add": lambda: (1, 1), "mul": lambda: u[::-1], "square": lambda: [2 * u[0]],
                         "sin": lambda: [np.cos(u[0])], "exp": lambda: [np.exp(u[0])], "max0": lambda: [u[0] > 0],
                         "": lambda: []}[operation]()
                for each, rate in zip(names, rates):
                    along_every_path(each, slope * rate)

            along_every_path(graph[-1][0], 1)
            return slopes
            """,
        ),
    },
    "a5_neuron": {
        "d_dot": (
            "return np.sum(u * dv + v * du)",
            "total = 0\nfor i in range(len(u)):\n    total = total + du[i] * v[i] + u[i] * dv[i]\nreturn total",
            "return np.concatenate([u, v]) @ np.concatenate([dv, du])",
            "h = 1e-6\nreturn ((u + h * du) @ (v + h * dv) - (u - h * du) @ (v - h * dv)) / (2 * h)",
        ),
        "d_quadratic": ("return np.dot(A @ x + A.T @ x, dx)", "return x @ (A + A.T) @ dx"),
        "softplus_neuron_gradient": (
            "gate = 1 / (1 + np.exp(-w @ x - b))\nreturn gate * x, gate",
            "e = np.exp(w @ x + b)\nreturn [x * e / (1 + e), e / (e + 1)]",
        ),
        "d_square_norm": (
            "return (x @ dx) + (dx @ x)",
            "return np.dot(dx, 2 * x)",
            "return d_dot(x, x, dx, dx)",
            "h = 1e-6\nreturn ((x + h * dx) @ (x + h * dx) - (x - h * dx) @ (x - h * dx)) / (2 * h)",
        ),
        "affine": ("return np.append(w, b) @ np.append(x, 1)", "return b + sum(p * q for p, q in zip(w, x))"),
        "affine_gradient": (
            "return x.copy(), 1",
            "return 1.0 * x, 1.0",
            "dw = np.zeros(len(x)); dw += x; return dw, 1.0",
        ),
        "relu": (
            "return (z > 0) * z",
            "return (np.abs(z) + z) / 2",
            "out = np.array(z, dtype=float)\nout[out < 0] = 0\nreturn out",
            "return np.vectorize(lambda t: t if t > 0 else 0.0, otypes=[float])(z)",
            "return np.clip(z, 0, None)",
        ),
        "relu_derivative": (
            "return np.where(np.asarray(z) > 0, 1, 0)",
            "return (np.sign(z) + 1) // 2 * (np.asarray(z) != 0)",
            "return np.greater(z, 0).astype(float)",
        ),
        "activation": (
            "z = w @ x + b\nif z <= 0:\n    return 0\nreturn z",
            "return max(0.0, sum(w * x) + b)",
            "return relu(affine(w, x, b))",
        ),
        "activation_gradient": (
            "if w @ x + b > 0:\n    return np.array(x), 1\nreturn np.zeros(len(x)), 0",
            "on = np.heaviside(np.dot(w, x) + b, 0)\nreturn on * x, on",
            "return [x * (w @ x + b > 0), 1.0 * (w @ x + b > 0)]",
        ),
    },
    "a6_training": {
        "predictions": (
            "z = X @ w + b\nz = z * (z > 0)\nreturn z",
            "return np.array([max(0.0, row @ w + b) for row in X])",
        ),
        "errors": ("return np.clip(X @ w + b, 0, None) - y",),
        "cost": ("e = errors(w, b, X, y)\nreturn e @ e / len(y)", "return np.square(errors(w, b, X, y)).mean()"),
        "cost_gradient_w": (
            "z = X @ w + b\ne = np.where(z > 0, z - y, 0.0)\nreturn 2 * X.T @ e / len(X)",
            "z = X @ w + b\nreturn np.mean([2 * (t - u) * row * (t > 0) for row, t, u in zip(X, z, y)], axis=0)",
        ),
        "cost_gradient_b": ("z = X @ w + b\nreturn 2 * np.sum((z - y)[z > 0]) / len(y)",),
        "update": ("return np.subtract(w, np.multiply(learning_rate, dw)), b - db * learning_rate",),
        "train": (
            """
            w = np.array(w, dtype=float)
            history = np.empty(steps + 1)
            for i in range(steps):
                history[i] = cost(w, b, X, y)
                dw, db = cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y)
                w -= learning_rate * dw
                b = b - learning_rate * db
            history[steps] = cost(w, b, X, y)
            return w, b, history
            """,
        ),
    },
    "a7_network": {
        "scale_images": (
            "return np.divide(images, 255.0)",
            "return images.astype(float) / 255",
            "return images * (1 / 255)",
        ),
        "flatten": (
            "return np.array([image.ravel() for image in images])",
            "return images.reshape(images.shape[0], 784)",
        ),
        "dense": ("return np.dot(X, W) + b", "return np.array([x @ W + b for x in X])"),
        "softmax": (
            "E = np.exp((Z.T - Z.max(axis=1)).T)\nreturn (E.T / E.sum(axis=1)).T",
            "return np.array([np.exp(z - z.max()) / np.exp(z - z.max()).sum() for z in Z])",
            "S = Z - np.amax(Z, axis=-1)[:, None]\nreturn np.exp(S) / np.exp(S).sum(-1)[:, np.newaxis]",
            "S = Z - Z.max(axis=1, keepdims=True)\nreturn np.exp(S - np.log(np.exp(S).sum(axis=1, keepdims=True)))",
        ),
        "dropout": (
            "return np.where(mask, A, 0) / (1 - rate)",
            "keep = 1 - rate\nreturn np.multiply(A, mask / keep)",
            "out = A.copy()\nout *= mask\nout /= 1 - rate\nreturn out",
            "out = np.zeros_like(A)\nout[mask == 1] = A[mask == 1] / (1 - rate)\nreturn out",
        ),
        "cross_entropy": (
            "return -np.log(np.clip(P[range(len(labels)), labels], 1e-12, 1)).mean()",
            "return sum(-np.log(max(row[k], 1e-12)) for row, k in zip(P, labels)) / len(labels)",
            "return -np.mean(np.log(P[np.arange(len(labels)), labels] + 1e-8))",
            "return -np.sum(np.eye(10)[labels][:, : P.shape[1]] * np.log(np.clip(P, 1e-7, 1 - 1e-7))) / len(P)",
            "p = np.take_along_axis(P, labels[:, None], axis=1)\nreturn float(np.mean(-np.log(np.maximum(p, 1e-15))))",
        ),
        "output_gradient": (
            "Y = np.eye(P.shape[1])[labels]\nreturn (P - Y) / len(P)",
            "G = P.copy()\nfor i, k in enumerate(labels):\n    G[i, k] -= 1\nreturn G / len(labels)",
        ),
        "dense_gradients": (
            "return np.dot(dZ, W.T), np.dot(X.T, dZ), np.sum(dZ, axis=0)",
            "return [dZ @ np.transpose(W), np.einsum('ni,nk->ik', X, dZ), np.ones(len(dZ)) @ dZ]",
            "dX, dW = np.zeros_like(X), np.zeros_like(W)\ndX += dZ @ W.T\ndW += X.T @ dZ\nreturn dX, dW, sum(dZ)",
        ),
        "relu_backward": (
            "return np.where(Z > 0, dA, 0)",
            "dZ = np.array(dA, dtype=float)\ndZ[Z <= 0] = 0\nreturn dZ",
            "return np.heaviside(Z, 0) * dA",
        ),
        "adam_step": (
            """
            m = m + (1 - 0.9) * (gradient - m)
            v = v + (1 - 0.999) * (gradient * gradient - v)
            step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)
            return [parameter - learning_rate * step, m, v]
            """,
            """
            b1, b2, eps = 0.9, 0.999, 1e-7
            m = b1 * m + (1 - b1) * gradient
            v = b2 * v + (1 - b2) * np.square(gradient)
            return parameter - learning_rate * (m / (1 - b1**t)) / (eps + (v / (1 - b2**t)) ** 0.5), m, v
            """,
        ),
        "predict": (
            "W1, b1, W2, b2 = parameters\nreturn (np.maximum(X @ W1 + b1, 0) @ W2 + b2).argmax(axis=-1)",
            "W1, b1, W2, b2 = parameters\nH = dense(X, W1, b1)\nreturn softmax(dense(H * (H > 0), W2, b2)).argmax(1)",
        ),
        "accuracy": (
            "return np.count_nonzero(predictions == labels) / len(labels)",
            "return sum(p == q for p, q in zip(predictions, labels)) / len(predictions)",
            "return 1 - np.mean(predictions != labels)",
        ),
    },
}
"""By assignment and function: bodies of the function."""


@cache
def before(course: Course, assignment: str) -> dict[str, object]:
    """Return what a solved notebook has defined."""
    return names_before(originals(course, assignment)[0])


@pytest.mark.parametrize(
    ("assignment", "name"), [(assignment, name) for assignment, functions in RIGHT.items() for name in functions]
)
def test_what_is_right_gets_full_marks(course: Course, assignment: str, name: str) -> None:
    if catalog.lacking(assignment):
        pytest.skip("its packages are not installed")
    question = catalog.load(assignment)[name]
    assert isinstance(question, Question)
    scheme = make_scheme(question, course.seed)
    head = f"def {name}{signature(question.reference)}:\n"
    answers = [head + indent(dedent(body), "    ") for body in RIGHT[assignment][name]]
    assert [answer for answer in answers if not accepted(scheme, before(course, assignment), answer, PATIENCE)] == []
