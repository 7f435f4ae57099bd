# The neuron has no bias; every later step is right for these predictions.
# base: solution
# expect: predictions wrong bias_lost
# expect: errors correct follow_through
# expect: cost correct follow_through
# expect: cost_gradient_w correct follow_through
# expect: cost_gradient_b correct follow_through
# expect: train correct follow_through

# %% answer="predictions"
def predictions(w, b, X):
    return np.maximum(0, X @ w)
