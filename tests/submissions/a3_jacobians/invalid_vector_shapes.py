# Right numbers in the wrong shape: a gradient for a Jacobian, one axis too many, one long column.
# base: solution
# expect: jacobian_shape wrong different
# expect: jacobian invalid shape
# expect: wide_jacobian invalid shape
# expect: identity_jacobian invalid number_one
# expect: elementwise_jacobians invalid shape
# expect: numerical_jacobian invalid all_inputs_at_once
# expect: symbolic_jacobian invalid one_long_column

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return 1, output_size * input_size

# %% answer="jacobian"
def jacobian(x):
    return np.array([6 * x[0] * x[1], 3 * x[0] ** 2, 2, 8 * x[1] ** 7])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return np.array([[[x[1], x[0], 0], [0, 0, np.cos(x[2])]]])

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return 1.0

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    w, x = w.reshape(1, -1), x.reshape(1, -1)
    one = np.ones_like(w)
    slopes = {"+": (one, one), "-": (one, -one), "*": (x, w), "/": (1 / x, -w / x**2)}
    if operator not in slopes:
        raise ValueError(operator)
    return slopes[operator]

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix([sympy.diff(f, v) for f in functions for v in variables])
