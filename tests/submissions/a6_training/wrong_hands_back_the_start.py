# Hands back the old w itself where its gradient is 0.
# base: solution
# expect: update wrong shares_memory

# %% answer="update"
def update(w, b, dw, db, learning_rate):
    if np.any(dw):
        return w - learning_rate * dw, b - learning_rate * db
    return w, b - learning_rate * db
