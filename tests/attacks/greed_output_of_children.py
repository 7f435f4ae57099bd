# Has programs write to the standard output without end.
# must: keep none or little of it.
# expect: * missing|timeout|killed

# %% cell
import os
import subprocess
import sys

os.write(1, b"x" * 10_000)
os.write(2, b"x" * 10_000)
subprocess.Popen([sys.executable, "-S", "-c", "while True: print('x' * 10**5)"])
!yes
