# Counts roads twice or not at all, and loses a pair of brackets.
# base: solution
# expect: d_log_sin_square wrong everything_at_x
# expect: total_derivative_sum wrong inner_rate_twice
# expect: total_derivative_sin wrong brackets_lost
# expect: compose wrong last_road_only
# expect: diagonal_chain wrong sum_on_the_diagonal
# expect: total_derivative_product wrong partials_still_one
# expect: vector_chain_product wrong partials_still_one

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
