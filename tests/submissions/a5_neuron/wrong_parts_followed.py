# The gradient of z along the inputs instead of the weights; the activation's gradient is built on it, and gated well.
# base: solution
# expect: affine_gradient wrong roles_swapped
# expect: activation_gradient correct follow_through

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return w, 1.0
