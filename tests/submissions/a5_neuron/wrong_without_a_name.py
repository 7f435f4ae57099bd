# Mistakes that no list foresees: a sign, a factor, an offset, one kind of input, something else altogether.
# base: solution
# expect: d_dot wrong flipped_sign
# expect: d_square_norm wrong constant_factor
# expect: affine wrong different
# expect: affine_gradient wrong one_result
# expect: relu wrong constant_offset
# expect: relu_derivative wrong one_kind
# expect: activation wrong constant_factor
# expect: activation_gradient wrong one_kind
# expect: d_quadratic wrong constant_factor
# expect: softplus_neuron_gradient wrong one_result

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return -(u @ dv) - v @ du

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return 4 * x @ dx

# %% answer="affine"
def affine(w, x, b):
    return w @ x + b**2

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return x, 2.5

# %% answer="relu"
def relu(z):
    return np.maximum(0, z) + 0.5

# %% answer="relu_derivative"
def relu_derivative(z):
    return np.where(np.asarray(z) == 0, -1.0, np.heaviside(z, 0.0))

# %% answer="activation"
def activation(w, x, b):
    return max(0, w @ x + b) / 2

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    gate = relu_derivative(w @ x + b)
    return gate * x, gate

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return 3 * x @ (A + A.T) @ dx

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    slope = np.exp(w @ x + b) / (1 + np.exp(w @ x + b))
    return slope * x, 2.5 * slope
