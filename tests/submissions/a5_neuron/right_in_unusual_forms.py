# Right answers in forms that a grader may not expect: Fractions, einsum, float32, lists, columns, 0-d arrays.
# base: solution

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    from fractions import Fraction
    exact = [[Fraction(float(entry)) for entry in vector] for vector in (u, v, du, dv)]
    return sum(b * c + a * d for a, b, c, d in zip(*exact))

# %% answer="d_square_norm"
def d_square_norm(x, dx):
    return np.einsum("i,i->", 2 * x, dx).reshape(1)

# %% answer="affine"
def affine(w, x, b):
    return np.float32(np.asarray(w, dtype=np.float32) @ np.asarray(x, dtype=np.float32) + np.float32(b))

# %% answer="affine_gradient"
def affine_gradient(w, x, b):
    return [x.tolist(), 1]

# %% answer="relu"
def relu(z):
    return np.where(np.asarray(z) > 0, z, 0).tolist()

# %% answer="relu_derivative"
def relu_derivative(z):
    return np.heaviside(z, 0)

# %% answer="activation"
def activation(w, x, b):
    return np.array([[max(0, np.dot(w, x) + b)]])

# %% answer="activation_gradient"
def activation_gradient(w, x, b):
    gate = np.array([int(w @ x + b > 0)])
    return gate * x.reshape(-1, 1), gate

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    return np.einsum("i,ij,j->", x, A + A.T, dx).reshape(1, 1)

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    slope = (1 + np.tanh((np.inner(w, x) + b) / 2)) / 2
    return [slope * entry for entry in x.tolist()], np.array([slope])
