# Lists, tuples, float32, rows, columns, Fractions, np.matrix, generators and loops instead of float64 arrays.
# base: solution

# %% answer="d_sin_square"
def d_sin_square(x):
    return [np.float32(2 * x * np.cos(x**2))]

# %% answer="trace_values"
def trace_values(x):
    u = [x**3]
    u.append(np.sin(u[-1]))
    u.append(u[-1] * u[-1])
    u.append(np.log(u[-1]))
    return tuple(u)

# %% answer="local_derivatives"
def local_derivatives(x):
    u = trace_values(x)
    return np.array([[3 * x * x], [np.cos(u[0])], [2 * u[1]], [u[2] ** -1.0]])

# %% answer="forward_products"
def forward_products(local):
    product = 1
    for rate in local:
        product = product * rate
        yield product

# %% answer="backward_products"
def backward_products(local):
    from functools import reduce

    return [[reduce(lambda a, b: a * b, local[k:]) for k in (3, 2, 1, 0)]]

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return np.array([6 * x**2 / np.tan(x**3)], dtype=np.float32)

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    from fractions import Fraction

    x = Fraction(x)
    return Fraction(1), Fraction(1), 2 * x, 1 + 2 * x

# %% answer="total_derivative_sin"
def total_derivative_sin(x):
    rates = np.zeros((1, 3))
    rates[0, 0] = 2 * x
    rates[0, 1] = 1 + rates[0, 0]
    rates[0, 2] = rates[0, 1] * np.cos(x + x * x)
    return rates

# %% answer="vector_chain"
def vector_chain(x):
    outer = [[1 / x**2, 0], [0, np.cos(3 * x)]]
    inner = [[2 * x], [3]]
    return [outer, inner, [[sum(outer[i][k] * inner[k][0] for k in range(2))] for i in range(2)]]

# %% answer="compose"
def compose(jacobian_f, jacobian_g):
    return np.matrix(jacobian_f) * np.matrix(jacobian_g)

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    n = len(df_dg)
    return [[float(df_dg[i] * dg_dx[i]) if i == j else 0 for j in range(n)] for i in range(n)]

# %% answer="backpropagate"
def backpropagate(steps, x):
    value, derivative = x, 1.0
    for name in steps:
        if name == "square":
            value, derivative = value**2, derivative * 2 * value
        elif name == "cube":
            value, derivative = value**3, derivative * 3 * value**2
        elif name == "sin":
            value, derivative = np.sin(value), derivative * np.cos(value)
        elif name == "cos":
            value, derivative = np.cos(value), -derivative * np.sin(value)
        elif name == "exp":
            value, derivative = np.exp(value), derivative * np.exp(value)
        elif name == "ln":
            value, derivative = np.log(value), derivative / value
        else:
            raise ValueError(name)
    return np.array([value, derivative])

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    rates = [2 * x, np.sin(-x * x), np.e ** np.cos(x * x)]
    slope = 1
    for rate in rates:
        slope *= rate
    return (slope,)

# %% answer="total_derivative_product"
def total_derivative_product(x):
    import math

    sine, cosine = math.sin(x), math.cos(x)
    return sine, x, cosine, math.fsum([sine, x * cosine])

# %% answer="vector_chain_product"
def vector_chain_product(x):
    sine, cosine = np.sin(x), np.cos(x)
    first, second = x**3 * cosine + 3 * x**2 * sine, np.exp(sine) * cosine
    return [[x**3, sine], [np.exp(sine), 0]], [[cosine], [3 * x * x]], [[first], [second]]

# %% answer="multiplications"
def multiplications(sizes, direction):
    if direction == "backward":
        return float(sizes[-1] * np.dot(sizes[:-2], sizes[1:-1]))
    return [sizes[0] * np.dot(sizes[1:-1], sizes[2:])]

# %% answer="vjp"
def vjp(jacobians, v):
    row = np.reshape(v, (1, -1))
    for k in range(len(jacobians) - 1, -1, -1):
        row = row.dot(jacobians[k])
    return row

# %% answer="gradients"
def gradients(graph, inputs):
    from collections import Counter, defaultdict

    values, slopes = {**inputs}, defaultdict(float)
    for name, operation, names in graph:
        u, v = values[names[0]], values[names[-1]]
        if operation == "add":
            values[name] = u + v
        elif operation == "mul":
            values[name] = u * v
        elif operation == "max0":
            values[name] = (abs(u) + u) / 2
        else:
            values[name] = {"square": np.square, "sin": np.sin, "exp": np.exp}[operation](u)
    slopes[name] = np.array([1.0])
    for name, operation, names in graph[::-1]:
        slope, u, v = slopes[name], values[names[0]], values[names[-1]]
        if operation == "add":
            for each, times in Counter(names).items():
                slopes[each] += times * slope
        elif operation == "mul":
            slopes[names[0]] += slope * v
            slopes[names[1]] += slope * u
        elif operation == "max0":
            slopes[names[0]] += np.heaviside(u, 0) * slope
        else:
            slopes[names[0]] += slope * {"square": u + u, "sin": np.cos(u), "exp": values[name]}[operation]
    return {name: slopes[name] for name in values}
