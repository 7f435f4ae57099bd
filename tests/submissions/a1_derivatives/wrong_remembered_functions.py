# Rules that work for one call only, and a sum that ends after two terms.
# base: solution
# expect: product_rule wrong last_functions_only
# expect: differentiate wrong further_terms_lost
# expect: approximation_error wrong sorted
# expect: linear_approximation wrong height_at_the_step
# expect: df wrong cut_to_whole_numbers

# %% answer="product_rule"
def product_rule(f, df, g, dg):
    global _F, _DF, _G, _DG
    _F, _DF, _G, _DG = f, df, g, dg
    def h(x):
        return _DF(x) * _G(x) + _F(x) * _DG(x)
    return h

# %% answer="differentiate"
def differentiate(expression, x):
    e = sympy.sympify(expression)
    if x not in e.free_symbols:
        return sympy.S.Zero
    if e == x:
        return sympy.S.One
    if e.is_Add:
        return sympy.Add(*[differentiate(t, x) for t in e.args[:2]])
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
    return np.array(sorted((abs(f(x0 + s) - f(x0) - df(x0) * s) for s in steps), reverse=True))

# %% answer="linear_approximation"
def linear_approximation(f, df, x0, dx):
    return f(dx) + df(x0) * dx

# %% answer="df"
def df(x):
    return np.asarray(9 * (1 + 2 * x)).astype(int)
