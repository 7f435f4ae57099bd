"""Reference solutions of a4_chain_rule: one road, two roads, many roads from x to y.

Formulas: lecture "Matrix Calculus", the slides on the single-variable chain rule, on the total derivative and on the
vector chain rule. Beyond the slides: what each direction costs and the product of a row with Jacobians (MIT 18.S096,
"Matrix Calculus for Machine Learning and Beyond", forward and reverse mode); backpropagation through a graph
(Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature 323, 1986).
"""

import numpy as np


def d_sin_square(x):
    u = x**2
    return np.cos(u) * 2 * x


def trace_values(x):
    u1 = x**3
    u2 = np.sin(u1)
    u3 = u2**2
    u4 = np.log(u3)
    return np.array([u1, u2, u3, u4])


def local_derivatives(x):
    u1, u2, u3, _ = trace_values(x)
    return np.array([3 * x**2, np.cos(u1), 2 * u2, 1 / u3])


def forward_products(local):
    return np.cumprod(local)


def backward_products(local):
    return np.cumprod(local[::-1])


def d_log_sin_square(x):
    return 6 * x**2 * np.cos(x**3) / np.sin(x**3)


def d_exp_cos_square(x):
    u1 = x**2
    u2 = np.cos(u1)
    return np.exp(u2) * -np.sin(u1) * 2 * x


def total_derivative_sum(x):
    direct, through_u1, du1_dx = 1.0, 1.0, 2 * x
    return np.array([direct, through_u1, du1_dx, direct + through_u1 * du1_dx])


def total_derivative_product(x):
    u1 = np.sin(x)
    direct, through_u1, du1_dx = u1, x, np.cos(x)
    return np.array([direct, through_u1, du1_dx, direct + through_u1 * du1_dx])


def total_derivative_sin(x):
    u2 = x + x**2
    du1_dx = 2 * x
    du2_dx = 1 + 1 * du1_dx
    du3_dx = np.cos(u2) * du2_dx
    return np.array([du1_dx, du2_dx, du3_dx])


def vector_chain(x):
    g1, g2 = x**2, 3 * x
    df_dg = np.array([[1 / g1, 0.0], [0.0, np.cos(g2)]])
    dg_dx = np.array([[2.0 * x], [3.0]])
    return df_dg, dg_dx, df_dg @ dg_dx


def vector_chain_product(x):
    g1, g2 = np.sin(x), x**3
    df_dg = np.array([[g2, g1], [np.exp(g1), 0.0]])
    dg_dx = np.array([[np.cos(x)], [3.0 * x**2]])
    return df_dg, dg_dx, df_dg @ dg_dx


def compose(jacobian_f, jacobian_g):
    return jacobian_f @ jacobian_g


def diagonal_chain(df_dg, dg_dx):
    return np.diag(df_dg * dg_dx)


def multiplications(sizes, direction):
    start, *others = sizes[::-1] if direction == "backward" else sizes
    return sum(start * others[i] * others[i + 1] for i in range(len(others) - 1))


def vjp(jacobians, v):
    for jacobian in reversed(jacobians):
        v = v @ jacobian
    return v


def backpropagate(steps, x):
    rules = {
        "square": (lambda u: u**2, lambda u: 2 * u),
        "cube": (lambda u: u**3, lambda u: 3 * u**2),
        "sin": (np.sin, np.cos),
        "cos": (np.cos, lambda u: -np.sin(u)),
        "exp": (np.exp, np.exp),
        "ln": (np.log, lambda u: 1 / u),
    }
    value, inputs = x, []
    for name in steps:
        if name not in rules:
            raise ValueError(f"no step is called {name!r}")
        inputs.append(value)
        value = rules[name][0](value)
    derivative = 1.0
    for name, u in zip(reversed(steps), reversed(inputs), strict=True):
        derivative = derivative * rules[name][1](u)
    return value, derivative


def gradients(graph, inputs):
    rules = {
        "add": (lambda u, v: u + v, lambda *_: (1.0, 1.0)),
        "mul": (lambda u, v: u * v, lambda u, v: (v, u)),
        "square": (lambda u: u**2, lambda u: (2 * u,)),
        "sin": (np.sin, lambda u: (np.cos(u),)),
        "exp": (np.exp, lambda u: (np.exp(u),)),
        "max0": (lambda u: max(0.0, u), lambda u: (1.0 if u > 0 else 0.0,)),
    }
    values = dict(inputs)
    for name, operation, names in graph:
        values[name] = rules[operation][0](*[values[each] for each in names])
    slopes = dict.fromkeys(values, 0.0)
    slopes[graph[-1][0]] = 1.0
    for name, operation, names in reversed(graph):
        rates = rules[operation][1](*[values[each] for each in names])
        for each, rate in zip(names, rates, strict=True):
            slopes[each] += slopes[name] * rate
    return slopes
