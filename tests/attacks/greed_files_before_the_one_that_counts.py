# Lays ten megabytes and a virtual environment beside its notebook; what is asked for sorts behind them.
# must: cost nobody anything, and be told.
# protection: any

# %% hand_in
import os


def hand_in(notebook, folder):
    (folder / "a.bin").write_bytes(bytes(10 * 2**20))
    inside = folder / ".venv" / "lib"
    inside.mkdir(parents=True)
    (folder / ".venv" / "pyvenv.cfg").touch()
    for number in range(1100):
        os.link(folder / ".venv" / "pyvenv.cfg", inside / f"m{number}.py")
