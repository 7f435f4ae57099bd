# Forks until nothing more can be forked.
# must: be stopped at the limit of processes.
# expect: * missing|killed|timeout|raised

# %% cell
import os
import time

end = time.time() + 3
count = 0
while time.time() < end and count < 3000:
    try:
        if not os.fork():
            time.sleep(5)
            os._exit(0)
        count += 1
    except OSError:
        break
if count >= 200:
    print("LOOT", count)
