# Answers that are no numbers or have no fitting shape: a boolean, text, None, NaN, one number for two, a matrix.
# base: solution
# expect: dfx invalid boolean
# expect: dfy invalid none
# expect: gradient invalid partials_added
# expect: linear_change invalid shape
# expect: steepest_ascent invalid nan
# expect: numerical_gradient invalid slopes_added

# %% answer="dfx"
def dfx(x, y):
    return 6 * x * y > 0

# %% answer="dfy"
def dfy(x, y):
    3 * x**2

# %% answer="gradient"
def gradient(x, y):
    return 6 * x * y + 3 * x**2

# %% answer="linear_change"
def linear_change(gradient, step):
    return np.outer(gradient, step)

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    length = np.linalg.norm(direction)
    if length == 0:
        raise ValueError("zero")
    return gradient @ direction / length

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    return gradient / np.linalg.norm(gradient)

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    return sum((f(x + step) - f(x - step)) / (2 * h) for step in h * np.eye(len(x)))
