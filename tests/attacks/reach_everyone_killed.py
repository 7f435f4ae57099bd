# Signals every process that it may signal; kills them where it has seen that only its own are within reach.
# must: end itself at most.
# expect: * missing|killed

# %% cell
import os
import signal

try:
    os.kill(-1, signal.SIGURG)
except OSError:
    pass
try:
    os.kill(int("@VICTIM@"), 0)
    alone = False
    print("LOOT a bystander is within reach")
except ProcessLookupError:
    alone = True
except OSError:
    alone = False
if alone:
    os.kill(-1, signal.SIGKILL)
