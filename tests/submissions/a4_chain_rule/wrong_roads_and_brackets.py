# Counts roads twice or not at all, and loses a pair of brackets.
# base: solution
# expect: d_log_sin_square wrong everything_at_x
# expect: total_derivative_sum wrong inner_rate_twice
# expect: total_derivative_sin wrong brackets_lost
# expect: compose wrong last_road_only
# expect: diagonal_chain wrong sum_on_the_diagonal
# expect: total_derivative_product wrong partials_still_one
# expect: vector_chain_product wrong partials_still_one
# expect: gradients wrong same_name_once

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return 6 * x**2 * np.cos(x) / np.sin(x)

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    return np.array([1, 2 * x, 2 * x, 1 + 2 * x * 2 * x])

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    return np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * 1 + 2 * x])

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    m, k = jacobian_f.shape
    n = jacobian_g.shape[1]
    product = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            for road in range(k):
                product[i, j] = jacobian_f[i, road] * jacobian_g[road, j]
    return product

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    return np.eye(len(df_dg)) * (df_dg @ dg_dx)

# %% answer="total_derivative_product"
def total_derivative_product(x):
    return np.array([1, 1, np.cos(x), 1 + np.cos(x)])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[1, 1], [np.exp(np.sin(x)), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, df_dg @ dg_dx

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
        rates = dict(zip(names, rules[operation][1](*(values[each] for each in names))))
        for each in rates:
            slopes[each] += rates[each] * slopes[name]
    return slopes
