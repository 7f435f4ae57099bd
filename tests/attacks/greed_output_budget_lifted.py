# Raises the budget of outputs that its own process keeps, and prints seven megabytes in each of ten cells.
# must: keep a megabyte of it all the same; budgets are kept where they cannot be raised.
# protection: any
# expect: * missing|timeout|killed

# %% first
get_ipython().recorder.left = 10**15


# %% hand_in
def hand_in(notebook, folder):
    source = "get_ipython().recorder.left = 10**15\nprint('x' * 7_000_000)"
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    notebook["cells"] += [cell | {"id": f"print-{number}"} for number in range(10)]
