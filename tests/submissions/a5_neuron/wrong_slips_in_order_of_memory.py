# Entries in the order of memory, and outputs that are nearly 0 taken for 0.
# base: solution
# expect: relu wrong one_kind
# expect: relu_derivative wrong one_kind
# expect: activation wrong nothing_there
# expect: softplus_neuron_gradient wrong digits_cut_off

# %% answer="relu"
def relu(z):
    z = np.asarray(z)
    return np.array([max(0.0, float(t)) for t in np.nditer(z)]).reshape(z.shape)

# %% answer="relu_derivative"
def relu_derivative(z):
    z = np.asarray(z)
    return np.array([1.0 if t > 0 else 0.0 for t in np.nditer(z)]).reshape(z.shape)

# %% answer="activation"
def activation(w, x, b):
    z = w @ x + b
    return z if z > 1e-6 else 0.0

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    z = w @ x + b
    s = 1.0 if z > 10 else 0.0 if z < -10 else 1 / (1 + np.exp(-z))
    return s * x, s
