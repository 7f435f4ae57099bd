# Right for ordinary numbers; small ones vanish, are rounded or kept within limits, and an array is taken for one number.
# base: solution
# expect: multiple_derivative wrong one_kind
# expect: power_derivative wrong nothing_there
# expect: chain_derivative wrong limited
# expect: product_rule wrong changes_input
# expect: chain_rule invalid shape
# expect: linear_approximation wrong slope_measured
# expect: numerical_derivative wrong one_kind
# expect: differentiate wrong different

# %% answer="multiple_derivative"
def multiple_derivative(x):
    return np.where(np.abs(x) < 1e-12, 0.0, 3.0)

# %% answer="power_derivative"
def power_derivative(x):
    return np.where(np.abs(x) < 1e-4, 0.0, 3 * x**2)

# %% answer="chain_derivative"
def chain_derivative(x):
    return np.clip(2 / x, -1e6, 1e6)

# %% answer="product_rule"
def product_rule(f, df, g, dg):
    def derivative(x):
        second = df(x) * g(x)
        out = f(x)
        out *= dg(x)
        out += second
        return out
    return derivative

# %% answer="chain_rule"
def chain_rule(df, g, dg):
    return lambda x: np.dot(df(g(x)), dg(x))

# %% answer="linear_approximation"
def linear_approximation(f, df, x0, dx):
    return f(x0) + (f(x0 + 1e-6) - f(x0 - 1e-6)) / 2e-6 * dx

# %% answer="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):
    if isinstance(x, int) and isinstance(h, int):
        return (f(x + h) - f(x - h)) // (2 * h)
    return (f(x + h) - f(x - h)) / (2 * h)

# %% answer="differentiate"
def differentiate(expression, x):
    if x not in expression.free_symbols:
        return sympy.Integer(0)
    if expression == x:
        return sympy.Integer(1)
    if expression.is_Add:
        return sum(differentiate(a, x) for a in expression.args)
    if expression.is_Mul:
        a, b = expression.as_two_terms()
        return differentiate(a, x) * b + a * differentiate(b, x)
    if expression.is_Pow and expression.exp.is_number:
        return expression.exp * expression.base ** (expression.exp - 1) * differentiate(expression.base, x)
    if expression.is_Pow:
        return expression * sympy.log(expression.base) * differentiate(expression.base, x)
    (u,) = expression.args
    outer = {sympy.sin: sympy.cos(u), sympy.cos: -sympy.sin(u), sympy.exp: sympy.exp(u), sympy.log: 1 / u}
    return outer[expression.func] * differentiate(u, x)
