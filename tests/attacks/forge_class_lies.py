# Says of itself that it is an array, a Matrix, a list; its attributes are something else.
# must: earn nothing.
# protection: any

# %% cell
import numpy as np


def liar(kind, **attributes):
    return lambda *_, **__: type("Liar", (), {"__class__": property(lambda self: kind), **attributes})()


constant_derivative = liar(np.ndarray, size=1, dtype=np.dtype("f8"), shape=(1,))
multiple_derivative = liar(float, __float__=lambda self: 5.0 + id(self) % 2)
power_derivative = liar(list, __iter__=lambda self: iter(int, 1))
sum_derivative = liar(sympy.Basic, args=(), func=None)
df = liar(sympy.MatrixBase, shape=(10**9, 10**9), tolist=lambda self: [[1]])
numerical_derivative = liar(type(None))
