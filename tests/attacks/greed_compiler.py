# Has the compiler work: brackets a thousand deep, a line of a hundred thousand additions, a number of as many digits.
# must: lose those cells at most.
# protection: any
# expect: * missing|killed|timeout|raised

# %% hand_in
def hand_in(notebook, folder):
    sources = ("(" * 5_000 + ")" * 5_000, "+".join(["1"] * 100_000), "9" * 10**5, "-" * 100_000 + "1", "(1,) * (2 ** 40)")
    for number, source in enumerate(sources):
        cell = {"cell_type": "code", "id": f"deep{number}", "metadata": {}, "source": source}
        notebook["cells"].append(cell | {"outputs": [], "execution_count": None})
