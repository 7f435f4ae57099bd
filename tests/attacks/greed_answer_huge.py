# Answers with hundreds of megabytes: an array, a text, a list, a number of a hundred million digits.
# must: lose those questions only.
# base: solution
# score: 18
# expect: df invalid|killed|raised|timeout|wrong
# expect: power_derivative invalid|killed|raised|timeout
# expect: sum_derivative invalid|killed|raised|timeout
# expect: product_derivative invalid|wrong|killed|raised|timeout
# expect: * correct

# %% answer="df"
def df(x):
    return np.zeros(3 * 10**7)

# %% answer="power_derivative"
def power_derivative(x):
    return "x" * 3 * 10**8

# %% answer="sum_derivative"
def sum_derivative(x):
    return [0.0] * 3 * 10**7

# %% answer="product_derivative"
def product_derivative(x):
    return 1 << 10**8
