# Hands in a link to another student's whole folder.
# must: earn nothing.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    honest = sorted(folder.parent.parent.glob("*_z_honest"))
    folder.rmdir()
    folder.symlink_to(honest[0] / "a1_derivatives", target_is_directory=True)
