"""Reference solutions of a1_derivatives: the rules of differentiation, and what a derivative is for.

Formulas: lecture "Matrix Calculus", the two slides on rules of differentiation.
"""

import numpy as np
import sympy


def constant_derivative(x):
    return 0 * x


def multiple_derivative(x):
    return 3 + 0 * x


def power_derivative(x):
    return 3 * x**2


def sum_derivative(x):
    return 2 * x + 3


def difference_derivative(x):
    return 2 * x - 3


def product_derivative(x):
    return x**2 * 1 + 2 * x * x


def chain_derivative(x):
    return 1 / x**2 * (2 * x)


def df(x):
    return 9 + 18 * x


def product_rule(f, df, g, dg):
    return lambda x: f(x) * dg(x) + df(x) * g(x)


def chain_rule(df, g, dg):
    return lambda x: df(g(x)) * dg(x)


def linear_approximation(f, df, x0, dx):
    return f(x0) + df(x0) * dx


def approximation_error(f, df, x0, steps):
    return np.array([abs(f(x0 + dx) - linear_approximation(f, df, x0, dx)) for dx in steps])


def numerical_derivative(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def differentiate(expression, x):
    expression = sympy.sympify(expression)
    if x not in expression.free_symbols:  # constant
        return sympy.Integer(0)
    if expression == x:
        return sympy.Integer(1)
    if expression.is_Add:  # sum
        return sympy.Add(*[differentiate(term, x) for term in expression.args])
    if expression.is_Mul:  # product
        f, g = expression.as_two_terms()
        return f * differentiate(g, x) + differentiate(f, x) * g
    if expression.is_Pow:  # power, with the chain rule for what stands in the base
        base, n = expression.args
        return n * base ** (n - 1) * differentiate(base, x)
    u = expression.args[0]  # f(u): the derivative of f at u, times the derivative of u
    outer = {sympy.sin: sympy.cos(u), sympy.cos: -sympy.sin(u), sympy.exp: sympy.exp(u), sympy.log: 1 / u}
    return outer[expression.func] * differentiate(u, x)
