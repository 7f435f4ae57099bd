# Makes its system calls by the numbers of other machines: 32-bit and x32, whose numbers filters forget.
# must: come no further by them.
# shows: TRIED

# %% cell
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
X32 = 0x40000000
if platform.machine() == "x86_64":
    if libc.syscall(X32 | 41, 2, 1, 0) >= 0:
        print("LOOT x32 socket")
    if libc.syscall(X32 | 62, int("@VICTIM@"), 23) == 0:
        print("LOOT x32 kill")
print("TRIED")
