# Zeros everywhere, to see what they earn: nothing, and no step follows from them.
# base: solution
# expect: d_dot wrong ignores_input
# expect: d_square_norm wrong ignores_input
# expect: affine wrong ignores_input
# expect: affine_gradient wrong ignores_input
# expect: relu wrong ignores_input
# expect: relu_derivative wrong ignores_input
# expect: activation wrong ignores_input
# expect: activation_gradient wrong ignores_input
# expect: d_quadratic wrong ignores_input
# expect: softplus_neuron_gradient wrong ignores_input

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return 0.0

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return 0.0

# %% answer="affine"
def affine(w, x, b):
    return 0.0

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return 0 * x, 0.0

# %% answer="relu"
def relu(z):
    return 0 * z

# %% answer="relu_derivative"
def relu_derivative(z):
    return 0.0 * z

# %% answer="activation"
def activation(w, x, b):
    return 0.0

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    return 0 * w, 0.0

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return 0.0

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    return 0 * w, 0.0
