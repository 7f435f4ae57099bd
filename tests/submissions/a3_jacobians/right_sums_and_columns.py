# The Jacobians of the sum and of the expansion by other ways: a list of lists, newaxis, one measured.
# base: solution

# %% answer="sum_jacobian"
def sum_jacobian(n):
    return [[1] * n]

# %% answer="expand_jacobian"
def expand_jacobian(x, operator):
    if operator == "*":
        return np.array(x)[:, np.newaxis]
    return [[1] for _ in x]
