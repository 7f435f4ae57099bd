# Names its cells with a megabyte, a list, nothing, a path, a NUL, half a character and HTML.
# must: earn nothing, and upset nobody.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    odd = ["x" * 2**20, ["df"], None, "../../../etc/passwd", "df\0", "\ud800", "<script>attack()</script>", -1, {}, True]
    for index, cell in enumerate(notebook["cells"]):
        cell["id"] = odd[index % len(odd)]
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["grade_id"] = odd[(index + 3) % len(odd)]
