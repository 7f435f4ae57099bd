# Differentials at the wrong place, and products gated before they are added.
# base: solution
# expect: d_dot wrong taken_at_the_new_point
# expect: d_square_norm wrong summed_apart
# expect: affine_gradient wrong weight_times_input
# expect: activation_gradient correct follow_through
# expect: activation wrong products_gated

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return (v + dv) @ du + (u + du) @ dv

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return 2 * np.sum(x) * np.sum(dx)

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return w * x, 1.0

# %% answer="activation"
def activation(w, x, b):
    return np.sum(np.maximum(0, w * x + b))
