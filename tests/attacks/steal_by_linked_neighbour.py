# Hands in a link to another student's answers, by a path from one folder to the next.
# must: earn nothing.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    name = "steal_by_linked_notebook_z_honest/a1_derivatives/a1_derivatives.ipynb"
    honest = sorted(folder.parent.parent.glob("*_z_honest"))
    other = honest[0].name if honest else name
    (folder / "a1_derivatives.ipynb").symlink_to(f"../../{other}/a1_derivatives/a1_derivatives.ipynb")
