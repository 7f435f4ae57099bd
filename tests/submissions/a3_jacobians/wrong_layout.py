# Everything transposed: the outputs fill the columns.
# base: solution
# expect: jacobian_shape wrong inputs_first
# expect: jacobian wrong outputs_in_columns
# expect: wide_jacobian invalid outputs_in_columns
# expect: elementwise_jacobians invalid diagonals_alone
# expect: numerical_jacobian wrong inputs_in_rows
# expect: symbolic_jacobian wrong outputs_in_columns

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return input_size, output_size

# %% answer="jacobian"
def jacobian(x):
    return np.array([[6 * x[0] * x[1], 2], [3 * x[0] ** 2, 8 * x[1] ** 7]])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return np.array([[x[1], 0], [x[0], 0], [0, np.cos(x[2])]])

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    one = np.ones(len(w))
    if operator == "+":
        return one, one
    if operator == "-":
        return one, -one
    if operator == "*":
        return 1 * x, 1 * w
    if operator == "/":
        return 1 / x, -w / x**2
    raise ValueError(operator)

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    rows = []
    for j in range(len(x)):
        up, down = x.astype(float), x.astype(float)
        up[j] += h
        down[j] -= h
        rows.append((f(up) - f(down)) / (2 * h))
    return np.array(rows)

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix([[sympy.diff(f, v) for f in functions] for v in variables])
