# Ships twenty thousand files, and more bytes than are taken.
# must: earn nothing, in little time.
# protection: any
# expect: * missing|killed|timeout

# %% hand_in
def hand_in(notebook, folder):
    (folder / "many").mkdir()
    for number in range(20_000):
        (folder / "many" / str(number)).touch()
    (folder / "zz_large").write_bytes(b"x" * 30 * 2**20)
