# Takes all processors: twenty processes, each on every core and in a session of its own.
# must: stay on its worker's core, with its own share of that.
# shows: TRIED

# %% cell
import os
import time

end = time.time() + 0.3
for attempt in (
    lambda: os.sched_setaffinity(0, range(64)),
    lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)),
    lambda: os.setpriority(os.PRIO_PROCESS, 0, 0),
):
    try:
        attempt()
        print("LOOT", attempt.__code__.co_names)
    except OSError:
        pass
session = os.getsid(0)
for _ in range(20):
    try:
        if not os.fork():
            os.setsid()
            while time.time() < end:
                pass
            os._exit(0)
    except OSError:
        break
os.setsid()
if os.getsid(0) != session:
    print("LOOT session")
print("TRIED")
