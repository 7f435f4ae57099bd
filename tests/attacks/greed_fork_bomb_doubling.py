# Forks children that fork children, eight generations of them.
# must: be stopped at the limit of processes.
# expect: * missing|killed|timeout|raised

# %% cell
import os
import time

for _ in range(8):
    try:
        os.fork()
    except OSError:
        pass
time.sleep(0.5)
