# Answers with lists within lists, sets of sets, and a list that contains itself.
# must: lose those questions only.
# protection: any
# base: solution
# score: 20
# expect: df invalid|raised|killed
# expect: power_derivative invalid|raised|killed
# expect: * correct

# %% answer="df"
def df(x):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested

# %% answer="power_derivative"
def power_derivative(x):
    own = []
    own += [own, own, own]
    return own
