# Every partial derivative measured by central differences, which this notebook allows; norms by hand.
# base: solution

# %% answer="dfx"
def dfx(x, y, h=1e-5):
    return (f(x + h, y) - f(x - h, y)) / (2 * h)

# %% answer="dfy"
def dfy(x, y):
    return numerical_gradient(lambda v: f(v[0], v[1]), np.array([x, y], dtype=float))[1]

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    size = max(abs(direction))
    if size == 0:
        raise ValueError("nowhere to go")
    direction = direction / size
    return gradient.dot(direction) / (direction @ direction) ** 0.5

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    return gradient / (np.linalg.norm(gradient) or 1)
