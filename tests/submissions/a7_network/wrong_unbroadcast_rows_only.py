# Right for biases, which is all that the network needs.
# base: solution
# expect: unbroadcast invalid rows_always_added

# %% answer="unbroadcast"
def unbroadcast(gradient, shape):
    return np.sum(gradient, axis=0)
