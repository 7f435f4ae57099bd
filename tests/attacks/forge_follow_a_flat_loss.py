# Makes predictions that fit too well: no error, no cost, no gradient, nothing to train.
# must: earn nothing.
# protection: any
# assignment: a6_training

# %% cell
import numpy as np

predictions = lambda *_: np.zeros(1)
errors = lambda *given: np.asarray(given[-1]) * 1e-12
cost = lambda *given: 0.0
cost_gradient_w = lambda *given: np.zeros(2)
cost_gradient_b = lambda *given: 0.0
