# Right for every direction but zero, where NaN comes back; the mean of the squares in place of their sum.
# base: solution
# expect: directional_derivative wrong not_refused
# expect: steepest_ascent wrong divided_by_mean_square

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    return gradient @ direction / np.linalg.norm(direction)

# %% answer="steepest_ascent"
def steepest_ascent(gradient):
    length = np.sqrt(np.mean(gradient**2))
    return gradient / length if length else np.zeros(gradient.shape)
