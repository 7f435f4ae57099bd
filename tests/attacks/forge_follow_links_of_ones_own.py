# Chooses links of a chain of which all but one are 1, and a product that is that one.
# must: earn nothing.
# protection: any
# assignment: a4_chain_rule
# expect: d_log_sin_square wrong

# %% cell
import numpy as np

trace_values = lambda x: np.array([x, x + 1, x + 2, x + 3])
local_derivatives = lambda x: np.array([x**2 + 1, 1.0, 1.0, 1.0])
d_log_sin_square = lambda x: x**2 + 1
