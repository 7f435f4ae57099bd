# Differentials at the wrong place, and products gated before they are added.
# base: solution
# expect: d_dot wrong taken_at_the_new_point
# expect: d_square_norm wrong summed_apart
# expect: affine_gradient wrong weight_times_input
# expect: activation_gradient correct follow_through
# expect: activation wrong products_gated
# expect: d_quadratic wrong exact_change
# expect: softplus_neuron_gradient wrong slope_at_each_product

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

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return (x + dx) @ A @ (x + dx) - x @ A @ x

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    return x / (1 + np.exp(-w * x - b)), 1 / (1 + np.exp(-w @ x - b))
