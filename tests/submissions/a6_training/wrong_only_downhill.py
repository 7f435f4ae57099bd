# Stops as soon as the cost would rise: right for short steps, but not what was asked for.
# base: solution
# expect: train invalid shape

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = [cost(w, b, X, y)]
    for _ in range(steps):
        next_w, next_b = update(w, b, cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y), learning_rate)
        if cost(next_w, next_b, X, y) >= history[-1]:
            break
        w, b = next_w, next_b
        history.append(cost(w, b, X, y))
    return w, b, np.array(history)
