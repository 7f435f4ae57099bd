# Right values, but inputs are changed on the way; one function remembers its last call.
# base: solution
# expect: forward_products wrong changes_input
# expect: backward_products wrong changes_input
# expect: total_derivative_sum wrong unstable
# expect: diagonal_chain wrong changes_input
# expect: backpropagate wrong changes_input
# expect: vjp wrong changes_input
# expect: gradients wrong changes_input

# %% answer="forward_products"
def forward_products(local):
    for k in range(1, 4):
        local[k] *= local[k - 1]
    return local

# %% answer="backward_products"
def backward_products(local):
    products = []
    for k in (3, 2, 1, 0):
        if k < 3:
            local[k] = local[k] * local[k + 1]
        products.append(local[k])
    return products

# %% answer="total_derivative_sum"
total_calls = []


def total_derivative_sum(x):
    total_calls.append(x)
    seen = total_calls.count(x)
    return np.array([1, 1, 2 * x, 1 + 2 * x]) * (1 if seen == 1 else 2)

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    df_dg *= dg_dx
    return np.diag(df_dg)

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
    if any(name not in links for name in steps):
        raise ValueError("unknown step")
    inputs = []
    for name in steps:
        inputs.append(x)
        x = links[name][0](x)
    derivative = 1.0
    while steps:
        derivative *= links[steps.pop()][1](inputs.pop())
    return x, derivative

# %% answer="vjp"
def vjp(jacobians, v):
    jacobians.reverse()
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
    values = inputs
    for name, operation, names in graph:
        values[name] = rules[operation][0](*(values[each] for each in names))
    slopes = dict.fromkeys(values, 0.0)
    slopes[graph[-1][0]] = 1.0
    for name, operation, names in reversed(graph):
        for each, rate in zip(names, rules[operation][1](*(values[each] for each in names))):
            slopes[each] += rate * slopes[name]
    return slopes
