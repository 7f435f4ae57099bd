# A zero gradient is refused as if it were a zero direction; a loop that ends too early.
# base: solution
# expect: directional_derivative raised ValueError
# expect: linear_change wrong last_input_lost
# expect: numerical_gradient wrong first_input_only

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    if np.linalg.norm(direction) == 0 or np.linalg.norm(gradient) == 0:
        raise ValueError
    return np.dot(gradient, direction) / np.linalg.norm(direction)

# %% answer="linear_change"
def linear_change(gradient, step):
    total = 0
    for i in range(len(step) - 1):
        total += gradient[i] * step[i]
    return total

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(len(x))
    x = np.asarray(x, float)
    for i, e in enumerate(h * np.eye(len(x))):
        g[i] = (f(x + e) - f(x - e)) / (2 * h)
        return g
