# Multiplies, but not with the product that belongs there.
# base: solution
# expect: local_derivatives wrong already_multiplied
# expect: d_log_sin_square wrong sine_not_cancelled
# expect: total_derivative_sum wrong inner_road_twice
# expect: total_derivative_sin wrong inner_road_again
# expect: vector_chain invalid elementwise_product
# expect: compose wrong elementwise_product
# expect: diagonal_chain wrong outer_product
# expect: total_derivative_product wrong roads_multiplied
# expect: vector_chain_product invalid elementwise_product
# expect: d_exp_cos_square wrong exponential_of_all_rates
# expect: multiplications wrong entries_counted
# expect: vjp wrong transposed
# expect: gradients wrong own_factor

# %% answer="local_derivatives"
def local_derivatives(x):
    u1, u2, u3, u4 = trace_values(x)
    first = 3 * x**2
    second = first * np.cos(u1)
    third = second * 2 * u2
    return np.array([first, second, third, third / u3])

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return 6 * x**2 * np.cos(x**3) / np.sin(x**3) ** 2

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    direct = 1 + 2 * x
    return np.array([direct, 1, 2 * x, direct + 2 * x])

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    return np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * (1 + 2 * x) * 2 * x])

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.array([[1 / x**2, 0], [0, np.cos(3 * x)]])
    dg_dx = np.array([[2 * x], [3]])
    return df_dg, dg_dx, df_dg * dg_dx

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return jacobian_f * jacobian_g

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    return df_dg[:, None] * dg_dx[None, :]

# %% answer="total_derivative_product"
def total_derivative_product(x):
    pieces = [np.sin(x), x, np.cos(x)]
    return np.array([*pieces, np.prod(pieces)])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[x**3, np.sin(x)], [np.exp(np.sin(x)), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, df_dg * dg_dx

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return np.exp(-np.sin(x**2) * 2 * x)

# %% answer="multiplications"
def multiplications(sizes, direction):
    return sum(n * m for n, m in zip(sizes, sizes[1:]))

# %% answer="vjp"
def vjp(jacobians, v):
    for jacobian in reversed(jacobians):
        v = jacobian @ v
    return v

# %% answer="gradients"
def gradients(graph, inputs):
    rules = {
        "add": (lambda u, v: u + v, lambda u, v: (1, 1)),
        "mul": (lambda u, v: u * v, lambda u, v: (u, v)),
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
            slopes[each] += rate * slopes[name]
    return slopes
