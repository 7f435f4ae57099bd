# Answers that are no numbers: text, nothing printed or returned, booleans, a missing branch, NaN.
# base: solution
# expect: d_dot invalid text
# expect: d_square_norm invalid printed_not_returned
# expect: affine_gradient invalid not_a_tuple
# expect: relu invalid nan
# expect: relu_derivative invalid boolean
# expect: activation invalid none
# expect: activation_gradient invalid boolean
# expect: d_quadratic invalid none
# expect: softplus_neuron_gradient invalid not_a_tuple

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return "v . du + u . dv"

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    print(2 * x @ dx)

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return lambda w: x

# %% answer="relu"
def relu(z):
    return np.maximum(0, z) + np.nan

# %% answer="relu_derivative"
def relu_derivative(z):
    return z > 0

# %% answer="activation"
def activation(w, x, b):
    if w @ x + b > 0:
        return w @ x + b

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    return (w @ x + b > 0) * x, w @ x + b > 0

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    change = dx @ A @ x + x @ A @ dx

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    return lambda z: 1 / (1 + np.exp(-z))
