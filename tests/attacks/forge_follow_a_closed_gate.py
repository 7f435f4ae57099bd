# Makes the neuron's earlier values negative for every input, so that its activation and gradient are 0.
# must: earn nothing: a gate that never opens shows no gradient.
# protection: any
# assignment: a5_neuron

# %% cell
import numpy as np

affine = lambda w, x, b: -1e-9 - abs(float(b)) - abs(float(np.sum(w)))
activation = lambda w, x, b: 0.0
affine_gradient = lambda w, x, b: (np.asarray(w) * 1e-12 + 0.0, 0.0)
activation_gradient = lambda w, x, b: (np.zeros(len(w)), 0.0)
