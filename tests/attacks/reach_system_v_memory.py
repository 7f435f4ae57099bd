# Leaves a message in System V shared memory, a queue and a semaphore, under numbers that the next one knows.
# must: find nothing there.
# students: 3
# shows: TRIED

# %% cell
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
KEY = int("@PORT@") + 7
old = libc.shmget(KEY, 4096, 0o666)
if old >= 0:
    print("LOOT a segment of another one")
new = libc.shmget(KEY, 4096, 0o1666)
if libc.msgget(KEY, 0o666) >= 0 or libc.semget(KEY, 1, 0o666) >= 0:
    print("LOOT a queue of another one")
libc.msgget(KEY, 0o1666)
libc.semget(KEY, 1, 0o1666)
print("TRIED")
