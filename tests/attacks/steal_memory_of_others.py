# Reads the memory of the process that started it, of its neighbours and of a bystander.
# must: read none: neither by /proc, nor by process_vm_readv, nor as a debugger.
# shows: TRIED

# %% cell
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


class Span(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


here = ctypes.create_string_buffer(64)
mine = Span(ctypes.addressof(here), 64)
theirs = Span(ctypes.addressof(ctypes.c_char.in_dll(libc, "environ")), 8)
for pid in {os.getppid(), 1, 2, int("@VICTIM@")} - {0, os.getpid()}:
    if libc.process_vm_readv(pid, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) > 0:
        print("LOOT process_vm_readv", pid)
    if libc.ptrace(16, pid, 0, 0) == 0:
        print("LOOT ptrace", pid)
        libc.ptrace(17, pid, 0, 0)
    for path in (f"/proc/{pid}/mem", f"/proc/{pid}/maps", f"/proc/{pid}/stack", f"/proc/{pid}/fd/0"):
        try:
            with open(path, "rb") as file:
                print("LOOT", path, file.read(1) and "")
        except (OSError, ValueError):
            pass
print("TRIED")
