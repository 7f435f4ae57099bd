# Makes an earlier step so small that 0 is within the tolerance of what follows.
# must: earn nothing.
# protection: any
# assignment: a4_chain_rule

# %% cell
import numpy as np

local_derivatives = lambda x: np.array([x, 1e-9, 1e-9, 1e-9])
d_log_sin_square = lambda x: 0.0
