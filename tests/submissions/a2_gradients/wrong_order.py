# Slopes in exchanged places, products that are not added, an arrow that points downhill.
# base: solution
# expect: dfx wrong other_partial
# expect: gradient wrong swapped
# expect: linear_change invalid products_not_added
# expect: directional_derivative correct follow_through
# expect: steepest_ascent wrong descent

# %% answer="dfx"
def dfx(x, y):
    return 3 * x**2

# %% answer="gradient"
def gradient(x, y):
    return np.array([3 * x**2, 6 * x * y])

# %% answer="linear_change"
def linear_change(gradient, step):
    return gradient * step

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    length = np.linalg.norm(gradient)
    return -gradient / length if length > 0 else gradient
