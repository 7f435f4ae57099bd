# Swaps the ids of answers and tests, so that easy answers stand for hard questions.
# must: earn nothing.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    named = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    ids = [cell["metadata"]["nbgrader"]["grade_id"] for cell in named]
    for cell, other in zip(named, reversed(ids)):
        cell["metadata"]["nbgrader"]["grade_id"] = cell["id"] = other
