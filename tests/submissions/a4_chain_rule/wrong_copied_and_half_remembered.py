# The worked example handed in for another function, and graphs whose slopes start or meet in the wrong way.
# base: solution
# expect: d_exp_cos_square wrong exponential_of_cos_x
# expect: total_derivative_product wrong example_copied
# expect: vector_chain_product wrong exponential_at_x
# expect: multiplications wrong columns_forgotten
# expect: vjp wrong matrices_multiplied
# expect: gradients wrong all_start_at_one

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    return -np.exp(np.cos(x)) * np.sin(x**2) * 2 * x

# %% answer="total_derivative_product"
def total_derivative_product(x):
    return total_derivative_sum(x)

# %% answer="vector_chain_product"
def vector_chain_product(x):
    df_dg = np.array([[x**3, np.sin(x)], [np.exp(x), 0]])
    dg_dx = np.array([[np.cos(x)], [3 * x**2]])
    return df_dg, dg_dx, df_dg @ dg_dx

# %% answer="multiplications"
def multiplications(sizes, direction):
    start, *others = sizes[::-1] if direction == "backward" else sizes
    return sum(start * others[i] for i in range(len(others) - 1))

# %% answer="vjp"
def vjp(jacobians, v):
    product = jacobians[0]
    for jacobian in jacobians[1:]:
        product = jacobian @ product
    return product.T @ v

# %% answer="gradients"
def gradients(graph, inputs):
    values, backward = dict(inputs), []
    for name, operation, names in graph:
        u, v = (values[names[0]], values[names[-1]])
        values[name], rates = {
            "add": lambda u, v: (u + v, (1, 1)),
            "mul": lambda u, v: (u * v, (v, u)),
            "square": lambda u, v: (u * u, (2 * u,)),
            "sin": lambda u, v: (np.sin(u), (np.cos(u),)),
            "exp": lambda u, v: (np.exp(u), (np.exp(u),)),
            "max0": lambda u, v: (max(u, 0.0), (float(u > 0),)),
        }[operation](u, v)
        backward.insert(0, (name, names, rates))
    slopes = {name: 1.0 for name in values}
    for name, names, rates in backward:
        for each, rate in zip(names, rates):
            slopes[each] += slopes[name] * rate
    return slopes
