# Looks for the folders in which other submissions run, and for what earlier ones left there.
# must: see its own folder only.
# shows: TRIED
# students: 2

# %% cell
import glob
import os

for pattern in ("/tmp/*", "@TMP@/*", "/var/tmp/*", "/dev/shm/*", "/run/user/*", os.path.join(os.getcwd(), "..", "*")):
    for path in glob.glob(pattern):
        if not os.path.samefile(path, os.getcwd()) and not os.path.realpath(os.getcwd()).startswith(os.path.realpath(path)):
            print("LOOT", path)
print("TRIED")
