# Python loops and lists instead of arrays.
# base: solution

# %% answer="predictions"
def predictions(w, b, X):
    result = []
    for row in X:
        z = b
        for weight, x in zip(w, row):
            z += weight * x
        result.append(z if z > 0 else 0)
    return result

# %% answer="errors"
def errors(w, b, X, y):
    return [a - target for a, target in zip(predictions(w, b, X), y)]

# %% answer="cost"
def cost(w, b, X, y):
    total = 0
    for e in errors(w, b, X, y):
        total += e**2
    return total / len(y)

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    gradient = [0.0] * len(w)
    for a, e, row in zip(predictions(w, b, X), errors(w, b, X, y), X):
        if a > 0:
            for j, x in enumerate(row):
                gradient[j] += 2 * e * x / len(y)
    return gradient

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    return sum(2 * e for a, e in zip(predictions(w, b, X), errors(w, b, X, y)) if a > 0) / len(y)

# %% answer="update"
def update(w, b, dw, db, learning_rate):
    return [[weight - learning_rate * slope for weight, slope in zip(w, dw)], b - learning_rate * db]

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = []
    for step in range(steps + 1):
        history.append(cost(w, b, X, y))
        if step < steps:
            w, b = update(w, b, cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y), learning_rate)
    return w, b, history
