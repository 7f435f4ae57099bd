# Central differences, a complex step, einsum and np.dot: other sound ways to the same numbers.
# base: solution

# %% cell
# a cell without an answer in it does no harm
print("done")

# %% answer="d_sin_square"
def d_sin_square(x):
    return np.imag(np.sin((x + 1e-30j) ** 2)) / 1e-30

# %% answer="trace_values"
def trace_values(x):
    u = [x]
    for link in (lambda v: v**3, np.sin, np.square, np.log):
        u.append(link(u[-1]))
    return np.array(u[1:], dtype=np.float32)

# %% answer="local_derivatives"
def local_derivatives(x):
    h = 1e-5
    rates, u = [], x
    for link in (lambda v: v**3, np.sin, np.square, np.log):
        rates.append((link(u + h) - link(u - h)) / (2 * h))
        u = link(u)
    return rates

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    h = 1e-5

    def y(x):
        return np.log(np.sin(x**3) ** 2)

    return (y(x + h) - y(x - h)) / (2 * h)

# %% answer="forward_products"
def forward_products(local):
    return np.multiply.accumulate(np.asarray(local, dtype=complex))

# %% answer="backward_products"
def backward_products(local):
    return np.multiply.accumulate(np.flip(local))

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    z = x + 1e-30j
    return [np.imag(stop) / 1e-30 for stop in (z**2, z + z**2, np.sin(z + z**2))]

# %% answer="vector_chain"
def vector_chain(x):
    df_dg = np.diag([1 / x**2, np.cos(3 * x)])
    dg_dx = np.array([2 * x, 3]).reshape(2, 1)
    return df_dg, dg_dx, np.dot(df_dg, dg_dx)

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return np.einsum("mk,kn->mn", jacobian_f, jacobian_g)

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    return np.diag(df_dg) @ np.diag(dg_dx)

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return np.imag(np.exp(np.cos((x + 1e-30j) ** 2))) / 1e-30

# %% answer="total_derivative_product"
def total_derivative_product(x):
    h = 1e-30

    def u2(x, u1):
        return x * u1

    u1 = np.sin(x)
    moved = x + h * 1j
    nudged = [u2(moved, u1), u2(x, u1 + h * 1j), np.sin(moved), u2(moved, np.sin(moved))]
    return [value.imag / h for value in nudged]

# %% answer="vector_chain_product"
def vector_chain_product(x):
    h = 1e-30j

    def g(x):
        return np.array([np.sin(x), x**3])

    def f(g):
        return np.array([g[0] * g[1], np.exp(g[0])])

    inner = np.imag(g(x + h)).reshape(2, 1) / 1e-30
    columns = [np.imag(f(g(x) + h * unit)) / 1e-30 for unit in np.eye(2)]
    return np.column_stack(columns), inner, np.imag(f(g(x + h))).reshape(2, 1) / 1e-30

# %% answer="multiplications"
def multiplications(sizes, direction):
    jacobians = [(m, n) for n, m in zip(sizes, sizes[1:])]
    total = 0
    while len(jacobians) > 1:
        where = -2 if direction == "backward" else 0
        (k, n), (m, _) = jacobians[where : where + 2 or None]
        total += m * k * n
        jacobians[where : where + 2 or None] = [(m, n)]
    return total

# %% answer="gradients"
def gradients(graph, inputs):
    operations = {
        "add": lambda u, v: u + v,
        "mul": lambda u, v: u * v,
        "square": lambda u: u * u,
        "sin": np.sin,
        "exp": np.exp,
        "max0": lambda u: u if u.real > 0 else 0j,
    }

    def last(nudged):
        values = {name: value + 1e-30j * (name == nudged) for name, value in inputs.items()}
        for name, operation, names in graph:
            values[name] = operations[operation](*map(values.get, names)) + 1e-30j * (name == nudged)
        return values[name]

    return {name: last(name).imag / 1e-30 for name in [*inputs, *(node[0] for node in graph)]}
