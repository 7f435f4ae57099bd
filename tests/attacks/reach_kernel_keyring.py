# Leaves a message in the user's keyring in the kernel.
# must: find none.
# students: 3
# shows: TRIED

# %% cell
import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
add_key, request_key = {"x86_64": (248, 249), "aarch64": (217, 218)}[platform.machine()]
for ring in (-3, -4, -5):
    if libc.syscall(request_key, b"user", b"@TRACE@-@PORT@", None, ring) > 0:
        print("LOOT a key of another one")
    libc.syscall(add_key, b"user", b"@TRACE@-@PORT@", b"message", 7, ring)
print("TRIED")
