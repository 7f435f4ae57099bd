# Reads keys and tokens from the instructor's home.
# must: see none.
# shows: TRIED

# %% cell
import os

homes = {"@HOME@", os.path.expanduser("~")}
for home in homes:
    for name in (".ssh/id_ed25519", ".netrc", ".gitconfig", ".config", ".bash_history", ".pypirc", ".kube/config"):
        try:
            with open(os.path.join(home, name), encoding="utf-8") as file:
                print("LOOT", home, name, file.read()[:200])
        except OSError:
            pass
    try:
        if home not in (os.getcwd(), os.path.expanduser("~")):
            print("LOOT", home, os.listdir(home))
    except OSError:
        pass
print("TRIED")
