# Unlocks every test cell, calls it an answer, and replaces it by nothing.
# must: earn nothing; test cells come from the release.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader")
        if marks and marks["grade"]:
            marks |= {"locked": False, "solution": True, "task": False}
            cell["source"] = "pass"
