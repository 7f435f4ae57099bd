# einsum, heaviside, and predictions in single precision.
# base: solution

# %% answer="predictions"
def predictions(w, b, X):
    z = np.einsum("ij,j->i", X, w) + b
    return (z * np.heaviside(z, 0)).astype(np.float32)

# %% answer="errors"
def errors(w, b, X, y):
    z = np.einsum("ij,j->i", X, w) + b
    return np.where(z > 0, z, 0) - y

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    gate = np.heaviside(np.einsum("ij,j->i", X, w) + b, 0)
    return np.einsum("i,i,ij->j", gate, errors(w, b, X, y), X) * 2 / X.shape[0]

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    gate = np.heaviside(np.einsum("ij,j->i", X, w) + b, 0)
    return np.array([np.einsum("i,i->", gate, errors(w, b, X, y)) * 2 / X.shape[0]])
