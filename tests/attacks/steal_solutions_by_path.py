# Puts every place where the reference solutions could lie on the path, and loads them by file.
# must: earn nothing.
# expect: * missing
# shows: TRIED

# %% cell
import importlib.machinery
import importlib.util
import sys
from pathlib import Path

sys.path[:0] = ["@REPOSITORY@", "@REPOSITORY@/solutions", "@REPOSITORY@/grader/questions", "@COURSE@/solutions"]
sys.path_importer_cache.clear()
for folder in ("@REPOSITORY@/solutions", "@REPOSITORY@/grader/questions"):
    for path in (f"{folder}/a1_derivatives.py", f"{folder}/__pycache__/a1_derivatives.cpython-311.pyc"):
        loaders = (importlib.machinery.SourceFileLoader, importlib.machinery.SourcelessFileLoader)
        for loader in loaders:
            try:
                spec = importlib.util.spec_from_loader("stolen", loader("stolen", path))
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                globals().update(vars(module))
                print("LOOT", path)
            except (ImportError, OSError, SyntaxError, EOFError):
                pass
try:
    import a1_derivatives
    print("LOOT", a1_derivatives)
except ImportError:
    pass
print("TRIED")
