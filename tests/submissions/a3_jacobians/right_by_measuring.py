# Measures instead of deriving, soundly: complex steps and central differences.
# base: solution

# %% answer="jacobian"
def jacobian(x):
    steps = np.asarray(x) + 1e-20j * np.eye(2)
    return np.array([np.imag([3 * p[0] ** 2 * p[1], 2 * p[0] + p[1] ** 8]) / 1e-20 for p in steps]).T

# %% answer="wide_jacobian"
def wide_jacobian(x):
    return numerical_jacobian(lambda v: np.array([v[0] * v[1], np.sin(v[2])]), x)

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return np.imag(np.zeros(n) + 1e-20j * np.eye(n)) / 1e-20

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    try:
        run = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[operator]
    except KeyError as error:
        raise ValueError(operator) from error
    return numerical_jacobian(lambda v: run(v, x), w), numerical_jacobian(lambda v: run(w, v), x)

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    return np.array([(f(x + h * e) - f(x - h * e)) / h / 2 for e in np.eye(np.size(x))]).T

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return f(x) + (jacobian(x) * dx).sum(axis=1)
