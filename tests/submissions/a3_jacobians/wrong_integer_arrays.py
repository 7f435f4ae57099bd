# Right slopes, stored where only whole numbers fit; a loop that stops early.
# base: solution
# expect: jacobian wrong cut_to_whole_numbers
# expect: wide_jacobian wrong cut_to_whole_numbers
# expect: identity_jacobian wrong last_one_lost
# expect: elementwise_jacobians wrong cut_to_whole_numbers
# expect: numerical_jacobian wrong cut_to_whole_numbers
# expect: symbolic_jacobian wrong functions_reversed

# %% answer="jacobian"
def jacobian(x):
    j = np.zeros((2, 2), dtype=int)
    j[0] = 6 * x[0] * x[1], 3 * x[0]**2
    j[1] = 2, 8 * x[1]**7
    return j

# %% answer="wide_jacobian"
def wide_jacobian(x):
    j = np.zeros((2, 3), int)
    j[0, 0], j[0, 1], j[1, 2] = x[1], x[0], np.cos(x[2])
    return j

# %% answer="identity_jacobian"
def identity_jacobian(n):
    j = np.zeros((n, n))
    for i in range(n - 1):
        j[i, i] = 1
    return j

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
        a = np.zeros((n, n), dtype=int); b = a.copy()
        for i in range(n):
            a[i, i] = 1 / x[i]; b[i, i] = -w[i] / x[i]**2
        return a, b
    else:
        raise ValueError(operator)

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    x = np.asarray(x, float)
    m = len(f(x))
    n = len(x)
    J = np.zeros((m, n), dtype=int)
    for j in range(n):
        e = np.zeros(n)
        e[j] = h
        J[:, j] = (f(x + e) - f(x - e)) / (2 * h)
    return J

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix([[sympy.diff(f, v) for v in variables] for f in functions[::-1]])
