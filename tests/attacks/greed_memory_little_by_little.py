# Fills two gigabytes with many small objects.
# must: lose that question only.
# base: solution
# score: 21
# expect: df killed|raised|timeout
# expect: * correct

# %% answer="df"
def df(x):
    kept = []
    for _ in range(2 * 2**10):
        kept.append(bytearray(b"x") * 2**20)
    return 9 + 18 * x
