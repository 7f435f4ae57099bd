# Leaves a lock held by a thread, so that the next fork waits for it: memory, logging, import.
# must: lose what waits.
# expect: * missing|timeout|killed

# %% cell
import logging
import threading
import time
import importlib._bootstrap as bootstrap


def hold():
    logging._lock.acquire() if hasattr(logging, "_lock") else None
    time.sleep(30)


threading.Thread(target=hold, daemon=True).start()
