# Makes an earlier step of NaN and infinity, so that NaN follows from it.
# must: earn nothing.
# protection: any
# assignment: a4_chain_rule

# %% cell
import numpy as np

trace_values = lambda x: np.array([x, np.nan, np.inf, 0.0])
local_derivatives = lambda x: np.array([x, np.nan, np.inf, np.inf])
d_log_sin_square = lambda x: np.nan
