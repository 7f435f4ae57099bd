# Makes a hundred thousand empty files.
# must: be stopped at the limit of files, and leave none behind.
# expect: * missing|timeout

# %% cell
import os

count = 0
try:
    for count in range(100_000):
        os.close(os.open(f"file{count}", os.O_CREAT | os.O_WRONLY))
except OSError:
    pass
if count > 50_000:
    print("LOOT", count)
