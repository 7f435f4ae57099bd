# Asks the loaders of modules that are there for the sources of those that are not.
# must: see no hidden test and no solution.
# shows: TRIED

# %% cell
import importlib.resources
import pkgutil
import sys

for name, module in list(sys.modules.items()):
    if name.split(".")[0] not in ("grader", "__main__"):
        continue
    loader = getattr(module, "__loader__", None)
    for path in ("@REPOSITORY@/solutions/a1_derivatives.py", "@REPOSITORY@/grader/hidden_tests/a1_derivatives.py"):
        try:
            print("LOOT", loader.get_data(path)[:200])
        except (OSError, AttributeError):
            pass
for package in ("grader", "solutions", "grader.hidden_tests"):
    try:
        print("LOOT", [child.name for child in importlib.resources.files(package).iterdir()])
    except (ImportError, OSError, TypeError):
        pass
    try:
        print("LOOT", pkgutil.get_data(package, "a1_derivatives.py")[:200])
    except (ImportError, OSError, TypeError):
        pass
print("TRIED")
