# Leaves start-up files, caches and settings in the home for the next Python, IPython and matplotlib.
# must: leave none.
# shows: TRIED

# %% cell
import os

names = (
    ".ipython/profile_default/startup/00-@TRACE@.py",
    ".config/matplotlib/@TRACE@-matplotlibrc",
    ".cache/@TRACE@",
    ".jupyter/@TRACE@.py",
    ".local/lib/python3.11/site-packages/@TRACE@-usercustomize.py",
    ".bashrc-@TRACE@",
)
for home in {"@HOME@", os.path.expanduser("~"), os.environ.get("XDG_CACHE_HOME", "@HOME@")}:
    if home == os.getcwd():
        continue
    for name in names:
        try:
            os.makedirs(os.path.dirname(os.path.join(home, name)), exist_ok=True)
            with open(os.path.join(home, name), "w", encoding="utf-8") as file:
                file.write("print('attacked')\n")
        except OSError:
            pass
print("TRIED")
