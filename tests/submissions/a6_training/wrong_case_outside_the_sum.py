# Reads the slide literally: one inactive sample turns the whole gradient off, and training hardly ever moves.
# base: solution
# expect: cost_gradient_w wrong one_gate_for_all
# expect: cost_gradient_b wrong one_gate_for_all
# expect: train wrong one_gate_for_all

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    z = X @ w + b
    if (z <= 0).any():
        return np.zeros_like(w, dtype=float)
    return 2 / len(y) * (z - y) @ X

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    z = X @ w + b
    if (z <= 0).any():
        return 0.0
    return 2 / len(y) * np.sum(z - y)
