# Ships a timestamp of NUL bytes, half characters and a year that does not exist.
# must: earn nothing, and be taken for no date.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    (folder / "timestamp.txt").write_bytes(b"\x00\xff\xed\xa0\x80 99999-99-99 25:61:61 UTC+99" * 10_000)
