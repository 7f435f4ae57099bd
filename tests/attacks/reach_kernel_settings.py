# Opens the kernel's switches for writing: core dumps to a program, restarts, control groups, the clock.
# must: open none.
# shows: TRIED

# %% cell
import os
import time

for path in (
    "/proc/sys/kernel/core_pattern",
    "/proc/sysrq-trigger",
    "/proc/self/oom_score_adj",
    "/sys/fs/cgroup/cgroup.procs",
    "/sys/fs/cgroup/memory.max",
    "/sys/kernel/uevent_helper",
    "/dev/fuse",
    "/dev/kvm",
    "/dev/tty",
    "/dev/ptmx",
):
    try:
        os.close(os.open(path, os.O_WRONLY))
        print("LOOT", path)
    except OSError:
        pass
try:
    time.clock_settime(time.CLOCK_REALTIME, time.time())
    print("LOOT the clock")
except OSError:
    pass
print("TRIED")
