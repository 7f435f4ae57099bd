# Right values, wrong manners: changes its input, remembers earlier calls (and so does what is built on that).
# base: solution
# expect: d_dot wrong changes_input
# expect: relu wrong changes_input
# expect: relu_derivative wrong unstable
# expect: activation_gradient wrong unstable
# expect: d_quadratic wrong changes_input

# %% answer="d_dot"
def d_dot(u, v, du, dv):
    du *= v
    return du.sum() + u @ dv

# %% answer="relu"
def relu(z):
    z = np.asarray(z)
    z[z < 0] = 0
    return z

# %% answer="relu_derivative"
_seen = set()


def relu_derivative(z):
    key = str(z)
    again = key in _seen
    _seen.add(key)
    return 1.0 * (z > 0) + again

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    A += A.T.copy()
    return x @ A @ dx
