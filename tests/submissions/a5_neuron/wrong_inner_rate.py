# Differentiates the logarithm and forgets what stands in it; the matrix in between is taken for the identity.
# base: solution
# expect: d_quadratic wrong matrix_lost
# expect: softplus_neuron_gradient wrong inner_rate_lost

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return 2 * x @ dx

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    slope = 1 / (1 + np.exp(w @ x + b))
    return slope * x, slope
