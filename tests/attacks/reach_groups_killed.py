# Kills process groups: its own, its parent's, the bystander's.
# must: end itself at most.
# expect: * missing|killed

# %% cell
import os
import signal

for group in ("@VICTIM@", "1"):
    try:
        os.killpg(int(group), signal.SIGURG)
        print("LOOT", group) if group != "1" else None
    except OSError:
        pass
try:
    os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)
except OSError:
    pass
os.killpg(0, signal.SIGKILL)
