# Wrong in ways that no misconception knows: the shape of the error helps.
# base: solution
# expect: power_derivative wrong flipped_sign
# expect: sum_derivative wrong different
# expect: df wrong constant_factor
# expect: chain_derivative wrong one_kind
# expect: difference_derivative wrong imprecise
# expect: linear_approximation wrong constant_offset
# expect: approximation_error correct follow_through

# %% answer="power_derivative"
def power_derivative(x):
    return -3 * x**2

# %% answer="sum_derivative"
def sum_derivative(x):
    return np.sin(x) + x

# %% answer="df"
def df(x):
    return 3 * (9 + 18 * x)

# %% answer="chain_derivative"
def chain_derivative(x):
    return 2 / x if np.ndim(x) or x > 0 else 2 * x

# %% answer="difference_derivative"
def difference_derivative(x):
    return np.round(2 * x - 3, 2) + 0.001

# %% answer="linear_approximation"
def linear_approximation(f, df, x0, dx):
    return f(x0) + df(x0) * dx + 1
