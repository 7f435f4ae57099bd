"""Reference solutions of a5_neuron: the gradient of a neuron's activation.

Formulas: lecture "Matrix Calculus", the three slides "The gradient of neuron activation".
"""

import numpy as np


def d_dot(u, v, du, dv):
    return float(v @ du + u @ dv)


def d_square_norm(x, dx):
    return float(2 * x @ dx)


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
