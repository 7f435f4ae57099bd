# Answers of the wrong kind: booleans, one cost printed, one gradient for each sample, a history one too short.
# base: solution
# expect: predictions invalid boolean
# expect: errors wrong different
# expect: cost invalid printed_not_returned
# expect: cost_gradient_w invalid not_summed
# expect: cost_gradient_b invalid inputs_kept
# expect: train invalid history_without_start

# %% answer="predictions"
def predictions(w, b, X):
    return X @ w + b > 0

# %% answer="errors"
def errors(w, b, X, y):
    return np.maximum(0, X @ w + b) - 2 * y

# %% answer="cost"
def cost(w, b, X, y):
    print(np.mean((np.maximum(0, X @ w + b) - y) ** 2))

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    z = X @ w + b
    return (2 / len(y) * (z > 0) * (z - y))[:, np.newaxis] * X

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    return cost_gradient_w(w, b, X, y).sum(axis=0)

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = []
    for _ in range(steps):
        z = X @ w + b
        pushes = 2 / len(y) * (z > 0) * (z - y)
        w, b = w - learning_rate * pushes @ X, b - learning_rate * pushes.sum()
        history.append(np.mean((np.maximum(0, X @ w + b) - y) ** 2))
    return w, b, history
