# Counts one road where two lead from x to y, and adds where one road asks for a product.
# base: solution
# expect: d_sin_square wrong rates_added
# expect: forward_products wrong rates_added
# expect: d_log_sin_square wrong rates_added
# expect: total_derivative_sum wrong one_road
# expect: total_derivative_sin wrong one_road
# expect: diagonal_chain wrong diagonals_added
# expect: backpropagate wrong last_link_only
# expect: total_derivative_product wrong one_road
# expect: vector_chain_product wrong diagonal_as_before
# expect: d_exp_cos_square wrong rates_added
# expect: multiplications wrong neighbours_only
# expect: vjp wrong last_jacobian_only
# expect: gradients wrong overwritten

# %% answer="d_sin_square"
def d_sin_square(x):
    return 2 * x + np.cos(x**2)

# %% answer="forward_products"
def forward_products(local):
    return np.cumsum(local)

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return np.sum(local_derivatives(x))

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    return np.array([1, 1, 2 * x, 1 * 2 * x])

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    u1 = 2 * x
    u2 = 1 * u1
    return np.array([u1, u2, np.cos(x + x**2) * u2])

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    return np.diag(df_dg + dg_dx)

# %% answer="backpropagate"
def backpropagate(steps, x):
    derivative = 1.0
    for name in steps:
        if name == "square":
            x, derivative = x**2, 2 * x
        elif name == "cube":
            x, derivative = x**3, 3 * x**2
        elif name == "sin":
            x, derivative = np.sin(x), np.cos(x)
        elif name == "cos":
            x, derivative = np.cos(x), -np.sin(x)
        elif name == "exp":
            x, derivative = np.exp(x), np.exp(x)
        elif name == "ln":
            x, derivative = np.log(x), 1 / x
        else:
            raise ValueError(name)
    return x, derivative

# %% answer="total_derivative_product"
def total_derivative_product(x):
    return np.array([np.sin(x), x, np.cos(x), x * np.cos(x)])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    g1, g2 = np.sin(x), x**3
    df_dg = np.diag([g2, 0])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, df_dg @ dg_dx

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return np.exp(np.cos(x**2)) + -np.sin(x**2) + 2 * x

# %% answer="multiplications"
def multiplications(sizes, direction):
    return sum(a * b * c for a, b, c in zip(sizes, sizes[1:], sizes[2:]))

# %% answer="vjp"
def vjp(jacobians, v):
    return v @ jacobians[-1]

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
    slopes[graph[-1][0]] = 1.0
    for name, operation, names in reversed(graph):
        for each, rate in zip(names, rules[operation][1](*(values[each] for each in names))):
            slopes[each] = rate * slopes[name]
    return slopes
