# Leans on a helper in the answer cell, on functions defined earlier, and prints a little.
# base: solution

# %% answer="trace_values"
LINKS = [lambda u: u**3, np.sin, lambda u: u**2, np.log]


def trace_values(x):
    values = []
    for link in LINKS:
        x = link(x)
        values.append(x)
    return np.array(values)

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    print("x is", x)
    return forward_products(local_derivatives(x))[-1]

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.diag([1 / x**2, np.cos(3 * x)])
    dg_dx = np.array([[2 * x], [3]])
    return df_dg, dg_dx, compose(df_dg, dg_dx)

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    return compose(np.diag(df_dg), np.diag(dg_dx))

# %% answer="d_exp_cos_square"
def value_and_rate(u):
    return np.exp(np.cos(u)), -np.sin(u)


def d_exp_cos_square(x):
    value, rate = value_and_rate(x**2)
    return value * rate * 2 * x

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.zeros((2, 2))
    df_dg[0] = x**3, np.sin(x)
    df_dg[1, 0] = np.exp(np.sin(x))
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, compose(df_dg, dg_dx)
