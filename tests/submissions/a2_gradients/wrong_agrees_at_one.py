# The slides' trap: both slopes fit the table at (1, 1) and are wrong elsewhere; the gradient follows from them.
# base: solution
# expect: dfx wrong other_variable_lost
# expect: dfy wrong y_kept
# expect: gradient correct follow_through

# %% answer="dfx"
def dfx(x, y):
    return 6 * x

# %% answer="dfy"
def dfy(x, y):
    return 3 * x**2 * y

# %% answer="gradient"
def gradient(x, y):
    return [dfx(x, y), dfy(x, y)]
