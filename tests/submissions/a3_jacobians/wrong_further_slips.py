# Sizes sorted, products kept, results in the wrong order, steps never taken back.
# base: solution
# expect: jacobian_shape wrong larger_first
# expect: wide_jacobian wrong cosine_everywhere
# expect: identity_jacobian wrong counted_from_zero
# expect: elementwise_jacobians wrong quotient_results_swapped
# expect: numerical_jacobian wrong steps_pile_up
# expect: linear_map wrong place_for_step_again
# expect: symbolic_jacobian wrong differentiated_twice

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return (max(output_size, input_size), min(output_size, input_size))

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return np.array([[x[1], x[0], 0], [np.cos(x[0]), np.cos(x[1]), np.cos(x[2])]])

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.diag(np.arange(n))

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    w, x = np.asarray(w, float), np.asarray(x, float)
    n = len(w)
    I = np.eye(n)
    if operator == "+":
        return I, I
    elif operator == "-":
        return I, -I
    elif operator == "*":
        return np.diag(x), np.diag(w)
    elif operator == "/":
        return np.diag(-w / x**2), np.diag(1 / x)
    else:
        raise ValueError(operator)

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    x = np.asarray(x, float)
    m = len(f(x))
    n = len(x)
    J = np.zeros((m, n))
    e = np.zeros(n)
    for j in range(n):
        e[j] = h
        J[:, j] = (f(x + e) - f(x - e)) / (2 * h)
    return J

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return np.asarray(f(x)) + np.asarray(jacobian(x)) @ x

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix([[sympy.diff(f, v, v) for v in variables] for f in functions])
