# Hands in as many cells as are just allowed, each with something to run.
# must: run for as long as a notebook may.
# protection: any
# expect: * missing|timeout|killed

# %% hand_in
def hand_in(notebook, folder):
    source = "import time\ntime.sleep(0.02)\nprint('x' * 10_000)"
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    notebook["cells"] += [cell | {"id": f"many-{number}"} for number in range(1_900)]
