# Answers that stop with an error: a name not defined, an integer array that takes no step, another kind of error.
# base: solution
# expect: dfx raised NameError
# expect: gradient raised NameError
# expect: directional_derivative wrong wrong_exception
# expect: steepest_ascent raised ValueError
# expect: numerical_gradient raised exception

# %% answer="dfx"
def dfx(x, y):
    return 6 * z * y

# %% answer="gradient"
def gradient(x, y):
    return np.array([dfx(x, y), dfy(x, y)])

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    if np.linalg.norm(direction) == 0:
        raise ZeroDivisionError("zero")
    return gradient @ direction / np.linalg.norm(direction)

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    if not gradient.any():
        raise ValueError("flat")
    return gradient / np.linalg.norm(gradient)

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for step in h * np.eye(len(x)):
        up, down = x.copy(), x.copy()
        up += step
        down -= step
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes)
