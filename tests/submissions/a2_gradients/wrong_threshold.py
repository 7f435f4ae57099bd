# A direction counts as zero when it is merely short; the change is added up without its signs.
# base: solution
# expect: linear_change wrong signs_lost
# expect: directional_derivative wrong nearly_zero_refused

# %% answer="linear_change"
def linear_change(gradient, step):
    return sum(abs(gradient * step))

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    length = np.linalg.norm(direction)
    if length < 1e-8:
        raise ValueError("too short")
    return gradient @ direction / length
