# The mean in place of the sum; the same slopes for both operators.
# base: solution
# expect: sum_jacobian wrong mean_in_place_of_sum
# expect: expand_jacobian wrong ones_for_both

# %% answer="sum_jacobian"
def sum_jacobian(n):
    return np.ones((1, n)) / n

# %% answer="expand_jacobian"
def expand_jacobian(x, operator):
    return np.ones((len(x), 1))
