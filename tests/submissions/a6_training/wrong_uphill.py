# Walks up; a training that relies on this update follows.
# base: solution
# expect: update wrong uphill
# expect: train correct follow_through

# %% answer="update"
def update(w, b, dw, db, learning_rate):
    return w + learning_rate * dw, b + learning_rate * db
