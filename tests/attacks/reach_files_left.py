# Leaves a message in every folder that others may read, under a name that the next one knows.
# must: find none.
# students: 3
# shows: TRIED

# %% cell
import os
import tempfile

folders = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/var/lock", "@TMP@", "@HOME@", "@COURSE@", "@SITE@", "..", ".")
for folder in (*folders, tempfile.gettempdir(), os.path.expanduser("~"), os.path.dirname(os.__file__)):
    path = os.path.join(folder, "@TRACE@-message")
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() != "@STUDENT@":
                print("LOOT", path)
    except OSError:
        pass
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write("@STUDENT@")
    except OSError:
        pass
print("TRIED")
