# Mistakes without a name: a constant factor, one entry, one result, one kind of input, rounding, and some that nobody foresaw.
# base: solution
# expect: jacobian_shape wrong different
# expect: jacobian wrong one_entry
# expect: wide_jacobian wrong constant_factor
# expect: identity_jacobian wrong flipped_sign
# expect: elementwise_jacobians wrong one_result
# expect: numerical_jacobian wrong rounded
# expect: linear_map wrong one_kind
# expect: symbolic_jacobian wrong different

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return output_size + input_size, output_size * input_size

# %% answer="jacobian"
def jacobian(x):
    return np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 7 * x[1] ** 8]])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return 3 * np.array([[x[1], x[0], 0], [0, 0, np.cos(x[2])]])

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return -np.eye(n)

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    n = len(w)
    if operator not in ("+", "-", "*", "/"):
        raise ValueError(operator)
    first = {"+": np.eye(n), "-": np.eye(n), "*": np.diag(x), "/": np.diag(1 / x)}[operator]
    return first, np.eye(n)

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    return np.round(np.stack([(f(x + e) - f(x - e)) / (2 * h) for e in h * np.eye(len(x))], axis=1), 1)

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    value = f(x) + jacobian(x) @ dx
    return value if len(value) > 1 else f(x + dx)

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    table = sympy.Matrix([[sympy.diff(f, v) for v in variables] for f in functions])
    return table.applyfunc(lambda entry: entry**2)
