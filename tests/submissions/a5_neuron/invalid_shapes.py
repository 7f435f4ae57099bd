# Right numbers in the wrong shape: not summed, a column times a row, one long vector, 0 for a vector of zeros.
# base: solution
# expect: d_dot invalid not_summed
# expect: d_square_norm invalid shape
# expect: affine invalid outer_product
# expect: affine_gradient invalid one_long_vector
# expect: relu invalid one_maximum
# expect: relu_derivative invalid shape
# expect: activation invalid not_summed
# expect: activation_gradient invalid zero_without_shape
# expect: d_quadratic invalid gradient_only
# expect: softplus_neuron_gradient invalid summed

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return [a * d + b * c for a, b, c, d in zip(u, v, du, dv)]

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return 2 * x @ dx, 0.0

# %% answer="affine"
def affine(w, x, b):
    return w.reshape(-1, 1) @ x.reshape(1, -1) + b

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return [*x, 1.0]

# %% answer="relu"
def relu(z):
    return max(0, np.max(z))

# %% answer="relu_derivative"
def relu_derivative(z):
    return (np.ravel(z) > 0) * 1.0

# %% answer="activation"
def activation(w, x, b):
    return np.maximum(0, w * x + b)

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    return (x, 1.0) if w @ x + b > 0 else (0, 0)

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return (A + A.T) @ x

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    slope = 1 / (1 + np.exp(-(w @ x + b)))
    return slope * x.sum(), slope
