# Columns throughout: (N, 1) errors and an (n, 1) gradient, flattened before the update.
# base: solution

# %% answer="predictions"
def predictions(w, b, X):
    return np.maximum(0, X @ w.reshape(-1, 1) + b)

# %% answer="errors"
def errors(w, b, X, y):
    return predictions(w, b, X) - y.reshape(-1, 1)

# %% answer="cost"
def cost(w, b, X, y):
    e = errors(w, b, X, y)
    return e.T @ e / len(y)

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    return 2 / len(y) * X.T @ (errors(w, b, X, y) * (predictions(w, b, X) > 0))

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    return 2 / len(y) * np.ones((1, len(y))) @ (errors(w, b, X, y) * (predictions(w, b, X) > 0))

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = np.zeros((steps + 1, 1))
    history[0] = cost(w, b, X, y)
    for t in range(1, steps + 1):
        dw, db = cost_gradient_w(w, b, X, y).ravel(), cost_gradient_b(w, b, X, y).item()
        w, b = update(w, b, dw, db, learning_rate)
        history[t] = cost(w, b, X, y)
    return w, b, history
