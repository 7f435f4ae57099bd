# Gates at the wrong place: one for each product, one that forgets the bias' part, a leaky one.
# base: solution
# expect: affine wrong bias_for_each_input
# expect: relu wrong leaky
# expect: relu_derivative wrong minus_one_when_closed
# expect: activation wrong each_product_gated
# expect: activation_gradient wrong bias_ungated
# expect: softplus_neuron_gradient wrong gate_kept

# %% answer="affine"
def affine(w, x, b):
    return sum(w[i] * x[i] + b for i in range(len(w)))

# %% answer="relu"
def relu(z):
    return np.maximum(0.01 * z, z)

# %% answer="relu_derivative"
def relu_derivative(z):
    return np.sign(z)

# %% answer="activation"
def activation(w, x, b):
    return sum(max(0, w[i] * x[i]) for i in range(len(w))) + b

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    if w @ x + b > 0:
        return x, 1.0
    return np.zeros(len(w)), 1.0

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    return activation_gradient_of(w, x, b)


def activation_gradient_of(w, x, b):
    gate = float(w @ x + b > 0)
    return gate * x, gate
