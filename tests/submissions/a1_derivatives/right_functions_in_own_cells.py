# The answer cell is deleted and the function written in a cell of the student's own, with another parameter name.
# base: solution

# %% delete="df_answer"

# %% cell
def df(t):
    return 9 * (1 + 2 * t)
