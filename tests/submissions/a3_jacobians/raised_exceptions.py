# Answers that stop with an error: an unknown name, an index past the end, sizes that do not meet, keys that do not exist.
# base: solution
# expect: jacobian raised NameError
# expect: wide_jacobian raised IndexError
# expect: identity_jacobian raised TypeError
# expect: elementwise_jacobians raised KeyError
# expect: numerical_jacobian raised ValueError
# expect: linear_map raised ValueError
# expect: symbolic_jacobian raised AttributeError

# %% answer="jacobian"
def jacobian(x):
    return np.array([[6 * x1 * x2, 3 * x1**2], [2, 8 * x2**7]])

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return np.array([[x[2], x[1], 0], [0, 0, np.cos(x[3])]])

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.ones(n, n)

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    one = np.ones(len(w))
    return tuple(map(np.diag, {"add": (one, one), "sub": (one, -one), "mul": (x, w)}[operator]))

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    table = np.zeros((len(x), len(x)))
    for j, e in enumerate(h * np.eye(len(x))):
        table[:, j] = (f(x + e) - f(x - e)) / (2 * h)
    return table

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return f(x) + jacobian(x).T @ dx

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix([[f.diff(v) for v in variables] for f in functions.exprs])
