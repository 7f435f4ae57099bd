# Measures slopes with a small step where the rule is asked for.
# base: solution
# expect: multiple_derivative wrong measured
# expect: power_derivative wrong measured
# expect: chain_derivative wrong measured
# expect: product_rule wrong measured
# expect: differentiate wrong measured

# %% answer="multiple_derivative"
def multiple_derivative(x):
    h = 1e-5
    return (3 * (x + h) - 3 * (x - h)) / (2 * h)

# %% answer="power_derivative"
def power_derivative(x):
    return ((x + 1e-6) ** 3 - x**3) / 1e-6

# %% answer="chain_derivative"
def chain_derivative(x):
    h = 1e-4 * abs(x)
    return (np.log((x + h) ** 2) - np.log((x - h) ** 2)) / (2 * h)

# %% answer="product_rule"
def product_rule(f, df, g, dg):
    return lambda x: (f(x + 1e-6) * g(x + 1e-6) - f(x - 1e-6) * g(x - 1e-6)) / 2e-6

# %% answer="differentiate"
def differentiate(expression, x):
    expression = sympy.sympify(expression)
    h = sympy.Float("1e-6")
    return (expression.subs(x, x + h) - expression.subs(x, x - h)) / (2 * h)
