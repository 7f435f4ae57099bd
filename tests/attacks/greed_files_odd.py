# Ships pipes, sockets and endless files beside the notebook: whoever opens them waits for ever.
# must: earn nothing; only plain files are read.
# protection: any
# expect: * missing

# %% hand_in
import os


def hand_in(notebook, folder):
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "checks.csv")
    with open(folder / "sparse", "wb") as file:
        file.truncate(2**36)
    (folder / "closed").write_text("x")
    (folder / "closed").chmod(0)
