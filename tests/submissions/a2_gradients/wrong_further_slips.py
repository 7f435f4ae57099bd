# Signs, letters, digits and entries that get lost on the way.
# base: solution
# expect: dfx wrong sign_of_y_lost
# expect: dfy wrong variables_confused
# expect: gradient wrong cut_to_whole_numbers
# expect: linear_change wrong last_input_only
# expect: directional_derivative wrong cut_to_whole_numbers
# expect: numerical_gradient wrong left_one_step_back

# %% answer="dfx"
def dfx(x, y):
    return 6 * x * abs(y)

# %% answer="dfy"
def dfy(x, y):
    return 3 * y**2

# %% answer="gradient"
def gradient(x, y):
    g = np.zeros(2, dtype=int)
    g[0] = 6 * x * y
    g[1] = 3 * x**2
    return g

# %% answer="linear_change"
def linear_change(gradient, step):
    for i in range(len(step)):
        total = gradient[i] * step[i]
    return total

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    n = np.linalg.norm(direction)
    if n == 0:
        raise ValueError
    return np.dot(gradient, direction) // n

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    p = np.array(x, float)
    g = np.zeros(len(p))
    for i in range(len(p)):
        p[i] += h
        a = f(p)
        p[i] -= 2 * h
        b = f(p)
        g[i] = (a - b) / (2 * h)
    return g
