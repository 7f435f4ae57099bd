# Central differences gone wrong: a step cut off by an array of integers, a gradient made a unit vector, f itself.
# base: solution
# expect: dfx wrong function_itself
# expect: dfy wrong both_moved
# expect: gradient wrong made_unit_vector
# expect: directional_derivative wrong both_made_unit
# expect: steepest_ascent wrong largest_input_only
# expect: numerical_gradient wrong steps_cut_off

# %% answer="dfx"
def dfx(x, y):
    return f(x, y)

# %% answer="dfy"
def dfy(x, y):
    return 6 * x * y + 3 * x**2

# %% answer="gradient"
def gradient(x, y):
    g = np.array([6 * x * y, 3 * x**2])
    return g / np.linalg.norm(g)

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    if np.linalg.norm(direction) == 0:
        raise ValueError("zero")
    return gradient @ direction / (np.linalg.norm(gradient) * np.linalg.norm(direction))

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    best = np.zeros(len(gradient))
    i = np.argmax(abs(gradient))
    best[i] = np.sign(gradient[i])
    return best

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return slopes
