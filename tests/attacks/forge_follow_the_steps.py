# Chooses an approximation that is off by the step itself, so that its error is the size of the step.
# must: earn nothing.
# protection: any
# expect: linear_approximation wrong
# expect: approximation_error wrong

# %% cell
import numpy as np

linear_approximation = lambda f, df, x0, dx: f(x0 + dx) - dx
approximation_error = lambda f, df, x0, steps: np.abs(steps)
