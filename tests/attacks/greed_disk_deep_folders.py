# Makes folders within folders, deeper than any path can say.
# must: leave none behind; whoever clears up does not stumble.
# base: solution
# score: 22
# expect: * correct

# %% cell
import os

try:
    for _ in range(2200):
        os.mkdir("d")
        os.chdir("d")
except OSError:
    pass
