# Allows every cell to fail, by tag and by the notebook's own metadata.
# must: earn nothing.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    notebook["metadata"]["nbclient"] = {"allow_errors": True, "force_raise_errors": False}
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["raises-exception"]
