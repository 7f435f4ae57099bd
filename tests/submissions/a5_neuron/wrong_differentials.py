# Only one of the two vectors moves, in both questions.
# base: solution
# expect: d_dot wrong one_slot_v
# expect: d_square_norm wrong one_slot

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return np.dot(u, dv)

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return np.dot(x, dx)
