# Gives every cell the checksum of another one, or one of its own making.
# must: earn nothing.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    for index, cell in enumerate(notebook["cells"]):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["checksum"] = ["0" * 32, None, 7, "x" * 10**5][index % 4]
            cell["source"] += "\n# changed"
