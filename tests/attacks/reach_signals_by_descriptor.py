# Has the kernel send signals for it: makes another process the owner of a pipe, then fills the pipe.
# must: reach no other process.
# shows: TRIED

# %% cell
import fcntl
import os
import signal
import socket

victim = int("@VICTIM@")
ours, theirs = socket.socketpair()
for end in (ours, theirs):
    try:
        fcntl.fcntl(end, fcntl.F_SETOWN, victim)
        fcntl.fcntl(end, fcntl.F_SETSIG, signal.SIGUSR1)
        fcntl.fcntl(end, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        print("LOOT owner")
    except OSError:
        pass
ours.send(b"x")
theirs.send(b"x")
print("TRIED")
