# Leaves folders that nobody may enter and files that nobody may remove.
# must: leave none behind.
# base: solution
# score: 22
# expect: * correct

# %% cell
import os

try:
    os.makedirs("closed/inner")
    open("closed/inner/file", "w").close()
    os.chmod("closed/inner", 0)
    os.chmod("closed", 0)
    os.chmod(".", 0)
except OSError:
    pass
