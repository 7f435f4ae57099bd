# The gate counts z = 0 as open, in the derivative and therefore in the gradient.
# base: solution
# expect: relu_derivative wrong open_at_zero
# expect: activation_gradient wrong open_at_zero

# %% answer="relu_derivative"
def relu_derivative(z):
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)
