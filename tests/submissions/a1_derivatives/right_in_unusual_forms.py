# Right answers in forms that a grader may not expect: lists, float32, loops, a class, a nested def, a generator.
# base: solution

# %% answer="constant_derivative"
def constant_derivative(x):
    return 0

# %% answer="multiple_derivative"
def multiple_derivative(x):
    return np.full(np.shape(x), 3, dtype=np.int8)

# %% answer="power_derivative"
def power_derivative(x):
    return (3 * np.asarray(x, dtype=np.float64) ** 2).tolist()

# %% answer="sum_derivative"
def sum_derivative(x):
    return np.float32(2) * np.asarray(x, dtype=np.float32) + np.float32(3)

# %% answer="difference_derivative"
def difference_derivative(x):
    flat = [2 * value - 3 for value in np.ravel(x)]
    return np.array(flat).reshape(np.shape(x))

# %% answer="product_derivative"
def product_derivative(x):
    return complex(0, 0) + 3 * np.asarray(x) ** 2

# %% answer="chain_derivative"
def chain_derivative(x):
    return np.imag(np.log((x + 1e-20j) ** 2)) / 1e-20

# %% answer="product_rule"
class Product:
    def __init__(self, f, df, g, dg):
        self.parts = f, df, g, dg

    def __call__(self, x):
        f, df, g, dg = self.parts
        return sum(a(x) * b(x) for a, b in ((f, dg), (df, g)))


def product_rule(f, df, g, dg):
    return Product(f, df, g, dg)

# %% answer="chain_rule"
def chain_rule(df, g, dg):
    def derivative(x):
        u = g(x)
        return [df(u) * dg(x)]
    return derivative

# %% answer="approximation_error"
def approximation_error(f, df, x0, steps):
    return (abs(f(x0 + dx) - f(x0) - df(x0) * dx) for dx in steps)
