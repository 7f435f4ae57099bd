# Diagonal matrices, as for what is computed entry by entry.
# base: solution
# expect: sum_jacobian invalid identity
# expect: expand_jacobian invalid diagonal

# %% answer="sum_jacobian"
def sum_jacobian(n):
    return np.eye(n)

# %% answer="expand_jacobian"
def expand_jacobian(x, operator):
    return np.eye(len(x)) if operator == "+" else np.diag(x)
