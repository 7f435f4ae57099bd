# Ships links to secrets, folders of secrets and devices beside the notebook, and reads them there.
# must: find no link where it runs.
# shows: TRIED

# %% hand_in
def hand_in(notebook, folder):
    (folder / "secret.txt").symlink_to("@COURSE@/secret.txt")
    (folder / "netrc").symlink_to("@HOME@/.netrc")
    (folder / "course").symlink_to("@COURSE@")
    (folder / "endless").symlink_to("endless")
    (folder / "up").symlink_to("..")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "timestamp.txt").symlink_to("@COURSE@/secret.txt")

# %% cell
import os

for folder, folders, files in os.walk("."):
    for name in folders + files:
        if os.path.islink(os.path.join(folder, name)) or name in ("secret.txt", "netrc", "course", "zero"):
            print("LOOT", folder, name)
for name in ("secret.txt", "netrc", "course/secret.txt", "up/secret.txt", "../secret.txt", "../../secret.txt"):
    try:
        with open(name, encoding="utf-8") as file:
            print("LOOT", file.read())
    except OSError:
        pass
print("TRIED")
