# Hands in every cell twice, tests of its own under the ids of ours among them.
# must: earn nothing; of several cells with one id the last answer counts.
# protection: any
# expect: * missing|timeout

# %% hand_in
import copy


def hand_in(notebook, folder):
    cells = notebook["cells"]
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = "print('passed')"
    notebook["cells"] = [copy.deepcopy(cell) for _ in range(2) for cell in cells]
