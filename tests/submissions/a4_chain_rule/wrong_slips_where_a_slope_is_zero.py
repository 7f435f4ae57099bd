# Stops or divides where a slope is 0 or small, finds an entry by its value, counts in 32 bits, cuts to integers.
# base: solution
# expect: d_sin_square wrong nothing_there
# expect: trace_values wrong overwrites_results
# expect: forward_products wrong nothing_there
# expect: backward_products wrong imprecise
# expect: diagonal_chain wrong nothing_there
# expect: multiplications wrong different
# expect: vjp wrong digits_cut_off
# expect: backpropagate wrong nothing_there
# expect: total_derivative_product wrong measured

# %% answer="d_sin_square"
def d_sin_square(x):
    return 0.0 if abs(x) < 1e-6 else 2 * x * np.cos(x**2)

# %% answer="trace_values"
_u = [0, 0, 0, 0]
def trace_values(x):
    _u[0] = x**3
    _u[1] = np.sin(_u[0])
    _u[2] = _u[1] ** 2
    _u[3] = np.log(_u[2])
    return _u

# %% answer="forward_products"
def forward_products(local):
    out, p = np.zeros(4), 1.0
    for i, d in enumerate(local):
        p *= d
        if abs(p) < 1e-9:
            break
        out[i] = p
    return out

# %% answer="backward_products"
def backward_products(local):
    safe = np.where(local == 0, 1e-12, local)
    total = np.prod(safe)
    return (total / np.concatenate([[1.0], np.cumprod(safe)[:-1]]))[::-1]

# %% answer="diagonal_chain"
def diagonal_chain(df_dg, dg_dx):
    n = len(df_dg)
    out = np.zeros((n, n))
    for d in df_dg:
        i = list(df_dg).index(d)
        out[i, i] = d * dg_dx[i]
    return out

# %% answer="multiplications"
def multiplications(sizes, direction):
    s = np.array(sizes, dtype=np.int32)
    total = np.int32(0)
    if direction == "backward":
        for i in range(len(s) - 2):
            total += s[-1] * s[i] * s[i + 1]
    else:
        for i in range(1, len(s) - 1):
            total += s[0] * s[i] * s[i + 1]
    return int(total)

# %% answer="vjp"
def vjp(jacobians, v):
    for J in jacobians[::-1]:
        row = np.zeros_like(J[0])
        row[:] = v @ J
        v = row
    return v

# %% answer="backpropagate"
_links = {"square": (lambda u: u**2, lambda u: 2 * u), "cube": (lambda u: u**3, lambda u: 3 * u**2),
          "sin": (np.sin, np.cos), "cos": (np.cos, lambda u: -np.sin(u)), "exp": (np.exp, np.exp),
          "ln": (np.log, lambda u: 1 / u)}
def backpropagate(steps, x):
    value, derivative = x, 1.0
    for name in steps:
        if name not in _links:
            raise ValueError(name)
        function, rate = _links[name]
        derivative *= rate(value)
        value = function(value)
        if derivative == 0:
            break
    return value, derivative

# %% answer="total_derivative_product"
def total_derivative_product(x):
    h = 1e-5
    y = lambda t: t * np.sin(t)
    return np.array([np.sin(x), x, np.cos(x), (y(x + h) - y(x - h)) / (2 * h)])
