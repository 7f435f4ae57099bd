"""Reference solutions of a3_jacobians: shapes, layout, linear maps.

Formulas: lecture "Matrix Calculus", the two slides on the Jacobian matrix; the examples, the elementwise operators, the
expansion of a scalar (section 4.3) and the sum (4.4) are those of the paper it cites (Parr & Howard, arXiv 1802.01528).
"""

import numpy as np
import sympy


def jacobian_shape(output_size, input_size):
    return output_size, input_size


def jacobian(x):
    return np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]])


def wide_jacobian(x):
    return np.array([[x[1], x[0], 0], [0, 0, np.cos(x[2])]])


def identity_jacobian(n):
    return np.eye(n)


def elementwise_jacobians(w, x, operator):
    if operator == "+":
        dw, dx = np.ones(len(w)), np.ones(len(x))
    elif operator == "-":
        dw, dx = np.ones(len(w)), -np.ones(len(x))
    elif operator == "*":
        dw, dx = x, w
    elif operator == "/":
        dw, dx = 1 / x, -w / x**2
    else:
        raise ValueError(f"unknown operator {operator!r}")
    return np.diag(dw), np.diag(dx)


def sum_jacobian(n):
    """Return the Jacobian of the sum of n entries: one row of slopes."""
    return np.ones((1, n))


def expand_jacobian(x, operator):
    """Return the Jacobian of x + z or x * z, entry by entry, with respect to the number z: one column."""
    slopes = np.ones(len(x)) if operator == "+" else np.asarray(x, dtype=float)
    return slopes.reshape(-1, 1)


def numerical_jacobian(f, x, h=1e-5):
    columns = [(f(x + step) - f(x - step)) / (2 * h) for step in h * np.eye(len(x))]
    return np.stack(columns, axis=1)


def linear_map(f, jacobian, x, dx):
    return f(x) + jacobian(x) @ dx


def symbolic_jacobian(functions, variables):
    return sympy.Matrix([[sympy.diff(function, variable) for variable in variables] for function in functions])
