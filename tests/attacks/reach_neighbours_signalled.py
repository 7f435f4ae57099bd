# Signals every process number near its own and near the bystander's, by every call that can.
# must: reach none but its own.
# shows: TRIED

# %% cell
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
victim = int("@VICTIM@")
near = {*range(max(2, victim - 40), victim + 40), *range(max(2, os.getpid() - 40), os.getpid() + 40)} - {os.getpid()}
for pid in near:
    for send in (
        lambda: os.kill(pid, signal.SIGURG),
        lambda: os.kill(-pid, signal.SIGURG),
        lambda: signal.pidfd_send_signal(os.pidfd_open(pid), signal.SIGURG),
    ):
        try:
            send()
        except OSError:
            pass
    libc.syscall(200, pid, int(signal.SIGURG))
    libc.syscall(234, pid, pid, int(signal.SIGURG))
print("TRIED")
