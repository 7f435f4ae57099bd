# A view of x is stepped in place, equal outputs are one row, and blanks around an operator are taken away.
# base: solution
# expect: jacobian wrong nothing_there
# expect: elementwise_jacobians wrong not_refused
# expect: sum_jacobian invalid shape
# expect: numerical_jacobian wrong nothing_there
# expect: symbolic_jacobian invalid shape

# %% answer="jacobian"
def jacobian(x):
    J = np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 8 * x[1] ** 7]], dtype=float)
    J[np.abs(J) < 1e-6] = 0
    return J

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    n = len(w)
    operator = operator.strip()
    if operator == "+":
        return np.eye(n), np.eye(n)
    if operator == "-":
        return np.eye(n), -np.eye(n)
    if operator == "*":
        return np.diag(x), np.diag(w)
    if operator == "/":
        return np.diag(1 / x), np.diag(-w / x**2)
    raise ValueError("one of + - * /")

# %% answer="sum_jacobian"
def sum_jacobian(n):
    return np.ones((1, min(n, 50)))

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    v = np.array(x, dtype=float)
    columns = []
    for j in range(len(v)):
        old = v[j]
        v[j] = old + h
        up = f(v)
        v[j] = old - h
        down = f(v)
        v[j] = old
        columns.append((up - down) / (2 * h))
    return np.column_stack(columns)

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    rows = {f: [sympy.diff(f, v) for v in variables] for f in functions}
    return sympy.Matrix(list(rows.values()))
