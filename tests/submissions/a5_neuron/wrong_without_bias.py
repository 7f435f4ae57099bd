# z without its bias. The activation follows from it; the gate of the gradient has no ear for the bias either.
# base: solution
# expect: affine wrong bias_lost
# expect: activation correct follow_through
# expect: activation_gradient wrong gate_ignores_bias
# expect: softplus_neuron_gradient correct follow_through

# %% answer="affine"
def affine(w, x, b):
    return w @ x
