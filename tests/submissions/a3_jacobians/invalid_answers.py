# Answers of the wrong kind or shape: a sum, printed, ragged, booleans, one matrix for two, NaN, a whole table for a vector, a function.
# base: solution
# expect: jacobian_shape invalid not_a_tuple
# expect: jacobian invalid printed_not_returned
# expect: wide_jacobian invalid ragged
# expect: identity_jacobian invalid boolean
# expect: elementwise_jacobians invalid number_of_results
# expect: numerical_jacobian invalid nan
# expect: linear_map invalid outer_product_shape
# expect: symbolic_jacobian invalid not_an_expression

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return output_size + input_size

# %% answer="jacobian"
def jacobian(x):
    print([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return [[x[1], x[0]], [np.cos(x[2])]]

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.eye(n) == 1

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    n = len(w)
    if operator == "+":
        return [np.eye(n)]
    if operator == "-":
        return [-np.eye(n)]
    if operator == "*":
        return [np.diag(w)]
    if operator == "/":
        return [np.diag(1 / x)]
    raise ValueError(operator)

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    return np.full((len(f(x)), len(x)), np.nan)

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return f(x)[:, None] + jacobian(x) @ dx

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return lambda *values: sympy.Matrix(functions)
