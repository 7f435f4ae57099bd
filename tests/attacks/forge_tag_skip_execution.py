# Puts skip-execution and its relatives on every test cell.
# must: earn nothing; tags are dropped.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "skip", "remove-cell", "nbval-skip", "hide-input"]
