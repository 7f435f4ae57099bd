# Right answers by complex steps, float32, measured slopes, generators, matrices.
# base: solution

# %% answer="jacobian_shape"
from collections import namedtuple
_S = namedtuple("_S", "rows columns")
def jacobian_shape(output_size, input_size):
    return _S(rows=output_size, columns=input_size)

# %% answer="jacobian"
def jacobian(x):
    p, q = np.asarray(x, dtype=float)
    return np.vstack([np.r_[6 * p * q, 3 * p**2], np.r_[2, 8 * q**7]]).astype(np.float32)

# %% answer="wide_jacobian"
def wide_jacobian(x):
    f = lambda z: np.array([z[0] * z[1], np.sin(z[2])])
    return np.stack([f(np.asarray(x) + 1e-20j * e).imag / 1e-20 for e in np.eye(3)], axis=1)

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.equal.outer(range(n), range(n)) * 1

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    if operator not in ("+", "-", "*", "/"):
        raise ValueError(operator)
    one = np.ones(len(w))
    a, b = {"+": lambda: (one, one), "-": lambda: (one, -one), "*": lambda: (x, w), "/": lambda: (1 / np.array(x), -np.array(w) / np.square(x, dtype=float))}[operator]()
    return (np.einsum("i,ij->ij", v, np.eye(len(w))) for v in (a, b))

# %% answer="numerical_jacobian"
def numerical_jacobian(function, point, h=1e-5):
    n = np.size(point)
    P = np.broadcast_to(np.asarray(point, float), (n, n))
    up = np.array(list(map(function, P + h * np.eye(n))))
    down = np.array(list(map(function, P - h * np.eye(n))))
    return np.ascontiguousarray(((up - down) / (2 * h)).T)

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return tuple(np.c_[jacobian(x), f(x)] @ np.r_[dx, 1])

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix.hstack(*[sympy.Matrix([sympy.diff(f, v) for f in functions]) for v in variables])
