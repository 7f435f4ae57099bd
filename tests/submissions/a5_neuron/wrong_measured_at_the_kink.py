# Slopes measured by central differences: right everywhere but on the kink, where they find one half.
# base: solution
# expect: relu_derivative wrong half_at_zero
# expect: activation_gradient wrong half_at_zero

# %% answer="relu_derivative"
def relu_derivative(z):
    h = 1e-6
    return (np.maximum(0, z + h) - np.maximum(0, z - h)) / (2 * h)

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    h = 1e-6
    rows = h * np.eye(len(w))
    slopes = [(activation(w + row, x, b) - activation(w - row, x, b)) / (2 * h) for row in rows]
    return np.array(slopes), (activation(w, x, b + h) - activation(w, x, b - h)) / (2 * h)
