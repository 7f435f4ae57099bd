# The slopes without rows and columns.
# base: solution
# expect: sum_jacobian invalid vector_of_ones
# expect: expand_jacobian invalid vector

# %% answer="sum_jacobian"
def sum_jacobian(n):
    return np.ones(n)

# %% answer="expand_jacobian"
def expand_jacobian(x, operator):
    return np.ones(len(x)) if operator == "+" else x.copy()
