# Right answers made by SymPy where a question does not forbid it: lambdified, exact numbers, Rational.
# base: solution

# %% answer="constant_derivative"
def constant_derivative(x):
    return sympy.Integer(0)

# %% answer="sum_derivative"
_s = sympy.Symbol("s")
sum_derivative = sympy.lambdify(_s, sympy.diff(_s**2 + 3 * _s, _s))

# %% answer="power_derivative"
def power_derivative(x):
    s = sympy.Symbol("s")
    slope = sympy.lambdify(s, sympy.diff(s**3, s), "numpy")
    return slope(x)

# %% answer="chain_derivative"
from fractions import Fraction


def chain_derivative(x):
    if np.ndim(x) == 0 and x == int(x):
        return Fraction(2, int(x))
    return 2 / x

# %% answer="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):
    return sympy.Rational(1, 2) * (float(f(x + h)) - float(f(x - h))) / h
