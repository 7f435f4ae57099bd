# The slopes are right, but the gradient was typed anew with the slips that (1, 1) hides.
# base: solution
# expect: gradient wrong right_at_one_only

# %% answer="gradient"
def gradient(x, y):
    return np.array([6 * x, 3 * x**2 * y])
