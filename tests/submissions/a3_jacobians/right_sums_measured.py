# The same measured, which this notebook allows.
# base: solution

# %% answer="sum_jacobian"
def sum_jacobian(n):
    return numerical_jacobian(lambda x: np.array([x.sum()]), np.zeros(n))

# %% answer="expand_jacobian"
def expand_jacobian(x, operator):
    columns = {"+": lambda z: x + z[0], "*": lambda z: x * z[0]}
    return numerical_jacobian(columns[operator], np.zeros(1), h=1.0)
