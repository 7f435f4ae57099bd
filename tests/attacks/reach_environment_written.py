# Writes into the Python environment: a .pth file, sitecustomize, a module's cache.
# must: write nothing there.
# shows: TRIED

# %% cell
import os
import site
import sys

folders = {"@SITE@", "@REPOSITORY@", "@REPOSITORY@/grader", sys.prefix, os.path.dirname(os.__file__), *site.getsitepackages()}
for folder in folders:
    for name in ("@TRACE@.pth", "@TRACE@_sitecustomize.py", "__pycache__/@TRACE@.pyc"):
        try:
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("# left by @STUDENT@\n")
            print("LOOT", folder, name)
        except OSError:
            pass
for path in (os.__file__, "@REPOSITORY@/grader/__init__.py", "@REPOSITORY@/solutions/a1_derivatives.py", sys.executable):
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND))
        print("LOOT", path)
    except OSError:
        pass
    try:
        os.chmod(path, os.stat(path).st_mode & 0o7777)
        print("LOOT chmod", path)
    except OSError:
        pass
    try:
        found = os.stat(path)
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
        print("LOOT utime", path)
    except OSError:
        pass
print("TRIED")
