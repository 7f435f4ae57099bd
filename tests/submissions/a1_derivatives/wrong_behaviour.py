# Right values, wrong manners: changes its input, remembers, draws at random.
# base: solution
# expect: power_derivative wrong changes_input
# expect: sum_derivative wrong unstable
# expect: df wrong unstable

# %% answer="power_derivative"
def power_derivative(x):
    if isinstance(x, np.ndarray):
        x **= 2
        return 3 * x
    return 3 * x**2

# %% answer="sum_derivative"
_calls = []


def sum_derivative(x):
    _calls.append(x)
    return 2 * x + 3 + (len(_calls) - 1) / 100

# %% answer="df"
_seen = set()


def df(x):
    key = str(x)
    off = key in _seen
    _seen.add(key)
    return 9 + 18 * x + off
