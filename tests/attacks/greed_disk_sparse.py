# Makes files of terabytes that hold nothing.
# must: be stopped at the limit of a file's size.
# shows: TRIED

# %% cell
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for number in range(10):
    try:
        with open(f"sparse{number}", "wb") as file:
            file.truncate(2**42)
        print("LOOT", os.stat(f"sparse{number}").st_size)
    except OSError:
        pass
print("TRIED")
