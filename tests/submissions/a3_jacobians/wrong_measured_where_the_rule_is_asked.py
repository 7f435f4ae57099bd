# The Jacobian of two outputs measured with small steps: once on both sides, as the notebook measures others.
# base: solution
# expect: jacobian wrong measured

# %% answer="jacobian"
def jacobian(x):
    return numerical_jacobian(f, np.asarray(x, dtype=float))
