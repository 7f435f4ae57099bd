# Right answers in forms that a grader may not expect: Fractions, a complex step, a column, einsum, a loop, lists.
# base: solution

# %% answer="dfx"
def dfx(x, y):
    step = 1e-20
    return (3 * (x + step * 1j) ** 2 * y).imag / step

# %% answer="dfy"
from fractions import Fraction


def dfy(x, y):
    return 3 * Fraction(x) ** 2

# %% answer="gradient"
def gradient(x, y):
    return [[6 * x * y], [3 * x * x]]

# %% answer="linear_change"
def linear_change(gradient, step):
    return np.einsum("i,i->", gradient, step).reshape(1)

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    length = sum(float(entry) ** 2 for entry in direction) ** 0.5
    if not length:
        raise ValueError
    total = 0
    for slope, entry in zip(gradient.tolist(), direction.tolist()):
        total += slope * entry / length
    return np.array(total)

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    length = np.linalg.norm(gradient)
    return [float(slope / length) if length else 0 for slope in gradient]

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    for i, entry in enumerate(x):
        up, down = x.astype(float), x.astype(float)
        up[i], down[i] = entry + h, entry - h
        yield (f(up) - f(down)) / (2 * h)
