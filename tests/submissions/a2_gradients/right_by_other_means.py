# Right answers by complex steps, exact fractions, recursion, matrices and exact symbols.
# base: solution

# %% answer="dfx"
def dfx(x, y):
    return (3 * complex(x, 1e-20) ** 2 * y).imag * 1e20

# %% answer="dfy"
from fractions import Fraction
def dfy(x, y):
    return Fraction(x) ** 2 * 3

# %% answer="gradient"
def gradient(x, y):
    return np.matrix([6 * x * y, 3 * x**2])

# %% answer="linear_change"
def linear_change(gradient, step):
    g, s = list(gradient), list(step)
    return g[0] * s[0] + linear_change(g[1:], s[1:]) if g else 0.0

# %% answer="directional_derivative"
import math
def directional_derivative(gradient, direction):
    try:
        inverse = 1 / math.sqrt(math.fsum(float(v) ** 2 for v in direction))
    except ZeroDivisionError as e:
        raise ValueError("zero direction") from e
    return sum(g * d * inverse for g, d in zip(gradient, direction))

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.asarray(gradient, float) / np.linalg.norm(gradient))

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    n = len(x)
    steps = np.concatenate([np.eye(n), -np.eye(n)]) * h
    values = np.apply_along_axis(f, 1, np.asarray(x, float) + steps).reshape(2, n)
    return (values[0] - values[1]) / (2 * h)
