# Nearly right: a sign, a factor, a base, one link at x, one link missing.
# base: solution
# expect: d_sin_square wrong two_lost
# expect: trace_values wrong logarithm_of_base_ten
# expect: local_derivatives wrong sine_at_x
# expect: forward_products wrong one_link_short
# expect: backward_products wrong one_link_short
# expect: d_log_sin_square wrong two_lost
# expect: total_derivative_sum wrong total_for_partial
# expect: total_derivative_sin wrong sign_of_sine
# expect: vector_chain wrong chained_already
# expect: compose wrong transposed
# expect: backpropagate wrong sign_of_cosine
# expect: d_exp_cos_square wrong sign_flipped
# expect: total_derivative_product wrong total_for_partial
# expect: vector_chain_product wrong partials_swapped
# expect: multiplications wrong starts_from_the_identity
# expect: vjp wrong row_of_ones
# expect: gradients wrong open_at_zero

# %% answer="d_sin_square"
def d_sin_square(x):
    return x * np.cos(x**2)

# %% answer="trace_values"
def trace_values(x):
    return np.array([x**3, np.sin(x**3), np.sin(x**3) ** 2, np.log10(np.sin(x**3) ** 2)])

# %% answer="local_derivatives"
def local_derivatives(x):
    return np.array([3 * x**2, np.cos(x), 2 * np.sin(x**3), 1 / np.sin(x**3) ** 2])

# %% answer="forward_products"
def forward_products(local):
    return np.array([1, local[0], local[0] * local[1], local[0] * local[1] * local[2]])

# %% answer="backward_products"
def backward_products(local):
    return np.array([1, local[3], local[3] * local[2], local[3] * local[2] * local[1]])

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return 3 * x**2 / np.tan(x**3)

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    return np.array([1 + 2 * x, 1, 2 * x, 1 + 2 * x])

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    return np.array([2 * x, 1 + 2 * x, -(1 + 2 * x) * np.cos(x + x**2)])

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.array([[2 / x, 0], [0, 3 * np.cos(3 * x)]])
    dg_dx = np.array([[2 * x], [3]])
    return df_dg, dg_dx, df_dg @ dg_dx

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return (jacobian_f @ jacobian_g).T

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
            x, derivative = np.cos(x), derivative * np.sin(x)
        elif name == "exp":
            x, derivative = np.exp(x), derivative * np.exp(x)
        elif name == "ln":
            x, derivative = np.log(x), derivative / x
        else:
            raise ValueError(name)
    return x, derivative

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return np.exp(np.cos(x**2)) * np.sin(x**2) * 2 * x

# %% answer="total_derivative_product"
def total_derivative_product(x):
    whole = np.sin(x) + x * np.cos(x)
    return np.array([whole, x, np.cos(x), whole])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    g1, g2 = np.sin(x), x**3
    df_dg = np.array([[g1, g2], [np.exp(g1), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, df_dg @ dg_dx

# %% answer="multiplications"
def multiplications(sizes, direction):
    start = sizes[-1] if direction == "backward" else sizes[0]
    return sum(start * n * m for n, m in zip(sizes, sizes[1:]))

# %% answer="vjp"
def vjp(jacobians, v):
    row = np.ones(v.shape)
    for jacobian in reversed(jacobians):
        row = row @ jacobian
    return row

# %% answer="gradients"
def gradients(graph, inputs):
    rules = {
        "add": (lambda u, v: u + v, lambda u, v: (1, 1)),
        "mul": (lambda u, v: u * v, lambda u, v: (v, u)),
        "square": (lambda u: u**2, lambda u: (2 * u,)),
        "sin": (np.sin, lambda u: (np.cos(u),)),
        "exp": (np.exp, lambda u: (np.exp(u),)),
        "max0": (lambda u: max(0, u), lambda u: (int(u >= 0),)),
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
