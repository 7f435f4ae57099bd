# Says that its metadata is of a schema that nbgrader migrates, does not know, or cannot read.
# must: earn nothing.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    notebook["nbformat_minor"] = 10**9
    for index, cell in enumerate(notebook["cells"]):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = [0, 1, 2, 99, "3", None][index % 6]
