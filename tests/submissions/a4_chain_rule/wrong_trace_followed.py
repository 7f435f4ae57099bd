# The trace is wrong from its second place on; the links and the product built on it are right for it.
# base: solution
# expect: trace_values wrong cube_skipped
# expect: local_derivatives correct follow_through
# expect: d_log_sin_square correct follow_through

# %% answer="trace_values"
def trace_values(x):
    u2 = np.sin(x)
    return np.array([x**3, u2, u2**2, np.log(u2**2)])

# %% answer="local_derivatives"
def local_derivatives(x):
    u1, u2, u3, u4 = trace_values(x)
    return np.array([3 * x**2, np.cos(u1), 2 * u2, 1 / u3])

# %% answer="d_log_sin_square"
def d_log_sin_square(x):
    return local_derivatives(x).prod()
