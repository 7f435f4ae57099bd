# Raises its own limits and takes rights back: user 0, capabilities, real-time priority.
# must: get none.
# shows: TRIED

# %% cell
import os
import resource

for attempt in (
    lambda: resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40)),
    lambda: resource.setrlimit(resource.RLIMIT_NPROC, (10**5, 10**5)),
    lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**40, 2**40)),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    lambda: os.nice(-10),
    lambda: os.setgroups([0]),
):
    try:
        attempt()
        print("LOOT", attempt.__code__.co_names)
    except (OSError, ValueError):
        pass
print("TRIED")
