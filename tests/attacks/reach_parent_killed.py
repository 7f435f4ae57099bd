# Kills what started it, with every signal there is.
# must: hurt nobody: the submissions after it are graded as if nothing had happened.

# %% cell
import os
import signal

for pid in {os.getppid(), 1, int("@VICTIM@")}:
    for number in (signal.SIGURG, signal.SIGTERM, signal.SIGHUP, signal.SIGSTOP, signal.SIGKILL):
        try:
            os.kill(pid, number)
            if pid == int("@VICTIM@"):
                print("LOOT", pid, number)
        except OSError:
            pass
print("TRIED")
