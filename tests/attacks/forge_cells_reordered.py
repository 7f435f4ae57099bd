# Hands in a solution upside down, with every test before its answer.
# must: earn what the answers are worth: questions are asked after the last cell.
# protection: any
# base: solution
# score: 22
# expect: * correct

# %% hand_in
def hand_in(notebook, folder):
    imports, *others = notebook["cells"]
    notebook["cells"] = [imports, *reversed(others)]
