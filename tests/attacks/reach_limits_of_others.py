# Sets limits, priorities and processors of other processes, so that the grader starves.
# must: change none but its own.
# shows: TRIED

# %% cell
import os
import resource

for pid in {os.getppid(), 1, int("@VICTIM@")} - {os.getpid()}:
    for change in (
        lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, resource.prlimit(pid, resource.RLIMIT_NOFILE)),
        lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
        lambda: os.sched_setaffinity(pid, os.sched_getaffinity(pid)),
        lambda: os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0)),
        lambda: os.setpgid(pid, 0),
    ):
        try:
            change()
            print("LOOT", pid)
        except OSError:
            pass
print("TRIED")
