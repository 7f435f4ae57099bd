"""Reference solutions of a2_gradients: partial derivatives of f(x, y) = 3x²y, gradients, directions.

Formulas: lecture "Matrix Calculus", the slides on partial derivatives and on the gradient. The relative error:
"Gradient checks" in the notes of Stanford's CS231n, https://cs231n.github.io/neural-networks-3/#gradcheck.
"""

import numpy as np


def dfx(x, y):
    return 6 * x * y


def dfy(x, y):  # the slope along y is the same at every y
    return 3 * x**2


def gradient(x, y):
    return np.array([dfx(x, y), dfy(x, y)], dtype=float)


def linear_change(gradient, step):
    return float(np.dot(gradient, step))


def directional_derivative(gradient, direction):
    length = np.linalg.norm(direction)
    if length == 0:
        raise ValueError("a vector of length zero has no direction")
    return linear_change(gradient, direction / length)


def steepest_ascent(gradient):
    length = np.linalg.norm(gradient)
    if length == 0:
        return np.zeros(len(gradient))
    return gradient / length


def numerical_gradient(f, x, h=1e-5):
    return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in h * np.eye(len(x))])


def relative_error(analytic, numeric):
    """Return the largest |a - n| / max(|a| + |n|, 1e-8) over the entries of two vectors."""
    difference = np.abs(np.subtract(analytic, numeric))
    size = np.abs(analytic) + np.abs(numeric)
    return float(np.max(difference / np.maximum(size, 1e-8)))


def suspects(f, gradients, points):
    """Return the positions of the functions that are not the gradient of f at each of the points."""
    wrong = []
    for index, gradient in enumerate(gradients):
        if any(relative_error(gradient(x), numerical_gradient(f, x)) > 1e-4 for x in points):
            wrong.append(index)
    return wrong
