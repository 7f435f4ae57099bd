# The partial derivatives lambdified from SymPy, the gradient as a SymPy matrix, float32 where single precision will do.
# base: solution

# %% answer="dfx"
import sympy

a, b = sympy.symbols("a b")
surface = 3 * a**2 * b
dfx = sympy.lambdify((a, b), sympy.diff(surface, a))

# %% answer="dfy"
def dfy(x, y):
    return sympy.diff(surface, b).subs({a: x, b: y})

# %% answer="gradient"
def gradient(x, y):
    return sympy.Matrix([surface]).jacobian([a, b]).subs({a: x, b: y})

# %% answer="linear_change"
def linear_change(gradient, step):
    return np.dot(gradient.astype(np.float32), step.astype(np.float32))

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    unit = sympy.Matrix(gradient).normalized() if gradient.any() else sympy.zeros(len(gradient), 1)
    return unit.T
