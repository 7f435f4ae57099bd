# Slips that are right in part: a lost exponent, a lost partner, a sign, a place for a step.
# base: solution
# expect: multiple_derivative wrong taken_as_square
# expect: power_derivative wrong sign_of_x
# expect: sum_derivative wrong exponent_kept
# expect: difference_derivative wrong cut_to_whole_numbers
# expect: product_derivative wrong partner_lost
# expect: chain_derivative wrong logarithm_squared
# expect: df wrong exponent_lost
# expect: product_rule wrong quotient_rule
# expect: chain_rule wrong inner_rate_at_inner_value
# expect: linear_approximation wrong step_taken_for_place
# expect: approximation_error wrong height_lost
# expect: numerical_derivative wrong middle_moved
# expect: differentiate wrong exponential_as_power

# %% answer="multiple_derivative"
def multiple_derivative(x):
    return 6 * x

# %% answer="power_derivative"
def power_derivative(x):
    return 3 * x * np.abs(x)

# %% answer="sum_derivative"
def sum_derivative(x):
    return 2 * x**2 + 3

# %% answer="difference_derivative"
def difference_derivative(x):
    return np.int64(2 * x - 3)

# %% answer="product_derivative"
def product_derivative(x):
    return 2 * x + x**2

# %% answer="chain_derivative"
def chain_derivative(x):
    return 2 * np.log(np.abs(x)) / x

# %% answer="df"
def df(x):
    return 9 * (1 + x)

# %% answer="product_rule"
def product_rule(f, df, g, dg):
    return lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x)**2

# %% answer="chain_rule"
def chain_rule(df, g, dg):
    return lambda x: df(g(x)) * dg(g(x))

# %% answer="linear_approximation"
def linear_approximation(f, df, x0, dx):
    return f(x0) + df(x0) * (dx - x0)

# %% answer="approximation_error"
def approximation_error(f, df, x0, steps):
    return np.array([abs(f(x0 + s) - df(x0) * s) for s in steps])

# %% answer="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):
    return (f(x + 2 * h) - f(x)) / (2 * h)

# %% answer="differentiate"
def differentiate(expression, x):
    e = sympy.sympify(expression)
    if x not in e.free_symbols:
        return sympy.S.Zero
    if e == x:
        return sympy.S.One
    if e.is_Add:
        return sympy.Add(*[differentiate(t, x) for t in e.args])
    if e.is_Mul:
        u, v = e.as_two_terms()
        return differentiate(u, x) * v + u * differentiate(v, x)
    if e.is_Pow and x not in e.exp.free_symbols:
        return e.exp * e.base ** (e.exp - 1) * differentiate(e.base, x)
    u = e.args[0]
    inner = differentiate(u, x)
    if e.func == sympy.sin:
        return sympy.cos(u) * inner
    if e.func == sympy.cos:
        return -sympy.sin(u) * inner
    if e.func == sympy.exp:
        return u * sympy.exp(u - 1) * inner
    if e.func == sympy.log:
        return inner / u
    raise NotImplementedError(e.func)
