# Makes everybody its debuggee or lets itself be debugged by a child that outlives it.
# must: debug nobody.
# shows: TRIED

# %% cell
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for pid in (os.getppid(), 1, int("@VICTIM@")):
    if pid != os.getpid() and libc.ptrace(0x4206, pid, 0, 0) == 0:
        print("LOOT", pid)
libc.prctl(0x59616D61, -1, 0, 0, 0)
libc.prctl(4, 1, 0, 0, 0)
print("TRIED")
