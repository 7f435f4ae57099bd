# A slip in every table: a lost factor, a slope in the wrong column, ones everywhere, a lost minus, one side only.
# base: solution
# expect: jacobian_shape invalid ones_dropped
# expect: jacobian wrong other_factor_lost
# expect: wide_jacobian wrong pushed_left
# expect: identity_jacobian wrong ones_everywhere
# expect: elementwise_jacobians wrong quotient_sign_lost
# expect: numerical_jacobian wrong forward_difference
# expect: linear_map wrong value_lost
# expect: symbolic_jacobian wrong diagonal_only

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return np.zeros((output_size, input_size)).squeeze().shape

# %% answer="jacobian"
def jacobian(x):
    return np.array([[6 * x[0], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return np.array([[x[1], x[0], 0], [np.cos(x[2]), 0, 0]])

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.ones((n, n))

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    eye = np.eye(len(w))
    if operator == "+":
        return eye, eye
    if operator == "-":
        return eye, -eye
    if operator == "*":
        return eye * x, eye * w
    if operator == "/":
        return eye / x, eye * w / x**2
    raise ValueError(operator)

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    return np.array([(f(x + e) - f(x)) / h for e in h * np.eye(len(x))]).T

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return jacobian(x) @ dx

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    table = sympy.zeros(len(functions), len(variables))
    for i, (function, variable) in enumerate(zip(functions, variables)):
        table[i, i] = sympy.diff(function, variable)
    return table
