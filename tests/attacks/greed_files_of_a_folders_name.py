# Ships a folder in place of the notebook, and a pipe in place of the timestamp.
# must: earn nothing, and be told.
# protection: any

# %% hand_in
import os


def hand_in(notebook, folder):
    (folder / "a1_derivatives.ipynb").mkdir()
    (folder / "a1_derivatives.ipynb" / "a1_derivatives.ipynb").write_text("{}")
    os.mkfifo(folder / "timestamp.txt")
