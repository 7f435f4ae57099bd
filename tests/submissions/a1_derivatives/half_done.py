# The first questions answered, the rest untouched.
# base: release
# expect: constant_derivative correct correct
# expect: multiple_derivative correct correct
# expect: power_derivative correct correct
# expect: sum_derivative wrong sign_flipped

# %% answer="constant_derivative"
def constant_derivative(x):
    return 0 * x

# %% answer="multiple_derivative"
def multiple_derivative(x):
    return 3

# %% answer="power_derivative"
def power_derivative(x):
    return 3 * x * x

# %% answer="sum_derivative"
def sum_derivative(x):
    return 2 * x - 3
