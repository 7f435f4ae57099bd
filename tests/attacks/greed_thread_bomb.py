# Starts threads until nothing more can be started.
# must: be stopped at the limit.
# expect: * missing|killed|timeout|raised

# %% cell
import threading
import time

count = 0
try:
    for count in range(2000):
        threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
except (RuntimeError, MemoryError):
    pass
if count > 200:
    print("LOOT", count)
