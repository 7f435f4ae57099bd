# Right values, wrong manners: the direction and the point are changed in place.
# base: solution
# expect: directional_derivative wrong changes_input
# expect: numerical_gradient wrong changes_input

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    length = np.linalg.norm(direction)
    if length == 0:
        raise ValueError("zero")
    if direction.dtype == float:
        direction /= length
        return gradient @ direction
    return gradient @ direction / length

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    start = x.astype(float)
    slopes = [(f(start + step) - f(start - step)) / (2 * h) for step in h * np.eye(len(x))]
    x += 1
    return np.array(slopes)
