# The gradient of z along the inputs instead of the weights; the activation's gradient is built on it, and gated well.
# base: solution
# expect: affine_gradient wrong roles_swapped
# expect: activation_gradient correct follow_through
# expect: softplus_neuron_gradient correct follow_through

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return w, 1.0

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    slope = 1 / (1 + np.exp(-affine(w, x, b)))
    dz_dw, dz_db = affine_gradient(w, x, b)
    return slope * dz_dw, slope * dz_db
