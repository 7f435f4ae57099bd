# Answers that fail for entries that add up to zero, for a very short gradient, for integers moved in place.
# base: solution
# expect: directional_derivative raised ValueError
# expect: steepest_ascent wrong nearly_zero_as_zero
# expect: linear_change wrong order_reversed
# expect: numerical_gradient wrong left_one_step_back_in_integers

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    if np.sum(direction) == 0:
        raise ValueError
    return np.dot(gradient, direction) / np.linalg.norm(direction)

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    n = np.linalg.norm(gradient)
    return np.asarray(gradient) / n if n > 1e-2 else np.zeros(len(gradient))

# %% answer="linear_change"
def linear_change(gradient, step):
    return np.dot(gradient, np.asarray(step)[::-1])

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(len(x))
    for i in range(len(x)):
        x[i] += h
        a = f(x)
        x[i] -= 2 * h
        b = f(x)
        g[i] = (a - b) / (2 * h)
    return g
