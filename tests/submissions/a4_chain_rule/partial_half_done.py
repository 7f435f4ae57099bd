# The first half is done, the rest untouched; one answer is wrong.
# base: release
# expect: d_sin_square correct correct
# expect: trace_values correct correct
# expect: local_derivatives wrong logarithm_at_x
# expect: forward_products correct correct
# expect: backward_products wrong swept_forward

# %% answer="d_sin_square"
def d_sin_square(x):
    return 2 * x * np.cos(x**2)

# %% answer="trace_values"
def trace_values(x):
    return np.array([x**3, np.sin(x**3), np.sin(x**3) ** 2, np.log(np.sin(x**3) ** 2)])

# %% answer="local_derivatives"
def local_derivatives(x):
    return np.array([3 * x**2, np.cos(x**3), 2 * np.sin(x**3), 1 / x])

# %% answer="forward_products"
def forward_products(local):
    return np.cumprod(local)

# %% answer="backward_products"
def backward_products(local):
    return np.cumprod(local)
