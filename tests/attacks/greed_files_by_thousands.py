# Ships twenty thousand files, and more bytes than are taken.
# must: earn nothing, in little time.
# protection: any
# expect: * missing|killed|timeout|raised

# %% hand_in
import os


def hand_in(notebook, folder):
    (folder / "many").mkdir()
    (folder / "many" / "0").touch()
    for number in range(1, 20_000):
        os.link(folder / "many" / "0", folder / "many" / str(number))
    (folder / "zz_large").write_bytes(b"x" * 30 * 2**20)
