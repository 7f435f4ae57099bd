# Builds itself a world: new namespaces, mounts, chroot, other processes' namespaces, handles of files.
# must: see no more than before.
# shows: TRIED

# %% cell
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for flags in (0x10000000 | 0x00020000, 0x10000000, 0x00020000, 0x20000000, 0x40000000):
    if libc.unshare(flags) == 0:
        print("LOOT unshare", hex(flags))
try:
    os.makedirs("world", exist_ok=True)
except OSError:
    pass
for source, kind, flags in ((b"proc", b"proc", 0), (b"/", None, 4096), (b"none", b"tmpfs", 0), (b"sysfs", b"sysfs", 0)):
    if libc.mount(source, b"world", kind, flags, None) == 0:
        print("LOOT mount", source, os.listdir("world"))
for path in ("/old", "/proc/1/root", "/proc/1/ns/mnt", "/sys/kernel"):
    try:
        print("LOOT", os.listdir(path))
    except OSError:
        pass
try:
    os.chroot("world")
    print("LOOT chroot")
except OSError:
    pass
if libc.umount2(b"/", 2) == 0 or libc.umount2(b"/tmp", 2) == 0 or libc.umount2(b"/usr", 2) == 0:
    print("LOOT umount")
handle = ctypes.create_string_buffer(b"\x08\0\0\0\x01\0\0\0\x02\0\0\0\0\0\0\0", 64)
if libc.open_by_handle_at(os.open("/dev/null", os.O_RDONLY), handle, os.O_RDONLY) >= 0:
    print("LOOT open_by_handle_at")
print("TRIED")
