# Right answers made by SymPy where a question does not forbid it: Matrix.jacobian lambdified, eye, diag, exact numbers.
# base: solution

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return sympy.zeros(output_size, input_size).shape

# %% answer="jacobian"
_a, _b, _c = sympy.symbols("a b c")
_formula = sympy.lambdify([_a, _b], sympy.Matrix([3 * _a**2 * _b, 2 * _a + _b**8]).jacobian([_a, _b]))


def jacobian(x):
    return _formula(*x)

# %% answer="wide_jacobian"
def wide_jacobian(x):
    table = sympy.Matrix([_a * _b, sympy.sin(_c)]).jacobian([_a, _b, _c])
    return table.subs(dict(zip((_a, _b, _c), map(float, x))))

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return sympy.eye(n)

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    formula = {"+": _a + _b, "-": _a - _b, "*": _a * _b, "/": _a / _b}.get(operator)
    if formula is None:
        raise ValueError(operator)
    pairs = [{_a: float(u), _b: float(v)} for u, v in zip(w, x)]
    return tuple(sympy.diag(*(formula.diff(by).subs(pair) for pair in pairs)) for by in (_a, _b))

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    table = sympy.zeros(len(functions), len(variables))
    for i, function in enumerate(functions):
        for j, variable in enumerate(variables):
            table[i, j] = sympy.Derivative(function, variable).doit()
    return table.as_immutable()
