# X @ e does not fit where N is not n.
# base: solution
# expect: cost_gradient_w raised ValueError
# expect: train raised ValueError

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    active = X @ w + b > 0
    return 2 / len(y) * X @ (active * errors(w, b, X, y))
