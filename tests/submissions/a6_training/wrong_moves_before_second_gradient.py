# Takes the slope of the bias after the weights have moved.
# base: solution
# expect: train wrong bias_slope_after_move

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = [cost(w, b, X, y)]
    for _ in range(steps):
        w = w - learning_rate * cost_gradient_w(w, b, X, y)
        b = b - learning_rate * cost_gradient_b(w, b, X, y)
        history.append(cost(w, b, X, y))
    return w, b, np.array(history)
