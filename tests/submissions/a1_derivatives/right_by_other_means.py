# Right answers by complex steps, polynomials, classes, partial functions and other tools.
# base: solution

# %% answer="constant_derivative"
from fractions import Fraction
def constant_derivative(x):
    return Fraction(0, 99)

# %% answer="multiple_derivative"
def multiple_derivative(x):
    return (3 * (x + 1e-20j)).imag / 1e-20

# %% answer="power_derivative"
def power_derivative(x):
    if np.ndim(x):
        return [power_derivative(v) for v in x]
    return 3 * x * x

# %% answer="sum_derivative"
def sum_derivative(x):
    return np.poly1d([1, 3, 0]).deriv()(x)

# %% answer="difference_derivative"
class _D:
    def __call__(self, x):
        return -(3 - 2 * np.asarray(x))
_d = _D()
def difference_derivative(x):
    return _d(x)

# %% answer="product_derivative"
def product_derivative(x):
    return (sq := x * x) + 2 * sq

# %% answer="chain_derivative"
def chain_derivative(x):
    return np.log((x + 1e-20j)**2).imag / 1e-20

# %% answer="df"
def df(x):
    return np.multiply.outer(x, 18) + 9

# %% answer="product_rule"
from functools import partial
def _pr(f, df, g, dg, x):
    return f(x) * dg(x) + df(x) * g(x)
def product_rule(f, df, g, dg):
    return partial(_pr, f, df, g, dg)

# %% answer="chain_rule"
def chain_rule(df, g, dg):
    return np.vectorize(lambda x: df(g(x)) * dg(x), otypes=[float])

# %% answer="linear_approximation"
def linear_approximation(f, df, x0, dx):
    return np.polyval([df(x0), f(x0)], dx)

# %% answer="approximation_error"
def approximation_error(f, df, x0, steps):
    return tuple(np.hypot(f(x0 + s) - f(x0) - df(x0) * s, 0) for s in steps)

# %% answer="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):
    return 0.5 * ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h)

# %% answer="differentiate"
import functools
_RULES = {
    "sin": lambda u: sympy.cos(u), "cos": lambda u: -sympy.sin(u), "exp": lambda u: sympy.exp(u), "log": lambda u: u**-1}
@functools.lru_cache(maxsize=None)
def _slope(e, x):
    match e:
        case _ if not e.has(x): return sympy.Integer(0)
        case sympy.Symbol(): return sympy.Integer(1)
        case sympy.Add(): return sum((_slope(t, x) for t in e.args), sympy.Integer(0))
        case sympy.Mul():
            total = 0
            for i, t in enumerate(e.args):
                total += sympy.prod(e.args[:i]) * _slope(t, x) * sympy.prod(e.args[i + 1:])
            return total
        case sympy.Pow(): return e.exp * e.base**(e.exp - 1) * _slope(e.base, x)
    return _RULES[e.func.__name__](e.args[0]) * _slope(e.args[0], x)
def differentiate(expression, x):
    return _slope(sympy.sympify(expression), x)
