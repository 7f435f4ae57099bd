# Leaves timers, alarms and handlers for those who come after.
# must: be gone with its process.

# %% cell
import atexit
import os
import signal
import sys
import threading


def write(*_):
    try:
        open("@COURSE@/@TRACE@-timer", "w")
    except OSError:
        pass
    os._exit(7)


atexit.register(write)
sys.excepthook = sys.unraisablehook = write
threading.Timer(1.0, write).start()
signal.signal(signal.SIGVTALRM, write)
signal.signal(signal.SIGPROF, write)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.5, 0.1)
signal.setitimer(signal.ITIMER_PROF, 0.7, 0.1)
