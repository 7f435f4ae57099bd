# Handed in half done: everything up to the cost, then nothing.
# base: release
# expect: predictions correct correct
# expect: errors correct correct
# expect: cost wrong halved

# %% answer="predictions"
def predictions(w, b, X):
    z = np.dot(X, w) + b
    z[z < 0] = 0
    return z

# %% answer="errors"
def errors(w, b, X, y):
    return predictions(w, b, X) - y

# %% answer="cost"
def cost(w, b, X, y):
    return np.mean(errors(w, b, X, y) ** 2) / 2

# %% delete="look_rates"
