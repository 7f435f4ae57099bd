# Returns numpy arrays of a subclass that overrides everything, object arrays, records and strided tricks.
# must: earn nothing.
# protection: any
# assignment: a2_gradients

# %% cell
import numpy as np


class Hostile(np.ndarray):
    def __array_ufunc__(self, *_, **__):
        return True

    def __array_finalize__(self, other):
        pass

    def __array_function__(self, *_, **__):
        return True

    def tolist(self):
        return [self] * 3

    dtype = property(lambda self: self)
    kind = "f"
    size = shape = property(lambda self: (2,))


gradient = lambda *_: np.zeros(2).view(Hostile)
dfx = lambda *_: np.array([object()], dtype=object)
dfy = lambda *_: np.zeros(3, dtype=[("x", "f8"), ("y", "O")])
directional_derivative = lambda *_: np.lib.stride_tricks.as_strided(np.zeros(1), (10**9, 10**9), (0, 0))
steepest_ascent = lambda *_: np.empty((0, 10**9))
linear_change = lambda *_: np.ma.masked_all(2)
