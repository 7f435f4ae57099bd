# An app that looks for the reference app wherever it may lie, and would show what that shows.
# base: release
# expect: * raised LookupError

# %% beside="app.py"
import importlib
import sys
from pathlib import Path

for place in (str(Path(sys.prefix).parent), *map(str, Path.cwd().parents), "/old", "/aside"):
    sys.path.append(place)
for name in ("solutions.a8_data_app", "grader.hidden_tests.a8_data_app", "a8_data_app"):
    try:
        found = importlib.import_module(name)
    except Exception:
        continue
    getattr(found, "solution", lambda found=found: found)().main()
    break
else:
    raise LookupError("nothing found")
