# Writes into the course: results of its own, other students' work, settings; removes what it can.
# must: change nothing.
# shows: TRIED

# %% cell
import os
import shutil

for path in (
    "@COURSE@/autograded/@STUDENT@/a1_derivatives/results.json",
    "@COURSE@/submitted/neighbour/a1_derivatives/diary.txt",
    "@COURSE@/nbgrader_config.py",
    "@COURSE@/gradebook.db",
    "@COURSE@/@TRACE@",
):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a", encoding="utf-8") as file:
            file.write("# changed\n")
    except OSError:
        pass
    try:
        os.truncate(path, os.stat(path).st_size)
    except OSError:
        pass
for path in ("@COURSE@/submitted/neighbour", "@COURSE@/secret.txt"):
    try:
        os.rename(path, path + ".@TRACE@")
    except OSError:
        pass
shutil.rmtree("@COURSE@/submitted/neighbour", ignore_errors=True)
print("TRIED")
