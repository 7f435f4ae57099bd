# Each function stops with an error of its own.
# base: solution
# expect: d_sin_square raised NameError
# expect: trace_values raised ValueError
# expect: local_derivatives raised IndexError
# expect: forward_products raised IndexError
# expect: backward_products raised AttributeError
# expect: d_log_sin_square raised SyntaxError
# expect: vector_chain raised ValueError
# expect: compose raised ValueError
# expect: diagonal_chain raised IndexError
# expect: backpropagate raised IndexError
# expect: d_exp_cos_square raised NameError
# expect: total_derivative_product raised TypeError
# expect: vector_chain_product raised ValueError
# expect: multiplications raised TypeError
# expect: vjp raised IndexError
# expect: gradients raised KeyError

# %% answer="d_sin_square"
def d_sin_square(x):
    return 2 * x * cos(x**2)

# %% answer="trace_values"
def trace_values(x):
    import math

    u1 = x**3
    return [u1, math.sin(u1), math.sin(u1) ** 2, 2 * math.log(math.sin(u1))]

# %% answer="local_derivatives"
def local_derivatives(x):
    u = [x**3, np.sin(x**3), np.sin(x**3) ** 2]
    return np.array([3 * x**2, np.cos(u[1]), 2 * u[2], 1 / u[3]])

# %% answer="forward_products"
def forward_products(local):
    return [local[k] * local[k + 1] for k in range(4)]

# %% answer="backward_products"
def backward_products(local):
    return np.cumprod(local.reverse())

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return 6 * x**2 * np.cos(x**3 / np.sin(x**3)

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.diag([1 / x**2, np.cos(3 * x)])
    dg_dx = np.array([[2 * x], [3]])
    return df_dg, dg_dx, dg_dx @ df_dg

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    product = np.zeros(jacobian_f.shape)
    product[:] = jacobian_f @ jacobian_g
    return product

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    matrix = np.zeros((2, 2))
    for i in range(len(df_dg)):
        matrix[i, i] = df_dg[i] * dg_dx[i]
    return matrix

# %% answer="backpropagate"
def backpropagate(steps, x):
    if steps[0] not in ("square", "cube", "sin", "cos", "exp", "ln"):
        raise ValueError(steps[0])
    values = {"square": np.square, "cube": lambda u: u**3, "sin": np.sin, "cos": np.cos, "exp": np.exp, "ln": np.log}
    value, h = lambda t: t, 1e-5
    for name in steps:
        value = (lambda f, g: lambda t: g(f(t)))(value, values[name])
    return value(x), (value(x + h) - value(x - h)) / (2 * h)

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return e ** np.cos(x**2) * -np.sin(x**2) * 2 * x

# %% answer="total_derivative_product"
def total_derivative_product(x):
    u1 = np.sin(x)
    return np.array(u1, x, np.cos(x), u1 + x * np.cos(x))

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[x**3, np.sin(x)], [np.exp(np.sin(x)), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, dg_dx @ df_dg

# %% answer="multiplications"
def multiplications(sizes):
    return sum(a * b * c for a, b, c in zip(sizes, sizes[1:], sizes[2:]))

# %% answer="vjp"
def vjp(jacobians, v):
    for k in range(len(jacobians), 0, -1):
        v = v @ jacobians[k]
    return v

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
    slopes = {graph[-1][0]: 1.0}
    for name, operation, names in reversed(graph):
        for each, rate in zip(names, rules[operation][1](*(values[each] for each in names))):
            slopes[each] += rate * slopes[name]
    return slopes
