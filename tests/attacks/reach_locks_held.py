# Takes locks on the gradebook and on the course, and holds them.
# must: lock nothing.
# shows: TRIED

# %% cell
import fcntl

for path in ("@COURSE@/gradebook.db", "@COURSE@/.grader.lock", "@COURSE@/nbgrader_config.py", "@COURSE@"):
    try:
        held = open(path, "rb")
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("LOOT", path)
    except OSError:
        pass
print("TRIED")
