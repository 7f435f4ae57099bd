# Updates in place: the values are right, but the caller's weights are gone.
# base: solution
# expect: update wrong changes_input
# expect: train wrong changes_input

# %% answer="update"
def update(w, b, dw, db, learning_rate):
    w -= learning_rate * dw
    b -= learning_rate * db
    return w, b
