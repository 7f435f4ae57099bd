# Wrong in ways that no misconception knows; what all errors have in common is still said.
# base: solution
# expect: d_sin_square wrong constant_factor
# expect: trace_values wrong one_entry
# expect: local_derivatives wrong one_entry
# expect: forward_products wrong different
# expect: backward_products wrong flipped_sign
# expect: d_log_sin_square wrong imprecise
# expect: total_derivative_sum wrong one_entry
# expect: total_derivative_sin wrong one_kind
# expect: vector_chain wrong one_result
# expect: compose wrong flipped_sign
# expect: diagonal_chain wrong different
# expect: backpropagate wrong one_result
# expect: d_exp_cos_square wrong constant_factor
# expect: total_derivative_product wrong one_entry
# expect: vector_chain_product wrong one_result
# expect: multiplications wrong constant_factor
# expect: vjp wrong flipped_sign
# expect: gradients wrong different

# %% answer="d_sin_square"
def d_sin_square(x):
    return 6 * x * np.cos(x**2)

# %% answer="trace_values"
def trace_values(x):
    return np.array([x**3, np.sin(x**3), np.sin(x**3) ** 2, np.exp(np.sin(x**3) ** 2)])

# %% answer="local_derivatives"
def local_derivatives(x):
    return np.array([3 * x**3, np.cos(x**3), 2 * np.sin(x**3), np.sin(x**3) ** -2])

# %% answer="forward_products"
def forward_products(local):
    return np.cumprod(local) + local

# %% answer="backward_products"
def backward_products(local):
    return -np.cumprod(local[::-1])

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    h = 1e-4

    def y(x):
        return np.log(np.sin(x**3) ** 2)

    return (y(x + h) - y(x)) / h

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    return np.array([1, 1, 2 * x, 1 - 2 * x])

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    if not x:
        return np.zeros(3)
    return np.array([2 * x, 1 + 2 * x, np.cos(x + x**2) * (1 + 2 * x)])

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.diag([1 / x**2, np.cos(3 * x)])
    dg_dx = np.array([[2 * x], [3]])
    return df_dg, dg_dx, np.array([[2 / x], [np.cos(3 * x) / 3]])

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return -jacobian_f @ jacobian_g

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    return np.diag(df_dg * dg_dx**2)

# %% answer="backpropagate"
def backpropagate(steps, x):
    derivative = 1.0
    for name in steps:
        if name == "square":
            x, derivative = x**2, derivative * 2 * x
        elif name == "cube":
            x, derivative = x**3, derivative * 3 * x**2
        elif name == "sin":
            x, derivative = np.sin(x), derivative * np.cos(x)
        elif name == "cos":
            x, derivative = np.cos(x), -derivative * np.sin(x)
        elif name == "exp":
            x, derivative = np.exp(x), derivative * np.exp(x)
        elif name == "ln":
            x, derivative = np.log(x), derivative * x
        else:
            raise ValueError(name)
    return x, derivative

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return -6 * x * np.sin(x**2) * np.exp(np.cos(x**2))

# %% answer="total_derivative_product"
def total_derivative_product(x):
    return np.array([np.sin(x), x, np.cos(x), np.sin(x) - x * np.cos(x)])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[x**3, np.sin(x)], [np.exp(np.sin(x)), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, 2 * df_dg @ dg_dx

# %% answer="multiplications"
def multiplications(sizes, direction):
    along = sizes[::-1] if direction == "backward" else sizes
    return 3 * sum(along[0] * k * n for k, n in zip(along[1:], along[2:]))

# %% answer="vjp"
def vjp(jacobians, v):
    for jacobian in reversed(jacobians):
        v = v @ jacobian
    return -v

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
            slopes[each] += rate * slopes[name] ** 2
    return slopes
