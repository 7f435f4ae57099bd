# Gives its questions a thousand points, negative ones, no number at all, and infinity.
# must: earn nothing, and change no maximum.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    odd = [1000, -1000, float("nan"), float("inf"), "22", None, 10**400, [22]]
    for index, cell in enumerate(notebook["cells"]):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["points"] = odd[index % len(odd)]
