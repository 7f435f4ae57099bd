# One typical mistake with each rule.
# base: solution
# expect: constant_derivative wrong constant_kept
# expect: multiple_derivative wrong function_itself
# expect: power_derivative wrong exponent_kept
# expect: sum_derivative wrong second_term_kept
# expect: difference_derivative wrong sign_flipped
# expect: product_derivative wrong derivatives_multiplied
# expect: chain_derivative wrong inner_rate_lost
# expect: df wrong factor_on_first_only

# %% answer="constant_derivative"
def constant_derivative(x):
    return 99

# %% answer="multiple_derivative"
def multiple_derivative(x):
    return 3 * x

# %% answer="power_derivative"
def power_derivative(x):
    return 3 * x**3

# %% answer="sum_derivative"
def sum_derivative(x):
    return 2 * x + 3 * x

# %% answer="difference_derivative"
def difference_derivative(x):
    return 2 * x + 3

# %% answer="product_derivative"
def product_derivative(x):
    return (2 * x) * 1

# %% answer="chain_derivative"
def chain_derivative(x):
    return 1 / x**2

# %% answer="df"
def df(x):
    return 9 + 2 * x
