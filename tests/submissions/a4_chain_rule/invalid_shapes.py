# The numbers are often right, but they stand in the wrong shape, or some of them are missing.
# base: solution
# expect: d_sin_square invalid shape
# expect: trace_values invalid shape
# expect: forward_products invalid end_only
# expect: backward_products invalid outer_product_shape
# expect: total_derivative_sum invalid shape
# expect: total_derivative_sin invalid shape
# expect: vector_chain invalid columns_flattened
# expect: compose invalid all_roads_summed
# expect: diagonal_chain invalid diagonal_alone
# expect: backpropagate invalid not_a_tuple
# expect: d_exp_cos_square invalid shape
# expect: total_derivative_product invalid shape
# expect: vector_chain_product invalid columns_flattened
# expect: multiplications invalid shape
# expect: vjp invalid whole_jacobian
# expect: gradients invalid inputs_left_out

# %% answer="d_sin_square"
def d_sin_square(x):
    return np.array([2 * x, np.cos(x**2)])

# %% answer="trace_values"
def trace_values(x):
    return np.array([x, x**3, np.sin(x**3), np.sin(x**3) ** 2, np.log(np.sin(x**3) ** 2)])

# %% answer="local_derivatives"
def local_derivatives(x):
    u = x**3
    return np.array([3 * x**2, np.cos(u), 2 * np.sin(u), 1 / np.sin(u) ** 2])

# %% answer="forward_products"
def forward_products(local):
    return np.prod(local)

# %% answer="backward_products"
def backward_products(local):
    return np.outer(local, local)

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    return 1 + 2 * x

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    return np.cos(x + x**2) * (1 + 2 * x)

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.array([[1 / x**2, 0], [0, np.cos(3 * x)]])
    dg_dx = np.array([2 * x, 3])
    return df_dg, dg_dx, df_dg @ dg_dx

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return (jacobian_f @ jacobian_g).sum()

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    return df_dg * dg_dx

# %% answer="backpropagate"
def backpropagate(steps, x):
    known = {"square": np.square, "cube": lambda u: u**3, "sin": np.sin, "cos": np.cos, "exp": np.exp, "ln": np.log}
    for name in steps:
        if name not in known:
            raise ValueError(name)
        x = known[name](x)
    return x

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return np.array([2 * x, -np.sin(x**2), np.exp(np.cos(x**2))])

# %% answer="total_derivative_product"
def total_derivative_product(x):
    return np.sin(x) + x * np.cos(x)

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[x**3, np.sin(x)], [np.exp(np.sin(x)), 0]])
    dg_dx = np.array([np.cos(x), 3 * x**2])
    return df_dg, dg_dx, df_dg @ dg_dx

# %% answer="multiplications"
def multiplications(sizes, direction):
    along = sizes[::-1] if direction == "backward" else sizes
    return [along[0] * k * n for k, n in zip(along[1:], along[2:])] + [0, 0]

# %% answer="vjp"
def vjp(jacobians, v):
    whole = jacobians[-1]
    for jacobian in jacobians[-2::-1]:
        whole = whole @ jacobian
    return whole

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
            slopes[each] += rate * slopes[name]
    return {name: slopes[name] for name, operation, names in graph}
