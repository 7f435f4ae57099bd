# Loops for ever in a function.
# must: lose that question only.
# base: solution
# score: 21
# expect: df timeout
# expect: * correct

# %% answer="df"
def df(x):
    while True:
        pass
