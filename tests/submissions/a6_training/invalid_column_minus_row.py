# The trap of shapes: a column of predictions minus a row of targets, and a column of weights minus a row.
# base: solution
# expect: errors invalid column_minus_row
# expect: cost correct follow_through
# expect: cost_gradient_w invalid outer_product_shape
# expect: update invalid outer_product_shape

# %% answer="errors"
def errors(w, b, X, y):
    return np.maximum(0, X @ w.reshape(-1, 1) + b) - y

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    z = X @ w + b
    pushes = 2 / len(y) * (z > 0) * (z - y)
    return w.reshape(-1, 1) * 0 + pushes @ X

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    z = X @ w + b
    return 2 / len(y) * np.sum((z > 0) * (z - y))

# %% answer="update"
def update(w, b, dw, db, learning_rate):
    return w.reshape(-1, 1) - learning_rate * dw, b - learning_rate * db

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    measure = lambda w, b: np.mean((np.maximum(0, X @ w + b) - y) ** 2)
    history = [measure(w, b)]
    for _ in range(steps):
        z = X @ w + b
        pushes = 2 / len(y) * (z > 0) * (z - y)
        w, b = w - learning_rate * pushes @ X, b - learning_rate * pushes.sum()
        history.append(measure(w, b))
    return w, b, history
