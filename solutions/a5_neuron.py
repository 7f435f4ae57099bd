"""Reference solutions of a5_neuron: the gradient of a neuron's activation.

Formulas: lecture "Matrix Calculus", the three slides "The gradient of neuron activation". Beyond the slides: the
differential of xᵀAx (MIT 18.S096, "Matrix Calculus for Machine Learning and Beyond", lecture 1), and the same neuron
with softplus, ln(1 + eᶻ), in place of max(0, z).
"""

import numpy as np


def d_dot(u, v, du, dv):
    return float(v @ du + u @ dv)


def d_square_norm(x, dx):
    return float(2 * x @ dx)


def d_quadratic(A, x, dx):
    return float(dx @ A @ x + x @ A @ dx)


def affine(w, x, b):
    return float(w @ x + b)


def affine_gradient(w, x, b):
    return np.array(x, dtype=float), 1.0


def relu(z):
    return np.maximum(0.0, z)


def relu_derivative(z):
    return 1.0 * (z > 0)


def activation(w, x, b):
    return float(relu(affine(w, x, b)))


def activation_gradient(w, x, b):
    gate = relu_derivative(affine(w, x, b))
    dz_dw, dz_db = affine_gradient(w, x, b)
    return gate * dz_dw, gate * dz_db


def softplus_neuron_gradient(w, x, b):
    z = affine(w, x, b)
    slope = np.exp(z) / (1 + np.exp(z))
    return slope * x, slope
