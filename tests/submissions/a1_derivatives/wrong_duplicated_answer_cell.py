# The answer cell was copied before it was mended; of two, the last one in the notebook counts. Here that is the wrong one.
# base: solution
# expect: power_derivative wrong coefficient_lost

# %% answer="power_derivative"
def power_derivative(x):
    return x**2

# %% duplicate="power_derivative_answer"
