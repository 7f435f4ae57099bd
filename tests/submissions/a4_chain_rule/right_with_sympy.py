# SymPy differentiates, and its exact numbers and matrices are handed back.
# base: solution

# %% answer="d_sin_square"
def d_sin_square(x):
    import sympy

    t = sympy.Symbol("t")
    return sympy.lambdify(t, sympy.diff(sympy.sin(t**2), t))(x)

# %% answer="local_derivatives"
def local_derivatives(x):
    import sympy

    t = sympy.Symbol("t")
    rates = []
    for link in (t**3, sympy.sin(t), t**2, sympy.log(t)):
        rates.append(sympy.diff(link, t).subs(t, x).evalf())
        x = link.subs(t, x).evalf()
    return sympy.Matrix(rates)

# %% answer="total_derivative_sum"
def total_derivative_sum(x):
    import sympy

    t, u = sympy.symbols("t u")
    pieces = [(t + u).diff(t), (t + u).diff(u), (t**2).diff(t), (t + t**2).diff(t)]
    return [piece.subs(t, x) for piece in pieces]

# %% answer="vector_chain"
def vector_chain(x):
    import sympy

    outer = sympy.diag(1 / sympy.sympify(x) ** 2, sympy.cos(3 * x))
    inner = sympy.Matrix([2 * x, 3])
    return outer, inner, outer * inner

# %% answer="backpropagate"
def backpropagate(steps, x):
    import sympy

    t = sympy.Symbol("t")
    links = {"square": t**2, "cube": t**3, "sin": sympy.sin(t), "cos": sympy.cos(t), "exp": sympy.exp(t), "ln": sympy.log(t)}
    y = t
    for name in steps:
        if name not in links:
            raise ValueError(f"unknown: {name}")
        y = links[name].subs(t, y)
    return y.subs(t, x).evalf(), y.diff(t).subs(t, x).evalf()

# %% answer="d_exp_cos_square"
def d_exp_cos_square(x):
    import sympy

    t = sympy.Symbol("t")
    return sympy.exp(sympy.cos(t**2)).diff(t).subs(t, x).evalf()

# %% answer="total_derivative_product"
def total_derivative_product(x):
    import sympy

    t, u = sympy.symbols("t u")
    pieces = [(t * u).diff(t), (t * u).diff(u), sympy.sin(t).diff(t), (t * sympy.sin(t)).diff(t)]
    return [piece.subs(u, sympy.sin(t)).subs(t, x).evalf() for piece in pieces]

# %% answer="vector_chain_product"
def vector_chain_product(x):
    import sympy

    t, a, b = sympy.symbols("t a b")
    g = sympy.Matrix([sympy.sin(t), t**3])
    outer = sympy.Matrix([a * b, sympy.exp(a)]).jacobian([a, b]).subs({a: g[0], b: g[1]})
    return [matrix.subs(t, x).evalf() for matrix in (outer, g.jacobian([t]), outer * g.jacobian([t]))]

# %% answer="multiplications"
def multiplications(sizes, direction):
    import sympy

    shapes = [(m, n) for n, m in zip(sizes, sizes[1:])]
    total = sympy.Integer(0)
    if direction == "forward":
        for k, n in shapes[1:]:
            total += k * n * sizes[0]
    else:
        for k, n in shapes[:-1]:
            total += k * n * sizes[-1]
    return total

# %% answer="vjp"
def vjp(jacobians, v):
    import sympy

    row = sympy.Matrix([list(v)])
    for jacobian in jacobians[::-1]:
        row = row * sympy.Matrix(jacobian)
    return row
