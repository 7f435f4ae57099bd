# Right answers by other roads: complex steps, loops, arithmetic for the gate, SymPy's own differentiation.
# base: solution

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    step = 1e-20j
    return ((u + step * du) @ (v + step * dv)).imag / 1e-20

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    total = 0
    for place, change in zip(x, dx):
        total += place * change + change * place
    return total

# %% answer="affine"
def affine(w, x, b):
    total = b
    for i in range(len(w)):
        total = total + w[i] * x[i]
    return total

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    h = 1e-5
    rows = h * np.eye(len(w))
    slopes = [(affine(w + row, x, b) - affine(w - row, x, b)) / (2 * h) for row in rows]
    return slopes, (affine(w, x, b + h) - affine(w, x, b - h)) / (2 * h)

# %% answer="relu"
def relu(z):
    return (z + abs(z)) / 2

# %% answer="relu_derivative"
def relu_derivative(z):
    return (np.sign(z) + 1) // 2

# %% answer="activation"
def activation(w, x, b):
    return sorted([0.0, affine(w, x, b)])[-1]

# %% answer="activation_gradient"
import sympy


def activation_gradient(w, x, b):
    names = sympy.symbols(f"w:{len(w)} b")
    z = sum(name * float(entry) for name, entry in zip(names, x)) + names[-1]
    gated = sympy.Piecewise((z, z > 0), (0, True))
    values = dict(zip(names, [*map(float, w), float(b)]))
    slopes = [sympy.diff(gated, name).subs(values) for name in names]
    return slopes[:-1], slopes[-1]

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    total = 0.0
    for i in range(len(x)):
        for j in range(len(x)):
            total += A[i, j] * (dx[i] * x[j] + x[i] * dx[j])
    return total

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    step = 1e-20j

    def neuron(w, b):
        return np.log(1 + np.exp(w @ x + b))

    slopes = [neuron(w + step * unit, b).imag / 1e-20 for unit in np.eye(len(w))]
    return slopes, neuron(w, b + step).imag / 1e-20
