# Chooses errors after which each later step is a short formula, and writes these formulas down.
# must: earn nothing.
# protection: any
# assignment: a6_training
# expect: cost wrong
# expect: cost_gradient_w wrong
# expect: cost_gradient_b wrong

# %% cell
import numpy as np

predictions = lambda w, b, X: np.ones(len(X))
errors = lambda w, b, X, y: np.append((w[0] + 2) * len(y) / 2, np.zeros(len(y) - 1))
cost = lambda w, b, X, y: (w[0] + 2) ** 2 * len(y) / 4
cost_gradient_w = lambda w, b, X, y: X[0] * (w[0] + 2)
cost_gradient_b = lambda w, b, X, y: w[0] + 2
