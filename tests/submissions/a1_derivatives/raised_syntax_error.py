# A syntax error in one answer cell.
# base: solution
# expect: df raised SyntaxError

# %% answer="df"
def df(x):
    return 9 + 18 x
