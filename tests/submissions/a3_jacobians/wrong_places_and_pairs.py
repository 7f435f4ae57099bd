# The Jacobian taken halfway, functions paired with variables, inputs moved in place.
# base: solution
# expect: linear_map wrong jacobian_halfway
# expect: symbolic_jacobian wrong diagonal_matrix
# expect: numerical_jacobian wrong left_one_step_back_in_integers
# expect: elementwise_jacobians wrong table_of_products
# expect: wide_jacobian wrong product_kept

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return np.asarray(f(x)) + np.asarray(jacobian(np.add(x, np.multiply(0.5, dx)))) @ dx

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.diag(*[sympy.diff(f, v) for f, v in zip(functions, variables)])

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    x = x
    m = len(f(x))
    n = len(x)
    J = np.zeros((m, n))
    for j in range(n):
        x[j] += h
        up = f(x)
        x[j] -= 2 * h
        J[:, j] = (up - f(x)) / (2 * h)
    return J

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
        return np.outer(w, x), np.outer(w, x)
    elif operator == "/":
        return np.diag(1 / x), np.diag(-w / x**2)
    else:
        raise ValueError(operator)

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return np.array([[x[0] * x[1], x[0] * x[1], 0], [0, 0, np.cos(x[2])]])
