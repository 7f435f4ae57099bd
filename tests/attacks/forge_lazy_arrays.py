# Returns objects that become an array, a number or a sequence only when asked, each time another one.
# must: earn nothing; what is no plain value is no answer.
# protection: any
# expect: df invalid|wrong

# %% cell
import itertools

import numpy as np


class Lazy:
    turns = itertools.count()

    def __array__(self, *_, **__):
        return np.full(10, next(self.turns))

    def __float__(self):
        return float(next(self.turns))

    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return next(self.turns)

    def __getitem__(self, index):
        return self

    __index__ = __complex__ = __int__ = __float__


constant_derivative = power_derivative = df = numerical_derivative = lambda *_: Lazy()
