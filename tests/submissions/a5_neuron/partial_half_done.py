# The first half answered, one of it wrong; the rest untouched.
# base: release
# expect: d_dot correct correct
# expect: d_square_norm correct correct
# expect: affine correct correct
# expect: affine_gradient wrong bias_kept
# expect: d_quadratic wrong twice_the_other_slot

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return np.inner(v, du) + np.inner(u, dv)

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return d_dot(x, x, dx, dx)

# %% answer="affine"
def affine(w, x, b):
    return np.sum(w * x) + b

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return x, b

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return np.dot(2 * A @ x, dx)
