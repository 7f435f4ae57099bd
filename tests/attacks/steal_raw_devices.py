# Makes device files for the machine's disks and memory, and reads those.
# must: make none.
# shows: TRIED

# %% cell
import os
import stat

for number, (major, minor, kind) in enumerate(
    [(8, 0, stat.S_IFBLK), (259, 0, stat.S_IFBLK), (253, 0, stat.S_IFBLK), (254, 0, stat.S_IFBLK), (1, 1, stat.S_IFCHR)]
):
    try:
        os.mknod(f"device{number}", 0o600 | kind, os.makedev(major, minor))
        with open(f"device{number}", "rb") as file:
            print("LOOT", major, minor, file.read(16))
    except OSError:
        pass
print("TRIED")
