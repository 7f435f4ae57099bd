# Hands in a link to the source notebook in place of a notebook.
# must: earn nothing: a link is not what a student wrote.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    (folder / "a1_derivatives.ipynb").symlink_to("@COURSE@/source/a1_derivatives/a1_derivatives.ipynb")
