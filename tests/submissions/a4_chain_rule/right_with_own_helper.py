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

# %% answer="vjp"
def vjp(jacobians, v):
    if not jacobians:
        return v
    return vjp(jacobians[:-1], np.dot(jacobians[-1].T, v))

# %% answer="gradients"
RATES = {
    "add": lambda u, v: [1, 1],
    "mul": lambda u, v: [v, u],
    "square": lambda u: [2 * u],
    "sin": lambda u: [np.cos(u)],
    "exp": lambda u: [np.exp(u)],
    "max0": lambda u: [1 if u > 0 else 0],
}
RESULTS = {"add": np.add, "mul": np.multiply, "square": np.square, "sin": np.sin, "exp": np.exp, "max0": lambda u: max(u, 0)}


class Node:
    def __init__(self, value, links=()):
        self.value, self.links, self.slope = value, links, 0.0


def gradients(graph, inputs):
    nodes = {name: Node(value) for name, value in inputs.items()}
    for name, operation, names in graph:
        given = [nodes[each].value for each in names]
        links = list(zip([nodes[each] for each in names], RATES[operation](*given)))
        nodes[name] = Node(RESULTS[operation](*given), links)
    nodes[name].slope = 1.0
    for node in reversed(list(nodes.values())):
        for other, rate in node.links:
            other.slope += rate * node.slope
    return {name: node.slope for name, node in nodes.items()}
