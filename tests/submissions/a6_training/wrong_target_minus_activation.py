# The error the other way round; all that is built on it follows.
# base: solution
# expect: errors wrong target_minus_activation
# expect: cost_gradient_w correct follow_through
# expect: cost_gradient_b correct follow_through
# expect: train correct follow_through

# %% answer="errors"
def errors(w, b, X, y):
    return y - predictions(w, b, X)
