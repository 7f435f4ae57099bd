# Loops in C code, where no signal handler runs: a power with a hundred million digits, a comparison without end.
# must: lose those questions only.
# base: solution
# score: 20
# expect: df timeout|killed|raised
# expect: power_derivative timeout|killed|raised
# expect: * correct

# %% answer="df"
def df(x):
    return len(str(10 ** 10**8)) and 10 ** 10**9

# %% answer="power_derivative"
import itertools


def power_derivative(x):
    return 0 in itertools.repeat(1)
