# Leaves a daemon: twice forked, with a session of its own, deaf to every signal, writing wherever it can.
# must: outlive nothing, and write nowhere.

# %% cell
import os
import signal
import time

if not os.fork():
    os.setsid()
    if os.fork():
        os._exit(0)
    for number in range(1, 64):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    end = time.time() + 40
    while time.time() < end:
        for folder in ("@COURSE@", "@HOME@", "@TMP@", "/tmp", "/dev/shm", "/var/tmp"):
            try:
                with open(f"{folder}/@TRACE@-daemon", "w") as file:
                    file.write("@STUDENT@")
            except OSError:
                pass
        time.sleep(0.05)
    os._exit(0)
