# Wrong in ways that no misconception knows: the shape of the error helps where it can.
# base: solution
# expect: dfx wrong flipped_sign
# expect: dfy wrong different
# expect: gradient wrong one_entry
# expect: linear_change wrong constant_factor
# expect: steepest_ascent wrong rounded
# expect: numerical_gradient wrong one_kind

# %% answer="dfx"
def dfx(x, y):
    return -6 * x * y

# %% answer="dfy"
def dfy(x, y):
    return 3 * x**2 + np.sin(y)

# %% answer="gradient"
def gradient(x, y):
    return np.array([6 * x * y, 3 * x**2 + 6 * y])

# %% answer="linear_change"
def linear_change(gradient, step):
    return 2 * np.dot(gradient, step)

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    length = np.linalg.norm(direction)
    if length == 0:
        raise ValueError
    return np.dot(gradient, direction) / length

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    length = np.linalg.norm(gradient)
    return np.round(gradient / length, 3) if length else gradient * 0.0

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-3):
    return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in h * np.eye(len(x))]) + (h == 1e-3)
