# Leaves the process from functions: by exit, by abort, by a null pointer, by SIGKILL.
# must: lose those questions only.
# base: solution
# score: 18
# expect: power_derivative killed
# expect: sum_derivative killed
# expect: product_derivative killed
# expect: df killed|raised
# expect: * correct

# %% answer="power_derivative"
import os


def power_derivative(x):
    os._exit(0)

# %% answer="sum_derivative"
def sum_derivative(x):
    os.abort()

# %% answer="product_derivative"
def product_derivative(x):
    import ctypes

    return ctypes.string_at(0)

# %% answer="df"
def df(x):
    os.kill(os.getpid(), 9)
