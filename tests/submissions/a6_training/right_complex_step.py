# Slopes by the complex step: the cost is left to NumPy, and the gate looks at the real part.
# base: solution

# %% answer="predictions"
def predictions(w, b, X):
    z = X @ w + b
    return np.where(np.real(z) > 0, z, 0)

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    h = 1e-20
    return np.array([np.imag(cost(w + 1j * h * row, b, X, y)) / h for row in np.eye(len(w))])

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    return np.imag(cost(w, b + 1e-20j, X, y)) / 1e-20
