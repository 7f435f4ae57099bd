# The first questions answered, one of them with y forgotten and carried on into the gradient; the rest untouched.
# base: release
# expect: dfx wrong other_variable_lost
# expect: dfy correct correct
# expect: gradient correct follow_through
# expect: linear_change correct correct

# %% answer="dfx"
def dfx(x, y):
    return 6 * x

# %% answer="dfy"
def dfy(x, y):
    return 3 * x**2

# %% answer="gradient"
def gradient(x, y):
    return np.array([dfx(x, y), dfy(x, y)])

# %% answer="linear_change"
def linear_change(gradient, step):
    return gradient @ step
