# Three answers that stop with an error, each in its own way; a cell of the student's own that fails as well.
# base: solution
# expect: power_derivative raised NameError
# expect: chain_derivative raised ZeroDivisionError
# expect: df raised TypeError
# expect: sum_derivative raised exception

# %% answer="power_derivative"
def power_derivative(x):
    return 3 * y**2

# %% answer="chain_derivative"
def chain_derivative(x):
    return 2 / (1 / (x - x))

# %% answer="df"
def df():
    return 27

# %% answer="sum_derivative"
class Tired(Exception):
    pass


def sum_derivative(x):
    raise Tired("enough")

# %% cell
print(1 / 0)
