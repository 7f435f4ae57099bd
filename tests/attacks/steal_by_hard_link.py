# Links the gradebook, the masters and another's answers into its own folder.
# must: link nothing.
# shows: TRIED

# %% cell
import os

for path in ("@COURSE@/gradebook.db", "@COURSE@/secret.txt", "@REPOSITORY@/solutions/a1_derivatives.py", "/etc/shadow"):
    for link in (os.link, os.rename):
        if link is os.rename and path.startswith(("@REPOSITORY@", "/etc")):
            continue
        try:
            link(path, "mine")
            print("LOOT", link.__name__, path)
            os.rename("mine", path) if link is os.rename else os.unlink("mine")
        except OSError:
            pass
print("TRIED")
