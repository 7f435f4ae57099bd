# Imports the reference solutions and answers with them.
# must: earn nothing: there is no such module where it runs.
# expect: * missing
# shows: TRIED

# %% cell
for module in ("solutions.a1_derivatives", "grader.hidden_tests.a1_derivatives", "a1_derivatives"):
    try:
        exec(f"from {module} import *")
        print("LOOT", module)
    except (ImportError, OSError):
        pass
print("TRIED")
