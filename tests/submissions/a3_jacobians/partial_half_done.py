# The first half answered, one with a slip, the rest untouched.
# base: release
# expect: jacobian_shape correct correct
# expect: jacobian correct correct
# expect: wide_jacobian wrong absent_input_kept
# expect: identity_jacobian correct correct
# expect: elementwise_jacobians wrong minus_lost

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return (output_size, input_size)

# %% answer="jacobian"
def jacobian(x):
    x1, x2 = x
    return np.array([[6 * x1 * x2, 3 * x1**2], [2, 8 * x2**7]])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    x1, x2, x3 = x
    return np.array([[x2, x1, x1 * x2], [np.sin(x3), np.sin(x3), np.cos(x3)]])

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.identity(n)

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    if operator in ("+", "-"):
        return np.eye(len(w)), np.eye(len(x))
    if operator == "*":
        return np.diag(x), np.diag(w)
    if operator == "/":
        return np.diag(1 / x), np.diag(-w / x**2)
    raise ValueError(f"{operator} is not one of + - * /")
