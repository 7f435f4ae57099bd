# Returns nothing but zeros, so that each step looks consistent with the one before it.
# must: earn nothing: earlier values without a step in them are nothing to follow.
# protection: any
# assignment: a4_chain_rule

# %% cell
import numpy as np

trace_values = local_derivatives = forward_products = backward_products = lambda x: np.zeros(4)
d_log_sin_square = d_sin_square = lambda x: 0.0
total_derivative_sum = lambda x: np.zeros(4)
total_derivative_sin = lambda x: np.zeros(3)
vector_chain = lambda x: (np.zeros((2, 2)), np.zeros((2, 1)), np.zeros((2, 1)))
compose = lambda f, g: f * 0
diagonal_chain = lambda f, g: np.zeros((len(f), len(f)))
backpropagate = lambda steps, x: (0.0, 0.0)
