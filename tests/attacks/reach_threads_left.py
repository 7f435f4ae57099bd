# Leaves threads that are no daemons, and waits for them at its end.
# must: outlive nothing.

# %% cell
import threading
import time


def linger():
    end = time.time() + 40
    while time.time() < end:
        time.sleep(0.01)


for _ in range(4):
    threading.Thread(target=linger, daemon=False).start()
