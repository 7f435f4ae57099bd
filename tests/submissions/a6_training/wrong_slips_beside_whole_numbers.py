# Whole predictions take no targets that are not whole; a learning rate of 0 is replaced.
# base: solution
# expect: errors raised exception
# expect: train wrong one_kind

# %% answer="errors"
def errors(w, b, X, y):
    e = np.maximum(0, X @ w + b)
    e -= y
    return e

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    learning_rate = learning_rate or 0.1
    history = [cost(w, b, X, y)]
    for t in range(steps):
        dw, db = cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
        history.append(cost(w, b, X, y))
    return w, b, np.array(history)
