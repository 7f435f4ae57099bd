# The whole point moves when one entry should; a step is made as long as one.
# base: solution
# expect: linear_change wrong step_made_unit
# expect: numerical_gradient wrong moved_together

# %% answer="linear_change"
def linear_change(gradient, step):
    return gradient @ (step / np.linalg.norm(step))

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    length = np.linalg.norm(direction)
    if length == 0:
        raise ValueError
    return gradient @ direction / length

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        gradient[i] = (f(x + h) - f(x - h)) / (2 * h)
    return gradient
