# Leaves eight processes that burn the processor after its cells have ended.
# must: have them end with it.

# %% cell
import os
import time

for _ in range(8):
    try:
        if not os.fork():
            end = time.time() + 30
            while time.time() < end:
                pass
            os._exit(0)
    except OSError:
        break
