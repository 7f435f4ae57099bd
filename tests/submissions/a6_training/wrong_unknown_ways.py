# Mistakes that no misconception knows: a leaky activation, a median, a factor 3, a training that rounds.
# base: solution
# expect: predictions wrong different
# expect: errors correct follow_through
# expect: cost wrong different
# expect: cost_gradient_b wrong constant_factor
# expect: update wrong one_result
# expect: train wrong different

# %% answer="predictions"
def predictions(w, b, X):
    z = X @ w + b
    return np.where(z > 0, z, 0.1 * z)

# %% answer="cost"
def cost(w, b, X, y):
    return np.median(errors(w, b, X, y) ** 2)

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    z = X @ w + b
    return 2 / len(y) * ((z > 0) * (z - y)) @ X

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    z = X @ w + b
    return 3 * np.mean((z > 0) * (z - y))

# %% answer="update"
def update(w, b, dw, db, learning_rate):
    return w - learning_rate * dw, b - learning_rate * np.sign(db)

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = [cost(w, b, X, y)]
    for _ in range(steps):
        w, b = np.round(w - learning_rate * cost_gradient_w(w, b, X, y), 1), round(b, 1)
        history.append(cost(w, b, X, y))
    return w, b, history
