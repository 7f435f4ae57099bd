# Makes an earlier step so large that everything after it is infinite.
# must: earn nothing.
# protection: any
# assignment: a4_chain_rule

# %% cell
import numpy as np

local_derivatives = lambda x: np.array([x, 1e308, 1e308, 1e308])
d_log_sin_square = lambda x: np.inf if x > 0 else -np.inf
