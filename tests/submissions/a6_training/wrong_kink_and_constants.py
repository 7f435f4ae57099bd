# The gate is open at 0 in one gradient; the other divides by the active samples only. Training inlines both mistakes.
# base: solution
# expect: cost_gradient_w wrong gate_open_at_zero
# expect: cost_gradient_b wrong divided_by_active
# expect: train correct follow_through

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    total = np.zeros(len(w))
    for row, target in zip(X, y):
        z = row @ w + b
        if z >= 0:
            total += 2 * (z - target) * row
    return total / len(y)

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    z = X @ w + b
    return np.mean(2 * (z - y)[z > 0])
