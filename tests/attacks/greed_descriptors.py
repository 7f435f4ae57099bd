# Opens files until nothing more can be opened.
# must: be stopped at the limit; the questions are asked all the same.
# base: solution
# score: 22
# expect: * correct
# shows: TRIED

# %% cell
import os

files = []
try:
    while len(files) < 100_000:
        files.append(os.open("/dev/null", os.O_RDONLY))
    print("LOOT", len(files))
except OSError:
    pass
for file in files:
    os.close(file)
print("TRIED")
