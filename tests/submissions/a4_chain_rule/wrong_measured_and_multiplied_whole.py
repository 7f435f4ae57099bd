# Slopes from small steps where rules are asked for, and the whole Jacobian where a row is enough.
# base: solution
# expect: d_exp_cos_square wrong measured
# expect: total_derivative_product wrong measured
# expect: vector_chain_product wrong measured
# expect: vjp wrong matrices_multiplied
# expect: gradients wrong measured

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x, h=1e-5):
    return (np.exp(np.cos((x + h) ** 2)) - np.exp(np.cos((x - h) ** 2))) / (2 * h)

# %% answer="total_derivative_product"
def total_derivative_product(x):
    h = 1e-6
    u1 = np.sin(x)
    inner = (np.sin(x + h) - np.sin(x - h)) / (2 * h)
    direct = ((x + h) * u1 - (x - h) * u1) / (2 * h)
    through = (x * (u1 + h) - x * (u1 - h)) / (2 * h)
    return np.array([direct, through, inner, direct + through * inner])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    def jacobian(f, place):
        columns = [(f(place + step) - f(place - step)) / 2e-5 for step in 1e-5 * np.eye(len(place))]
        return np.column_stack(columns)

    df_dg = jacobian(lambda g: np.array([g[0] * g[1], np.exp(g[0])]), np.array([np.sin(x), x**3]))
    dg_dx = jacobian(lambda v: np.array([np.sin(v[0]), v[0] ** 3]), np.array([x], dtype=float))
    return df_dg, dg_dx, df_dg @ dg_dx

# %% answer="vjp"
def vjp(jacobians, v):
    whole = np.eye(jacobians[0].shape[1])
    for jacobian in jacobians:
        whole = jacobian @ whole
    return v @ whole

# %% answer="gradients"
def gradients(graph, inputs):
    operations = {
        "add": lambda u, v: u + v,
        "mul": lambda u, v: u * v,
        "square": lambda u: u * u,
        "sin": np.sin,
        "exp": np.exp,
        "max0": lambda u: max(0.0, u),
    }

    def last(nudged, by):
        values = {name: value + by * (name == nudged) for name, value in inputs.items()}
        for name, operation, names in graph:
            values[name] = operations[operation](*map(values.get, names)) + by * (name == nudged)
        return values[name]

    names = [*inputs, *(node[0] for node in graph)]
    return {name: (last(name, 1e-6) - last(name, -1e-6)) / 2e-6 for name in names}
