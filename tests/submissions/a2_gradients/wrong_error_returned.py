# An error class is returned where it should be raised; a clipped arrow; only the first two inputs counted.
# base: solution
# expect: linear_change wrong first_two_inputs_only
# expect: directional_derivative wrong not_refused
# expect: steepest_ascent wrong only_shortened

# %% answer="linear_change"
def linear_change(gradient, step):
    change = gradient[0] * step[0]
    if len(step) > 1:
        change += gradient[1] * step[1]
    return change

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    if (direction == 0).all():
        return ValueError("no direction")
    return np.dot(gradient, direction / np.linalg.norm(direction))

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    return gradient / np.maximum(np.linalg.norm(gradient), 1)
