# Inactive samples push as well: no gate in either gradient.
# base: solution
# expect: cost_gradient_w wrong no_gate
# expect: cost_gradient_b wrong no_gate
# expect: train correct follow_through

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    return 2 / len(y) * X.T @ errors(w, b, X, y)

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    return 2 * errors(w, b, X, y).mean()
