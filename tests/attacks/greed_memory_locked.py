# Locks its memory, so that it cannot be moved out of the way.
# must: stay below the limit.
# shows: TRIED

# %% cell
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mlockall(3)
try:
    kept = bytearray(b"x") * (2 * 2**30)
    print("LOOT", len(kept))
except MemoryError:
    pass
print("TRIED")
