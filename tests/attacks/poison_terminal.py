# Raises errors whose text commands a terminal and is the markup of tables on it.
# must: reach no terminal as a command.
# protection: any
# expect: df raised
# expect: power_derivative raised

# %% cell
def df(x):
    raise ValueError("\x1b[2J\x1b]0;attack\x07\x1b[31m\x9b31m\r22 / 22 [/red][bold]attack[/] [link=file:///]x[/link]")


power_derivative = df
