# Calls itself without end.
# must: lose that question only.
# protection: any
# base: solution
# score: 21
# expect: df raised|killed
# expect: * correct

# %% answer="df"
def df(x):
    return df(x) + 1
