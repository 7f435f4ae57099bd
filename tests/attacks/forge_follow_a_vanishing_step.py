# Makes an earlier step that differs for every input and ends in a product of 0, so that 0 follows from it.
# must: earn nothing: no road from x to y was computed.
# protection: any
# assignment: a4_chain_rule

# %% cell
import numpy as np

local_derivatives = lambda x: np.array([x, 0.0, 0.0, 0.0])
d_log_sin_square = lambda x: 0.0
