# An answer that looks at letters instead of symbols; steps and points fixed in advance.
# base: solution
# expect: differentiate raised IndexError
# expect: approximation_error wrong slides_steps_only
# expect: numerical_derivative wrong four_points
# expect: chain_rule wrong inner_value_too
# expect: chain_derivative wrong floor_divided

# %% answer="differentiate"
def differentiate(expression, x):
    e = sympy.sympify(expression)
    if 'x' not in str(e):
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
        return e * inner
    if e.func == sympy.log:
        return inner / u
    raise NotImplementedError(e.func)

# %% answer="approximation_error"
def approximation_error(f, df, x0, steps):
    steps = np.array([0.01, 0.001, 0.0001])
    return np.abs(f(x0 + steps) - f(x0) - df(x0) * steps)

# %% answer="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):
    return (-f(x + 2*h) + 8*f(x + h) - 8*f(x - h) + f(x - 2*h)) / (12 * h)

# %% answer="chain_rule"
def chain_rule(df, g, dg):
    return lambda x: df(g(x)) * g(x) * dg(x)

# %% answer="chain_derivative"
def chain_derivative(x):
    return 2 // x
