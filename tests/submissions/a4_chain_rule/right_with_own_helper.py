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
