# Ships folders within folders, a thousand deep.
# must: earn nothing; whoever reads them does not stumble.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    deep = folder
    for _ in range(1200):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x").write_text("x")
