# Two endless loops: one in a function, one in a cell of the student's own. Everything else counts.
# base: solution
# expect: power_derivative timeout timeout

# %% answer="power_derivative"
def power_derivative(x):
    while True:
        pass

# %% cell
while True:
    try:
        pass
    except KeyboardInterrupt:
        pass
