# Evaluates every link at x: the sentence that most mistakes with the chain rule break. The product of the wrong links
# is followed through.
# base: solution
# expect: d_sin_square wrong outer_at_x
# expect: trace_values wrong every_link_at_x
# expect: local_derivatives wrong every_link_at_x
# expect: d_log_sin_square correct follow_through
# expect: total_derivative_sin wrong outer_at_x
# expect: vector_chain wrong outer_at_x
# expect: backpropagate wrong every_link_at_x
# expect: d_exp_cos_square wrong every_link_at_x
# expect: vector_chain_product wrong outer_at_x
# expect: gradients wrong at_their_outputs

# %% answer="d_sin_square"
def d_sin_square(x):
    return np.cos(x) * 2 * x

# %% answer="trace_values"
def trace_values(x):
    return np.array([x**3, np.sin(x), x**2, np.log(x)])

# %% answer="local_derivatives"
def local_derivatives(x):
    return np.array([3 * x**2, np.cos(x), 2 * x, 1 / x])

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return np.prod(local_derivatives(x))

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    return np.array([2 * x, 1 + 2 * x, np.cos(x) * (1 + 2 * x)])

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.array([[1 / x, 0], [0, np.cos(x)]])
    dg_dx = np.array([[2 * x], [3]])
    return df_dg, dg_dx, df_dg @ dg_dx

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
    value, derivative = x, 1.0
    for name in steps:
        if name not in links:
            raise ValueError("unknown step")
        value = links[name][0](value)
    for name in reversed(steps):
        derivative *= links[name][1](x)
    return value, derivative

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return np.exp(x) * -np.sin(x) * 2 * x

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[x, x], [np.exp(x), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, df_dg @ dg_dx

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
        given = [values[each] for each in names] if len(names) == 2 else [values[name]]
        for each, rate in zip(names, rules[operation][1](*given)):
            slopes[each] += rate * slopes[name]
    return slopes
