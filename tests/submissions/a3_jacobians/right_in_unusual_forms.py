# Right answers in forms that a grader may not expect: lists, float32, np.matrix, Fractions, loops, a generator, einsum.
# base: solution

# %% answer="jacobian_shape"
def jacobian_shape(output_size, input_size):
    return list(np.zeros((output_size, input_size)).shape)

# %% answer="jacobian"
def jacobian(x):
    a, b = (float(entry) for entry in x)
    return [[6 * a * b, 3 * a**2], (2, 8 * b**7)]

# %% answer="wide_jacobian"
def wide_jacobian(x):
    x = np.asarray(x, dtype=np.float32)
    table = np.zeros((2, 3), dtype=np.float32)
    table[0, :2] = x[1], x[0]
    table[1, 2] = np.cos(x[2])
    return np.matrix(table)

# %% answer="identity_jacobian"
def identity_jacobian(n):
    return [[int(i == j) for j in range(n)] for i in range(n)]

# %% answer="elementwise_jacobians"
from fractions import Fraction


def elementwise_jacobians(w, x, operator):
    w, x = [Fraction(float(a)) for a in w], [Fraction(float(a)) for a in x]
    slopes = {
        "+": lambda a, b: (1, 1),
        "-": lambda a, b: (1, -1),
        "*": lambda a, b: (b, a),
        "/": lambda a, b: (1 / b, -a / b**2),
    }
    if operator not in slopes:
        raise ValueError("one of + - * / please")
    return [
        [[slopes[operator](a, b)[side] if i == j else 0 for j in range(len(w))] for i, (a, b) in enumerate(zip(w, x))]
        for side in (0, 1)
    ]

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    rows = []
    for i in range(len(f(x))):
        row = []
        for j in range(len(x)):
            up, down = list(map(float, x)), list(map(float, x))
            up[j] += h
            down[j] -= h
            row.append((f(np.array(up))[i] - f(np.array(down))[i]) / (2 * h))
        rows.append(row)
    return rows

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    return (value + change for value, change in zip(f(x), np.einsum("ij,j->i", jacobian(x), dx)))

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return [[sympy.sympify(function).diff(variable) for variable in variables] for function in functions]
