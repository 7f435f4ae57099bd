# Calls itself without end after it has removed Python's own limit: the stack overflows.
# must: lose that question only.
# base: solution
# score: 21
# expect: df raised|killed|timeout
# expect: * correct

# %% answer="df"
def df(x):
    import sys

    sys.setrecursionlimit(10**9)
    value = []
    for _ in range(10**6):
        value = [value]
    return repr(value) or sorted([x], key=lambda y: df(y))
