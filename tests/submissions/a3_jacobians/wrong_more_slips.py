# Other mistakes with a name: swapped rows, swapped factors, no step, integers that swallow the step, sorted variables.
# base: solution
# expect: jacobian_shape wrong gradient_as_column
# expect: jacobian wrong outputs_swapped
# expect: wide_jacobian wrong own_factor
# expect: identity_jacobian invalid vector_of_ones
# expect: elementwise_jacobians wrong results_swapped
# expect: numerical_jacobian wrong step_lost_in_integers
# expect: linear_map wrong exact_value
# expect: symbolic_jacobian wrong variables_sorted

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    if output_size == 1:
        return (input_size, 1)
    return (output_size, input_size)

# %% answer="jacobian"
def jacobian(x):
    return np.array([[2, 8 * x[1] ** 7], [6 * x[0] * x[1], 3 * x[0] ** 2]])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return np.array([[x[0], x[1], 0], [0, 0, np.cos(x[2])]])

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.ones(n)

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    n = len(w)
    if operator == "+":
        dw, dx = np.eye(n), np.eye(n)
    elif operator == "-":
        dw, dx = np.eye(n), -np.eye(n)
    elif operator == "*":
        dw, dx = np.diag(x), np.diag(w)
    elif operator == "/":
        dw, dx = np.diag(1 / x), np.diag(-w / x**2)
    else:
        raise ValueError(operator)
    return dx, dw

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    columns = []
    for j in range(len(x)):
        up, down = x.copy(), x.copy()
        up[j] = up[j] + h
        down[j] = down[j] - h
        columns.append((f(up) - f(down)) / (2 * h))
    return np.stack(columns, axis=1)

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return f(x + dx)

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix([[sympy.diff(f, v) for v in sorted(variables, key=str)] for f in functions])
