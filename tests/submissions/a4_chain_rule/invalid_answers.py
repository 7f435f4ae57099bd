# Booleans, nothing, text, NaN, symbols and too few results instead of numbers.
# base: solution
# expect: d_sin_square invalid boolean
# expect: trace_values invalid printed_not_returned
# expect: local_derivatives invalid symbolic
# expect: forward_products invalid none
# expect: backward_products invalid nan
# expect: d_log_sin_square invalid text
# expect: total_derivative_sum invalid ragged
# expect: total_derivative_sin invalid empty
# expect: vector_chain invalid number_of_results
# expect: compose invalid boolean
# expect: diagonal_chain invalid masked
# expect: backpropagate invalid none
# expect: d_exp_cos_square invalid symbolic
# expect: total_derivative_product invalid none
# expect: vector_chain_product invalid number_of_results
# expect: multiplications invalid none
# expect: vjp invalid printed_not_returned
# expect: gradients invalid none

# %% answer="d_sin_square"
def d_sin_square(x):
    return np.cos(x**2) * 2 * x > 0

# %% answer="trace_values"
def trace_values(x):
    print(np.array([x**3, np.sin(x**3), np.sin(x**3) ** 2, np.log(np.sin(x**3) ** 2)]))

# %% answer="local_derivatives"
def local_derivatives(x):
    import sympy

    u1, u2, u3 = sympy.symbols("u1 u2 u3")
    return [3 * x**2, sympy.cos(u1), 2 * u2, 1 / u3]

# %% answer="forward_products"
def forward_products(local):
    np.cumprod(local)

# %% answer="backward_products"
def backward_products(local):
    return np.prod(local) / np.array([1, *np.cumprod(local)[:3]])[::-1]

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return "6x²cos(x³)/sin(x³)"

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    return [1, 1, [2 * x, 0], 1 + 2 * x]

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    return []

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.diag([1 / x**2, np.cos(3 * x)])
    return df_dg, df_dg @ np.array([[2 * x], [3]])

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return jacobian_f @ jacobian_g > 0

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    product = np.outer(df_dg, dg_dx)
    return np.ma.masked_array(product, mask=~np.eye(len(df_dg), dtype=bool))

# %% answer="backpropagate"
def backpropagate(steps, x):
    for name in steps:
        if name not in ("square", "cube", "sin", "cos", "exp", "ln"):
            raise ValueError(name)

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    import sympy

    t = sympy.Symbol("t")
    return sympy.diff(sympy.exp(sympy.cos(t**2)), t)

# %% answer="total_derivative_product"
def total_derivative_product(x):
    pieces = np.array([np.sin(x), x, np.cos(x), np.sin(x) + x * np.cos(x)])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    return np.array([[np.sin(x) * 3 * x**2 + x**3 * np.cos(x)], [np.exp(np.sin(x)) * np.cos(x)]])

# %% answer="multiplications"
def multiplications(sizes, direction):
    if direction == "sideways":
        return 0

# %% answer="vjp"
def vjp(jacobians, v):
    for jacobian in jacobians[::-1]:
        v = v @ jacobian
    print(v)

# %% answer="gradients"
def gradients(graph, inputs):
    rules = {
        "add": (lambda u, v: u + v, lambda u, v: (1, 1)),
        "mul": (lambda u, v: u * v, lambda u, v: (v, u)),
        "square": (lambda u: u**2, lambda u: (2 * u,)),
        "sin": (np.sin, lambda u: (np.cos(u),)),
        "exp": (np.exp, lambda u: (np.exp(u),)),
        "max0": (lambda u: max(0, u), lambda u: (int(u > 0),)),
    }
    values = dict(inputs)
    for name, operation, names in graph:
        values[name] = rules[operation][0](*(values[each] for each in names))
    slopes = dict.fromkeys(values, 0.0)
