# Whole numbers divided as such; small errors and slopes left out.
# base: solution
# expect: cost wrong different
# expect: cost_gradient_b wrong nothing_there
# expect: update wrong nothing_there
# expect: train correct follow_through

# %% answer="cost"
def cost(w, b, X, y):
    e = np.maximum(0, X @ w + b) - y
    return np.dot(e, e) // len(y) if np.all(e == np.round(e)) else np.dot(e, e) / len(y)

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    z = X @ w + b
    return np.mean(2 * (z - y) * (z > 0) * (np.abs(z - y) > 1e-3))

# %% answer="update"
def update(w, b, dw, db, learning_rate):
    return w - learning_rate * dw, b - learning_rate * db if abs(db) > 1e-4 else b
