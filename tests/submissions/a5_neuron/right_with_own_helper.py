# A helper in a cell of the student's own, and two answers that call it; the order of cells does not matter later.
# base: solution

# %% answer="activation"
def activation(w, x, b):
    return opened(w, x, b) * (w @ x + b)

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    is_open = opened(w, x, b)
    return (is_open * x).reshape(1, -1), is_open

# %% cell
def opened(w, x, b):
    return 1 if w @ x + b > 0 else 0

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return d_dot(x, A @ x, dx, A @ dx)

# %% answer="softplus_neuron_gradient"
def logistic(z):
    return 1 / (1 + np.exp(-z))


def softplus_neuron_gradient(w, x, b):
    dz_dw, dz_db = affine_gradient(w, x, b)
    slope = logistic(affine(w, x, b))
    return (slope * dz_dw).reshape(-1, 1), slope * dz_db
