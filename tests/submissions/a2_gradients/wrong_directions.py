# A direction is taken as long as it comes, also at length zero; an arrow that is never made a unit vector; 3x squared.
# base: solution
# expect: dfy wrong coefficient_squared
# expect: directional_derivative wrong not_made_unit
# expect: steepest_ascent wrong not_made_unit

# %% answer="dfy"
def dfy(x, y):
    return (3 * x) ** 2

# %% answer="gradient"
def gradient(x, y):
    return np.array([6 * x * y, 3 * x**2])

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    return np.sum(gradient * direction)

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    return gradient.copy()
