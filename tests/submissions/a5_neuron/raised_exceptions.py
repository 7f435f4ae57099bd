# Answers that stop with an error: one `if` for a whole array, a misspelt name, a missing parameter, an unsound index.
# base: solution
# expect: d_dot raised NameError
# expect: affine raised IndexError
# expect: affine_gradient raised TypeError
# expect: relu raised ValueError
# expect: relu_derivative raised ValueError
# expect: activation raised IndexError
# expect: activation_gradient raised IndexError
# expect: d_quadratic raised ValueError
# expect: softplus_neuron_gradient raised NameError

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    return u @ dv + v @ dU

# %% answer="affine"
def affine(w, x, b):
    return sum(w[i] * x[i] for i in range(len(w) + 1)) + b

# %% answer="affine_gradient"
def affine_gradient(w, x):
    return x, 1.0

# %% answer="relu"
def relu(z):
    return max(0, z)

# %% answer="relu_derivative"
def relu_derivative(z):
    if z > 0:
        return 1.0
    return 0.0

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return float(x.reshape(-1, 1) @ A @ dx)

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    slope = 1 / (1 + exp(-(w @ x + b)))
    return slope * x, slope
