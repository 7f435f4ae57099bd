# Steps stored in an array of integers, of which nothing is left; slopes that lost a factor each.
# base: solution
# expect: dfx wrong coefficient_lost
# expect: dfy wrong x_lost
# expect: numerical_gradient wrong steps_rounded_to_zero

# %% answer="dfx"
def dfx(x, y):
    return 2 * x * y

# %% answer="dfy"
def dfy(x, y):
    return 3

# %% answer="gradient"
def gradient(x, y):
    return 6 * x * y, 3 * x**2

# %% answer="numerical_gradient"
def numerical_gradient(f, x, h=1e-5):
    slopes = []
    for i in range(x.size):
        e = np.zeros_like(x)
        e[i] = h
        slopes.append((f(x + e) - f(x - e)) / 2 / h)
    return np.array(slopes)
