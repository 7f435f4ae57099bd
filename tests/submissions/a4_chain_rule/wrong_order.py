# Everything is there, in the wrong order: sweeps, factors, steps.
# base: solution
# expect: trace_values wrong ends_first
# expect: local_derivatives wrong ends_first
# expect: forward_products wrong swept_backward
# expect: backward_products wrong x_first
# expect: vector_chain invalid factors_swapped
# expect: compose wrong factors_swapped
# expect: backpropagate wrong right_to_left
# expect: total_derivative_product wrong partials_listed_in_turn
# expect: vector_chain_product invalid factors_swapped
# expect: multiplications wrong directions_swapped
# expect: vjp wrong from_the_input
# expect: gradients wrong forward_order

# %% answer="trace_values"
def trace_values(x):
    return np.array([np.log(np.sin(x**3) ** 2), np.sin(x**3) ** 2, np.sin(x**3), x**3])

# %% answer="local_derivatives"
def local_derivatives(x):
    u = x**3
    return np.array([1 / np.sin(u) ** 2, 2 * np.sin(u), np.cos(u), 3 * x**2])

# %% answer="forward_products"
def forward_products(local):
    return np.cumprod(local[::-1])

# %% answer="backward_products"
def backward_products(local):
    return np.cumprod(local[::-1])[::-1]

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.array([[1 / x**2, 0], [0, np.cos(3 * x)]])
    dg_dx = np.array([[2 * x], [3]])
    return df_dg, dg_dx, dg_dx.T @ df_dg

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return jacobian_g @ jacobian_f

# %% answer="backpropagate"
def backpropagate(steps, x):
    links = {
        "square": (lambda u: u**2, lambda u: 2 * u),
        "cube": (lambda u: u**3, lambda u: 3 * u**2),
        "sin": (np.sin, np.cos),
        "cos": (np.cos, lambda u: -np.sin(u)),
        "exp": (np.exp, np.exp),
        "ln": (np.log, lambda u: 1 / u),
    }
    derivative = 1.0
    for name in reversed(steps):
        if name not in links:
            raise ValueError("unknown step")
        derivative *= links[name][1](x)
        x = links[name][0](x)
    return x, derivative

# %% answer="total_derivative_product"
def total_derivative_product(x):
    return np.array([x, np.sin(x), np.cos(x), np.sin(x) + x * np.cos(x)])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[x**3, np.sin(x)], [np.exp(np.sin(x)), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, dg_dx.T @ df_dg

# %% answer="multiplications"
def multiplications(sizes, direction):
    along = sizes if direction == "backward" else sizes[::-1]
    return sum(along[0] * k * n for k, n in zip(along[1:], along[2:]))

# %% answer="vjp"
def vjp(jacobians, v):
    for jacobian in jacobians:
        v = v @ jacobian
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
    slopes = dict.fromkeys(values, 0.0)
    slopes[graph[-1][0]] = 1.0
    for name, operation, names in graph:
        for each, rate in zip(names, rules[operation][1](*(values[each] for each in names))):
            slopes[each] += rate * slopes[name]
    return slopes
