# Chooses partial derivatives that are easy, and a gradient and a rate of change made of them.
# must: earn nothing.
# protection: any
# assignment: a2_gradients
# expect: gradient wrong
# expect: directional_derivative wrong

# %% cell
import numpy as np

dfx = lambda x, y: x * y + 1
dfy = lambda x, y: x + y
gradient = lambda x, y: np.array([x * y + 1, x + y])
linear_change = lambda gradient, step: gradient[0] + 1
directional_derivative = lambda gradient, direction: gradient[0] + 1
