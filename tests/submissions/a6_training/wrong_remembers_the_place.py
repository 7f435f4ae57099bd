# Starts every call where the last one with as many weights ended.
# base: solution
# expect: update wrong unstable
# expect: train correct correct

# %% answer="update"
place = None


def update(w, b, dw, db, learning_rate):
    global place
    if place is None or place.shape != w.shape:
        place = w.astype(float)
    place = place - learning_rate * dw
    return place, b - learning_rate * db

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = [cost(w, b, X, y)]
    for _ in range(steps):
        dw, db = cost_gradient_w(w, b, X, y), cost_gradient_b(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
        history.append(cost(w, b, X, y))
    return w, b, np.array(history)
