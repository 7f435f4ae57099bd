# Only one of the two vectors moves; where a matrix stands between them, that change is taken twice.
# base: solution
# expect: d_dot wrong one_slot_v
# expect: d_square_norm wrong one_slot
# expect: d_quadratic wrong twice_one_slot

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return np.dot(u, dv)

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return np.dot(x, dx)

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return 2 * x @ A @ dx
