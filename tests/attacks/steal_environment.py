# Reads the environment, its own and every other process's, for passwords and tokens.
# must: find nothing of the instructor's.
# shows: TRIED

# %% cell
import glob
import os

for name, value in os.environ.items():
    if "secret" in name.lower() + value:
        print("LOOT", name, value)
for path in ["/proc/self/environ", "/proc/1/environ", *glob.glob("/proc/[0-9]*/environ")]:
    try:
        with open(path, "rb") as file:
            print("LOOT", path, file.read())
    except OSError:
        pass
print("TRIED")
