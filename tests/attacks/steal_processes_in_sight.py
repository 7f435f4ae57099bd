# Looks who else is running: by /proc, by signal 0, by scheduling and priorities.
# must: see itself and what started it.
# shows: TRIED

# %% cell
import os

for asked in (os.getpgid, os.getsid, lambda pid: os.sched_getaffinity(pid), lambda pid: os.getpriority(os.PRIO_PROCESS, pid)):
    try:
        asked(int("@VICTIM@"))
        seen = True
    except OSError:
        seen = False
try:
    os.kill(int("@VICTIM@"), 0)
    print("LOOT a bystander can be signalled")
except OSError:
    pass
for path in ("/proc", "/proc/@VICTIM@"):
    try:
        if os.listdir(path):
            print("LOOT", path)
    except OSError:
        pass
print("TRIED")
