# The gradient of one sample's squared error by SymPy, lambdified, then averaged.
# base: solution

# %% cell
import functools

import sympy


@functools.cache
def sample_gradient(n):
    w, x = sympy.symbols(f"w:{n}"), sympy.symbols(f"x:{n}")
    b, y = sympy.symbols("b y")
    z = sum(weight * entry for weight, entry in zip(w, x)) + b
    square = (y - sympy.Piecewise((0, z <= 0), (z, True))) ** 2
    return sympy.lambdify((w, b, x, y), [sympy.diff(square, variable) for variable in (*w, b)])

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    gradient = sample_gradient(len(w))
    return np.mean([gradient(w, b, row, target)[:-1] for row, target in zip(X, y)], axis=0)

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    gradient = sample_gradient(len(w))
    return np.mean([gradient(w, b, row, target)[-1] for row, target in zip(X, y)])
