# Opens files until nothing more can be opened, and keeps them open.
# must: cost itself at most.
# base: solution
# score: 0 to 22
# expect: * correct|killed|raised|timeout

# %% cell
import os

files = []
try:
    while len(files) < 100_000:
        files.append(os.open("/dev/null", os.O_RDONLY))
except OSError:
    pass
