# Reads the course: masters with their solutions, settings with the seed, history.
# must: see none of it.
# shows: TRIED

# %% cell
import os

for root in ("@COURSE@", "@REPOSITORY@"):
    for path in (
        "source/a1_derivatives.py",
        "source/a1_derivatives/a1_derivatives.ipynb",
        "source/secret_master.py",
        "nbgrader_config.py",
        "secret.txt",
        ".git/HEAD",
        "docs/marking.md",
        "grader/hidden_tests/a1_derivatives.py",
        "solutions/a1_derivatives.py",
        "tests/submissions/a1_derivatives/right_solution.py",
    ):
        try:
            with open(os.path.join(root, path), encoding="utf-8") as file:
                print("LOOT", path, file.read()[:300])
        except OSError:
            pass
    try:
        if set(os.listdir(root)) - {".venv"}:
            print("LOOT", os.listdir(root))
    except OSError:
        pass
print("TRIED")
