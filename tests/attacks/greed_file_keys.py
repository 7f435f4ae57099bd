# Hands in a notebook whose metadata has a million keys and whose cells share one long line.
# must: earn nothing, in little time.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    notebook["metadata"] |= {f"key{number}": number for number in range(10**5)}
    notebook["cells"][0]["metadata"] |= {f"key{number}": {} for number in range(10**5)}
    notebook["cells"][1]["source"] = ["x = 1; "] * 10**5
