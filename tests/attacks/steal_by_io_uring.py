# Asks the kernel by another road that filters of system calls do not see: io_uring.
# must: be refused.
# shows: TRIED

# %% cell
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
parameters = ctypes.create_string_buffer(120)
if libc.syscall(425, 4, parameters) >= 0:
    print("LOOT io_uring")
print("TRIED")
