# A function that ends Python, one that crashes it, and a cell that leaves for good.
# base: solution
# expect: power_derivative killed no_answer
# expect: sum_derivative killed crash
# expect: chain_rule killed cell_killed

# %% answer="power_derivative"
import os


def power_derivative(x):
    os._exit(0)

# %% answer="sum_derivative"
def sum_derivative(x):
    import ctypes

    return ctypes.string_at(0)

# %% answer="chain_rule"
os._exit(1)
