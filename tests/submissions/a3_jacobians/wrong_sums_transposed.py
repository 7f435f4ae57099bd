# A column for the sum and a row for the expansion.
# base: solution
# expect: sum_jacobian invalid column
# expect: expand_jacobian invalid row

# %% answer="sum_jacobian"
def sum_jacobian(n):
    return np.ones((n, 1))

# %% answer="expand_jacobian"
def expand_jacobian(x, operator):
    return np.array([x if operator == "*" else np.ones(len(x))])
