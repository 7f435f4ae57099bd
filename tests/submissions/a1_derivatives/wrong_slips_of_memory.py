# Remembers what it has answered, by a part of its input alone.
# base: solution
# expect: power_derivative wrong remembers
# expect: product_rule wrong different
# expect: chain_rule wrong different
# expect: approximation_error wrong nothing_there
# expect: differentiate wrong remembers

# %% answer="power_derivative"
_seen = {}
def power_derivative(x):
    key = (np.shape(x), float(np.ravel(x)[0]))
    if key not in _seen:
        _seen[key] = 3 * x**2
    return _seen[key]

# %% answer="product_rule"
from functools import lru_cache
_product = {}
def product_rule(f, df, g, dg):
    if f not in _product:
        _product[f] = lambda x: f(x) * dg(x) + df(x) * g(x)
    return _product[f]

# %% answer="chain_rule"
_chain_r = {}
def chain_rule(df, g, dg):
    return _chain_r.setdefault(g, lambda x: df(g(x)) * dg(x))

# %% answer="approximation_error"
def approximation_error(f, df, x0, steps):
    steps = list(steps)
    out = np.zeros(len(steps))
    for dx in steps:
        out[steps.index(dx)] = abs(f(x0 + dx) - (f(x0) + df(x0) * dx))
    return out

# %% answer="differentiate"
_table = {}
def differentiate(expression, x):
    if expression in _table:
        return _table[expression]
    if x not in expression.free_symbols:
        result = sympy.Integer(0)
    elif expression == x:
        result = sympy.Integer(1)
    elif expression.is_Add:
        result = sum(differentiate(a, x) for a in expression.args)
    elif expression.is_Mul:
        a, b = expression.as_two_terms()
        result = differentiate(a, x) * b + a * differentiate(b, x)
    elif expression.is_Pow:
        result = expression.exp * expression.base ** (expression.exp - 1) * differentiate(expression.base, x)
    else:
        (u,) = expression.args
        outer = {sympy.sin: sympy.cos(u), sympy.cos: -sympy.sin(u), sympy.exp: sympy.exp(u), sympy.log: 1 / u}
        result = outer[expression.func] * differentiate(u, x)
    _table[expression] = result
    return result
