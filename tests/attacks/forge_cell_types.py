# Turns tests into text and answers into raw cells.
# must: earn nothing.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    for index, cell in enumerate(notebook["cells"]):
        cell["cell_type"] = ("markdown", "raw")[index % 2] if cell["cell_type"] == "code" else "code"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
