# Asks for two gigabytes at once and fills them.
# must: lose that question only.
# base: solution
# score: 21
# expect: df killed|raised
# expect: * correct

# %% answer="df"
def df(x):
    return len(bytearray(b"x") * (2 * 2**30))
