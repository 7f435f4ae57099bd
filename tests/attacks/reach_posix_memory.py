# Leaves a message in POSIX shared memory, a named semaphore and a message queue.
# must: find nothing there.
# students: 3
# shows: TRIED

# %% cell
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for path in ("/dev/shm/@TRACE@-memory", "/dev/shm/sem.@TRACE@", "/dev/mqueue/@TRACE@"):
    if os.path.exists(path):
        print("LOOT", path)
    try:
        with open(path, "w") as file:
            file.write("@STUDENT@")
    except OSError:
        pass
if libc.mq_open(b"/@TRACE@-@PORT@", os.O_RDWR) >= 0:
    print("LOOT a queue of another one")
libc.mq_open(b"/@TRACE@-@PORT@", os.O_RDWR | os.O_CREAT, 0o666, None)
print("TRIED")
