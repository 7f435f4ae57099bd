# Writes two gigabytes into its folder, and into others.
# must: be stopped at the limit of its private folder.
# shows: TRIED

# %% cell
import os

block = b"x" * 2**20
written = 0
for folder in (".", "/tmp", "/var/tmp", "/dev/shm", "@HOME@", "@TMP@"):
    for number in range(16):
        try:
            with open(os.path.join(folder, f"@TRACE@-{number}"), "wb", buffering=0) as file:
                for _ in range(32):
                    written += file.write(block)
        except OSError:
            pass
if written > 200 * 2**20:
    print("LOOT", written)
print("TRIED")
