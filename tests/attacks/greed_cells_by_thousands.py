# Hands in ten thousand cells.
# must: be told so, and run none of them.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    cell = {"cell_type": "code", "metadata": {}, "source": "print('x')", "outputs": [], "execution_count": None}
    notebook["cells"] += [cell | {"id": f"many-{number}"} for number in range(10_000)]
