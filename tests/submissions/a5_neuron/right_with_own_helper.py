# A helper in a cell of the student's own, and two answers that call it; the order of cells does not matter later.
# base: solution

# %% answer="activation"
def activation(w, x, b):
    return opened(w, x, b) * (w @ x + b)

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    is_open = opened(w, x, b)
    return (is_open * x).reshape(1, -1), is_open

# %% cell
def opened(w, x, b):
    return 1 if w @ x + b > 0 else 0
