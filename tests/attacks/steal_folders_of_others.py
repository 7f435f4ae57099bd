# Looks for the folders in which other submissions run, and for what earlier ones left there.
# must: see its own folder only.
# shows: TRIED
# students: 2

# %% cell
import glob
import os

own = [os.path.realpath(path) for path in (os.getcwd(), "@SITE@")]  # Python itself may lie in /tmp
for pattern in ("/tmp/*", "@TMP@/*", "/var/tmp/*", "/dev/shm/*", "/run/user/*", os.path.join(os.getcwd(), "..", "*")):
    for path in glob.glob(pattern):
        if not any(place.startswith(os.path.realpath(path)) for place in own):
            print("LOOT", path)
print("TRIED")
